// What is packed: its files, what package.json says of them, its size, its licenses.

import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { installed } from './support/installed.js';

const { folder, tarball, files } = await installed();
const packageFolder = join(folder, 'node_modules/@rehearse/engine');
const description = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));

/** A little above what it is. */
const mostPacked = 1_300_000;

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: packageFolder, strict: true, pack: false });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, description, { color: false })),
    [],
  );
});

test('the types are found by every way of resolution, as they are at run time', async () => {
  const data = createPackageFromTarballData(await readFile(tarball));
  const { problems } = /** @type {import('@arethetypeswrong/core').Analysis} */ (
    await checkPackage(data, { entrypoints: ['.', './inline', './testing'] })
  );
  const told = problems
    // The package is ES modules alone: `require` takes them from Node 22 on.
    .filter(({ kind }) => kind !== 'CJSResolvesToESM')
    // TypeScript's oldest way knows no exports map, and `moduleResolution: node10` is deprecated.
    .filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'));
  assert.deepEqual(told, []);
  assert.ok(problems.every(({ kind }) => kind === 'CJSResolvesToESM' || kind === 'NoResolution'));
});

test('the exports map has types first, and names files that are there', async () => {
  for (const [name, target] of Object.entries(description.exports)) {
    const paths = typeof target === 'string' ? [target] : Object.values(target);
    if (typeof target !== 'string') assert.deepEqual(Object.keys(target), ['types', 'default'], name);
    for (const path of paths.filter((each) => !each.includes('*'))) {
      assert.ok(files.includes(path.slice(2)), `${path} is packed`);
    }
  }
  for (const schema of ['workspace', 'scenario', 'trace']) {
    assert.ok(files.includes(`dist/schema/${schema}.schema.json`));
  }
});

test('every source map leads to a source that is packed', async () => {
  const maps = files.filter((file) => file.endsWith('.map'));
  assert.ok(maps.length > 50);
  for (const map of maps) {
    const { sources } = JSON.parse(await readFile(join(packageFolder, map), 'utf8'));
    for (const source of sources) {
      const path = new URL(source, `file:///${map}`).pathname.slice(1);
      assert.ok(files.includes(path), `${map}: ${path}`);
    }
  }
});

test('nothing is installed with it, and nothing runs when it is installed', () => {
  for (const key of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
    assert.equal(key in description, false, key);
  }
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
    assert.equal(script in description.scripts, false, script);
  }
  assert.deepEqual(
    files.filter((file) => /(^|\/)(test|tests|node_modules|\..*)(\/|$)|\.test\.|tsbuildinfo/.test(file)),
    [],
  );
});

test('the licenses of what is inside are told', async () => {
  const text = await readFile(join(packageFolder, 'THIRD-PARTY.md'), 'utf8');
  for (const work of ['Niels Lohmann', 'Emscripten authors', 'Rich Felker', 'LLVM', 'Matthew Holt']) {
    assert.ok(text.includes(work), work);
  }
  assert.match(text, /Permission is hereby granted, free of charge/);
  assert.match(
    await readFile(join(packageFolder, 'dist/replay/papaparse.js'), 'utf8'),
    /Copyright \(c\) \d+ Matthew Holt/,
  );
  assert.match(await readFile(join(packageFolder, 'LICENSE'), 'utf8'), /^MIT License/);
});

test('it stays within its size', async (context) => {
  const { size } = await stat(tarball);
  context.diagnostic(`${files.length} files, ${size} bytes packed, of ${mostPacked}`);
  assert.ok(size <= mostPacked, `${size} bytes`);
});
