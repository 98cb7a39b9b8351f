// The Replay tab, where something takes a while and a person goes on: what was asked for last counts, and all belongs to
// what it was asked for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { hold, holdRequests, release, somethingHeld } from './support/held.js';
import { chooseLog, log, openReplay, replayed } from './support/replay.js';
import { Tester } from './support/tester.js';

/** @import { Locator, Page } from 'playwright-core' */

const shared = useBrowser();

/** From now on files whose names begin with `slow` are not read until `read` is called. @param {Page} page */
const holdSlowFiles = (page) =>
  page.evaluate(() => {
    const page = /** @type {any} */ (globalThis);
    const { engine } = /** @type {any} */ (document.querySelector('rehearse-tester'));
    /** @type {(() => void)[]} */
    const held = [];
    page.countSlow = () => held.length;
    page.read = async () => {
      for (const goOn of held.splice(0)) goOn();
      // Whoever has waited is told before this is over.
      await new Promise((resolve) => setTimeout(resolve, 100));
    };
    const arrived = async (/** @type {Blob} */ file) => {
      if (file instanceof File && file.name.startsWith('slow')) {
        await new Promise((resolve) => held.push(() => resolve(null)));
      }
    };
    const sampleLog = engine.sampleLog.bind(engine);
    engine.sampleLog = async (/** @type {File} */ file) => {
      await arrived(file);
      return sampleLog(file);
    };
    const { arrayBuffer } = Blob.prototype;
    Blob.prototype.arrayBuffer = async function () {
      await arrived(this);
      return arrayBuffer.call(this);
    };
  });

/** Waits until something is being read that does not arrive. @param {Page} page */
const slowAsked = (page) => page.waitForFunction(() => /** @type {any} */ (globalThis).countSlow() > 0);

/** It arrives. @param {Page} page */
const readSlow = (page) => page.evaluate(() => /** @type {any} */ (globalThis).read());

/** @param {Locator} region @param {string} name @param {string} content */
const chooseContacts = (region, name, content) =>
  region.locator('#contacts-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

/** @param {Locator} region @param {string} name @param {string} content */
const chooseOther = (region, name, content) =>
  region.locator('#other-file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

test('contacts that are read late are not put before another log, nor over what was said of contacts since', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const region = await openReplay(tester);
  const names = region.locator('.opened bdi');
  await chooseLog(tester, 'first.csv', log);
  await tester.expectText(names, 'first.csv');
  await holdSlowFiles(page);

  await chooseContacts(region, 'slow.csv', 'id,score\nana,40\n');
  await slowAsked(page);
  await chooseLog(tester, 'second.csv', log);
  await tester.expectText(names, 'second.csv');
  await readSlow(page);
  await tester.expectText(names, 'second.csv');

  await chooseContacts(region, 'slow.csv', 'id,score\nana,40\n');
  await slowAsked(page);
  await chooseContacts(region, 'people.csv', 'id,score\nana,50\n');
  await tester.expectText(names, 'second.csv | people.csv');
  await readSlow(page);
  await tester.expectText(names, 'second.csv | people.csv');

  for (const content of ['id,score\nana,40\n', '']) {
    await chooseContacts(region, 'people.csv', 'id,score\nana,50\n');
    await tester.expectText(names, 'second.csv | people.csv');
    await chooseContacts(region, 'slow.csv', content);
    await slowAsked(page);
    await tester.press('Leave the contacts out');
    await readSlow(page);
    await tester.expectText(names, 'second.csv');
    assert.equal(await region.locator('.problem[role="alert"]').count(), 0);
  }
  await tester.done();
});

test('a workspace to compare with that is read late does not take the place of what was chosen since', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const region = await openReplay(tester);
  await chooseLog(tester, 'march.csv', log);
  const compared = region.locator('.compare + .hint');
  const workspace = await tester.workspaceText();
  await region.locator('#compare-with').waitFor();
  await holdSlowFiles(page);

  for (const content of [workspace, 'no workspace']) {
    await chooseOther(region, 'slow.json', content);
    await slowAsked(page);
    await chooseOther(region, 'other.json', workspace);
    await tester.expectText(compared, /^A: other\.json/);
    await readSlow(page);
    await tester.expectText(compared, /^A: other\.json/);
    assert.equal(await region.locator('.problem[role="alert"]').count(), 0);
  }

  await chooseOther(region, 'slow.json', workspace);
  await slowAsked(page);
  await region.locator('#compare-with').selectOption('');
  await readSlow(page);
  await tester.expectText(compared, '');
  await tester.done();
});

test('a log whose view is left before it is drawn is open when the view is back', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  /** @param {string} name @param {boolean} isDrawn whether the element draws itself before its view is left */
  const openAndLeave = (name, isDrawn) =>
    page.evaluate(
      async ({ name, isDrawn }) => {
        const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
        element.openLog(new File(['at,contact,type\n'], name));
        if (isDrawn) await element.updateComplete;
        element.view = 'simulate';
        await customElements.whenDefined('rehearse-replay');
        await element.updateComplete;
        await new Promise(requestAnimationFrame);
        element.view = 'replay';
      },
      { name, isDrawn },
    );
  const opened = tester.region('replay').locator('#log-opened bdi');
  await openAndLeave('first.csv', true);
  await tester.expectText(opened, 'first.csv');
  await openAndLeave('second.csv', false);
  await tester.expectText(opened, 'second.csv');
  await tester.done();
});

test('what a replay comes to is of the workspace that it was started with, also where another was opened meanwhile', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const region = await replayed(tester);
  await page.evaluate(holdRequests);
  await hold(page);
  await region.locator('#run-replay').click();
  await somethingHeld(page);
  await page.getByLabel('Workspace', { exact: true }).selectOption({ index: 2 });
  await tester.press('Replay');
  await release(page);
  await region.locator('#cancel-replay').waitFor({ state: 'detached' });
  await tester.expectText(region.locator('.older .badge'), 'Another workspace is open: this is of the one before.');
  await tester.done();
});

test('where the engine has stopped, the first rows are not looked at for ever', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await tester.page.evaluate(() => {
    const { engine } = /** @type {any} */ (document.querySelector('rehearse-tester'));
    engine.simulate = () => {
      throw new Error('The engine stopped.');
    };
  });
  await chooseLog(tester, 'march.csv', log);
  await region.getByLabel('Contact (needed)').selectOption('Who');
  await tester.expectText(region.locator('.setup .problem[role="alert"]'), 'The engine stopped.');
  await tester.done();
});
