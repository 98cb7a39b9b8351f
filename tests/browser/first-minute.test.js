// The first minute with the page, from nothing: with a mouse, and by keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** What moves Ana's score to where it stands, or did: `none` if nothing does. @param {Tester} tester */
const motion = (tester) =>
  tester
    .contact('Ana Ruiz')
    .locator('.score')
    .evaluate((score) => getComputedStyle(score).animationName);

/** Whether an element is on the screen. @param {import('playwright-core').Locator} locator */
async function inSight(locator) {
  const box = await locator.boundingBox();
  const height = locator.page().viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

/** What the change of the workflow came to. @param {Tester} tester */
const changes = (tester) => tester.region('comparison').locator('tr');

test('fire, the score moves, the why opens; 10 becomes 25 and all is run again; the wait is over', async () => {
  const tester = await Tester.open(shared);
  assert.equal(await tester.page.locator('button.primary').count(), 1);
  await tester.expectText(tester.fireButton, 'Fire: Ana Ruiz, email Spring offer opened');
  await tester.page.locator('button.primary').click();
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await tester.expectText(tester.report.getByRole('tab', { selected: true }), 'Why');
  await tester.expectText(tester.report.locator('.counts'), '1 workflow fired, 1 wait began');
  await tester.expectText(tester.report.locator('.trace li').first(), /^Holds Email is equal to Spring offer/);

  // It stands below the flow: from the timeline one gets there at once.
  await tester.press(/^See why: 1: Ana Ruiz/);
  assert.equal(await tester.focused(), 'button Why');
  assert.ok(await inSight(tester.report.locator('.trace li').first()), 'The conditions are not in sight.');
  assert.equal(await tester.page.evaluate(() => scrollY), 0);

  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  assert.equal(await motion(tester), 'move');
  await tester.expectText(tester.report.locator('.move'), /^Ana Ruiz score from empty → 10$/);
  await tester.expectText(tester.report.locator('.outcome').first(), /the wait is over: the event came/);

  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.expectScore('Ana Ruiz', '25');
  await tester.expectText(tester.report.locator('.move'), /^Ana Ruiz score from empty → 25$/);
  await tester.expectText(changes(tester), 'WhatBeforeAfter | Ana Ruiz | Score1025');

  await tester.press(/^\+1 d/);
  await tester.expectText(tester.contact('Ana Ruiz').locator('.waits'), /until Mon 9 Mar 2026, 09:00 \(in 6d\)/);
  await tester.press(/^Next due/);
  await tester.expectText(tester.report.locator('.headline .badge'), '1 wait ended');
  assert.equal(await tester.contact('Ana Ruiz').locator('.waits').count(), 0);
  await tester.done();
});

test('a score that was empty for one contact and 0 for another becomes 25 for both', async () => {
  const tester = await Tester.open(shared);
  await tester.page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Chloé Martin' });
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.expectText(tester.report.locator('.move'), /^Chloé Martin score from 0 → 25$/);
  await tester.done();
});

test('nothing moves for those who want less motion', async () => {
  const tester = await Tester.open(shared, { reducedMotion: 'reduce' });
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  assert.equal(await motion(tester), 'none');
  await tester.done();
});

/** Goes on by keyboard until what has the focus reads so. @param {Tester} tester @param {RegExp} name @param {string} [key] */
async function reach(tester, name, key = 'Tab') {
  /** @type {string[]} */
  const passed = [];
  for (let times = 0; times < 120; times += 1) {
    const focused = await tester.focused();
    if (name.test(focused)) return;
    passed.push(focused);
    await tester.page.keyboard.press(key);
  }
  assert.fail(`${name} was not reached by ${key}: ${passed.join(' | ')}`);
}

test('the same by keyboard alone, and what did not fire is asked about and tried out', async () => {
  const tester = await Tester.open(shared);
  const { keyboard } = tester.page;
  await reach(tester, /^button Fire: Ana Ruiz/);
  await keyboard.press('Enter');
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await tester.expectText(tester.fireButton, 'Fire: Ana Ruiz, trigger link Pricing page clicked');
  await keyboard.press('Enter');
  await tester.expectScore('Ana Ruiz', '10');

  await reach(tester, /^button Edit Email engagement tracking/, 'Shift+Tab');
  await keyboard.press('Enter');
  await tester.page.getByLabel('Points', { exact: true }).waitFor();
  await reach(tester, /^input Points|^input $/);
  for (let times = 0; times < 60 && !(await hasPoints(tester)); times += 1) await keyboard.press('Tab');
  await keyboard.press('Control+A');
  await keyboard.type('25');
  await tester.expectScore('Ana Ruiz', '25');
  await tester.expectText(changes(tester), 'WhatBeforeAfter | Ana Ruiz | Score1025');

  await reach(tester, /^button Why$/);
  await keyboard.press('ArrowRight');
  await tester.region('why-not').locator('.remedies').waitFor();
  await reach(tester, /^button Try it: it had a trigger for this event/);
  await keyboard.press('Enter');
  await tester.expectText(tester.region('why-not').locator('.result'), /^Started With this change/);
  await reach(tester, /^button Discard$/);
  await keyboard.press('Enter');
  assert.match(await tester.focused(), /^button Try it/);

  await reach(tester, /^button \+1 d/, 'Shift+Tab');
  await keyboard.press('Enter');
  await reach(tester, /^button Next due/);
  await keyboard.press('Enter');
  await tester.expectText(tester.report.locator('.headline .badge'), '1 wait ended');
  await tester.done();
});

/** Whether the points of the step have the focus. @param {Tester} tester */
async function hasPoints(tester) {
  return tester.page.getByLabel('Points', { exact: true }).evaluate((input) => input.matches(':focus'));
}
