// Steps on other contacts and other workflows: built by hand through the forms, fired, seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/**
 * Opens a workspace with these workflows and Ana.
 * @param {Tester} tester
 * @param {object[]} workflows
 */
async function open(tester, workflows) {
  await tester.page.evaluate((all) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = {
      rehearse: 1,
      workflows: all,
      contacts: [
        { id: 'ana', name: 'Ana Ruiz', email: 'ana@example.com' },
        { id: 'ben', name: 'Ben Okafor', tags: ['owner'] },
      ],
    };
  }, workflows);
}

const submitted = { id: 'intake', status: 'published', triggers: [{ type: 'form.submitted' }], steps: [] };

/** @param {Tester} tester @param {string} label */
async function addStep(tester, label) {
  await tester.page.getByLabel('Kind of step to add to steps', { exact: true }).selectOption({ label });
  await tester.region('workflows').getByRole('button', { name: 'Add step', exact: true }).last().click();
}

/** @param {Tester} tester */
async function firstSteps(tester) {
  return JSON.parse(await tester.workspaceText()).workflows[0].steps;
}

test('a contact is made by a step: name, email, score, tags', async () => {
  const tester = await Tester.open(shared);
  await open(tester, [submitted]);
  await tester.press('Edit intake');
  await addStep(tester, 'Create or update contact');
  const contact = tester.region('workflows').getByRole('group', { name: 'Contact', exact: true });
  await contact.getByLabel('Name', { exact: true }).fill('Colleague of {{contact.name}}');
  await contact.getByLabel('Email', { exact: true }).fill('colleague@example.com');
  const score = contact.getByLabel('Engagement score', { exact: true });
  await score.selectOption({ label: 'Set to' });
  await contact.getByLabel('Points of the score').fill('12');
  await contact.getByLabel('Tags', { exact: true }).fill('referred');
  await contact.getByLabel('Tags', { exact: true }).press('Enter');
  assert.deepEqual(await firstSteps(tester), [
    {
      id: 'create-contact',
      type: 'createContact',
      contact: {
        name: 'Colleague of {{contact.name}}',
        email: 'colleague@example.com',
        engagementScore: 12,
        tags: ['referred'],
      },
    },
  ]);
  await tester.page.getByLabel('Form', { exact: true }).fill('demo');
  await tester.fireButton.click();
  await tester.expectScore('Colleague of Ana Ruiz', '12');
  await score.selectOption({ label: 'Empty' });
  await tester.expectScore('Colleague of Ana Ruiz', 'empty');
  assert.equal((await firstSteps(tester))[0].contact.engagementScore, null);
  await score.selectOption({ label: 'Leave as it is' });
  assert.equal('engagementScore' in (await firstSteps(tester))[0].contact, false);
  await tester.press('All workflows');
  await tester.expectText(
    tester.region('workflows').locator('.sentence'),
    'When a form is submitted: create or update contact Colleague of {{contact.name}}.',
  );
  await tester.done();
});

test('a contact is found by conditions, and each answer has its steps', async () => {
  const tester = await Tester.open(shared);
  await open(tester, [submitted]);
  await tester.press('Edit intake');
  await addStep(tester, 'Find contact');
  const step = tester.region('workflows').locator('.part > .flow > .step').first();
  await step.getByLabel('Field', { exact: true }).selectOption({ label: 'Tags' });
  await step.getByLabel('Value', { exact: true }).fill('owner');
  for (const [list, tag] of Object.entries({ 'If one is found': 'owned', 'If none is found': 'lost' })) {
    await step.getByLabel(`Kind of step to add to ${list}`).selectOption({ label: 'Add tag' });
    const branch = step
      .locator('.branch')
      .filter({ has: tester.page.getByRole('heading', { name: list ?? '', exact: true }) });
    await branch.getByRole('button', { name: 'Add step' }).click();
    await branch.getByLabel('Tags', { exact: true }).fill(tag);
    await branch.getByLabel('Tags', { exact: true }).press('Enter');
  }
  await tester.page.getByLabel('Form', { exact: true }).fill('demo');
  await tester.fireButton.click();
  await tester.expectText(tester.contact('Ana Ruiz').locator('.tag'), 'owned');
  await tester.expectText(tester.report.locator('.effects li').first(), 'Finds Ben Okafor');
  await step.getByLabel('Value', { exact: true }).fill('nobody');
  await tester.expectText(tester.contact('Ana Ruiz').locator('.tag'), 'lost');
  await tester.expectText(tester.report.locator('.effects li').first(), 'Finds nobody');
  await tester.press('All workflows');
  await tester.expectText(
    tester.region('workflows').locator('.sentence'),
    'When a form is submitted: find contact where tags contains nobody (if one is found: add tag owned; if none is found: add tag lost).',
  );
  await tester.done();
});

test('a contact is added to another workflow, and removed from it; both are picked by name', async () => {
  const tester = await Tester.open(shared);
  await open(tester, [
    submitted,
    {
      id: 'nurture',
      name: 'Nurture',
      status: 'published',
      triggers: [],
      steps: [{ type: 'wait', for: '9d' }],
    },
  ]);
  await tester.press('Edit intake');
  await addStep(tester, 'Add to workflow');
  await tester.page.getByLabel('Workflow', { exact: true }).selectOption({ label: 'Nurture' });
  await tester.page.getByLabel('Form', { exact: true }).fill('demo');
  await tester.fireButton.click();
  await tester.expectText(tester.contact('Ana Ruiz').locator('.waits'), /^Waiting in Nurture, until/);
  const nurture = tester.report.locator('.outcome').filter({ hasText: 'Nurture' }).last();
  await tester.expectText(nurture.locator('.badge'), 'Started');
  await tester.expectText(nurture.locator('.reason'), 'A step of another workflow added the contact.');

  await addStep(tester, 'Remove from workflow');
  const remove = tester.region('workflows').locator('.part > .flow > .step').nth(1);
  const picker = remove.getByLabel('Workflow', { exact: true });
  assert.deepEqual(
    (await picker.locator('option').allTextContents()).map((each) => each.trim()),
    ['This workflow', 'All other workflows', 'All workflows', 'intake', 'Nurture'],
  );
  await picker.selectOption({ label: 'All other workflows' });
  await tester.fireButton.click();
  await tester.page.getByRole('tab', { name: 'Journal' }).click();
  await tester.expectText(tester.report.locator('.journal'), /Ana Ruiz leaves Nurture: a step removed the contact/);
  await tester.press('All workflows');
  await tester.expectText(
    tester.region('workflows').locator('.sentence').first(),
    'When a form is submitted: add to workflow Nurture, remove from all other workflows.',
  );
  await tester.done();
});
