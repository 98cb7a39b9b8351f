// Measures how fluid the page is in Chromium: node tests/browser/measure.js
//
// Cold start, then a workspace of 500 workflows, 1,000 contacts and a journal of 10,000 entries: how long the longest task
// of each thing that a person does takes. A task of over 50 ms is one that people notice. An argument is a part of the
// names of what is to be measured.

import { createPageServer } from '../../web/serve.mjs';
import { launch, listen, pageRoot, stop } from './support/chromium.js';
import { largeSession } from './support/large-workspace.js';

/** @import { Page } from 'playwright-core' */

/** What a person does, by name. @type {[string, (page: Page) => Promise<unknown>][]} */
const actions = [
  ['fire an event', (page) => page.locator('rehearse-composer button.fire').click()],
  ['fire another', (page) => page.locator('rehearse-composer button.fire').click()],
  ['move the clock by a day', (page) => page.getByRole('button', { name: /^\+1 d/ }).click()],
  ['look at an earlier stimulus', (page) => page.locator('rehearse-timeline .run').nth(5).click()],
  ['back to the end', (page) => page.locator('rehearse-timeline .run').first().click()],
  ['show the journal', (page) => page.getByRole('tab', { name: 'Journal' }).click()],
  ['show the whole journal', (page) => page.locator('rehearse-report .check input').click()],
  ['fire with the journal shown', (page) => page.locator('rehearse-composer button.fire').click()],
  ['scroll the middle', (page) => scroll(page, '.column.simulate')],
  ['show why', (page) => page.getByRole('tab', { name: 'Why', exact: true }).click()],
  ['ask what did not fire', (page) => page.getByRole('tab', { name: 'Didn’t fire?' }).click()],
  ['ask about another workflow', (page) => choose(page, '#why-workflow', 'number 85')],
  ['ask about another contact', (page) => choose(page, '#why-contact', 'Contact 9')],
  ['fire with the question shown', (page) => page.locator('rehearse-composer button.fire').click()],
  [
    'try what would let it fire',
    (page) =>
      page
        .getByRole('button', { name: /^Try it/ })
        .first()
        .click(),
  ],
  ['discard it', (page) => page.getByRole('button', { name: 'Discard' }).click()],
  ['compare two timelines', (page) => page.locator('[data-action="compare"]').click()],
  ['skip one in the second', (page) => page.locator('[data-action="skip"]').click()],
  ['keep the first', (page) => page.locator('#keep-a').click()],
  ['show why again', (page) => page.getByRole('tab', { name: 'Why', exact: true }).click()],
  ['scroll the workflows', (page) => scroll(page, '.column.build')],
  ['scroll the contacts', (page) => scroll(page, '.column.contacts')],
  ['find a contact', (page) => typeInto(page, 'Find a contact', 'Contact 9')],
  ['find no contact any more', (page) => page.getByLabel('Find a contact').fill('')],
  ['open a workflow', (page) => page.locator('#open-workflow-0').click()],
  ['type into its name', (page) => typeInto(page, 'Name', ' and more')],
  ['back to the list', (page) => page.locator('#close-editor').click()],
  ['show the JSON', (page) => page.getByRole('tab', { name: 'JSON' }).click()],
  ['type into the JSON', (page) => typeIntoJson(page)],
  ['show the workflows', (page) => page.getByRole('tab', { name: /^Workflows/ }).click()],
];

/** @param {Page} page @param {string} column */
async function scroll(page, column) {
  const box = await page.locator(column).boundingBox();
  if (!box) throw new Error(`${column} is not there.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let times = 0; times < 40; times += 1) {
    await page.mouse.wheel(0, 1_200);
    await page.waitForTimeout(16);
  }
}

/** @param {Page} page @param {string} label @param {string} text */
async function typeInto(page, label, text) {
  await page.getByLabel(label, { exact: true }).first().focus();
  await page.keyboard.press('End');
  await page.keyboard.type(text, { delay: 60 });
}

/** @param {Page} page @param {string} picker @param {string} text */
async function choose(page, picker, text) {
  await page.locator(picker).fill(text);
  await page.locator(picker).press('Enter');
}

/** @param {Page} page */
async function typeIntoJson(page) {
  const area = page.getByLabel('Workspace as JSON');
  await area.evaluate((element) => {
    const text = /** @type {HTMLTextAreaElement} */ (element);
    text.focus();
    const at = text.value.indexOf('"name": "') + 9;
    text.setSelectionRange(at, at);
  });
  await page.keyboard.type('Some ', { delay: 60 });
}

/**
 * The longest tasks of the page's thread while something is done, in milliseconds: by the clock, and of the processor,
 * which a busy machine does not change.
 * @param {Page} page @param {() => Promise<unknown>} act
 */
async function tasksOf(page, act) {
  const browser = /** @type {import('playwright-core').Browser} */ (page.context().browser());
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await act();
  // What has changed is kept a moment later.
  await page.waitForTimeout(700);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const main = new Set(
    traceEvents
      .filter((/** @type {any} */ { name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map((/** @type {any} */ { pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter((/** @type {any} */ { name, pid, tid }) => name.endsWith('RunTask') && main.has(`${pid} ${tid}`))
    .map((/** @type {any} */ { dur = 0, tdur = 0 }) => ({ clock: dur / 1000, processor: tdur / 1000 }))
    .sort((/** @type {any} */ one, /** @type {any} */ other) => other.processor - one.processor);
}

/** @param {string} name @param {{ clock: number, processor: number }[]} tasks */
function print(name, tasks) {
  const long = tasks.filter(({ processor }) => processor > 50).map(({ processor }) => Math.round(processor));
  const [longest] = tasks;
  console.log(
    `${name.padEnd(30)} ${String(Math.round(longest?.processor ?? 0)).padStart(5)} ms of the processor, ` +
      `${String(Math.round(longest?.clock ?? 0)).padStart(5)} ms by the clock${long.length > 1 ? `; over 50: ${long.join(', ')}` : ''}`,
  );
}

/** @param {import('playwright-core').Browser} browser @param {string} address */
async function coldStart(browser, address) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    const look = () => {
      const root = document.querySelector('rehearse-tester')?.shadowRoot;
      const fire = root?.querySelector('rehearse-composer')?.shadowRoot?.querySelector('button.fire');
      if (fire instanceof HTMLButtonElement && !fire.disabled) {
        /** @type {any} */ (globalThis).firstFire ??= performance.now();
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address);
  await page.waitForFunction(() => /** @type {any} */ (globalThis).firstFire);
  const ready = await page.evaluate(() => /** @type {any} */ (globalThis).firstFire);
  await page.close();
  return Math.round(ready);
}

const server = createPageServer(pageRoot);
const address = await listen(server);
const starts = [];
for (let times = 0; times < 5; times += 1) {
  const browser = await launch();
  starts.push(await coldStart(browser, address));
  await browser.close();
}
console.log(`From the address to a Fire button that works, a new browser each time: ${starts.join(', ')} ms\n`);

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(60_000);
await page.goto(address);
await page.locator('rehearse-composer button.fire').waitFor();
const session = largeSession();
const opening = await tasksOf(page, () =>
  page.evaluate((large) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).session = large;
  }, session),
);
const journal = await page.evaluate(() => {
  const root = /** @type {any} */ (document.querySelector('rehearse-tester')).shadowRoot;
  return root.querySelector('rehearse-timeline').store.simulation.journal().length;
});
await page.locator('rehearse-composer #type').selectOption('link.clicked');
await page.locator('rehearse-composer #attribute-link').fill('thing-0');
console.log(`500 workflows, 1,000 contacts, a journal of ${journal} entries: the longest task of each.\n`);
print('open it', opening);
const only = process.argv[2];
for (const [name, act] of actions) {
  if (!only || name.includes(only)) print(name, await tasksOf(page, () => act(page)));
}
const runs = await page.locator('rehearse-timeline .run').count();
if (!only && runs !== session.stimuli.length + 5) throw new Error(`${runs} stimuli: not everything was done.`);
await browser.close();
stop(server);
