// Copies the glue and the module from the build tree into dist/.
// The folder that holds them: the first argument, or REHEARSE_WASM_DIR, or where the `wasm` preset puts them.

import { copyFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string} path */
const inPackage = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const given = process.argv[2] ?? process.env.REHEARSE_WASM_DIR;
const source = given === undefined ? inPackage('../build/wasm/wasm') : resolve(process.env.INIT_CWD ?? '.', given);

try {
  for (const file of ['rehearse.js', 'rehearse.wasm']) {
    await copyFile(resolve(source, file), inPackage(`dist/${file}`));
  }
} catch (error) {
  console.error(`The engine is not in ${source}: build it first (cmake --preset wasm && cmake --build --preset wasm).`);
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
