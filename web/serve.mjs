/**
 * Serves the built page with the headers that it is made to run under. For trying it out and for the tests; any static
 * server that sends the same headers does as well.
 *
 *     node serve.mjs [port]
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Lit's own, and the one that the engine starts the workers of replays with.
  'trusted-types lit-html rehearse',
].join('; ');

/** What every answer carries. */
export const pageHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.wasm', 'application/wasm'],
]);

/** The file that an address names inside `root`, or null where it would lead out of it. */
function fileOf(root, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(root + sep) ? file : null;
}

/** A server for the files under `root`, with the page's headers or others; it is not listening yet. */
export function createPageServer(root, headers = pageHeaders) {
  return createServer(async (request, response) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? fileOf(root, request.url ?? '/') : null;
    const found = file ? await stat(file).catch(() => null) : null;
    if (!file || !found?.isFile()) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Not found\n');
      return;
    }
    response.writeHead(200, {
      ...headers,
      'Content-Type': types.get(extname(file)) ?? 'application/octet-stream',
      'Content-Length': found.size,
      'Cache-Control': 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = createPageServer(fileURLToPath(new URL('dist/page', import.meta.url)));
  const say = () => console.log(`http://127.0.0.1:${server.address().port}/`);
  // Another page may be served at the usual port: then any free one will do, unless one was asked for.
  server.once('error', (error) => {
    if (error.code !== 'EADDRINUSE' || process.argv[2]) throw error;
    server.listen(0, '127.0.0.1', say);
  });
  server.listen(Number(process.argv[2] ?? 4173), '127.0.0.1', say);
}
