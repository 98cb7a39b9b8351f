// Pictures of the page for people to look at, in build/screenshots: every region and state, at three widths, light and dark.

import assert from 'node:assert/strict';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { useBrowser } from './support/chromium.js';
import { openNewsroom } from './support/newsroom.js';
import { drawn } from './support/settled.js';
import { replayStates } from './support/states.js';
import { Tester } from './support/tester.js';
import { holdFile, openNewTrace, openOldTrace } from './support/traces.js';
import { forbiddingHeaders, keepNothing, troubles } from './support/troubles.js';

/** @import { BrowserContext, Page } from 'playwright-core' */
/** @typedef {{ width: number, colorScheme: 'light' | 'dark' }} Look */

const shared = useBrowser();
const folder = fileURLToPath(new URL('../../build/screenshots', import.meta.url));
await mkdir(folder, { recursive: true });

const height = 900;
/** @type {Look[]} */
const looks = [1440, 900, 390].flatMap((width) => [
  { width, colorScheme: 'light' },
  { width, colorScheme: 'dark' },
]);

/** What can be seen at the moment. @param {Page} page @param {Look} look @param {string} name */
async function takeSight(page, { width, colorScheme }, name) {
  const path = join(folder, `${name}-${width}-${colorScheme}.png`);
  await page.screenshot({ path });
  assert.ok((await stat(path)).size > 5_000, path);
}

/**
 * All of the page, in a window that is as high as that: what is out of sight is not drawn, and bars that stay in sight
 * would stand in the middle. @param {Page} page @param {Look} look @param {string} name
 */
async function takeWhole(page, look, name) {
  const needed = await page.evaluate(() => {
    const root = document.querySelector('rehearse-tester')?.shadowRoot;
    const cut = [...(root?.querySelectorAll('.column, section.replay') ?? [])].map(
      ({ scrollHeight, clientHeight }) => scrollHeight - clientHeight,
    );
    return Math.max(document.documentElement.scrollHeight, innerHeight + Math.max(0, ...cut));
  });
  await page.setViewportSize({ width: look.width, height: needed });
  await drawn(page);
  await takeSight(page, look, name);
  await page.setViewportSize({ width: look.width, height });
}

/** The store behind the page's element, for faults that only it can have. @param {Page} page @param {'run' | 'test'} task */
const failTask = (page, task) =>
  page.evaluate((name) => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.renderRoot.querySelector('rehearse-clock').store.tasks[name] = () =>
      Promise.reject(new Error('The engine stopped.'));
  }, task);

/** Pages without an engine: what answers in its place. @type {[string, (context: BrowserContext) => Promise<unknown>][]} */
const withoutEngine = [
  [
    '23-no-engine',
    (context) =>
      context.route('**/*.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })),
  ],
  [
    '24-forbidden',
    (context) =>
      context.route(
        ({ pathname }) => pathname === '/',
        async (route) => {
          const response = await route.fetch();
          await route.fulfill({
            response,
            headers: { ...forbiddingHeaders, 'Content-Type': 'text/html; charset=utf-8' },
          });
        },
      ),
  ],
];

for (const look of looks) {
  const { width, colorScheme } = look;
  const words = `${width} px, ${colorScheme}`;
  const options = /** @type {const} */ ({ width, height, colorScheme, reducedMotion: 'reduce' });

  test(`without an engine, ${words}`, async () => {
    for (const [name, answer] of withoutEngine) {
      const context = await shared.browser.newContext({ viewport: { width, height }, colorScheme });
      const page = await context.newPage();
      await page.addInitScript(keepNothing);
      await answer(context);
      await page.goto(shared.address);
      await page.locator('rehearse-tester .failure').waitFor();
      await page.locator('.page-head .storage').waitFor();
      await takeSight(page, look, name);
      await context.close();
    }
  });

  test(`while the engine loads, ${words}`, async () => {
    const context = await shared.browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    // It never comes.
    await context.route('**/*.wasm', () => {});
    await page.goto(shared.address);
    const loading = page.locator('rehearse-tester .loading');
    await loading.evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)));
    await takeSight(page, look, '25-loading');
    await context.close();
  });

  test(`regions, ${words}`, async () => {
    const tester = await Tester.open(shared, options);
    const { page } = tester;
    const sight = (/** @type {string} */ name) => takeSight(page, look, name);
    const whole = (/** @type {string} */ name) => takeWhole(page, look, name);
    const flow = tester.region('flow');
    await flow.getByText('End of the workflow').waitFor();
    await page.locator('summary', { hasText: 'Workspace settings' }).waitFor({ state: 'attached' });
    if (width === 1440) await sight('0-opened');
    await whole('1-opened');
    await tester.fireButton.click();
    await tester.fireButton.click();
    await tester.expectText(tester.report.locator('.headline .badge'), '1 wait ended');
    await whole('2-fired');
    await flow.getByLabel('Coverage of the tests').check();
    await flow.getByText('The tests take').waitFor();
    await whole('2-flow-of-tests');
    await flow.getByLabel('Coverage of the tests').uncheck();
    await page.getByRole('tab', { name: 'Journal' }).click();
    await tester.report.getByText('The whole journal').waitFor();
    await whole('3-journal');
    await tester.show('Build');
    await tester.press('Edit Email engagement tracking');
    await whole('4-workflow');
    await page.getByLabel('Points', { exact: true }).fill('25');
    await tester.show('Simulate');
    await tester.region('comparison').locator('table').waitFor();
    await whole('4-changed');
    await tester.show('Build');
    await page.getByLabel('Points', { exact: true }).fill('0');
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await page.getByRole('tabpanel').getByText('must be from').first().waitFor();
    await whole('5-problems');
    await page.getByRole('tab', { name: 'JSON' }).click();
    await whole('5-text');
    await tester.show('Contacts');
    await tester.press('Edit Ben Okafor');
    await page
      .getByLabel(/^Engagement score/)
      .first()
      .waitFor();
    await whole('6-contact');
    await tester.openSample('Segmentation by engagement');
    await tester.show('Simulate');
    await page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Emil Brandt' });
    await tester.press('Form Demo request submitted');
    await page.getByRole('tab', { name: 'Why' }).click();
    await whole('7-segmentation');
    await page.getByRole('tab', { name: /^Outbox/ }).click();
    await whole('7-outbox');
    await page.getByRole('tab', { name: 'Why' }).click();
    await openNewsroom(tester);
    await whole('8-clock');
    await tester.show('Contacts');
    await tester.contact('Ana Ruiz').getByText('Score history').click();
    await tester.contact('Ana Ruiz').locator('.chart').waitFor();
    await tester.press('Show as table');
    await tester.contact('Ana Ruiz').locator('.ledger').waitFor();
    await whole('9-history');
    await tester.show('Build');
    await page.getByRole('tab', { name: /^Workflows/ }).click();
    await tester.region('workflows').locator('.rule summary').first().click();
    await whole('10-rules');
    await tester.press('Edit Weekly digest');
    await whole('11-triggers');
    await tester.done();
  });

  test(`tests, traces and comparisons, ${words}`, async () => {
    const tester = await Tester.open(shared, options);
    const { page } = tester;
    const sight = (/** @type {string} */ name) => takeSight(page, look, name);
    const whole = (/** @type {string} */ name) => takeWhole(page, look, name);
    const whyNot = tester.region('why-not');
    await tester.show('Build');
    await page.getByRole('tab', { name: /^Tests/ }).click();
    await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
      const [scenario] = element.scenarios;
      const wrong = {
        ...scenario,
        name: 'Ana gets a tag',
        steps: [{ expect: { contact: 'ana', hasTags: ['never'] } }],
      };
      element.scenarios = [scenario, wrong];
    });
    await tester.region('tests').locator('.failure').waitFor();
    await whole('12-tests');
    await failTask(page, 'test');
    await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
      element.scenarios = element.scenarios.slice(0, 1);
    });
    await page.locator('#run-again').waitFor();
    await whole('13-tests-not-run');
    await tester.show('Simulate');
    await openOldTrace(tester);
    await whole('14-trace');
    await openNewTrace(tester);
    await whole('15-trace-of-another-format');
    await holdFile(tester);
    await sight('16-file-held');
    await page.locator('body').dispatchEvent('dragleave');
    await tester.openSample('Segmentation by engagement');
    await tester.press('Form Demo request submitted');
    await page.getByRole('tab', { name: 'Didn’t fire?' }).click();
    await whyNot
      .getByRole('button', { name: /^Try it/ })
      .first()
      .click();
    await whyNot.locator('.trial').waitFor();
    await whole('17-tried');
    await tester.region('timeline').locator('[data-action="compare"]').click();
    await tester.region('timeline').locator('[data-action="skip"]').click();
    await tester.region('comparison').locator('table').waitFor();
    await whole('18-compared');
    await tester.press('Keep A');
    await tester.region('timeline').locator('[data-action="edit"]').click();
    await failTask(page, 'run');
    await whyNot.getByLabel('Workflow', { exact: true }).selectOption({ label: 'Segment: hot, 60 and up' });
    await page.locator('#look-again').waitFor();
    await whole('19-not-tried');
    await tester.done();
  });

  test(`troubles, ${words}`, async () => {
    const tester = await Tester.open(shared, options);
    for (const [index, [, reach]] of troubles.entries()) {
      await reach(tester);
      await takeSight(tester.page, look, `26-trouble-${index + 1}`);
    }
    await tester.done();
  });

  test(`where nothing is kept, ${words}`, async () => {
    const tester = await Tester.open(shared, { ...options, before: keepNothing });
    await tester.fireButton.click();
    await tester.pressInHead('Start empty');
    await tester.page.locator('.page-head .held p').waitFor();
    await takeSight(tester.page, look, '27-held');
    await tester.done();
  });

  test(`the replay, ${words}`, async () => {
    const tester = await Tester.open(shared, options);
    for (const [index, [, reach]] of replayStates.entries()) {
      await reach(tester);
      await takeWhole(tester.page, look, `30-replay-${String(index + 1).padStart(2, '0')}`);
    }
    await tester.done();
  });
}
