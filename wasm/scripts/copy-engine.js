// Copies the glue and the module from the build tree into dist/, the module also as text for `@rehearse/engine/inline`.
// The folder that holds them: the first argument, or REHEARSE_WASM_DIR, or where the `wasm` preset puts them.

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, gzipSync } from 'node:zlib';

/** @param {string} path */
const inPackage = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const given = process.argv[2] ?? process.env.REHEARSE_WASM_DIR;
const source = given === undefined ? inPackage('../build/wasm/wasm') : resolve(process.env.INIT_CWD ?? '.', given);

/**
 * The glue without what it says of its own address. The loader hands the module over, so that it is never asked for; but
 * a bundler would take the module along a second time, and with `./inline` for nothing, and a bundle that is no ES module
 * has no such address.
 * @param {string} glue
 */
function withoutAddress(glue) {
  const text = glue
    .replace(/new URL\((["'])rehearse\.wasm\1, ?import\.meta\.url\)(\.href|\.toString\(\))?/g, '""')
    .replaceAll('import.meta.url', '""');
  if (text.includes('import.meta')) {
    throw new Error('The glue asks for its address in a way that is not known here.');
  }
  return text;
}

/**
 * The module as text. With gzip inside base64 a page fetches as much as of the module itself, where the server packs what
 * it sends: base64 alone is a third more, and twice as much to read.
 * @param {Buffer} wasm
 */
function inlined(wasm) {
  const packed = gzipSync(wasm, { level: constants.Z_BEST_COMPRESSION });
  return `export default '${packed.toString('base64')}';\n`;
}

try {
  const glue = await readFile(resolve(source, 'rehearse.js'), 'utf8');
  await writeFile(inPackage('dist/rehearse.js'), withoutAddress(glue));
  await copyFile(resolve(source, 'rehearse.wasm'), inPackage('dist/rehearse.wasm'));
  await writeFile(inPackage('dist/inline-wasm.js'), inlined(await readFile(inPackage('dist/rehearse.wasm'))));
} catch (error) {
  console.error(`The engine is not in ${source}: build it first (cmake --preset wasm && cmake --build --preset wasm).`);
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
