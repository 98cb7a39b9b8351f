// The examples of documents: blocks of code between fences.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

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
