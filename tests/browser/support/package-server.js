// The files of @rehearse/engine as they are, without a bundler, and what a test adds to them.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../../wasm/dist/', import.meta.url));
/** @type {Record<string, string>} */
const types = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** What the package asks of a page. */
const packagePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

/**
 * @param {Record<string, [type: string, body: string]>} extra what is served beside the package's files, by path
 * @param {Record<string, string>} [policies] of paths that have another one than the package asks for
 */
export function packageServer(extra, policies = {}) {
  return createServer(async (request, response) => {
    const path = request.url ?? '/';
    response.setHeader('content-security-policy', policies[path] ?? packagePolicy);
    try {
      const [type, body] = extra[path] ?? [types[extname(path)] ?? 'text/plain', await readFile(dist + path.slice(1))];
      response.setHeader('content-type', type).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
}
