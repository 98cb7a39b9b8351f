// The examples of documents: blocks of code between fences.

import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * @typedef {object} Block
 * @property {string} language the first word after the fence
 * @property {string} name the second; empty where there is none
 * @property {string} text
 * @property {number} line of the fence
 */

/**
 * All blocks of a document, in order.
 * @param {string} path from the project's folder
 * @returns {Promise<Block[]>}
 */
export async function blocksOf(path) {
  const document = await readFile(join(root, path), 'utf8');
  return [...document.matchAll(/^```(\S+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language, 2: name, 3: text }) => ({
      language: language ?? '',
      name: name ?? '',
      text: text ?? '',
      line: document.slice(0, index).split('\n').length,
    }),
  );
}

/**
 * Makes a folder as a user of the package would have it: the package is installed, and files stand in it.
 * @param {string} folder
 * @param {readonly { name: string, text: string }[]} files
 */
export async function consumerFolder(folder, files) {
  const packages = join(folder, 'node_modules/@rehearse');
  await mkdir(packages, { recursive: true });
  await symlink(dirname(dirname(fileURLToPath(import.meta.resolve('@rehearse/engine')))), join(packages, 'engine'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  for (const { name, text } of files) {
    await writeFile(join(folder, name), text);
  }
}
