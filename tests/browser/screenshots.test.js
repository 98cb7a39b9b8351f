// Pictures of the page for people to look at, in build/screenshots: every region and state, at three widths, light and dark.

import assert from 'node:assert/strict';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { useBrowser } from './support/chromium.js';
import { openNewsroom } from './support/newsroom.js';
import { replayStates } from './support/states.js';
import { Tester } from './support/tester.js';
import { holdFile, openNewTrace, openOldTrace } from './support/traces.js';

const shared = useBrowser();
const folder = fileURLToPath(new URL('../../build/screenshots', import.meta.url));
await mkdir(folder, { recursive: true });

/** @param {Tester} tester @param {string} name */
async function show(tester, name) {
  await tester.press(name, tester.page.getByRole('navigation', { name: 'Regions' }));
}

/** Answers a page in the place of the engine, as a server does that does not know it. @param {import('playwright-core').Page} page */
const withoutEngine = (page) =>
  page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));

for (const width of [1440, 900, 390]) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`without an engine, ${width} px, ${colorScheme}`, async () => {
      const context = await shared.browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      await page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
      });
      await withoutEngine(page);
      await page.goto(shared.address);
      await page.locator('rehearse-tester .failure').waitFor();
      await page.locator('.page-head .storage').waitFor();
      const path = join(folder, `23-no-engine-${width}-${colorScheme}.png`);
      await page.screenshot({ path });
      assert.ok((await stat(path)).size > 5_000, path);
      await context.close();
    });
  }
}

for (const width of [1440, 900, 390]) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`${width} px, ${colorScheme}`, async () => {
      const tester = await Tester.open(shared, { width, colorScheme, reducedMotion: 'reduce' });
      const isPhone = width < 736;
      const take = async (/** @type {string} */ name) => {
        const path = join(folder, `${name}-${width}-${colorScheme}.png`);
        await tester.page.screenshot({ path, fullPage: width < 1200 });
        assert.ok((await stat(path)).size > 5_000, path);
      };
      await take('1-opened');
      await tester.fireButton.click();
      await tester.fireButton.click();
      await take('2-fired');
      await tester.region('flow').scrollIntoViewIfNeeded();
      await take('2-flow');
      await tester.region('flow').getByLabel('Coverage of the tests').check();
      await take('2-flow-of-tests');
      await tester.region('flow').getByLabel('Coverage of the tests').uncheck();
      await tester.page.getByRole('tab', { name: 'Journal' }).click();
      await take('3-journal');
      if (isPhone) await show(tester, 'Build');
      await tester.press('Edit Email engagement tracking');
      await take('4-workflow');
      await tester.page.getByLabel('Points', { exact: true }).fill('0');
      await tester.page.getByRole('tab', { name: 'JSON' }).click();
      await take('5-text');
      if (isPhone) await show(tester, 'Contacts');
      await tester.press('Edit Ben Okafor');
      await take('6-contact');
      await tester.openSample('Segmentation by engagement');
      if (isPhone) await show(tester, 'Simulate');
      await tester.page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Emil Brandt' });
      await tester.press('Form Demo request submitted');
      await tester.page.getByRole('tab', { name: 'Why' }).click();
      await take('7-segmentation');
      await openNewsroom(tester);
      await take('8-clock');
      await tester.region('flow').locator('.lane').first().scrollIntoViewIfNeeded();
      await take('8-flow-with-branches');
      if (isPhone) await show(tester, 'Contacts');
      await tester.contact('Ana Ruiz').getByText('Score history').click();
      await take('9-history');
      if (isPhone) await show(tester, 'Build');
      await tester.page.getByRole('tab', { name: /^Workflows/ }).click();
      await tester.region('workflows').locator('.rule summary').first().click();
      await tester.region('workflows').locator('.rule').first().scrollIntoViewIfNeeded();
      await take('10-rules');
      await tester.press('Edit Weekly digest');
      await take('11-triggers');
      await tester.region('workflows').locator('.step').nth(3).scrollIntoViewIfNeeded();
      await take('12-split');
      await tester.region('workflows').locator('.step').last().scrollIntoViewIfNeeded();
      await take('13-other-contacts');
      await tester.openSample('Email engagement tracking');
      if (isPhone) await show(tester, 'Simulate');
      await openOldTrace(tester);
      await take('14-trace');
      await openNewTrace(tester);
      await take('15-trace-of-another-format');
      await holdFile(tester);
      await take('16-file-held');
      await tester.page.locator('body').dispatchEvent('dragleave');
      await tester.openSample('Segmentation by engagement');
      await tester.press('Form Demo request submitted');
      await tester.page.getByRole('tab', { name: 'Didn’t fire?' }).click();
      await tester
        .region('why-not')
        .getByRole('button', { name: /^Try it/ })
        .first()
        .click();
      await tester.region('why-not').locator('.trial').scrollIntoViewIfNeeded();
      await take('17-tried');
      await tester.region('timeline').locator('[data-action="compare"]').click();
      await tester.region('timeline').locator('[data-action="skip"]').click();
      await tester.region('comparison').locator('table').scrollIntoViewIfNeeded();
      await take('18-compared');
      await tester.pressInHead('Recent');
      await tester.page.getByRole('dialog').locator('li').first().waitFor();
      await take('20-kept');
      await tester.press('Close', tester.page.getByRole('dialog'));
      await tester.pressInHead('Start empty');
      await take('21-empty');
      await tester.page.evaluate(() => {
        Clipboard.prototype.writeText = () => Promise.reject(new Error('no'));
      });
      await tester.pressInHead('Copy link');
      await tester.page.getByRole('dialog').locator('textarea').waitFor();
      await take('22-link');
      await tester.done();
    });
  }
}

for (const width of [1440, 900, 390]) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`the replay, ${width} px, ${colorScheme}`, async () => {
      const tester = await Tester.open(shared, { width, colorScheme, reducedMotion: 'reduce' });
      for (const [index, [, reach]] of replayStates.entries()) {
        await reach(tester);
        // Bars that stay in sight would stand in the middle of it.
        await tester.page.evaluate(() => scrollTo(0, 0));
        const path = join(folder, `30-replay-${String(index + 1).padStart(2, '0')}-${width}-${colorScheme}.png`);
        await tester.page.screenshot({ path, fullPage: true });
        assert.ok((await stat(path)).size > 5_000, path);
      }
      await tester.done();
    });
  }
}
