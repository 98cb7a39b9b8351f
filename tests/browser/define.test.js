// The worked example, built by hand through the forms from nothing, then fired.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester */
async function buildExample(tester) {
  const { page } = tester;
  await tester.press('Start empty');
  await tester.press('Add workflow');
  await page.getByLabel('Name', { exact: true }).fill('Opened, then clicked');
  await page.getByLabel('Event of the trigger to add').selectOption({ label: 'Email opened' });
  await tester.press('Add trigger');
  await tester.press('Add condition');
  await page.getByLabel('Value', { exact: true }).fill('welcome');

  const add = page.getByLabel('Kind of step to add to steps', { exact: true });
  await add.selectOption({ label: 'Wait' });
  await tester.press('Add step');
  await page.getByLabel('How', { exact: true }).selectOption({ label: 'Until an event' });
  const wait = tester.region('workflows').locator('.flow > .step').first();
  await wait.getByLabel('Event', { exact: true }).selectOption({ label: 'Trigger link clicked' });
  await wait.getByLabel('At most', { exact: true }).fill('7d');
  await wait.getByLabel('At most', { exact: true }).press('Enter');
  await page.getByLabel('Kind of step to add to When that time is over').selectOption({ label: 'End' });
  await wait.getByRole('button', { name: 'Add step' }).click();

  await add.selectOption({ label: 'Modify engagement score' });
  await tester.region('workflows').getByRole('button', { name: 'Add step', exact: true }).last().click();
  await page.getByLabel('Points', { exact: true }).fill('10');
  await add.selectOption({ label: 'Go to' });
  await tester.region('workflows').getByRole('button', { name: 'Add step', exact: true }).last().click();
  await page.getByLabel('Step', { exact: true }).selectOption('wait');
  await page.locator('#publish').click();

  await tester.press('Add contact');
  await tester.region('contacts').getByLabel('Name', { exact: true }).fill('Bo Lind');
  await tester.press('Add from the start');
}

test('build it by hand, fire, read the score', async () => {
  const tester = await Tester.open(shared);
  await buildExample(tester);
  await tester.expectText(tester.fireButton, 'Fire: Bo Lind, email welcome opened');
  await tester.fireButton.click();
  await tester.page.getByLabel('Trigger link', { exact: true }).fill('pricing');
  await tester.fireButton.click();
  await tester.expectScore('Bo Lind', '10');
  await tester.fireButton.click();
  await tester.expectScore('Bo Lind', '20');

  const document = JSON.parse(await tester.workspaceText());
  assert.deepEqual(document.workflows, [
    {
      id: 'workflow',
      name: 'Opened, then clicked',
      status: 'published',
      triggers: [
        { type: 'email.opened', conditions: [{ field: 'event.email', operator: 'equalTo', value: 'welcome' }] },
      ],
      steps: [
        {
          id: 'wait',
          type: 'wait',
          untilEvent: { type: 'link.clicked' },
          timeout: '7d',
          onTimeout: [{ id: 'end', type: 'end' }],
        },
        { id: 'modify-engagement-score', type: 'modifyEngagementScore', operation: 'add', points: 10 },
        { id: 'go-to', type: 'goTo', step: 'wait' },
      ],
    },
  ]);
  await tester.done();
});

test('steps move, go, and their references follow a new id', async () => {
  const tester = await Tester.open(shared);
  await tester.press('Edit Email engagement tracking');
  const flow = tester.region('workflows').locator('.part > .flow > .step');
  await tester.press('Move step reward down');
  await tester.expectText(flow.locator('> .head .id'), 'await-click | again | reward');
  assert.match(await tester.focused(), /^button Move step/);
  await tester.press('Move step reward up');
  await tester.expectText(flow.locator('> .head .id'), 'await-click | reward | again');
  await flow.first().locator('> details > summary').click();
  await flow.first().locator('> details input').fill('pause');
  await flow.first().locator('> details input').press('Enter');
  await tester.expectText(flow.locator('> .head .id'), 'pause | reward | again');
  assert.match(await tester.workspaceText(), /"step": "pause"/);
  await tester.press('Remove step again');
  await tester.expectText(flow.locator('> .head .id'), 'pause | reward');
  await tester.done();
});

test('an if has branches with groups of conditions, all from the catalog', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const region = tester.region('workflows');
  await tester.press('Edit Email engagement tracking');
  await page.getByLabel('Kind of step to add to steps', { exact: true }).selectOption({ label: 'If' });
  await region.getByRole('button', { name: 'Add step', exact: true }).last().click();
  const branch = region.locator('.branch').filter({ hasText: 'branch 1' });
  await branch.getByLabel('Name', { exact: true }).fill('hot');
  await branch.getByLabel('Name', { exact: true }).press('Enter');
  await branch.getByRole('button', { name: 'Remove the condition' }).click();
  await branch.getByRole('button', { name: 'Add group' }).first().click();
  const group = branch.locator('.group');
  await group.getByLabel('Field', { exact: true }).selectOption({ label: 'Engagement score' });
  await group.getByLabel('Operator', { exact: true }).selectOption({ label: 'is greater than or equal to' });
  await group.getByLabel('Value', { exact: true }).fill('20');
  await group.getByRole('button', { name: 'Add condition' }).click();
  await group.getByLabel('Field', { exact: true }).nth(1).selectOption({ label: 'Tags' });
  await group.getByLabel('Operator', { exact: true }).nth(1).selectOption({ label: 'is any of' });
  await group.getByLabel('Value', { exact: true }).nth(1).fill('vip,lead');
  await group.getByLabel('Value', { exact: true }).nth(1).press('Enter');
  await branch.getByLabel('Kind of step to add to Steps').selectOption({ label: 'Add tag' });
  await branch.getByRole('button', { name: 'Add step' }).click();
  await branch.getByLabel('Tags', { exact: true }).fill('hot');
  await branch.getByLabel('Tags', { exact: true }).press('Enter');

  const step = JSON.parse(await tester.workspaceText()).workflows[0].steps.at(-1);
  assert.deepEqual(step, {
    id: 'if',
    type: 'if',
    branches: [
      {
        name: 'hot',
        conditions: [
          {
            any: [
              { field: 'contact.engagementScore', operator: 'greaterThanOrEqualTo', value: 20 },
              { field: 'contact.tags', operator: 'anyOf', value: ['vip', 'lead'] },
            ],
          },
        ],
        steps: [{ id: 'add-tag', type: 'addTag', tags: ['hot'] }],
      },
    ],
  });
  assert.equal(await region.locator('.notice').count(), 0);
  await tester.done();
});

test('workflows are added, unpublished and deleted', async () => {
  const tester = await Tester.open(shared);
  const region = tester.region('workflows');
  await tester.press('Unpublish Email engagement tracking');
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.outcome .badge').first(), 'Refused');
  await tester.expectText(tester.report.locator('.reason'), /it is a draft/);
  await tester.press('Publish Email engagement tracking');
  await tester.expectText(tester.report.locator('.outcome .badge').first(), 'Started');
  await tester.press('Edit Email engagement tracking');
  await region.locator('.more > summary').first().click();
  await tester.press('Delete workflow');
  await tester.expectText(region.locator('.empty'), /^No workflow yet/);
  await tester.press('Undo');
  await tester.expectText(region.locator('.workflow h3'), 'Email engagement tracking');
  await tester.expectText(tester.report.locator('.outcome .badge').first(), 'Started');
  await tester.done();
});

test('the workspace itself is changed: its name, and where the clock starts', async () => {
  const tester = await Tester.open(shared);
  const region = tester.region('workflows');
  await region.locator('summary').filter({ hasText: 'Workspace settings' }).click();
  await region.getByLabel('Name', { exact: true }).fill('Spring');
  await tester.expectText(region.locator('h2'), 'Spring');
  await region.getByLabel('Clock starts at', { exact: true }).fill('2026-05-01T08:30');
  await tester.expectText(tester.region('clock').locator('time').first(), 'Fri 1 May 2026, 08:30');
  const { name, clock } = JSON.parse(await tester.workspaceText());
  assert.deepEqual({ name, clock }, { name: 'Spring', clock: '2026-05-01T08:30:00Z' });
  await tester.done();
});

test('every event type and every step type of the catalog has a form', async () => {
  const tester = await Tester.open(shared);
  const region = tester.region('workflows');
  const catalog = await tester.page.evaluate(
    () => /** @type {any} */ (document.querySelector('rehearse-tester')).engine.catalog,
  );
  await tester.press('Start empty');
  await tester.press('Add workflow');
  for (const { name } of catalog.eventTypes) {
    await tester.page.getByLabel('Event of the trigger to add').selectOption(name);
    await tester.press('Add trigger');
  }
  assert.equal(await region.locator('.trigger').count(), catalog.eventTypes.length);
  await tester.press('Add condition', region.locator('.trigger').first());
  assert.equal(await region.locator('.notice').count(), 0);

  for (const { name } of catalog.stepTypes) {
    await tester.page.getByLabel('Kind of step to add to steps', { exact: true }).selectOption(name);
    await region.locator('.part > .flow > .add').getByRole('button', { name: 'Add step' }).click();
  }
  const steps = region.locator('.part > .flow > .step');
  assert.equal(await steps.count(), catalog.stepTypes.length);
  const written = JSON.parse(await tester.workspaceText());
  for (const [index, type] of catalog.stepTypes.entries()) {
    const step = written.workflows[0].steps[index];
    assert.ok(step.type.startsWith(type.name), step.type);
    for (const { name, label, required, kind } of type.parameters) {
      if (!required || ['list', 'object', 'steps', 'conditions'].includes(kind)) continue;
      assert.ok(name in step, `${step.type}.${name}`);
      assert.notEqual(await steps.nth(index).getByLabel(label, { exact: true }).count(), 0, `${step.type}: ${label}`);
    }
  }
  await tester.done();
});

test('each way to wait has its form', async () => {
  const tester = await Tester.open(shared);
  await tester.press('Edit Email engagement tracking');
  const wait = tester.region('workflows').locator('.part > .flow > .step').first();
  const expected = {
    For: { for: '1d' },
    Until: { until: '2026-03-03T09:00:00Z' },
    'Until conditions hold': {
      untilConditions: [{ field: 'contact.engagementScore', operator: 'equalTo', value: 0 }],
    },
    'Until an event': { untilEvent: { type: 'email.delivered' } },
  };
  for (const [label, parameters] of Object.entries(expected)) {
    await wait.getByLabel('How', { exact: true }).selectOption({ label });
    const [step] = JSON.parse(await tester.workspaceText()).workflows[0].steps;
    assert.deepEqual(step, { id: 'await-click', type: 'wait', ...parameters });
    assert.equal(await tester.region('workflows').locator('.notice').count(), 0, label);
  }
  await tester.done();
});

test('workflows change their order, which is announced, and the focus stays', async () => {
  const tester = await Tester.open(shared);
  await tester.openSample('Segmentation by engagement');
  const names = tester.region('workflows').locator('.workflow h3');
  const [first = '', second = ''] = await names.allTextContents();
  await tester.press(`Move ${first} down`);
  await tester.expectText(names.first(), second);
  await tester.expectText(tester.page.getByRole('status').last(), `${first} is now 2 of 9.`);
  assert.equal(await tester.focused(), `button Move ${first} down`);
  assert.equal(JSON.parse(await tester.workspaceText()).workflows[1].name, first);
  await tester.press('Undo');
  await tester.expectText(names.first(), first);
  assert.equal(await tester.focused(), 'button Undo');
  await tester.done();
});

test('workflows are told in sentences that end once and say what a time-out does', async () => {
  const tester = await Tester.open(shared);
  await tester.page.evaluate(() => {
    const condition = { field: 'contact.engagementScore', operator: 'greaterThan', value: 20 };
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = {
      rehearse: 1,
      workflows: [
        {
          id: 'late',
          triggers: [{ type: 'email.complained' }],
          steps: [
            {
              type: 'wait',
              untilEvent: { type: 'link.clicked' },
              timeout: '3d',
              onTimeout: [{ type: 'addNote', text: 'Did not click.' }],
            },
          ],
        },
        {
          id: 'crossing',
          triggers: [
            {
              type: 'score.changed',
              fires: 'crossing',
              conditions: [{ field: 'event.score', operator: 'greaterThan', value: 20 }],
            },
          ],
          steps: [{ type: 'if', branches: [{ name: 'hot', conditions: [condition], steps: [] }] }],
        },
        { id: 'note', triggers: [], steps: [{ type: 'addNote', text: 'Done.' }] },
      ],
    };
  });
  await tester.expectText(
    tester.region('workflows').locator('.sentence'),
    [
      'When an email is reported as spam: wait until a trigger link is clicked (or after 3 days: add note Did not click).',
      'When engagement score is changed, if score after is greater than 20 (only when it gets there): if engagement score is greater than 20 …',
      'When a contact is added to it: add note Done.',
    ].join(' | '),
  );
  await tester.press('Edit late');
  const wait = tester.region('workflows').locator('.flow > .step').first();
  assert.equal(await wait.locator('> .head .id').isVisible(), false);
  await tester.press(/^Remove step step-1\.onTimeout\.1/);
  await tester.expectText(tester.page.getByRole('status').last(), 'Step step-1.onTimeout.1 is removed.');
  await tester.expectText(wait.locator('.branch > .hint'), 'No steps here: then goes on with the next step.');
  await wait.getByLabel('At most', { exact: true }).fill('soon');
  await wait.getByLabel('At most', { exact: true }).press('Enter');
  await tester.expectText(wait.locator('.duration .problem'), /^Error At most must be a duration/);
  await tester.done();
});
