// Scoring rules, schedules and dates: built by hand through the forms, fired, seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester @param {object} workspace */
async function open(tester, workspace) {
  await tester.page.evaluate((document_) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = {
      rehearse: 1,
      clock: '2026-03-02T08:00:00Z',
      workflows: [],
      contacts: [
        { id: 'ana', name: 'Ana Ruiz', tags: ['lead'], fields: { renewal: '2026-03-10' } },
        { id: 'ben', name: 'Ben Okafor' },
        { id: 'cy', name: 'Cy Lind', tags: ['lead'] },
      ],
      ...document_,
    };
  }, workspace);
}

/** A line of text that is taken when one leaves it. @param {import('playwright-core').Locator} input @param {string} text */
async function fillLate(input, text) {
  await input.fill(text);
  await input.press('Enter');
}

test('a scoring rule is added, gives points up to its limit, and takes them back', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {});
  const region = tester.region('workflows');
  await tester.press('Add scoring rule');
  const rule = region.locator('.rule').first();
  assert.match(await tester.focused(), /^select/);
  await rule.getByLabel('Event', { exact: true }).selectOption({ label: 'Email opened' });
  await rule.getByRole('button', { name: 'Add condition' }).click();
  await rule.getByLabel('Value', { exact: true }).fill('spring');
  await rule.getByLabel('Points', { exact: true }).fill('5');
  await rule.getByLabel('At most', { exact: true }).fill('8');
  await fillLate(rule.getByLabel('Expires after', { exact: true }), '30d');
  await tester.expectText(
    rule.locator('.sentence'),
    'Each time email spring is opened: +5, at most 8 in all, for 30 days',
  );
  assert.deepEqual(JSON.parse(await tester.workspaceText()).scoringRules, [
    {
      event: 'email.opened',
      points: 5,
      id: 'rule',
      conditions: [{ field: 'event.email', operator: 'equalTo', value: 'spring' }],
      limit: 8,
      expiresAfter: '30d',
    },
  ]);

  for (let times = 0; times < 3; times += 1) {
    await tester.fireButton.click();
    await tester.expectText(tester.region('timeline').locator('.run .number').first(), String(times + 1));
  }
  await tester.expectScore('Ana Ruiz', '8');
  await tester.expectText(tester.contact('Ana Ruiz').locator('.change'), /^\+3 by rule rule · /);
  await tester.region('timeline').locator('.run').last().click();
  await tester.expectText(tester.report.locator('.effects'), 'Ana Ruiz: score empty → 5 (+5), by rule rule');
  await tester.region('timeline').locator('.run').first().click();
  await tester.press(/^Next due/);
  await tester.expectScore('Ana Ruiz', '0');
  await tester.expectText(
    tester.report.locator('.effects li').first(),
    'Ana Ruiz: score 8 → 3 (−5), as points of rule rule expire',
  );

  await tester.contact('Ana Ruiz').getByText('Score history').click();
  await tester.press('Show as table');
  const rows = tester.contact('Ana Ruiz').locator('.ledger tbody tr');
  await tester.expectText(rows.last(), /^empty \+5 5 by rule rule ?Mon 2 Mar 2026, 08:00$/);
  await tester.expectText(rows.first(), /^3 −3 0 expired, of rule rule/);
  assert.equal(await rows.count(), 4);
  await tester.done();
});

test('scoring rules are moved and removed, and a problem stands at its place', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    scoringRules: [
      { id: 'opened', event: 'email.opened', points: 5 },
      { id: 'left', event: 'email.unsubscribed', points: -20 },
    ],
  });
  const region = tester.region('workflows');
  const sentences = region.locator('.rule .sentence');
  await tester.expectText(sentences, 'Each time an email is opened: +5 | Each time a contact is unsubscribed: −20');
  await tester.press('Move scoring rule left up');
  await tester.expectText(sentences.first(), /unsubscribed/);
  assert.match(await tester.focused(), /^button Move scoring rule left/);
  await tester.press('Remove scoring rule left');
  await tester.expectText(sentences, 'Each time an email is opened: +5');
  await region.locator('.rule summary').click();
  await region.getByLabel('Points', { exact: true }).fill('0');
  await tester.expectText(region.locator('.rule .problem'), /^Error Points .+not 0|^Error .*0/);
  await tester.expectText(region.locator('.notice'), /^Not applied yet/);
  await region.locator('.rule summary').click();
  await tester.page.getByRole('tab', { name: /^Problems/ }).click();
  await region.locator('.place').click();
  assert.match(await tester.focused(), /^input/);
  await region.getByLabel('Points', { exact: true }).fill('3');
  await tester.expectText(sentences, 'Each time an email is opened: +3');
  await tester.done();
});

test('a schedule starts a workflow for every contact that its conditions hold for', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    workflows: [
      { id: 'daily', name: 'Daily', status: 'published', triggers: [], steps: [{ type: 'addTag', tags: ['seen'] }] },
    ],
  });
  const { page } = tester;
  await tester.press('Edit Daily');
  await page.getByLabel('Event of the trigger to add').selectOption({ label: 'On a schedule' });
  await tester.press('Add trigger');
  const trigger = tester.region('workflows').locator('.trigger');
  const at = trigger.getByLabel('At', { exact: true });
  assert.equal(await at.getAttribute('type'), 'time');
  await fillLate(trigger.getByLabel('Every', { exact: true }), '1d');
  await at.fill('09:00');
  await trigger.getByRole('button', { name: 'Add condition' }).click();
  await trigger.getByLabel('Field', { exact: true }).selectOption({ label: 'Tags' });
  await trigger.getByLabel('Value', { exact: true }).fill('lead');
  assert.deepEqual(JSON.parse(await tester.workspaceText()).workflows[0].triggers, [
    {
      every: '1d',
      type: 'schedule',
      conditions: [{ field: 'contact.tags', operator: 'contains', value: 'lead' }],
      at: '09:00',
    },
  ]);
  await tester.expectText(page.locator('#next-due'), 'Next due in 1h');
  await tester.press(/^Next due/);
  await tester.expectText(tester.report.locator('.headline .badge').first(), '1 workflow started for 2 contacts');
  const outcome = tester.report.locator('.outcome').first();
  await tester.expectText(outcome.locator('> .row .badge'), 'Started: 2 contacts');
  await tester.expectText(outcome.locator('.turn h5'), 'Ana Ruiz | Ben Okafor | Cy Lind');
  await tester.expectText(outcome.locator('.turn .reason'), /^Did not start: the contact has no tags/);
  await tester.expectText(tester.contact('Cy Lind').locator('.tag'), 'lead | seen');
  await page.getByRole('tab', { name: 'Journal' }).click();
  await tester.expectText(tester.report.locator('.journal .event').first(), /Ana Ruiz: every 1 day at 09:00/);
  await tester.press('All workflows');
  await tester.expectText(
    tester.region('workflows').locator('.sentence').first(),
    'Every 1 day at 09:00, if tags contains lead: add tag seen.',
  );
  await tester.done();
});

test('a date of a contact starts a workflow so long before it', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    workflows: [
      { id: 'renew', name: 'Renew', status: 'published', triggers: [], steps: [{ type: 'addTag', tags: ['due'] }] },
    ],
  });
  const { page } = tester;
  await tester.press('Edit Renew');
  await page.getByLabel('Event of the trigger to add').selectOption({ label: 'Date reached' });
  await tester.press('Add trigger');
  const trigger = tester.region('workflows').locator('.trigger');
  await trigger.getByLabel('Date', { exact: true }).selectOption({ label: 'Field of the contact …' });
  await tester.expectText(
    trigger.getByLabel('Date', { exact: true }).locator('option:checked'),
    'Field of the contact …',
  );
  assert.equal(await trigger.getByLabel('Name of the field').inputValue(), 'renewal');
  await trigger.getByLabel('Before or after').selectOption({ label: 'before it' });
  await fillLate(trigger.getByLabel('Moved by', { exact: true }), '3d');
  const [written] = JSON.parse(await tester.workspaceText()).workflows[0].triggers;
  assert.deepEqual(written, { field: 'fields.renewal', type: 'date.reached', conditions: [], offset: '-3d' });
  await tester.press(/^Next due/);
  await tester.expectText(tester.contact('Ana Ruiz').locator('.tag'), 'lead | due');
  await tester.expectText(page.locator('time').first(), 'Sat 7 Mar 2026, 00:00');
  await tester.press('All workflows');
  await tester.expectText(
    tester.region('workflows').locator('.sentence').first(),
    '3 days before renewal: add tag due.',
  );
  await tester.done();
});

test('another event for a trigger takes what is its own along, and leaves what is not', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    workflows: [{ id: 'w', status: 'draft', triggers: [{ type: 'schedule', every: '1d', at: '09:00' }], steps: [] }],
  });
  await tester.press('Edit w');
  const trigger = tester.region('workflows').locator('.trigger');
  await trigger.getByLabel('Event', { exact: true }).selectOption({ label: 'Engagement score changed' });
  await trigger.getByLabel('Fires', { exact: true }).selectOption({ label: 'Only when its conditions begin to hold' });
  assert.deepEqual(JSON.parse(await tester.workspaceText()).workflows[0].triggers, [
    { type: 'score.changed', fires: 'crossing' },
  ]);
  await trigger.getByLabel('Event', { exact: true }).selectOption({ label: 'On a schedule' });
  assert.deepEqual(JSON.parse(await tester.workspaceText()).workflows[0].triggers, [{ every: '1d', type: 'schedule' }]);
  assert.equal(await tester.region('workflows').locator('.notice').count(), 0);
  await tester.done();
});
