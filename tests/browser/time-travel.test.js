// The timeline: a stimulus is looked at, skipped, changed, moved, put in between; what follows it is run anew.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester */
const rows = (tester) => tester.region('timeline').locator('li');
/** @param {Tester} tester */
const clock = (tester) => tester.region('clock').locator('time').first();

/**
 * Four stimuli: Ana opens the offer, an hour goes by, she clicks a link of it, a day goes by.
 * @returns {Promise<Tester>}
 */
async function withFour() {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.press(/^\+1 h/);
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  await tester.press(/^\+1 d/);
  assert.equal(await rows(tester).count(), 4);
  return tester;
}

/**
 * @param {Tester} tester
 * @param {number} place 1 for the first stimulus
 */
async function look(tester, place) {
  await rows(tester)
    .locator('.run')
    .nth((await rows(tester).count()) - place)
    .click();
}

/**
 * Presses what stands below the stimulus that is looked at.
 * @param {Tester} tester
 * @param {string} action
 */
async function act(tester, action) {
  await tester.region('timeline').locator(`[data-action="${action}"]`).click();
}

test('looking at a stimulus shows the world as it was after it', async () => {
  const tester = await withFour();
  const ana = tester.contact('Ana Ruiz');
  await tester.expectText(ana.locator('.waits'), /until Mon 9 Mar 2026, 10:00/);
  await look(tester, 2);
  await tester.expectScore('Ana Ruiz', 'empty');
  await tester.expectText(clock(tester), 'Mon 2 Mar 2026, 10:00');
  await tester.expectText(ana.locator('.waits'), /until Mon 9 Mar 2026, 09:00/);
  await tester.expectText(tester.region('composer').locator('.moment'), /^You are looking at entry 2 of 4\./);
  await tester.press('Back to the end');
  await tester.expectScore('Ana Ruiz', '10');
  await tester.expectText(clock(tester), 'Tue 3 Mar 2026, 10:00');
  assert.equal(await tester.region('composer').locator('.moment').count(), 0);
  await tester.done();
});

test('what is done while an earlier stimulus is looked at comes after it', async () => {
  const tester = await withFour();
  await look(tester, 1);
  await tester.press(/^\+1 d/);
  assert.equal(await rows(tester).count(), 5);
  await tester.expectText(clock(tester), 'Tue 3 Mar 2026, 09:00');
  await look(tester, 5);
  await tester.expectText(clock(tester), 'Wed 4 Mar 2026, 10:00');
  await tester.expectScore('Ana Ruiz', '10');
  await tester.done();
});

test('a week put in between ends the wait before the click', async () => {
  const tester = await withFour();
  await look(tester, 2);
  await tester.page.locator('#next-due').click();
  await look(tester, 5);
  await tester.expectScore('Ana Ruiz', 'empty');
  await look(tester, 3);
  await act(tester, 'skip');
  await look(tester, 5);
  await tester.expectScore('Ana Ruiz', '10');
  await tester.done();
});

test('a stimulus that cannot be put in between changes nothing', async () => {
  const tester = await withFour();
  await look(tester, 2);
  await tester.page.getByLabel('Move the clock to (UTC)').fill('2026-01-01T00:00');
  await tester.press('Go to this date');
  await tester.expectText(tester.region('clock').getByRole('alert'), /^Not moved\./);
  assert.equal(await rows(tester).count(), 4);
  await tester.done();
});

test('a stimulus that is skipped does nothing, until it is skipped no longer', async () => {
  const tester = await withFour();
  await look(tester, 3);
  await act(tester, 'skip');
  await tester.expectText(rows(tester).nth(1).locator('.result'), 'Skipped');
  await tester.expectText(tester.report.locator('.headline'), /Skipped Nothing came of it\./);
  await look(tester, 4);
  await tester.expectScore('Ana Ruiz', 'empty');
  await look(tester, 3);
  await act(tester, 'skip');
  await tester.expectScore('Ana Ruiz', '10');
  await look(tester, 4);
  await tester.expectScore('Ana Ruiz', '10');
  await tester.done();
});

test('moves of the clock are changed in place, and what is no duration is told there', async () => {
  const tester = await withFour();
  await look(tester, 2);
  await act(tester, 'edit');
  const form = tester.region('timeline').locator('.clock-form');
  await form.getByLabel('Move the clock by').fill('soon');
  await form.getByRole('button', { name: 'Apply' }).click();
  await tester.expectText(form.getByRole('alert'), /not a duration/);
  await form.getByLabel('Move the clock by').fill('3d');
  await form.getByRole('button', { name: 'Apply' }).click();
  await tester.expectText(clock(tester), 'Thu 5 Mar 2026, 09:00');
  await look(tester, 4);
  await tester.expectText(clock(tester), 'Fri 6 Mar 2026, 09:00');
  await tester.done();
});

test('a fired event is changed in the composer, and cancelled there', async () => {
  const tester = await withFour();
  const composer = tester.region('composer');
  const sentence = rows(tester).last().locator('.sentence');
  const before = await sentence.textContent();
  await look(tester, 1);
  await act(tester, 'edit');
  await tester.expectText(composer.locator('h2'), 'Change entry 1');
  await composer.locator('#cancel-edit').click();
  await tester.expectText(composer.locator('h2'), 'Fire an event');
  await act(tester, 'edit');
  const contacts = composer.getByLabel('Contact', { exact: true });
  const others = await contacts.locator('option').allTextContents();
  const other = String(others.find((name) => name.trim() !== 'Ana Ruiz')).trim();
  await contacts.selectOption({ label: other });
  await tester.fireButton.click();
  await tester.expectText(composer.locator('h2'), 'Fire an event');
  assert.notEqual(await sentence.textContent(), before);
  assert.match(String(await sentence.textContent()), new RegExp(other));
  assert.equal(await rows(tester).count(), 4);
  await tester.done();
});

test('stimuli are moved, by buttons and by keys, and the change is taken back', async () => {
  const tester = await withFour();
  const sentences = () => rows(tester).locator('.sentence').allTextContents();
  const [fourth, third, second, first] = await sentences();
  await look(tester, 1);
  await act(tester, 'later');
  assert.deepEqual(await sentences(), [fourth, third, first, second]);
  assert.match(await tester.focused(), /^button Move later 2/);
  await rows(tester).locator('.run').nth(2).focus();
  await tester.page.keyboard.press('Alt+ArrowDown');
  assert.deepEqual(await sentences(), [fourth, third, second, first]);
  await tester.page.keyboard.press('Alt+ArrowDown');
  assert.deepEqual(await sentences(), [fourth, third, second, first]);
  await tester.done();
});

test('changes of the timeline are taken back by undo', async () => {
  const tester = await withFour();
  const sentences = () => rows(tester).locator('.sentence').allTextContents();
  const before = await sentences();
  await look(tester, 3);
  await act(tester, 'earlier');
  await act(tester, 'skip');
  await tester.expectText(rows(tester).nth(2).locator('.result'), 'Skipped');
  await tester.press(/^Undo/, tester.region('workflows'));
  await tester.expectText(rows(tester).nth(2).locator('.result'), /10/);
  await tester.press(/^Undo/, tester.region('workflows'));
  assert.deepEqual(await sentences(), before);
  await tester.done();
});
