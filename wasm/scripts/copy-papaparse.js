// Writes Papa Parse, which reads CSV, to dist/replay/papaparse.js as a module.
//
// It is in the package, and no dependency of it: it has no module of its own form, so that a page without a bundler
// could not load it. Its surroundings are hidden from it: where it finds jQuery or a loader of another kind, it would add itself to that.

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('papaparse/package.json'));
const license = await readFile(join(folder, 'LICENSE'), 'utf8');
const source = await readFile(join(folder, 'papaparse.min.js'), 'utf8');

const types = new URL('../src/replay/papaparse.d.ts', import.meta.url);
await copyFile(types, new URL('../dist/replay/papaparse.d.ts', import.meta.url));
await writeFile(
  new URL('../dist/replay/papaparse.js', import.meta.url),
  [
    '// @ts-nocheck',
    `/*!\n${license.trim()}\n*/`,
    'const self = {};',
    'const define = undefined;',
    'const exports = {};',
    'const module = { exports };',
    source.trim(),
    'export default module.exports;',
    '',
  ].join('\n'),
);
