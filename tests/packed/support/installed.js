// The package as a user has it: packed, and installed by npm in an empty folder outside the project.

import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packInto } from './pack.js';
import { installTester } from './tester.js';

export { run } from './pack.js';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** @typedef {Awaited<ReturnType<typeof installTester>>} Tester the packed element */
/** @typedef {import('./pack.js').Packed & { folder: string, tester: Tester }} Installed where it was installed; the fixtures are there, too */

/** @returns {Promise<Installed>} */
export async function install() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'rehearse-packed-')));
  const packed = await packInto(folder);
  await cp(fixtures, folder, { recursive: true });
  return { folder, ...packed, tester: await installTester(folder) };
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
