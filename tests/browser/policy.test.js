// What the page is served with, and what it says when the engine cannot be had.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { pageHeaders } from '../../web/serve.mjs';
import { listen, pageRoot, stop, useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';
import { forbiddingHeaders } from './support/troubles.js';

const shared = useBrowser();

test('every answer carries the policy', async () => {
  for (const path of ['', 'icon.svg', 'missing']) {
    const response = await fetch(shared.address + path);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types lit-html rehearse$/);
    assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.status, path === 'missing' ? 404 : 200);
    await response.arrayBuffer();
  }
});

test('text cannot become markup or a program: trusted types are required, of the two policies that are documented', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.page.getByRole('tab', { name: 'JSON' }).click();
  await tester.page.getByLabel('Workspace as JSON').waitFor();
  await tester.page.getByRole('tab', { name: 'Workflows' }).click();
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).waitFor();
  // Nothing was complained of so far.
  await tester.done();

  const page = await shared.browser.newPage();
  await page.goto(shared.address);
  await page.locator('rehearse-composer form').waitFor();
  const said = await page.evaluate(() => {
    const told = (/** @type {() => unknown} */ act) => {
      try {
        act();
        return 'nothing was thrown';
      } catch (error) {
        return String(error);
      }
    };
    const { trustedTypes } = /** @type {any} */ (globalThis);
    return [
      told(() => {
        document.createElement('div').innerHTML = '<img src=x>';
      }),
      told(() => new Worker('./icon.svg')),
      told(() => trustedTypes.createPolicy('other', {})),
      // Lit's policy is there once; a second one of that name is somebody else's.
      told(() => trustedTypes.createPolicy('lit-html', {})),
    ];
  });
  await page.close();
  assert.match(said[0] ?? '', /TrustedHTML/);
  assert.match(said[1] ?? '', /TrustedScriptURL/);
  assert.match(said[2] ?? '', /"other" disallowed/);
  assert.match(said[3] ?? '', /"lit-html" (disallowed|already exists)/);
});

test('each file has its type, and none outside the folder is served', async () => {
  const assets = await readdir(join(pageRoot, 'assets'));
  const wasm = assets.find((name) => name.endsWith('.wasm'));
  assert.ok(wasm, 'the engine is among the assets');
  const types = {
    '.wasm': 'application/wasm',
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
  };
  for (const name of assets) {
    const response = await fetch(`${shared.address}assets/${name}`);
    const type = Object.entries(types).find(([end]) => name.endsWith(end))?.[1];
    assert.equal(response.headers.get('content-type'), type, name);
    await response.arrayBuffer();
  }
  for (const path of ['..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', 'assets', 'assets/', '%00', '%E0%A4%A']) {
    const response = await fetch(shared.address + path);
    assert.equal(response.status, 404, path);
    await response.arrayBuffer();
  }
});

test('nothing in the built page needs more than the policy gives', async () => {
  const page = await readFile(join(pageRoot, 'index.html'), 'utf8');
  assert.doesNotMatch(page, /<style|style=|<script(?![^>]*\bsrc=)|\son\w+=|javascript:/i);
});

/**
 * Opens the page from a server that answers for the .wasm as told.
 * @param {(response: import('node:http').ServerResponse) => void} answer
 * @param {Record<string, string>} [headers]
 */
async function failureOf(answer, headers = pageHeaders) {
  const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
  const server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    if (path.endsWith('.wasm')) {
      answer(response);
      return;
    }
    const type = types[/** @type {keyof typeof types} */ (path.split('.').at(-1))];
    response.writeHead(200, { ...headers, 'Content-Type': type });
    response.end(await readFile(join(pageRoot, path)));
  });
  const address = await listen(server);
  const page = await shared.browser.newPage();
  await page.goto(address);
  const text = await page.locator('rehearse-tester .failure').textContent();
  await page.close();
  stop(server);
  return text ?? '';
}

test('an engine that is not there is said, with its address and status', async () => {
  const text = await failureOf((response) => response.writeHead(503, { 'Content-Type': 'text/plain' }).end('no'));
  assert.match(text, /The engine could not be loaded/);
  assert.match(text, /assets\/rehearse-[\w-]+\.wasm/);
  assert.match(text, /status 503/);
});

test('a page in the place of the engine is said', async () => {
  const text = await failureOf((response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>'),
  );
  assert.match(text, /answered a page instead of the engine/);
});

test('a policy that forbids WebAssembly is said, with the word to add', async () => {
  const assets = await readdir(join(pageRoot, 'assets'));
  const wasm = await readFile(join(pageRoot, 'assets', assets.find((name) => name.endsWith('.wasm')) ?? ''));
  const text = await failureOf(
    (response) => response.writeHead(200, { ...forbiddingHeaders, 'Content-Type': 'application/wasm' }).end(wasm),
    forbiddingHeaders,
  );
  assert.match(text, /'wasm-unsafe-eval'/);
});
