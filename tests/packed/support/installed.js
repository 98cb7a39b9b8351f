// The package as a user has it: packed, and installed by npm in an empty folder outside the project.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);

const packageFolder = fileURLToPath(new URL('../../../wasm/', import.meta.url));
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/**
 * @typedef {object} Installed
 * @property {string} folder where it was installed; the fixtures are there, too
 * @property {string} tarball
 * @property {string[]} files what is packed
 */

/** @returns {Promise<Installed>} */
export async function install() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'rehearse-packed-')));
  const npm = (/** @type {string[]} */ ...given) =>
    run('npm', [...given, '--offline', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      env: { ...process.env, npm_config_cache: join(folder, '.npm'), npm_config_update_notifier: 'false' },
    });
  const { stdout } = await npm('pack', packageFolder, '--json');
  const [packed] = Object.values(JSON.parse(stdout));
  await writeFile(join(folder, 'package.json'), '{ "name": "user", "private": true, "type": "module" }');
  await npm('install', `./${packed.filename}`);
  await cp(fixtures, folder, { recursive: true });
  return {
    folder,
    tarball: join(folder, packed.filename),
    files: packed.files.map((/** @type {{ path: string }} */ { path }) => path),
  };
}

/** What run.js has installed; a file of tests that is run by itself installs for itself. @returns {Promise<Installed>} */
export async function installed() {
  const given = process.env.REHEARSE_INSTALLED;
  if (given !== undefined) return JSON.parse(given);
  const own = await install();
  after(() => rm(own.folder, { recursive: true }));
  return own;
}

/** A new folder beside the fixtures. @param {Installed} where @param {string} name */
export async function folderIn({ folder }, name) {
  const made = join(folder, name);
  await mkdir(made, { recursive: true });
  return made;
}
