// A workspace of 500 workflows and 1,000 contacts: lists come in pages and are searched, what is shown is what is so, and
// typing is not lost. How long things take, measure.js tells.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { largeSession } from './support/large-workspace.js';
import { newsroom } from './support/newsroom.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester @param {object} session */
async function openSession(tester, session) {
  await tester.page.evaluate((given) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).session = given;
  }, session);
}

/** Whether the contacts and counts that are shown are those of the world. @param {Tester} tester */
function seen({ page }) {
  return page.evaluate(() => {
    const root = /** @type {any} */ (document.querySelector('rehearse-tester')).shadowRoot;
    const { store } = root.querySelector('rehearse-timeline');
    const same = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
      JSON.stringify(one) === JSON.stringify(other);
    return [
      same(store.contacts, store.viewed.contacts()),
      same(store.timeline.journal, store.viewed.journal()),
      same(store.timeline.stats, store.viewed.stats()),
    ];
  });
}

test('workflows come in pages and are found by their names; the one that was open is shown again', async () => {
  const tester = await Tester.open(shared);
  const region = tester.region('workflows');
  await openSession(tester, largeSession());
  await tester.expectText(region.getByRole('tab', { name: /^Workflows/ }), 'Workflows 500');
  const rows = region.locator('.workflow h3');
  await rows.nth(39).waitFor();
  assert.equal(await rows.count(), 40);
  await tester.press('Show more (460 left)', region);
  await rows.nth(79).waitFor();
  assert.equal(await rows.count(), 80);
  await region.getByLabel('Find a workflow').fill('number 49');
  await tester.expectText(rows.last(), 'Workflow number 499');
  assert.equal(await rows.count(), 11);
  await tester.press('Edit Workflow number 499');
  await tester.page.getByLabel('Name', { exact: true }).first().fill('The last one');
  await tester.page.locator('#close-editor').click();
  await tester.expectText(rows.last(), 'The last one');
  assert.equal(await tester.focused(), 'button Edit The last one');
  assert.match(await tester.workspaceText(), /"name": "The last one"/);
  await tester.done();
});

test('what was typed is in the workspace at once for a host, and runs a moment later', async () => {
  const tester = await Tester.open(shared);
  await openSession(tester, largeSession());
  await tester.press('Edit Workflow number 0');
  // The forms come when they are asked for.
  await tester.region('workflows').locator('.editor input').first().waitFor();
  const [name, running] = await tester.page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const region = element.shadowRoot.querySelector('rehearse-workflows').shadowRoot;
    const input = region.querySelector('.editor input');
    input.value = 'Typed';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    const { store } = element.shadowRoot.querySelector('rehearse-timeline');
    const before = store.running.workflows[0].name;
    return [element.workspace.workflows[0].name, before];
  });
  assert.deepEqual([name, running], ['Typed', 'Workflow number 0']);
  await tester.page.getByLabel('Name', { exact: true }).first().fill('');
  await tester.page.getByLabel('Name', { exact: true }).first().fill('Typed again');
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.outcome h4, .outcome h3').first(), /Typed again|Workflow/);
  await tester.press('Undo', tester.region('workflows'));
  await tester.page.waitForFunction(
    () => !(/** @type {any} */ (document.querySelector('rehearse-tester')).workspaceText.includes('Typed again')),
  );
  await tester.done();
});

test('contacts, journal and counts that were read in part are what the engine says', async () => {
  const tester = await Tester.open(shared);
  const fire = (/** @type {object} */ event) => ({ stimulus: { fire: event }, skipped: false });
  await openSession(tester, {
    text: JSON.stringify(newsroom),
    scenarios: [],
    stimuli: [fire({ type: 'email.opened', contact: 'ana', email: 'x' })],
    selected: 0,
    runsDrafts: true,
  });
  const stimuli = [
    { advance: '8d' },
    { fire: { type: 'email.opened', contact: 'ana', email: 'x' } },
    { fire: { type: 'order.placed', contact: 'ana', amount: 3 } },
    { addContact: { id: 'dee', name: 'Dee', tags: ['lead'] } },
    { edit: { contact: 'ben', engagementScore: null, tags: ['owner'] } },
    { advance: '40d' },
    { fire: { type: 'email.unsubscribed', contact: 'cy' } },
  ];
  for (const stimulus of stimuli) {
    await tester.page.evaluate((given) => {
      const root = /** @type {any} */ (document.querySelector('rehearse-tester')).shadowRoot;
      const { store } = root.querySelector('rehearse-timeline');
      // Read before, so that only what has changed is read after.
      void [store.contacts, store.timeline.journal, store.timeline.stats];
      const error = store.stimuli.do(given);
      if (error !== null) throw new Error(error);
    }, stimulus);
    assert.deepEqual(await seen(tester), [true, true, true], JSON.stringify(stimulus));
  }
  await tester.done();
});

test('a long timeline shows its latest stimuli, and earlier ones when asked', async () => {
  const tester = await Tester.open(shared);
  const session = largeSession();
  const stimuli = Array.from({ length: 350 }, () => ({ stimulus: { advance: '1h' }, skipped: false }));
  await openSession(tester, { ...session, text: JSON.stringify(newsroom), stimuli, selected: 349 });
  const rows = tester.region('timeline').locator('.run');
  await tester.expectText(rows.first().locator('.number'), '350');
  assert.equal(await rows.count(), 100);
  await tester.press('Show earlier ones (250 left)');
  await tester.expectText(rows.last().locator('.number'), '151');
  await rows.last().click();
  await tester.press(/^Skip 151/);
  await tester.expectText(tester.region('timeline').locator('li.selected .badge'), 'Skipped');
  await tester.done();
});
