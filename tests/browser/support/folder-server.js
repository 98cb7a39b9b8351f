// Servers for what tests open in a browser: the files of a folder, and what a test adds to them.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../../wasm/dist/', import.meta.url));
/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** What the package asks of a page. */
export const packagePolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

/**
 * @param {string} folder
 * @param {(path: string) => Record<string, string>} headersOf what the answer for a path carries
 * @param {Record<string, [type: string, body: string]>} [extra] what is served beside the folder's files, by path
 */
export function folderServer(folder, headersOf, extra = {}) {
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    for (const [name, value] of Object.entries(headersOf(pathname))) response.setHeader(name, value);
    try {
      const [type, body] = extra[pathname] ?? [
        types[extname(pathname)] ?? 'text/plain',
        await readFile(join(folder, pathname)),
      ];
      response.setHeader('content-type', type).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
}

/**
 * The files of @rehearse/engine as they are, without a bundler.
 * @param {Record<string, [type: string, body: string]>} extra what is served beside the package's files, by path
 * @param {Record<string, string>} [policies] of paths that have another one than the package asks for
 */
export function packageServer(extra, policies = {}) {
  return folderServer(dist, (path) => ({ 'content-security-policy': policies[path] ?? packagePolicy }), extra);
}
