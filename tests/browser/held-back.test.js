// What is shown, kept and said while an answer of the worker is still to come: nothing that belongs to something else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Latest } from '../../web/dist/modules/store/latest.js';
import { useBrowser } from './support/chromium.js';
import { hold, holdRequests, release } from './support/held.js';
import { largeSession } from './support/large-workspace.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

const percentage = /^The tests take \d+ % of what can happen in it\.$/;

/** @param {Tester} tester */
const showTests = (tester) =>
  tester
    .region('workflows')
    .getByRole('tab', { name: /^Tests/ })
    .click();

test('the flow says that the tests are being run, and that its coverage is of the version before', async () => {
  const tester = await Tester.open(shared, { before: holdRequests });
  const { page } = tester;
  const flow = tester.region('flow');
  await flow.scrollIntoViewIfNeeded();
  await hold(page);
  await flow.getByLabel('Coverage of the tests').check();
  await tester.expectText(flow.locator('.note'), 'The tests are being run.');
  await release(page);
  await tester.expectText(flow.locator('.note'), percentage);
  await hold(page);
  await page.evaluate(() => {
    const { store } = /** @type {any} */ (document.querySelector('rehearse-tester')).shadowRoot.querySelector(
      'rehearse-flow',
    );
    store.setText(JSON.stringify({ ...store.running, name: 'Written anew' }));
  });
  await flow.locator('.last[aria-busy="true"] .flow').waitFor();
  await tester.expectText(flow.locator('.again'), /^Being worked out anew/);
  await tester.expectTold();
  await release(page);
  await flow.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await tester.expectText(flow.locator('.note'), percentage);
  await tester.done();
});

test('coverage and results of a workspace are never shown for another one', async () => {
  const tester = await Tester.open(shared, { before: holdRequests });
  const { page } = tester;
  await showTests(tester);
  const region = tester.region('tests');
  await tester.expectText(region.locator('.outcome .badge'), 'All pass');
  await hold(page);
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { session } = element;
    const document_ = JSON.parse(session.text);
    document_.name = 'Another one';
    const contact = document_.contacts[0].id;
    const steps = [{ advance: '1d' }, { expect: { contact, engagementScore: -1 } }];
    element.session = { ...session, text: JSON.stringify(document_), scenarios: [{ name: 'Other', steps }] };
  });
  await tester.expectText(region.locator('.test h3'), 'Other');
  await region.locator('.outcome > .last[aria-busy="true"]').waitFor({ state: 'attached' });
  assert.equal(await region.locator('.badge').count(), 0);
  assert.equal(await region.locator('.coverage').count(), 0);
  await release(page);
  await tester.expectText(region.locator('.outcome .badge'), '1 of 1 fail');
  await tester.done();
});

test('a session whose last good document cannot be run keeps the text that somebody was writing', async () => {
  const tester = await Tester.open(shared);
  const kept = await tester.page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { engine, session } = element;
    engine.simulate = () => {
      throw new Error('out of memory');
    };
    element.session = { ...session, text: '{ "rehearse": 1', good: session.text };
    delete engine.simulate;
    return { ...element.session, before: session.text };
  });
  assert.equal(kept.text, '{ "rehearse": 1');
  assert.equal(kept.good, kept.before);
  await tester.done();
});

test('a session that is kept while bad text is being checked has the last good one', async () => {
  const tester = await Tester.open(shared, { before: holdRequests });
  const { page } = tester;
  const session = largeSession();
  await page.evaluate((given) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).session = given;
  }, session);
  await hold(page);
  const kept = await page.evaluate((text) => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.shadowRoot.querySelector('rehearse-timeline').store.setText(text);
    return element.session;
  }, `${session.text},`);
  assert.equal(kept.text, `${session.text},`);
  assert.equal(JSON.parse(kept.good ?? 'null')?.name, 'A busy company');
  await release(page);
  await tester.done();
});

test('why an event was not fired stands there when tests are done that ran meanwhile', async () => {
  const tester = await Tester.open(shared, { before: holdRequests });
  const { page } = tester;
  await hold(page);
  await showTests(tester);
  const composer = tester.region('composer');
  await composer.getByLabel('Event', { exact: true }).selectOption({ label: 'Trigger link clicked' });
  await composer.getByLabel('Trigger link', { exact: true }).fill('');
  await tester.fireButton.click();
  const alert = composer.getByRole('alert');
  await tester.expectText(alert, /^Not fired/);
  await release(page);
  await tester.expectText(tester.region('tests').locator('.outcome .badge'), 'All pass');
  await tester.expectText(alert, /^Not fired/);
  await tester.press(/^\+1 d/);
  await alert.waitFor({ state: 'detached' });
  await tester.done();
});

test('text with errors, and the same text in order again, run no test anew', async () => {
  const tester = await Tester.open(shared, { before: holdRequests });
  const { page } = tester;
  await showTests(tester);
  const region = tester.region('tests');
  await tester.expectText(region.locator('.outcome .badge'), 'All pass');
  const write = (/** @type {string} */ added) =>
    page.evaluate(async (more) => {
      const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
      const { store } = element.shadowRoot.querySelector('rehearse-timeline');
      store.setText(JSON.stringify(JSON.parse(store.text.replace(/,$/, ''))) + more);
      await element.updateComplete;
      return store.testOutcome().isRunning;
    }, added);
  // Once for the other layout; from there on nothing else runs.
  await write('');
  await region.locator('.outcome > .last[aria-busy="false"]').waitFor();
  assert.equal(await write(','), false);
  assert.equal(await write(''), false);
  await tester.done();
});

test('what fails in taking up an answer is told as the answer that fails', async () => {
  const latest = new Latest();
  /** @type {unknown[]} */
  const heard = [];
  const wrong = () => {
    throw new Error('not taken');
  };
  await latest.run(
    async () => 'answer',
    wrong,
    (error) => heard.push(String(error)),
  );
  assert.deepEqual(heard, ['Error: not taken']);
  assert.equal(latest.isRunning, false);
  const first = latest.run(
    async () => 'first',
    (answer) => heard.push(answer),
    wrong,
  );
  await latest.run(
    async () => 'second',
    (answer) => heard.push(answer),
    wrong,
  );
  await first;
  assert.deepEqual(heard.slice(1), ['second']);
});
