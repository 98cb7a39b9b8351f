// Split and goal: built by hand through the forms, fired, seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester @param {object[]} steps */
async function open(tester, steps) {
  await tester.page.evaluate((all) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = {
      rehearse: 1,
      workflows: [{ id: 'w', name: 'W', status: 'published', triggers: [{ type: 'email.opened' }], steps: all }],
      contacts: [{ id: 'ana', name: 'Ana Ruiz' }],
    };
  }, steps);
  await tester.press('Edit W');
}

/** @param {Tester} tester @param {string} label */
async function addStep(tester, label) {
  await tester.page.getByLabel('Kind of step to add to steps', { exact: true }).selectOption({ label });
  await tester.region('workflows').getByRole('button', { name: 'Add step', exact: true }).last().click();
}

/** @param {Tester} tester */
async function writtenSteps(tester) {
  return JSON.parse(await tester.workspaceText()).workflows[0].steps;
}

test('a split has branches whose weights are shown as percent', async () => {
  const tester = await Tester.open(shared);
  await open(tester, []);
  await addStep(tester, 'Split');
  const split = tester.region('workflows').locator('.part > .flow > .step').first();
  const percents = split.locator('> .branch > .head .badge');
  await tester.expectText(percents, '50 % | 50 %');
  await split.getByLabel('Weight', { exact: true }).first().fill('70');
  await split.getByLabel('Weight', { exact: true }).last().fill('30');
  await tester.expectText(percents, '70 % | 30 %');
  await split.getByLabel('Kind of step to add to Steps').first().selectOption({ label: 'Add tag' });
  await split.locator('.branch').first().getByRole('button', { name: 'Add step' }).click();
  await split.getByLabel('Tags', { exact: true }).fill('first');
  await split.getByLabel('Tags', { exact: true }).press('Enter');
  assert.deepEqual(await writtenSteps(tester), [
    {
      id: 'split',
      type: 'split',
      branches: [
        { name: 'A', weight: 70, steps: [{ id: 'add-tag', type: 'addTag', tags: ['first'] }] },
        { name: 'B', weight: 30, steps: [] },
      ],
    },
  ]);
  await split.getByLabel('Weight', { exact: true }).last().fill('1');
  await tester.press('Add branch');
  await tester.expectText(percents, '97.2 % | 1.4 % | 1.4 %');
  await tester.press('Remove branch 3');
  await split.getByLabel('Weight', { exact: true }).last().fill('30');
  await tester.fireButton.click();
  await tester.expectText(
    tester.report.locator('.effects li').first(),
    /^Takes the branch [AB] \(drew \d+ of 0 to 99\)$/,
  );
  await tester.press('All workflows');
  await tester.expectText(
    tester.region('workflows').locator('.sentence').first(),
    'When an email is opened: split: 70 % A, 30 % B.',
  );
  await tester.done();
});

test('a goal is met by an event: a contact that waits before it jumps to it', async () => {
  const tester = await Tester.open(shared);
  await open(tester, [{ id: 'pause', type: 'wait', for: '30d' }]);
  await addStep(tester, 'Goal');
  const goal = tester.region('workflows').locator('.part > .flow > .step').nth(1);
  await goal.getByLabel('How', { exact: true }).selectOption({ label: 'Met by an event' });
  await goal.getByLabel('Event', { exact: true }).selectOption({ label: 'Order placed' });
  await goal.getByLabel('If it is not met', { exact: true }).selectOption({ label: 'Leave the workflow' });
  assert.deepEqual((await writtenSteps(tester))[1], {
    id: 'goal',
    type: 'goal',
    event: { type: 'order.placed' },
    ifUnmet: 'end',
  });
  await tester.fireButton.click();
  await tester.region('composer').getByLabel('Event', { exact: true }).selectOption({ label: 'Order placed' });
  await tester.fireButton.click();
  await tester.page.getByRole('tab', { name: 'Journal' }).click();
  await tester.expectText(tester.report.locator('.journal'), /The wait is over: a goal is met/);
  await tester.expectText(tester.report.locator('.journal'), /Ana Ruiz leaves W: its last step is done/);
  await tester.press('All workflows');
  await tester.expectText(
    tester.region('workflows').locator('.sentence').first(),
    'When an email is opened: wait for 30 days, goal met when an order is placed (if it is not met: leave the workflow).',
  );
  await tester.done();
});

test('a goal is met by conditions, and is waited at', async () => {
  const tester = await Tester.open(shared);
  await open(tester, []);
  await addStep(tester, 'Goal');
  const goal = tester.region('workflows').locator('.part > .flow > .step').first();
  await goal.getByLabel('How', { exact: true }).selectOption({ label: 'Met by conditions' });
  await goal.getByLabel('Field', { exact: true }).selectOption({ label: 'Engagement score' });
  await goal.getByLabel('Operator', { exact: true }).selectOption({ label: 'is greater than' });
  await goal.getByLabel('Value', { exact: true }).fill('10');
  await goal.getByLabel('If it is not met', { exact: true }).selectOption({ label: 'Wait until it is met' });
  await tester.fireButton.click();
  await tester.expectText(tester.contact('Ana Ruiz').locator('.waits'), /^Waiting in W/);
  await tester.press('Edit Ana Ruiz');
  await tester
    .region('contacts')
    .getByLabel(/^Engagement score/)
    .fill('11');
  await tester.press('Change now');
  assert.equal(await tester.contact('Ana Ruiz').locator('.waits').count(), 0);
  await tester.page.getByRole('tab', { name: 'Why' }).click();
  await tester.expectText(
    tester.report.locator('.outcome').first(),
    /the wait is over: a goal is met.+Engagement score/i,
  );
  await tester.done();
});
