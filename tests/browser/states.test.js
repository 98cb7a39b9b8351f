// What the page shows when things are not as they should be, in light, dark and where the system chooses the colours: the
// engine that does not come, the browser that keeps nothing, documents that are too large, loops.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { pageHeaders } from '../../web/serve.mjs';
import { violations } from './support/axe.js';
import { pageRoot, useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';
import { forbiddingHeaders, keepNothing, troubles } from './support/troubles.js';

/** @import { ServerResponse } from 'node:http' */
/** @import { Page } from 'playwright-core' */

const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
const assets = await readdir(join(pageRoot, 'assets'));
const wasm = await readFile(join(pageRoot, 'assets', assets.find((name) => name.endsWith('.wasm')) ?? ''));

/** How the server answers for the engine, and what headers all answers carry. */
const serving = {
  headers: pageHeaders,
  engine: (/** @type {ServerResponse} */ response) => {
    response.writeHead(200, { ...serving.headers, 'Content-Type': 'application/wasm' }).end(wasm);
  },
};
const usual = { ...serving };

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname.endsWith('.wasm')) {
    serving.engine(response);
    return;
  }
  try {
    const body = await readFile(join(pageRoot, pathname === '/' ? 'index.html' : pathname));
    const end = /** @type {keyof typeof types} */ (pathname === '/' ? 'html' : pathname.split('.').at(-1));
    response.writeHead(200, { ...serving.headers, 'Content-Type': types[end] }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
const shared = useBrowser(server);

/** Opens the page while the server answers as told. @param {Partial<typeof serving>} answers */
async function openWhile(answers) {
  Object.assign(serving, usual, answers);
  const context = await shared.browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(shared.address);
  return page;
}

/** In all colours there are, axe-core finds nothing. @param {Page} page @param {string} name */
async function isFine(page, name) {
  for (const media of /** @type {const} */ ([
    { colorScheme: 'light', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'none' },
    { colorScheme: 'light', forcedColors: 'active' },
  ])) {
    // Colours change at once then.
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    assert.deepEqual(await violations({ page }), [], `${name}, ${JSON.stringify(media)}`);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
}

/** @param {Page} page */
const failureOf = (page) => page.locator('rehearse-tester .failure');
/** @param {Page} page */
const fireOf = (page) => page.locator('rehearse-composer button.fire');

/** @param {Page} page */
async function copiedFrom(page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Once the server answers as it should, another try is all it takes. @param {Page} page */
async function tryAgain(page) {
  Object.assign(serving, usual);
  await page.getByRole('button', { name: 'Try again' }).click();
  await fireOf(page).waitFor();
  assert.equal(await failureOf(page).count(), 0);
  await page.context().close();
}

test('an engine that takes its time: said after a moment, and the page is there when it comes', async () => {
  /** @type {(() => void)[]} */
  const held = [];
  const page = await openWhile({ engine: (response) => held.push(() => usual.engine(response)) });
  const loading = page.locator('rehearse-tester .loading');
  await loading.waitFor();
  await page.waitForTimeout(600);
  assert.equal(await loading.textContent(), 'Loading the engine …');
  assert.equal(await loading.evaluate((element) => getComputedStyle(element).opacity), '1');
  await isFine(page, 'loading');
  for (const go of held) go();
  await fireOf(page).waitFor();
  await page.context().close();
});

test('a policy that forbids WebAssembly: the line that mends it can be copied', async () => {
  const page = await openWhile({ headers: forbiddingHeaders });
  await failureOf(page).waitFor();
  await isFine(page, 'policy');
  /** @type {Error[]} */
  const thrown = [];
  page.on('pageerror', (error) => thrown.push(error));
  assert.equal(await copiedFrom(page), "Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'");
  await page.locator('#language').selectOption('es');
  await page.getByRole('button', { name: 'Copiado' }).waitFor();
  await page.getByRole('button', { name: 'Copiar', exact: true }).waitFor();
  assert.deepEqual(thrown, []);
  await page.context().close();
});

test('a page in the place of the engine: what is served wrong, how to mend it, and another try', async () => {
  const page = await openWhile({
    engine: (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>'),
  });
  await failureOf(page).waitFor();
  assert.match(
    (await failureOf(page).textContent()) ?? '',
    /answered a page instead of the engine .*rehearse-.*\.wasm/,
  );
  await isFine(page, 'page');
  assert.equal(await copiedFrom(page), 'Content-Type: application/wasm');
  await tryAgain(page);
});

test('an engine that is not where it should be (404), and then is', async () => {
  const page = await openWhile({ engine: (response) => response.writeHead(404).end('Not found') });
  await failureOf(page).waitFor();
  assert.match((await failureOf(page).textContent()) ?? '', /status 404/);
  await isFine(page, 'missing');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'nothing.json', mimeType: 'application/json', buffer: Buffer.from('') });
  await page.locator('.page-head .problem').filter({ hasText: 'nothing.json was not opened. It is empty' }).waitFor();
  Object.assign(serving, usual);
  await page.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'rehearse-tester');
  await fireOf(page).waitFor();
  await page.context().close();
});

test('an engine that is not there for a while', async () => {
  const page = await openWhile({ engine: (response) => response.writeHead(503).end('Later') });
  await failureOf(page).waitFor();
  await tryAgain(page);
});

test('an engine that is sent as another type than it is runs all the same', async () => {
  const page = await openWhile({
    engine: (response) => response.writeHead(200, { ...pageHeaders, 'Content-Type': 'text/plain' }).end(wasm),
  });
  await fireOf(page).click();
  await page.locator('rehearse-timeline .run').waitFor();
  await page.context().close();
});

test('no network when the engine is wanted, and then there is', async () => {
  const page = await openWhile({ engine: (response) => response.destroy() });
  await failureOf(page).waitFor();
  assert.match((await failureOf(page).textContent()) ?? '', /could not be fetched/);
  assert.equal(await page.locator('#copy-fix').count(), 0, 'no header would mend it');
  await isFine(page, 'offline');
  // What was opened meanwhile runs when the engine is there.
  await page.getByRole('button', { name: 'Start empty' }).click();
  Object.assign(serving, usual);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('rehearse-workflows .title h2').filter({ hasText: 'New workspace' }).waitFor();
  await page.context().close();
});

test('a part that cannot be fetched is said to be missing where it would stand, and can be had once it is there', async () => {
  const { page } = await Tester.open(shared);
  const parts = /assets\/(replay|tests|flow|contact-form|score-history)-[\w-]{8}\.js/;
  await page.route(parts, (route) => route.abort());
  await page.reload();
  // The second event changes a score: the contact has a history then.
  await fireOf(page).click();
  await fireOf(page).click();
  const missing = 'This part could not be loaded.';
  for (const [name, show] of /** @type {const} */ ([
    ['flow', async () => {}],
    ['tests', () => page.getByRole('tab', { name: 'Tests' }).click()],
    ['score-history', () => page.locator('rehearse-contacts details summary').first().click()],
    ['contact-form', () => page.locator('rehearse-contacts .edit-button').first().click()],
    ['replay', () => page.getByRole('button', { name: 'Replay' }).click()],
  ])) {
    await show();
    await page.locator(`rehearse-${name}`).getByRole('alert').filter({ hasText: missing }).waitFor();
  }
  await page.unroute(parts);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Replay a log of past events' }).waitFor();
  await page.locator('rehearse-replay').getByText(missing).waitFor({ state: 'detached' });
  await page.context().close();
});

test('states of a page that runs', async () => {
  Object.assign(serving, usual);
  const tester = await Tester.open(shared);
  for (const [name, reach] of troubles) {
    await reach(tester);
    await isFine(tester.page, name);
  }
  await tester.done();
});

test('a browser that keeps nothing', async () => {
  Object.assign(serving, usual);
  const tester = await Tester.open(shared, {
    before: keepNothing,
  });
  await tester.page.locator('.page-head .storage').waitFor();
  await isFine(tester.page, 'storage refused');
  await tester.done();
});
