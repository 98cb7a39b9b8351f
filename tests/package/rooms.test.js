// The rooms of the package know each other one way: the command line stands on all else, and nothing stands on it.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { test } from 'node:test';

const source = new URL('../../wasm/src/', import.meta.url);

/** @typedef {{ file: string, imports: { file: string, isType: boolean }[] }} Module */

/** Every module, with what of the package it imports. @returns {Promise<Module[]>} */
async function modules() {
  const names = (await readdir(source, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  return Promise.all(
    names
      .filter((name) => name.endsWith('.ts'))
      .map(async (file) => {
        const text = await readFile(new URL(file, source), 'utf8');
        const found = text.matchAll(
          /^(?:import|export|\}) ?(type )?[^;]*?from '(\.[^']+)\.js';$|import\('(\.[^']+)\.js'\)/gm,
        );
        const imports = Array.from(found, ([, type, named, late]) => ({
          file: posix.join(posix.dirname(file), `${named ?? late}.ts`),
          isType: type !== undefined,
        }));
        return { file, imports };
      }),
  );
}

const all = await modules();

/**
 * The imports from one room to what is not allowed there, such as `a.ts → b.ts`.
 * @param {(file: string) => boolean} from
 * @param {(file: string, isType: boolean) => boolean} isForbidden
 */
const forbidden = (from, isForbidden) =>
  all
    .filter(({ file }) => from(file))
    .flatMap(({ file, imports }) =>
      imports.filter((each) => isForbidden(each.file, each.isType)).map((each) => `${file} → ${each.file}`),
    );

const isIn = (/** @type {string} */ room) => (/** @type {string} */ file) => file.startsWith(`${room}/`);

test('every import of the package is found', () => {
  const files = new Set(all.map(({ file }) => file));
  const imported = all.flatMap(({ imports }) => imports.map(({ file }) => file));
  const lost = imported.filter(
    (file) => !files.has(file) && !/^(inline-wasm|rehearse|replay\/papaparse)\.ts$/.test(file),
  );
  assert.deepEqual(lost, []);
  assert.ok(imported.length > 300, `${imported.length} imports`);
});

test('nothing but the command line imports the command line', () => {
  assert.deepEqual(
    forbidden((file) => !isIn('cli')(file), isIn('cli')),
    [],
  );
});

test('words of journals, conditions and failures stand on nothing but types', () => {
  assert.deepEqual(
    forbidden(isIn('words'), (file, isType) => !isIn('words')(file) && !isType),
    [],
  );
});

test('workers stand on no room that uses them, and tasks on no replay', () => {
  assert.deepEqual(
    forbidden(isIn('workers'), (file) => isIn('replay')(file) || isIn('tasks')(file)),
    [],
  );
  assert.deepEqual(forbidden(isIn('tasks'), isIn('replay')), []);
});

test('who has tasks done in a worker does not load what does them', () => {
  const inWorker = (/** @type {string} */ file) => /^tasks\/(in-turns|steps|run-steps|test-steps)\.ts$/.test(file);
  assert.deepEqual(
    forbidden((file) => file === 'tasks/in-background.ts', inWorker),
    [],
  );
});
