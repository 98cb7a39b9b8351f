// The first minute: the page opens with the worked example, one button is highlighted, events move the score.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

test('opens with the worked example, and one button stands out', async () => {
  const tester = await Tester.open(shared);
  await tester.expectText(
    tester.region('workflows').locator('.sentence'),
    /^When email Spring offer is opened: wait until a trigger link is clicked \(or after 7 days: end\), add 10 to engagement score/,
  );
  await tester.expectText(tester.fireButton, 'Fire: Ana Ruiz, email Spring offer opened');
  assert.equal(await tester.page.locator('button.primary').count(), 1);
  await tester.expectScore('Ana Ruiz', 'empty');
  await tester.done();
});

test('opened, then ten points for each trigger link clicked', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await tester.expectText(
    tester.report.locator('.trace li').first(),
    /Holds Email is equal to Spring offer was Spring offer/,
  );
  await tester.expectText(
    tester.contact('Ana Ruiz').locator('.waits'),
    /Waiting in Email engagement tracking for trigger link clicked, until Mon 9 Mar 2026, 09:00/,
  );

  await tester.expectText(tester.fireButton, 'Fire: Ana Ruiz, trigger link Pricing page clicked');
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  await tester.page.getByLabel('Trigger link', { exact: true }).fill('faq');
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '20');
  await tester.expectText(
    tester.contact('Ana Ruiz').locator('.change'),
    /^\+10 by Email engagement tracking, step reward/,
  );
  await tester.expectText(
    tester.page.getByRole('status'),
    /Ana Ruiz: trigger link Questions and answers clicked\. Ana Ruiz's score: 10 → 20\. 1 wait ended\./,
  );
  await tester.done();
});

test('what did not fire says why, with expected and actual values', async () => {
  const tester = await Tester.open(shared);
  await tester.page.getByLabel('Email (optional)', { exact: true }).fill('SPRING-OFFER');
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.outcome .badge').first(), 'Conditions do not hold');
  await tester.expectText(
    tester.report.locator('.trace li'),
    /Does not hold Email is equal to Spring offer differs in upper and lower case only was SPRING-OFFER/,
  );
  await tester.expectScore('Ana Ruiz', 'empty');
  await tester.done();
});

test('a change of a workflow runs everything again', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.expectScore('Ana Ruiz', '25');
  await tester.page.getByLabel('Points', { exact: true }).fill('0');
  await tester.expectText(tester.region('workflows').locator('.wholeNumber .problem'), /^Error .+1,?000,?000/);
  await tester.expectText(tester.region('workflows').locator('.notice'), /^Not applied yet/);
  await tester.expectScore('Ana Ruiz', '25');
  await tester.page.getByLabel('Points', { exact: true }).fill('');
  await tester.expectText(tester.region('workflows').locator('.step > .problem'), /^Error .+ needs Points/);
  assert.equal(await tester.page.getByLabel('Points', { exact: true }).getAttribute('aria-invalid'), 'true');
  await tester.page.getByLabel('Points', { exact: true }).fill('7');
  await tester.expectScore('Ana Ruiz', '7');
  await tester.done();
});

test('the journal is a tree of causes, and a stimulus can be taken back', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.page.getByRole('tab', { name: 'Journal' }).click();
  await tester.expectText(tester.report.locator('.journal .scoreChanged'), /Ana Ruiz: score empty → 10 \(\+10\)/);
  assert.notEqual(await tester.report.locator('.journal ol').count(), 0);
  await tester.press(/^Take back 1:/);
  await tester.expectScore('Ana Ruiz', 'empty');
  await tester.expectText(
    tester.region('timeline').locator('.run'),
    /^1 Ana Ruiz: trigger link Pricing page clicked No effect$/,
  );
  await tester.press('Reset simulation');
  await tester.expectText(tester.region('timeline').locator('.hint'), /^Nothing has happened yet/);
  assert.equal(await tester.focused(), 'button Undo reset');
  await tester.press('Undo reset');
  await tester.expectText(tester.region('timeline').locator('.run'), /^1 Ana Ruiz: trigger link Pricing page clicked/);
  await tester.press('Undo');
  await tester.expectText(tester.region('timeline').locator('.run').last(), /^1 Ana Ruiz: email Spring offer opened/);
  await tester.expectScore('Ana Ruiz', '10');
  assert.equal(await tester.focused(), 'button Undo');
  await tester.done();
});
