// Packs the package, and installs it as npm does, without a registry.

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);

const packageFolder = fileURLToPath(new URL('../../../wasm/', import.meta.url));

/**
 * @typedef {object} Packed
 * @property {string} tarball
 * @property {string[]} files what is packed
 */

/**
 * @param {string} folder an empty one
 * @returns {Promise<Packed>}
 */
export async function packInto(folder) {
  const npm = (/** @type {string[]} */ ...given) =>
    run('npm', [...given, '--offline', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      env: { ...process.env, npm_config_cache: join(folder, '.npm'), npm_config_update_notifier: 'false' },
    });
  const { stdout } = await npm('pack', packageFolder, '--json');
  const [packed] = Object.values(JSON.parse(stdout));
  await writeFile(join(folder, 'package.json'), '{ "name": "user", "private": true, "type": "module" }');
  await npm('install', `./${packed.filename}`);
  return {
    tarball: join(folder, packed.filename),
    files: packed.files.map((/** @type {{ path: string }} */ { path }) => path),
  };
}
