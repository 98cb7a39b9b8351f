// Links that hold the whole workspace in their fragment: what was copied opens, what is no such link is told, and nothing
// of it reaches a server.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { createPageServer } from '../../web/serve.mjs';
import { pageRoot, useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const server = createPageServer(pageRoot);
/** Every address that was asked for. @type {string[]} */
const asked = [];
server.on('request', ({ url }) => asked.push(url ?? ''));
const shared = useBrowser(server);

/** @param {Tester} tester */
const toldBy = (tester) => tester.page.locator('.page-head .told p');
/** @param {Tester} tester */
const problemOf = (tester) => tester.page.locator('.page-head .problem');
/** @param {Tester} tester */
const titleOf = (tester) => tester.region('workflows').locator('.title h2');
/** @param {Tester} tester */
const sessionOf = ({ page }) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('rehearse-tester')).session);

/** The fragment of a link that holds a value. @param {unknown} value */
const fragmentOf = (value) => `#w1=${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;

/** @param {Partial<Record<string, unknown>>} [changes] */
const sessionNamed = (changes = {}) => ({
  text: '{ "rehearse": 1, "name": "From a link", "workflows": [], "contacts": [{ "id": "ana", "name": "Ana Ruiz" }] }',
  scenarios: [],
  stimuli: [],
  selected: -1,
  runsDrafts: false,
  ...changes,
});

/** Presses "Copy link", and gives what was copied. @param {Tester} tester */
async function copied(tester) {
  await tester.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await tester.press('Copy link');
  await tester.expectText(toldBy(tester), /^The link is copied \([\d.]+ kB\)\./);
  return tester.page.evaluate(() => navigator.clipboard.readText());
}

test('what was copied opens in another browser: workspace, tests and timeline', async () => {
  const tester = await Tester.open(shared);
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.press(/^\+1 d/);
  await tester.region('timeline').locator('.run').last().click();
  const link = new URL(await copied(tester));
  assert.match(link.hash, /^#w1=[\w-]+$/);
  assert.ok(link.href.length < 6_000, `${link.href.length} characters`);
  asked.length = 0;
  const other = await Tester.open(shared, { fragment: link.hash });
  await other.expectText(toldBy(other), /^This is the workspace of the link\./);
  assert.deepEqual(await sessionOf(other), await sessionOf(tester));
  await other.expectText(other.region('timeline').locator('li.selected .sentence'), /email Spring offer opened/);
  assert.equal(new URL(other.page.url()).hash, '');
  assert.notEqual(asked.length, 0);
  assert.deepEqual(
    asked.filter((address) => address.includes('w1')),
    [],
    'the fragment stays in the browser',
  );
  await other.reload();
  await other.expectText(toldBy(other), 'Restored what you had open. Undo starts anew from here.');
  assert.deepEqual(await sessionOf(other), await sessionOf(tester));
  await other.done();
  await tester.done();
});

test('a link holds what is open, not what it is held against', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.region('timeline').locator('[data-action="compare"]').click();
  await tester.fireButton.click();
  const { kept, ...session } = await sessionOf(tester);
  assert.equal(kept.stimuli.length, 1);
  const other = await Tester.open(shared, { fragment: new URL(await copied(tester)).hash });
  await other.expectText(toldBy(other), /^This is the workspace of the link\./);
  assert.deepEqual(await sessionOf(other), session);
  await other.done();
  await tester.done();
});

test('what was told before is not told beside what went wrong', async () => {
  const tester = await Tester.open(shared);
  await copied(tester);
  await tester.page.evaluate(() => {
    location.hash = '#w1=broken';
  });
  await tester.expectText(problemOf(tester), /./);
  await tester.expectText(tester.page.locator('.page-head .told:not([hidden])'), '');
  await tester.done();
});

test('a link that is still unpacked does not take the place of what was asked for after it', async () => {
  const tester = await Tester.open(shared, {
    before: () => {
      const { read } = ReadableStreamDefaultReader.prototype;
      ReadableStreamDefaultReader.prototype.read = async function () {
        const chunk = await read.call(this);
        if (!('release' in globalThis)) await new Promise((done) => Object.assign(globalThis, { release: done }));
        return chunk;
      };
    },
  });
  const follow = (/** @type {string} */ fragment) =>
    tester.page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
  const release = async () => {
    await tester.page.evaluate(() => {
      const page = /** @type {any} */ (globalThis);
      page.release();
      delete page.release;
    });
    await tester.page.waitForTimeout(300);
  };
  const isHeld = () => tester.page.waitForFunction(() => 'release' in globalThis);
  await follow(fragmentOf(sessionNamed()));
  await isHeld();
  await tester.openSample('Segmentation by engagement');
  await release();
  await tester.expectText(titleOf(tester), 'Segmentation by engagement');
  await follow(fragmentOf(sessionNamed()));
  await isHeld();
  await follow(fragmentOf(sessionNamed({ text: '{ "rehearse": 1, "name": "Second", "workflows": [] }' })));
  await tester.expectText(titleOf(tester), 'Second');
  await release();
  await tester.expectText(titleOf(tester), 'Second');
  await tester.done();
});

test('where the browser forbids copying, the link is shown', async () => {
  const tester = await Tester.open(shared, {
    before: () => {
      Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    },
  });
  await tester.press('Copy link');
  const field = tester.page.getByLabel('The browser did not let the page copy it. Copy it from here:');
  assert.match(await field.inputValue(), /#w1=[\w-]+$/);
  assert.equal(
    await field.evaluate((area) => {
      const { selectionStart, selectionEnd, value } = /** @type {HTMLTextAreaElement} */ (area);
      return selectionEnd - selectionStart === value.length;
    }),
    true,
  );
  await tester.press('Close', tester.page.getByRole('dialog', { name: 'Link to this workspace' }));
  await tester.done();
});

test('a workspace that is too large for a link is saved as a file instead', async () => {
  const tester = await Tester.open(shared);
  // Nothing that repeats, so that it stays long.
  let state = 1;
  const notes = Array.from({ length: 12_000 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state.toString(36);
  }).join(' ');
  const text = JSON.stringify({ rehearse: 1, name: 'Large', workflows: [], 'x-notes': notes });
  await tester.openFile('large.json', text);
  await tester.expectText(titleOf(tester), 'Large');
  await tester.press('Copy link');
  await tester.expectText(problemOf(tester), /^This workspace is too large for a link/);
  const download = tester.page.waitForEvent('download');
  await tester.press('Save file', tester.page.locator('.notes'));
  assert.equal((await download).suggestedFilename(), 'large.workspace.json');
  await tester.done();
});

const bomb = `#w1=${deflateRawSync(Buffer.alloc(64 << 20, '[')).toString('base64url')}`;

/** @type {[string, string, RegExp][]} */
const bad = [
  ['foreign', '#chapter-2', /is no workspace/],
  ['of a later version', '#w2=AAAA', /newer version/],
  ['cut', fragmentOf(sessionNamed()).slice(0, -9), /damaged/],
  ['with characters that do not belong there', '#w1=%%%', /damaged/],
  ['empty', '#w1=', /damaged/],
  ['of something else', fragmentOf({ hello: 'world' }), /damaged/],
  ['of a session with wrong parts', fragmentOf(sessionNamed({ stimuli: [{ stimulus: null }] })), /damaged/],
  ['of a session held against none', fragmentOf(sessionNamed({ kept: { text: '{}' } })), /damaged/],
  ['a bomb', bomb, /too large to be opened/],
];

for (const [name, fragment, message] of bad) {
  test(`a link that is ${name} is told, and what was open is kept`, async () => {
    const tester = await Tester.open(shared, { fragment });
    await tester.expectText(problemOf(tester), message);
    await tester.expectText(problemOf(tester), /(What was open is kept\.)$/);
    await tester.expectText(titleOf(tester), 'Email engagement tracking');
    await tester.fireButton.click();
    await tester.page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
    await tester.page.waitForFunction(() => location.hash === '');
    await tester.expectText(tester.region('timeline').locator('.run'), /email Spring offer opened/);
    await tester.done();
  });
}

test('a link that comes while something is open: who stays keeps it, who leaves finds it under Recent', async () => {
  const tester = await Tester.open(shared);
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  const text = await tester.workspaceText();
  tester.page.removeAllListeners('dialog');
  /** @type {string[]} */
  const questions = [];
  let answer = false;
  tester.page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    return answer ? dialog.accept() : dialog.dismiss();
  });
  const follow = () =>
    tester.page.evaluate((hash) => {
      location.hash = hash;
    }, fragmentOf(sessionNamed()));
  await follow();
  await tester.page.waitForFunction(() => location.hash === '');
  assert.equal(await tester.workspaceText(), text);
  answer = true;
  await follow();
  await tester.expectText(titleOf(tester), 'From a link');
  assert.deepEqual(questions, Array(2).fill('Open the workspace of the link? What is open stays under Recent.'));
  await tester.press('Recent');
  await tester.press('Open Email engagement tracking');
  await tester.expectText(titleOf(tester), 'Email engagement tracking');
  assert.equal(await tester.workspaceText(), text);
  await tester.done();
});

test('a link with a bad document opens it as it is written, and says where it is wrong', async () => {
  const text = '{ "rehearse": 1, "workflows": [ { "id": 7 } ] }';
  const tester = await Tester.open(shared, { fragment: fragmentOf(sessionNamed({ text })) });
  await tester.expectText(tester.page.getByRole('tab', { name: /^Problems/ }), /[1-9]/);
  assert.equal(await tester.workspaceText(), text);
  await tester.done();
});
