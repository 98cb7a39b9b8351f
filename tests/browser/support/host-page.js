// Pages of a host that embeds the element: the packages as they are built, without a bundler, under the policy that they
// ask for.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageHeaders } from '../../../web/serve.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };
/** Where the files of an address are. @type {[start: string, folder: string][]} */
const folders = [
  ['/element/', 'web/dist/element/'],
  ['/engine/', 'wasm/dist/'],
  ['/modules/', 'node_modules/'],
];
const importMap = JSON.stringify({
  imports: {
    '@rehearse/tester': '/element/index.js',
    '@rehearse/tester/define': '/element/define.js',
    '@rehearse/engine': '/engine/index.js',
    lit: '/modules/lit/index.js',
    'lit/': '/modules/lit/',
    'lit-html': '/modules/lit-html/lit-html.js',
    'lit-html/': '/modules/lit-html/',
    'lit-element/': '/modules/lit-element/',
    '@lit/reactive-element': '/modules/@lit/reactive-element/reactive-element.js',
    '@lit/reactive-element/': '/modules/@lit/reactive-element/',
  },
});
const hash = createHash('sha256').update(importMap).digest('base64');

/** What the page is served with, and the one script that stands in the pages here. */
export const hostHeaders = {
  ...pageHeaders,
  'Content-Security-Policy': (pageHeaders['Content-Security-Policy'] ?? '').replace(
    "script-src 'self'",
    `script-src 'self' 'sha256-${hash}'`,
  ),
};

/**
 * Serves pages and their scripts by name, and the packages.
 * @param {Record<string, string>} files by address: what stands in a page's body, or a script
 */
export function hostServer(files) {
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    for (const [name, value] of Object.entries(hostHeaders)) response.setHeader(name, value);
    // Browsers ask for an icon by themselves.
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    try {
      const made = files[pathname];
      const type = types[extname(pathname)] ?? 'text/html';
      const [start, folder] = folders.find(([prefix]) => pathname.startsWith(prefix)) ?? ['', ''];
      const body = made ?? (await readFile(join(root, folder, pathname.slice(start.length))));
      response.setHeader('content-type', type);
      response.end(type === 'text/html' ? page(String(body)) : body);
    } catch {
      response.writeHead(404).end();
    }
  });
}

/** @param {string} body */
function page(body) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
<script type="importmap">${importMap}</script><body>${body}</body></html>`;
}
