// Two timelines side by side, of which one is kept; and what the last changes of the workspace come to.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester */
const comparison = (tester) => tester.region('comparison');
/** @param {Tester} tester */
const rows = (tester) => tester.region('timeline').locator('.run');
/** @param {Tester} tester */
const table = (tester) => comparison(tester).locator('tr');

/** Ana opens the offer, an hour goes by, she clicks; the comparison begins after the hour. */
async function compared() {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.press(/^\+1 h/);
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  await rows(tester).nth(1).click();
  await tester.region('timeline').locator('[data-action="compare"]').click();
  await tester.expectText(comparison(tester).locator('.hint'), /^B is still the same as A/);
  return tester;
}

test('what is put in between becomes B, and A is kept in the end', async () => {
  const tester = await compared();
  await tester.expectText(tester.page.getByRole('status').last(), /^The timeline as it was is kept as A/);
  assert.equal(await tester.focused(), 'button Skip 2: Clock moved by 1 hour');
  await tester.page.locator('#next-due').click();
  await tester.expectText(comparison(tester).locator('.hint'), 'The first 2 entries are the same.');
  await tester.expectText(
    comparison(tester).locator('.side'),
    'A: as it was Ana Ruiz: trigger link Pricing page clicked | ' +
      'B: with your changes Clock moved to Mon 9 Mar 2026, 09:00Ana Ruiz: trigger link Pricing page clicked',
  );
  await tester.expectText(table(tester).nth(1), 'Ana Ruiz');
  await tester.expectText(table(tester).nth(2), 'Score10empty');
  await tester.expectText(table(tester).nth(3), 'Waits inEmail engagement trackingnone');
  await tester.press('Keep A');
  await tester.expectScore('Ana Ruiz', '10');
  assert.equal(await rows(tester).count(), 3);
  assert.equal(await comparison(tester).count(), 0);
  await tester.expectText(tester.page.getByRole('status').last(), 'A is kept: the timeline is as it was.');
  assert.match(await tester.focused(), /^button 3 ?Ana Ruiz: trigger link Pricing page clicked/);
  await tester.press('Undo');
  assert.equal(await rows(tester).count(), 4);
  await tester.done();
});

test('what is skipped and edited in B shows, and B is kept', async () => {
  const tester = await compared();
  await rows(tester).first().click();
  await tester.region('timeline').locator('[data-action="skip"]').click();
  await tester.expectText(comparison(tester).locator('.side').last(), /clicked Skipped$/);
  await tester.expectText(table(tester).nth(2), 'Score10empty');
  await tester.press('Keep B');
  assert.equal(await comparison(tester).count(), 0);
  await tester.expectScore('Ana Ruiz', 'empty');
  assert.equal(await rows(tester).count(), 3);
  await tester.done();
});

test('an event that is edited in B, and ends the same', async () => {
  const tester = await compared();
  await rows(tester).first().click();
  await tester.region('timeline').locator('[data-action="edit"]').click();
  await tester.page.getByLabel('Trigger link', { exact: true }).fill('faq');
  await tester.fireButton.click();
  await tester.expectText(comparison(tester).locator('.side').last(), /Questions and answers clicked$/);
  await tester.expectText(comparison(tester).locator('.hint').last(), 'Both end the same.');
  await tester.press('Keep B');
  await tester.expectText(rows(tester).first(), /Questions and answers clicked/);
  await tester.done();
});

test('a change of the workflow is part of B', async () => {
  const tester = await compared();
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.expectText(comparison(tester).locator('.hint'), 'The workspace is another one, too.');
  await tester.expectText(table(tester).nth(2), 'Score1025');
  await tester.press('Keep A');
  await tester.expectScore('Ana Ruiz', '10');
  assert.match(await tester.workspaceText(), /"points": 10/);
  await tester.done();
});

test('a change of a workflow shows before and after, until something is done', async () => {
  const tester = await Tester.open(shared);
  await tester.page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Chloé Martin' });
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Chloé Martin', '10');
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.expectText(table(tester), 'WhatBeforeAfter | Chloé Martin | Score1025');
  await tester.expectText(tester.page.getByRole('status').last(), 'Chloé Martin: 10 → 25.');
  // Before means before the changes, however many there were, and whether or not each could be run.
  await tester.page.getByLabel('Points', { exact: true }).fill('0');
  await tester.page.waitForTimeout(900);
  await tester.page.getByLabel('Points', { exact: true }).fill('7');
  await tester.expectText(table(tester), 'WhatBeforeAfter | Chloé Martin | Score107');
  await tester.page.getByLabel('Points', { exact: true }).fill('10');
  await comparison(tester).locator('table').waitFor({ state: 'hidden' });
  await tester.page.getByLabel('Points', { exact: true }).fill('8');
  await comparison(tester).locator('table').waitFor();
  await tester.press(/^\+1 h/);
  assert.equal(await comparison(tester).count(), 0);
  await tester.page.getByLabel('Points', { exact: true }).fill('9');
  await tester.expectText(table(tester), 'WhatBeforeAfter | Chloé Martin | Score89');
  await tester.press('Done', comparison(tester));
  assert.equal(await comparison(tester).count(), 0);
  assert.match(await tester.focused(), /^button 3 ?Clock moved by 1 hour/);
  await tester.done();
});
