// Compares the published types with what the engine really answers: real answers become literals of those types, which
// the compiler then checks. A key too few, one too many, a name that is not listed: each is an error.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEngine } from '@rehearse/engine';
import ts from 'typescript';
import { everyKind } from './support/every-kind.js';

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
 * What the compiler finds wrong with values as literals of these types.
 * @param {[type: string, value: unknown][]} literals
 */
function complaints(literals) {
  const text = [
    "import type * as Rehearse from '@rehearse/engine';",
    ...literals.map(([type, value]) => `(${JSON.stringify(value)}) satisfies Rehearse.${type};`),
  ].join('\n');
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...others) =>
    name === place ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...others);
  const program = ts.createProgram([place], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ start, messageText }) =>
        `${ts.flattenDiagnosticMessageText(messageText, '\n')} (at ${start}: ${text.slice((start ?? 0) - 60, (start ?? 0) + 200)})`,
    );
}

test('every kind of entry, and every other answer, is what its type says', () => {
  /** @type {[string, unknown][]} */
  const literals = [];
  for (const [type, values] of Object.entries(answers)) {
    for (const value of values) {
      literals.push([type, value]);
    }
  }
  assert.deepEqual(complaints(literals), []);
});

test('a key too many, a key too few and an unlisted name are found', () => {
  const entries = /** @type {any[]} */ (answers.Entry);
  for (const kind of new Set(entries.map((entry) => entry.kind))) {
    const entry = entries.find((candidate) => candidate.kind === kind);
    assert.notEqual(complaints([['Entry', { ...entry, extra: 1 }]]).length, 0, `${kind} with a key too many`);
    const { seq: _seq, ...without } = entry;
    assert.notEqual(complaints([['Entry', without]]).length, 0, `${kind} with a key too few`);
    assert.notEqual(complaints([['Entry', { ...entry, kind: `${kind}s` }]]).length, 0, `${kind} misspelt`);
  }
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
