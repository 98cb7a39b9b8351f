import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The package's bin. */
export const program = fileURLToPath(new URL('../../../../wasm/bin/rehearse.js', import.meta.url));

/** Without what the surroundings of the tests say about colours. */
const { NO_COLOR: _no, FORCE_COLOR: _force, ...environment } = process.env;

/** @typedef {{ status: number | null, stdout: string, stderr: string }} Ended */

/**
 * A folder of its own with these files: texts as they are, all else as JSON.
 * @param {Record<string, unknown>} files by path
 */
export async function folderOf(files) {
  const folder = await mkdtemp(join(tmpdir(), 'rehearse '));
  after(() => rm(folder, { recursive: true, force: true }));
  await writeFiles(folder, files);
  return folder;
}

/**
 * @param {string} folder
 * @param {Record<string, unknown>} files by path
 */
export async function writeFiles(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    const text = typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
    await writeFile(join(folder, name), text);
  }
}

/**
 * Runs the command line to its end.
 * @param {string} cwd
 * @param {string[]} given
 * @param {{ env?: Record<string, string>, input?: string }} [options] `input` for standard input
 * @returns {Promise<Ended>}
 */
export function runIn(cwd, given, { env = {}, input = '' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...given], { cwd, env: { ...environment, ...env } });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (data) => {
      output.stdout += data;
    });
    child.stderr.setEncoding('utf8').on('data', (data) => {
      output.stderr += data;
    });
    child.on('close', (status) => resolve({ status, ...output }));
    child.stdin.on('error', () => undefined); // it may not be read to its end
    child.stdin.end(input);
  });
}

/**
 * The command line in one folder.
 * @param {string} folder
 * @returns {(...given: string[]) => Promise<Ended>}
 */
export const rehearseIn = (folder) => {
  return (...given) => runIn(folder, given);
};
