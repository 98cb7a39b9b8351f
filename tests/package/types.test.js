// Compares the published types with what the engine really answers: real answers become literals of those types, which
// the compiler then checks. A key too few, one too many, a name that is not listed: each is an error.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEngine } from '@rehearse/engine';
import ts from 'typescript';
import { everyKind } from './support/every-kind.js';
import { clicked } from './support/worked-example.js';

const engine = await loadEngine();
const answers = everyKind(engine);

/** Where the literals are said to stand, so that imports are found from there. */
const place = fileURLToPath(new URL('./literals.ts', import.meta.url));

/** @type {ts.CompilerOptions} */
const options = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  lib: ['lib.es2022.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
};

/**
 * What the compiler finds wrong with values as literals of these types: for each, its complaints.
 * @param {[type: string, value: unknown][]} literals
 */
function complaints(literals) {
  const lines = [
    "import type * as Rehearse from '@rehearse/engine';",
    ...literals.map(([type, value]) => `(${JSON.stringify(value)}) satisfies Rehearse.${type};`),
  ];
  const file = ts.createSourceFile(place, lines.join('\n'), ts.ScriptTarget.ES2022);
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...others) => (name === place ? file : getSourceFile(name, ...others));
  /** @type {string[][]} */
  const found = literals.map(() => []);
  for (const { start = 0, messageText } of ts.getPreEmitDiagnostics(ts.createProgram([place], options, host))) {
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const near = lines[line]?.slice(Math.max(0, character - 60), character + 200);
    found[Math.max(0, line - 1)]?.push(`${ts.flattenDiagnosticMessageText(messageText, '\n')} (near: ${near})`);
  }
  return found;
}

test('every kind of entry, and every other answer, is what its type says', () => {
  /** @type {[string, unknown][]} */
  const literals = [];
  for (const [type, values] of Object.entries(answers)) {
    for (const value of values) {
      literals.push([type, value]);
    }
  }
  assert.deepEqual(complaints(literals).flat(), []);
});

test('a key too many, a key too few and an unlisted name are found', () => {
  const entries = /** @type {any[]} */ (answers.Entry);
  /** @type {[what: string, entry: unknown][]} */
  const broken = [...new Set(entries.map((entry) => entry.kind))].flatMap((kind) => {
    const entry = entries.find((candidate) => candidate.kind === kind);
    const { seq: _seq, ...without } = entry;
    return [
      [`${kind} with a key too many`, { ...entry, extra: 1 }],
      [`${kind} with a key too few`, without],
      [`${kind} misspelt`, { ...entry, kind: `${kind}s` }],
    ];
  });
  const found = complaints(broken.map(([, entry]) => ['Entry', entry]));
  assert.deepEqual(
    broken.map(([what]) => what).filter((_what, index) => found[index]?.length === 0),
    [],
  );
});

test('the types take the documents that the engine takes, and no others', () => {
  const workflow = {
    workflow: 'w',
    enrolled: 0,
    active: 0,
    waiting: 0,
    finished: 0,
    refused: 0,
    steps: [],
    triggers: [],
  };
  const condition = { field: 'contact.name', operator: 'isEmpty' };
  assert.deepEqual(
    complaints([
      ['Condition', { all: [condition], 'x-place': 1 }],
      ['Condition', { any: [{ not: condition, 'x-place': 1 }], 'x-place': 1 }],
      ['ContactEdit', { name: 'Ana', 'x-source': 'form' }],
      ['Expectation', { contact: 'ana', engagementScore: { greaterThan: 5, isNotEmpty: true } }],
      ['FiredEvent', clicked('faq')],
      ['WorkflowStats', { ...workflow, exitedBy: { end: 1 }, refusedBy: { draft: 2 } }],
    ]).flat(),
    [],
  );
  const found = complaints([
    ['Condition', { all: [condition], place: 1 }],
    ['ContactEdit', { nam: 'Ana' }],
    ['Expectation', { contact: 'ana', engagementScore: { contains: 5 } }],
    ['Expectation', { contact: 'ana', engagementScore: { isEmpty: 5 } }],
    ['FiredEvent', { type: 'link.clicked' }],
    ['WorkflowStats', { ...workflow, exitedBy: { ended: 1 }, refusedBy: {} }],
    ['WorkflowStats', { ...workflow, exitedBy: {}, refusedBy: { drafts: 2 } }],
  ]);
  assert.deepEqual(
    found.map((complaint) => complaint.length > 0),
    found.map(() => true),
  );
});

test('there is an entry of every kind that the types name', async () => {
  const source = await readFile(new URL('../../wasm/src/types.ts', import.meta.url), 'utf8');
  const named = [...source.matchAll(/^ {2}kind: '(\w+)';$/gm)].map(([, kind]) => kind);
  assert.ok(named.length >= 16);
  const seen = new Set(/** @type {any[]} */ (answers.Entry).map(({ kind }) => kind));
  assert.deepEqual(
    named.filter((kind) => !seen.has(kind)),
    [],
  );
});

test('entries of one kind always have the same keys in the same order', () => {
  /** @type {Map<string, string>} */
  const keysOf = new Map();
  for (const entry of /** @type {any[]} */ (answers.Entry)) {
    const keys = Object.keys(entry).join();
    assert.equal(keysOf.get(entry.kind) ?? keys, keys, entry.kind);
    keysOf.set(entry.kind, keys);
  }
});
