// Time: moving the clock completes waits.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

test('next due ends the wait by its time-out', async () => {
  const tester = await Tester.open(shared);
  const now = tester.region('clock').locator('time').first();
  await tester.fireButton.click();
  await tester.expectText(tester.page.locator('#next-due'), 'Next due in 7d');
  await tester.press(/^\+1 h/);
  await tester.expectText(now, 'Mon 2 Mar 2026, 10:00');
  await tester.press(/^\+1 d/);
  await tester.expectText(now, 'Tue 3 Mar 2026, 10:00');
  await tester.page.locator('#next-due').click();
  await tester.expectText(now, 'Mon 9 Mar 2026, 09:00');
  await tester.expectText(
    tester.report.locator('.outcome').first(),
    /Ana Ruiz in Email engagement tracking: the wait is over: its time ran out Ana Ruiz leaves Email engagement tracking/,
  );
  assert.equal(await tester.contact('Ana Ruiz').locator('.waits').count(), 0);
  assert.equal(await tester.page.locator('#next-due').isDisabled(), true);
  await tester.done();
});

test('the clock goes to a date, and never backwards', async () => {
  const tester = await Tester.open(shared);
  const date = tester.page.getByLabel('Move the clock to (UTC)');
  await date.fill('2026-04-01T12:30:00');
  await tester.press('Go to this date');
  await tester.expectText(tester.region('clock').locator('time').first(), 'Wed 1 Apr 2026, 12:30');
  await date.fill('2026-01-01T00:00:00');
  await tester.press('Go to this date');
  await tester.expectText(tester.region('clock').getByRole('alert'), /^Not moved\./);
  await tester.expectText(tester.region('clock').locator('time').first(), 'Wed 1 Apr 2026, 12:30');
  await tester.done();
});

test('a date that was chosen stays while other things change, and goes once the clock is moved', async () => {
  const tester = await Tester.open(shared);
  const date = tester.page.getByLabel('Move the clock to (UTC)');
  await date.fill('2026-04-01T12:30');
  await date.blur();
  await tester.press(/^Unpublish/);
  assert.equal(await date.inputValue(), '2026-04-01T12:30');
  await tester.press(/^\+1 d/);
  assert.equal(await date.inputValue(), '2026-03-03T09:00');
  const timeline = tester.region('timeline');
  await timeline.locator('[data-action="edit"]').click();
  await timeline.locator('#clock-move').fill('3d');
  await tester.press(/^Publish/);
  await tester.expectText(tester.region('workflows').locator('.badge.good').first(), 'Published');
  assert.equal(await timeline.locator('#clock-move').inputValue(), '3d');
  await tester.press('Apply', timeline);
  await tester.expectText(tester.region('clock').locator('time').first(), 'Thu 5 Mar 2026, 09:00');
  await tester.done();
});
