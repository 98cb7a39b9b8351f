// The flow: a workflow with the way that contacts took through it, its forms a press away, and what the tests take of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { openNewsroom } from './support/newsroom.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester */
const flow = (tester) => tester.region('flow');

/** A node, by a part of its words. @param {Tester} tester @param {string | RegExp} words */
const node = (tester, words) => flow(tester).locator('.node').filter({ hasText: words }).first();

/** @param {Tester} tester @param {object} workspace */
async function open(tester, workspace) {
  await tester.page.evaluate((document_) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = document_;
  }, workspace);
}

test('the way that was taken is told with a word and its reason', async () => {
  const tester = await Tester.open(shared);
  await flow(tester).scrollIntoViewIfNeeded();
  await tester.expectText(node(tester, 'Spring offer').locator('.words'), 'Email Spring offer is opened');
  assert.equal(await flow(tester).locator('.badge').count(), 0);
  await tester.fireButton.click();
  await tester.expectText(node(tester, 'Spring offer').locator('.badge'), 'Taken');
  await tester.expectText(node(tester, 'Wait until').locator('.badge'), 'Waits');
  await tester.expectText(
    node(tester, 'Wait until').locator('.reason'),
    'Waits for trigger link clicked, at most until Mon 9 Mar 2026, 09:00',
  );
  await tester.expectText(flow(tester).locator('.standing'), '1 contact waits here: Ana Ruiz');
  await tester.fireButton.click();
  await tester.expectText(node(tester, 'Add 10').locator('.reason'), 'Ana Ruiz: score empty → 10 (+10)');
  await tester.expectText(node(tester, 'Wait until').locator('.badge'), 'Waits · 2 times');
  await tester.press(/^\+1 d/);
  await tester.expectText(flow(tester).locator('.note'), 'Nothing happened in this workflow at this entry.');
  await tester.expectText(
    flow(tester).locator('.standing'),
    '1 contact waits here: Ana Ruiz, until Mon 9 Mar 2026, 09:00 (in 6d)',
  );
  await tester.press(/^Next due/);
  await tester.expectText(node(tester, 'After').locator('.badge'), 'Taken');
  await tester.expectText(node(tester, /^.?\s*End/).locator('.badge'), 'Ended');
  assert.equal(await flow(tester).locator('.standing').count(), 0);
  await tester.done();
});

test('what is recomputed is shown at once', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.expectText(node(tester, 'Add 25').locator('.reason'), 'Ana Ruiz: score empty → 25 (+25)');
  await tester.done();
});

test('a node opens the form at its place', async () => {
  const tester = await Tester.open(shared);
  await flow(tester).scrollIntoViewIfNeeded();
  await node(tester, 'Add 10').click();
  await tester.page.getByLabel('Points', { exact: true }).waitFor();
  const pointer = await tester.page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.closest('[data-pointer]')?.getAttribute('data-pointer');
  });
  assert.match(pointer ?? '', /^\/workflows\/0\/steps\/1/);
  await node(tester, 'Wait until').click();
  await tester.page.waitForFunction(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.closest('[data-pointer]')?.getAttribute('data-pointer')?.startsWith('/workflows/0/steps/0');
  });
  await tester.done();
});

test('by keyboard, and as screen readers have it', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.fireButton.click();
  await flow(tester).locator('#whole').focus();
  await tester.page.keyboard.press('Tab');
  await tester.page.keyboard.press('Tab');
  assert.match(await tester.focused(), /^button Email Spring offer is opened\s*\. Not reached: No such event came$/);
  await tester.page.keyboard.press('Tab');
  assert.match(
    await tester.focused(),
    /^button Wait until a trigger link is clicked\. Waits for .*\. Waits · 2 times$/,
  );
  const snapshot = await flow(tester).ariaSnapshot();
  assert.match(snapshot, /heading "Flow" \[level=2\]/);
  assert.match(snapshot, /heading "Triggers" \[level=3\]/);
  assert.match(snapshot, /heading "After 7 days.*" \[level=4\]/);
  assert.match(snapshot, /list "Ways on from: Wait until a trigger link is clicked"/);
  await tester.done();
});

test('the workflow that an event starts is shown, or the one that is chosen', async () => {
  const tester = await Tester.open(shared);
  await openNewsroom(tester);
  const choice = flow(tester).locator('#flow-workflow');
  assert.equal(await choice.inputValue(), 'digest');
  const contacts = flow(tester).locator('#flow-contact');
  assert.deepEqual(await contacts.locator('option').allTextContents(), ['All 2 contacts', 'Ana Ruiz', 'Cy Lind']);
  await tester.expectText(node(tester, 'Every 1 week').locator('.badge'), 'Taken · 2 times');
  await tester.expectText(flow(tester).locator('.standing'), /^2 contacts wait here, the first until /);
  await contacts.selectOption('Cy Lind');
  await tester.expectText(node(tester, 'Every 1 week').locator('.badge'), 'Taken');
  await tester.expectText(flow(tester).locator('.standing'), '1 contact waits here: Cy Lind');
  await choice.selectOption({ label: 'Nurture' });
  await tester.expectText(flow(tester).locator('.note'), 'Nothing happened in this workflow at this entry.');
  await tester.expectText(
    flow(tester).locator('.flow p.muted').first(),
    'Only another workflow can add contacts to it.',
  );
  await tester.region('timeline').locator('.run').last().click();
  await tester.region('timeline').locator('.run').first().click();
  await tester.expectText(node(tester, 'Every 1 week').locator('.badge'), 'Taken · 2 times');
  await tester.done();
});

test('branches stand beside each other, and under each other on a phone', async () => {
  for (const [width, beside] of /** @type {const} */ ([
    [1440, true],
    [390, false],
  ])) {
    const tester = await Tester.open(shared, { width });
    await openNewsroom(tester);
    await flow(tester).scrollIntoViewIfNeeded();
    const lanes = flow(tester).locator('.lane');
    const [one, other] = [await lanes.nth(0).boundingBox(), await lanes.nth(1).boundingBox()];
    assert.equal(one?.y === other?.y, beside, `${width}`);
    await tester.expectText(lanes.nth(0).locator('.badge').first(), 'Taken · 2 times');
    await tester.expectText(lanes.nth(1).locator('.reason').first(), 'The split chose A');
    await tester.done();
  }
});

test('on a phone a node leads to the forms', async () => {
  const tester = await Tester.open(shared, { width: 390 });
  await flow(tester).scrollIntoViewIfNeeded();
  await node(tester, 'Add 10').click();
  await tester.page.getByLabel('Points', { exact: true }).waitFor();
  const views = tester.page.getByRole('navigation', { name: 'Regions' });
  assert.equal(await views.getByRole('button', { name: 'Build' }).getAttribute('aria-pressed'), 'true');
  await tester.done();
});

test('what the tests take is shown on the flow, from the flow and from the tests', async () => {
  const tester = await Tester.open(shared);
  await tester.page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const fire = { type: 'email.opened', contact: 'ana', email: 'spring-offer' };
    element.scenarios = [{ name: 'opened', steps: [{ fire }, { expect: { fired: ['email-engagement'] } }] }];
  });
  await flow(tester).scrollIntoViewIfNeeded();
  await flow(tester).getByLabel('Coverage of the tests').check();
  await tester.expectText(node(tester, 'Spring offer').locator('.badge'), 'Tested: once');
  await tester.expectText(node(tester, 'Add 10').locator('.badge'), 'Never tested');
  await tester.expectText(flow(tester).locator('.note'), /^The tests take \d+ % of what can happen in it\.$/);
  await flow(tester).getByLabel('Coverage of the tests').uncheck();
  assert.equal(await flow(tester).locator('.badge').count(), 0);
  await tester.page.getByRole('tab', { name: /^Tests/ }).click();
  await tester.press('Show on the flow: Email engagement tracking');
  await tester.expectText(node(tester, 'After').locator('.badge'), 'Never tested');
  assert.match(await tester.focused(), /^input/);
  await tester.page.evaluate(() => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).scenarios = [];
  });
  await flow(tester).getByLabel('Coverage of the tests').waitFor({ state: 'detached' });
  await tester.done();
});

test('a host has the path as plain data, and is told of what is not there', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  const { nodes, errors } = await tester.page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const error = async (/** @type {unknown[]} */ ...wanted) =>
      element.path(...wanted).then(String, (/** @type {Error} */ { name, message }) => `${name}: ${message}`);
    const first = await element.path('email-engagement', { contact: 'ana' });
    for (const each of first) each.node.id = 'changed by the host';
    return {
      nodes: structuredClone(await element.path('email-engagement', { contact: 'ana' })),
      errors: [await error('none'), await error('email-engagement', { contact: 'eve' })],
    };
  });
  assert.deepEqual(nodes[0], {
    node: { kind: 'trigger', id: 'opened', pointer: '/workflows/0/triggers/0' },
    status: 'taken',
    reason: 'Its conditions held',
    times: 1,
    waiting: 0,
  });
  assert.deepEqual([nodes[1].status, nodes[1].waiting], ['waiting', 1]);
  assert.deepEqual(errors, [
    'RangeError: There is no workflow "none". There are "email-engagement".',
    'RangeError: There is no contact "eve". There are "ana", "ben", "chloe".',
  ]);
  await tester.done();
});

test('names are shown as text, however long and whatever they hold', async () => {
  const tester = await Tester.open(shared);
  const name = `<img src=x onerror=alert(1)>\u202e${'x'.repeat(10_000)}`;
  await open(tester, {
    rehearse: 1,
    workflows: [
      {
        id: 'w',
        name,
        status: 'published',
        triggers: [{ type: 'email.opened' }],
        steps: [
          { type: 'addNote', text: name },
          {
            type: 'if',
            branches: [
              { name: 'b', conditions: [{ field: 'contact.name', operator: 'equalTo', value: name }], steps: [] },
            ],
          },
        ],
      },
    ],
    contacts: [{ id: 'ana', name }],
  });
  await tester.fireButton.click();
  await flow(tester).scrollIntoViewIfNeeded();
  await tester.expectText(node(tester, 'Add note').locator('.badge'), 'Taken');
  assert.equal(await flow(tester).locator('img').count(), 0);
  const { scrollWidth, clientWidth } = await flow(tester).evaluate(({ scrollWidth: all, clientWidth: seen }) => ({
    scrollWidth: all,
    clientWidth: seen,
  }));
  assert.ok(scrollWidth <= clientWidth + 1, `${scrollWidth} of ${clientWidth}`);
  await tester.done();
});

test('what cannot be seen is drawn later', async () => {
  const tester = await Tester.open(shared, { height: 500 });
  const drawn = () => flow(tester).evaluate((element) => element.shadowRoot?.querySelectorAll('.node').length);
  await tester.page.evaluate(() => {
    const element = /** @type {HTMLElement} */ (document.querySelector('rehearse-tester'));
    const flowRegion = /** @type {HTMLElement} */ (element.shadowRoot?.querySelector('rehearse-flow'));
    flowRegion.style.marginBlockStart = '4000px';
  });
  await tester.page.waitForTimeout(300);
  await open(tester, { rehearse: 1, workflows: [{ id: 'other', triggers: [], steps: [{ type: 'end' }] }] });
  await tester.page.waitForTimeout(300);
  assert.notEqual(await drawn(), 2);
  await tester.expectText(flow(tester).locator('.node .words'), 'End | End of the workflow');
  await flow(tester).scrollIntoViewIfNeeded();
  await tester.expectText(flow(tester).locator('.node .words'), 'End | End of the workflow');
  await tester.done();
});

test('a workflow of 500 steps is drawn in slices, and each of them says what became of it', async () => {
  const tester = await Tester.open(shared);
  const steps = Array.from({ length: 500 }, (_, index) => ({ type: 'updateField', field: 'fields.x', value: index }));
  await open(tester, {
    rehearse: 1,
    workflows: [{ id: 'long', status: 'published', triggers: [{ type: 'email.opened' }], steps }],
    contacts: [{ id: 'ana', name: 'Ana Ruiz' }],
  });
  await flow(tester).scrollIntoViewIfNeeded();
  const words = flow(tester).locator('.node .words');
  await words.nth(501).waitFor();
  assert.equal(await words.count(), 502);
  assert.equal(await flow(tester).locator('.badge').count(), 0);
  await tester.fireButton.click();
  await flow(tester).locator('.badge').nth(501).waitFor();
  await tester.expectText(words.nth(500), /^Update field .*fields\.x.*/);
  const longest = await tester.page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const region = element.shadowRoot.querySelector('rehearse-flow');
    const draw = region.performUpdate;
    let draws = 0;
    region.performUpdate = function () {
      draws += 1;
      draw.call(this);
    };
    await element.advance('1h');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const needed = draws;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { needed, further: draws - needed };
  });
  assert.ok(longest.needed > 10, `${longest.needed} slices`);
  assert.equal(longest.further, 0, 'it goes on drawing when all is drawn');
  await tester.done();
});

test('all that happened so far is shown in one, and again what the stimulus did alone', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await flow(tester).scrollIntoViewIfNeeded();
  await tester.expectText(node(tester, 'Spring offer').locator('.badge'), 'Taken');
  assert.equal(await flow(tester).getByLabel('All so far').count(), 0);
  await tester.fireButton.click();
  await tester.expectText(node(tester, 'Add 10').locator('.badge'), 'Taken');
  assert.equal(await node(tester, 'Spring offer').locator('.badge').count(), 0);
  await flow(tester).getByLabel('All so far').check();
  await tester.expectText(node(tester, 'Spring offer').locator('.badge'), 'Taken');
  await tester.fireButton.click();
  await tester.expectText(node(tester, 'Add 10').locator('.badge'), 'Taken · 2 times');
  await tester.region('timeline').locator('.run').last().click();
  await tester.expectText(node(tester, 'Wait until').locator('.badge'), 'Waits');
  assert.equal(await node(tester, 'Add 10').locator('.badge').count(), 0);
  await tester.done();
});

test('what cannot happen is not told as untested', async () => {
  const tester = await Tester.open(shared);
  const hot = { field: 'contact.tags', operator: 'contains', value: 'hot' };
  await open(tester, {
    rehearse: 1,
    workflows: [
      {
        id: 'w',
        status: 'published',
        triggers: [{ type: 'email.opened' }],
        steps: [
          { id: 'open', type: 'if', branches: [{ name: 'hot', conditions: [hot], steps: [] }] },
          { id: 'closed', type: 'if', branches: [{ name: 'any', conditions: [], steps: [] }] },
        ],
      },
    ],
    contacts: [{ id: 'ana', name: 'Ana Ruiz' }],
  });
  await tester.page.evaluate(() => {
    const fire = { type: 'email.opened', contact: 'ana', email: 'm' };
    /** @type {any} */ (document.querySelector('rehearse-tester')).scenarios = [{ name: 'one', steps: [{ fire }] }];
  });
  await flow(tester).scrollIntoViewIfNeeded();
  await flow(tester).getByLabel('Coverage of the tests').check();
  const lanes = flow(tester).locator('.lane');
  await tester.expectText(lanes.nth(0).locator('.badge'), 'Never tested');
  await tester.expectText(lanes.nth(1).locator('.badge'), 'Tested: once');
  await tester.expectText(lanes.nth(2).locator('.badge'), 'Tested: once');
  assert.equal(await lanes.nth(3).locator('.badge').count(), 0);
  await tester.done();
});

test('on a phone the tests lead to a flow that has not been drawn before', async () => {
  const tester = await Tester.open(shared, { width: 390, height: 844 });
  const { page } = tester;
  await tester.press('Build', page.getByRole('navigation', { name: 'Regions' }));
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await tester.press('Show on the flow: Email engagement tracking');
  await flow(tester).locator('#coverage:checked').waitFor();
  await tester.done();
});
