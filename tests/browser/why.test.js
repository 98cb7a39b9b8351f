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

test('hundreds of workflows that did not start are shown a few at a time', async () => {
  const tester = await Tester.open(shared);
  await open(tester, {
    rehearse: 1,
    workflows: Array.from({ length: 120 }, (_, index) => ({ ...hot, id: `hot-${index}`, name: `Hot ${index}` })),
    contacts: [{ id: 'ana', name: 'Ana Ruiz', engagementScore: 48 }],
  });
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.outcome').first(), /2 more points/);
  assert.equal(await tester.report.locator('.outcome').count(), 20);
  await tester.press('Show 100 more');
  assert.equal(await tester.report.locator('.outcome').count(), 120);
  await tester.done();
});
