// Why a workflow did not start: the engine's explanation and the smallest change; drafts that are tried out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester @param {object} workspace */
async function open(tester, workspace) {
  await tester.page.evaluate((document_) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = document_;
  }, workspace);
}

const hot = {
  id: 'hot',
  name: 'Hot leads',
  status: 'published',
  triggers: [
    {
      type: 'email.opened',
      conditions: [{ field: 'contact.engagementScore', operator: 'greaterThanOrEqualTo', value: 50 }],
    },
  ],
  steps: [{ type: 'addTag', tags: ['hot'] }],
};

/** @param {number} value */
const above = (value) => ({ field: 'event.score', operator: 'greaterThanOrEqualTo', value });
/** @param {number} count */
const points = (count) => ({ type: 'modifyEngagementScore', operation: 'add', points: count });

/** @param {Tester} tester @param {string} contact @param {string} event @param {string} [attribute] */
async function fire(tester, contact, event, attribute) {
  const composer = tester.region('composer');
  await composer.getByLabel('Contact', { exact: true }).selectOption({ label: contact });
  await composer.getByLabel('Event', { exact: true }).selectOption({ label: event });
  if (attribute) await composer.getByLabel(/^Page/).fill(attribute);
  await tester.fireButton.click();
}

test('the report says what was missing, in points', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    rehearse: 1,
    workflows: [hot, { id: 'other', status: 'published', triggers: [{ type: 'page.viewed' }], steps: [] }],
    contacts: [{ id: 'ana', name: 'Ana Ruiz', engagementScore: 48 }],
  });
  await tester.fireButton.click();
  const outcome = tester.report.locator('.outcome').first();
  await tester.expectText(outcome.locator('.badge').first(), 'Conditions do not hold');
  await tester.expectText(
    outcome.locator('.reason'),
    'Did not start: the engagement score is 48; 2 more points would have started it.',
  );
  await tester.expectText(outcome.locator('.nearest'), 'Nearest to it: 2 more points');
  await tester.expectText(outcome.locator('.trace li'), /Engagement score .+ 50.+was 48/);
  await tester.report.getByText('1 workflow does not listen').click();
  await tester.expectText(
    tester.report.locator('.deaf li'),
    /^other waits for: page viewed ?Did not start: none of its triggers is for this event/,
  );
  // What is explained is what there was then, whatever came since.
  await tester.press('Edit Ana Ruiz');
  await tester
    .region('contacts')
    .getByLabel(/^Engagement score/)
    .fill('50');
  await tester.press('Change now');
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.outcome .badge').first(), 'Started');
  await tester.region('timeline').locator('.run').last().click();
  await tester.expectText(tester.report.locator('.nearest'), 'Nearest to it: 2 more points');
  await tester.done();
});

test('drafts are tried out before they are published', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    rehearse: 1,
    workflows: [{ ...hot, status: 'draft' }],
    contacts: [{ id: 'ana', name: 'Ana Ruiz', engagementScore: 60 }],
  });
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.reason'), 'Did not start: it is a draft.');
  await tester.press('Run drafts', tester.report);
  await tester.expectText(tester.contact('Ana Ruiz').locator('.tag'), 'hot');
  await tester.expectText(tester.report.locator('.outcome .badge').first(), 'Started');
  await tester.expectText(tester.region('workflows').locator('.workflow .badge'), 'Draft, runs');
  await tester.expectText(tester.page.getByRole('status').last(), 'Drafts run as if they were published.');
  const toggle = tester.page.getByLabel('Run drafts as if they were published');
  assert.equal(await toggle.isChecked(), true);
  assert.match(await tester.workspaceText(), /"status": "draft"/);
  await toggle.press('Space');
  await tester.expectText(tester.report.locator('.outcome .badge').first(), 'Refused');
  assert.equal(await tester.contact('Ana Ruiz').locator('.tag').count(), 0);
  await tester.done();
});

/** @param {Tester} tester */
const ask = async (tester) => {
  await tester.page.getByRole('tab', { name: 'Didn’t fire?' }).click();
  await tester.region('why-not').locator('.pickers').waitFor();
};

test('any contact, workflow and event is asked about, beginning with what is looked at', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    rehearse: 1,
    workflows: [
      { id: 'points', status: 'published', triggers: [{ type: 'page.viewed' }], steps: [points(5)] },
      hot,
      { ...hot, id: 'warm', name: 'Warm', triggers: [{ type: 'score.changed', conditions: [above(20)] }] },
    ],
    contacts: [
      { id: 'ana', name: 'Ana Ruiz' },
      { id: 'ben', name: 'Ben Okafor' },
    ],
  });
  const panel = tester.region('why-not');
  await ask(tester);
  await tester.expectText(panel.locator('.empty'), /^Nothing has happened yet/);
  await fire(tester, 'Ana Ruiz', 'Email opened');
  await tester.expectText(panel.locator('.answer h3'), 'Hot leads');
  await tester.expectText(
    panel.locator('.sentence'),
    'Did not start: the engagement score is empty; setting it to 50 would have started it.',
  );
  await fire(tester, 'Ben Okafor', 'Page viewed', '/pricing');
  await tester.expectText(panel.locator('#why-contact option:checked'), 'Ben Okafor');
  await tester.expectText(
    panel.locator('#why-event option'),
    /2\. ↳ Engagement score changed, .+ 5 · Thu 1 Jan 2026, 00:00 \| 2\. Page \/pricing viewed/,
  );
  // What followed from an event can be asked about as well: it begins where a workflow was held back.
  await tester.expectText(panel.locator('.answer h3'), 'Warm');
  await tester.expectText(panel.locator('#why-event option:checked'), /^2\. ↳ Engagement score changed/);
  await panel.locator('#why-event').selectOption({ index: 1 });
  await tester.expectText(panel.locator('.sentence'), /none of its triggers is for this event/);
  await panel.locator('#why-event').selectOption({ index: 0 });
  await tester.expectText(panel.locator('.sentence'), /the engagement score is 5; 15 more points/);
  await tester.expectText(
    panel.locator('.trace li'),
    /^Does not hold Score after is greater than or equal to 20 was 5$/,
  );
  // Another contact has other events.
  await panel.locator('#why-contact').selectOption({ label: 'Ana Ruiz' });
  await tester.expectText(panel.locator('#why-event option'), /^1\. Email opened · Thu 1 Jan 2026, 00:00$/);
  await panel.locator('#why-workflow').selectOption('points');
  await tester.expectText(panel.locator('.remedies li'), /it had a trigger for this event: email opened Try it$/);
  // A workflow that started says so, and offers nothing.
  await tester.region('timeline').locator('.run').last().click();
  await tester.region('timeline').locator('.run').first().click();
  await tester.expectText(panel.locator('.answer .badge').first(), 'Started');
  assert.equal(await panel.locator('.remedies').count(), 0);
  await tester.done();
});

test('where there are many, they are found by typing', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    rehearse: 1,
    workflows: Array.from({ length: 120 }, (_, index) => ({ ...hot, id: `hot-${index}`, name: `Hot ${index}` })),
    contacts: Array.from({ length: 40 }, (_, index) => ({
      id: `c${index}`,
      name: index < 2 ? 'Twin' : `Contact ${index}`,
    })),
  });
  await fire(tester, 'Contact 7', 'Email opened');
  await ask(tester);
  const panel = tester.region('why-not');
  const contact = panel.locator('#why-contact');
  assert.equal(await contact.inputValue(), 'Contact 7');
  // Who comes by keyboard hears what is chosen; all are offered to those who open the list.
  await contact.focus();
  assert.equal(await contact.inputValue(), 'Contact 7');
  assert.equal(await contact.evaluate((/** @type {any} */ input) => input.selectionEnd - input.selectionStart), 9);
  await contact.press('ArrowDown');
  assert.equal(await contact.inputValue(), '');
  await contact.press('Tab');
  assert.equal(await contact.inputValue(), 'Contact 7');
  await contact.click();
  assert.equal(await contact.inputValue(), '');
  assert.equal(await contact.getAttribute('placeholder'), 'Contact 7');
  await panel.locator('#why-workflow').fill('hot 99');
  await panel.locator('#why-workflow').press('Enter');
  await tester.expectText(panel.locator('.answer h3'), 'Hot 99');
  await panel.locator('#why-contact').fill('twin (c1)');
  await panel.locator('#why-contact').press('Enter');
  await tester.expectText(panel.locator('.empty'), /^Nothing has happened to this contact yet/);
  // What is not there changes nothing.
  await panel.locator('#why-contact').fill('nobody');
  await panel.locator('#why-contact').press('Tab');
  assert.equal(await panel.locator('#why-contact').inputValue(), 'Twin (c1)');
  await tester.done();
});

test('hundreds of workflows that did not start are shown a few at a time', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    rehearse: 1,
    workflows: Array.from({ length: 120 }, (_, index) => ({ ...hot, id: `hot-${index}`, name: `Hot ${index}` })),
    contacts: [{ id: 'ana', name: 'Ana Ruiz', engagementScore: 48 }],
  });
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.outcome').first(), /2 more points/);
  assert.equal(await tester.report.locator('.outcome').count(), 8);
  await tester.press('Show 8 more (112 left)');
  assert.equal(await tester.report.locator('.outcome').count(), 16);
  await tester.press('Show 8 more (104 left)');
  assert.equal(await tester.report.locator('.outcome').count(), 24);
  await tester.done();
});

test('a contact without events that was chosen stays, whatever else changes', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.page.getByRole('tab', { name: 'Didn’t fire?' }).click();
  const contact = tester.report.locator('rehearse-why-not #why-contact');
  await contact.selectOption({ label: 'Ben Okafor' });
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  // It is compared, which is told a moment later.
  await tester.page.waitForTimeout(400);
  await tester.expectText(contact.locator('option:checked'), 'Ben Okafor');
  await tester.done();
});
