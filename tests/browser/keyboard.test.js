// Everything by keyboard alone: the tab key, arrows, Enter and Space.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/**
 * Presses Tab until the focus is where it is wanted; on the way, every place must be seen to have it.
 * @param {Tester} tester
 * @param {RegExp} wanted
 */
async function tabTo(tester, wanted) {
  const passed = [];
  for (let presses = 0; presses < 150; presses += 1) {
    await tester.page.keyboard.press('Tab');
    const focused = await tester.focused();
    passed.push(focused);
    if (wanted.test(focused)) {
      assert.equal(await outlined(tester), true, focused);
      return;
    }
  }
  assert.fail(`${wanted} was not reached: ${passed.join(', ')}`);
}

/** Whether the element that has the focus, or what is around it, shows an outline. @param {Tester} tester */
function outlined({ page }) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    for (let around = element; around; around = around.parentElement) {
      const { outlineStyle, outlineWidth } = getComputedStyle(around);
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return true;
    }
    return false;
  });
}

test('the worked example by keyboard: fire, fire, move the clock, read why', async () => {
  const tester = await Tester.open(shared);
  const { keyboard } = tester.page;
  await tabTo(tester, /^button Fire: Ana Ruiz, email/);
  await keyboard.press('Enter');
  await tester.expectText(tester.fireButton, /trigger link Pricing page clicked/);
  assert.match(await tester.focused(), /^button Fire: Ana Ruiz, trigger link/);
  await keyboard.press('Space');
  await tester.expectScore('Ana Ruiz', '10');
  await tabTo(tester, /^button Why/);
  await keyboard.press('ArrowRight');
  assert.equal(await tester.focused(), 'button Didn’t fire?');
  await tester.expectText(tester.region('why-not').locator('.sentence'), /^Did not start: none of its triggers/);
  await keyboard.press('ArrowRight');
  assert.equal(await tester.focused(), 'button Journal');
  await tester.expectText(tester.report.locator('.journal .scoreChanged'), /empty → 10/);
  await tester.done();
});

test('a scoring rule and a schedule are made by keyboard', async () => {
  const tester = await Tester.open(shared);
  const { keyboard } = tester.page;
  const region = tester.region('workflows');
  await tabTo(tester, /^button Add scoring rule/);
  await keyboard.press('Enter');
  await region.locator('.rule').waitFor();
  assert.match(await tester.focused(), /^select/);
  await keyboard.type('Email opened');
  await tabTo(tester, /^button Add group/);
  await keyboard.press('Tab');
  await keyboard.press('ArrowUp');
  await tester.expectText(region.locator('.rule .sentence'), 'Each time an email is opened: +11');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  assert.match(await tester.focused(), /^summary Edit/);
  await keyboard.press('Space');
  await keyboard.press('Shift+Tab');
  assert.equal(await tester.focused(), 'button Remove scoring rule rule');
  await keyboard.press('Enter');
  await tester.expectText(region.locator('.rules .hint'), /^None\./);
  assert.equal(await tester.focused(), 'button Add scoring rule');

  await tester.press('Edit Email engagement tracking');
  await tabTo(tester, /^select Event of the trigger to add/);
  await keyboard.type('On a schedule');
  await tabTo(tester, /^button Add trigger/);
  await keyboard.press('Enter');
  await region.locator('.trigger').nth(1).waitFor();
  await tabTo(tester, /^input/);
  await keyboard.press('Control+A');
  await keyboard.type('2d');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.type('0930AM');
  await keyboard.press('Tab');
  const { triggers } = JSON.parse(await tester.workspaceText()).workflows[0];
  assert.equal(triggers[1].every, '2d');
  assert.equal(triggers[1].at, '09:30');
  await tester.done();
});

test('a step is added, changed and moved by keyboard', async () => {
  const tester = await Tester.open(shared);
  const { keyboard } = tester.page;
  await tabTo(tester, /^button Edit Email engagement tracking/);
  await keyboard.press('Enter');
  await tester.page.locator('#close-editor').waitFor();
  await tabTo(tester, /^select Kind of step to add to steps/);
  await keyboard.type('Add tag');
  await tabTo(tester, /^button Add step/);
  await keyboard.press('Enter');
  await tester.page.getByRole('combobox', { name: 'Tags' }).waitFor();
  assert.match(await tester.focused(), /^input/);
  await keyboard.type('engaged');
  await keyboard.press('Enter');
  await tester.expectText(tester.region('workflows').locator('.token'), 'engaged');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  assert.match(await tester.focused(), /^button Remove step add-tag/);
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await tester.expectText(
    tester.region('workflows').locator('.part > .flow > .step > .head .id'),
    'await-click | reward | add-tag | again',
  );
  assert.match(await tester.focused(), /^button Move step add-tag/);
  await tester.done();
});

test('time travel and a test of it, by keyboard', async () => {
  const tester = await Tester.open(shared);
  const { keyboard } = tester.page;
  await tabTo(tester, /^button Fire: Ana Ruiz, email/);
  await keyboard.press('Enter');
  await tester.expectText(tester.fireButton, /trigger link Pricing page clicked/);
  await keyboard.press('Enter');
  await tester.expectScore('Ana Ruiz', '10');

  await tabTo(tester, /^button 1\s*Ana Ruiz: email Spring offer opened/);
  await keyboard.press('Enter');
  await tester.expectScore('Ana Ruiz', 'empty');
  await tabTo(tester, /^button Skip 1/);
  await keyboard.press('Space');
  await tester.expectText(tester.region('timeline').locator('li.selected .badge'), 'Skipped');
  assert.match(await tester.focused(), /^button Skip 1/);
  await keyboard.press('Space');
  await tester.region('timeline').locator('li.selected .badge.good').waitFor();

  await tester.region('timeline').locator('.run').first().focus();
  await keyboard.press('Enter');
  await tester.expectScore('Ana Ruiz', '10');
  const count = tester.region('workflows').getByRole('tab', { name: /^Tests/ });
  const before = Number(/\d+/.exec((await count.textContent()) ?? '')?.[0]);
  await tabTo(tester, /^button Make this a test/);
  await keyboard.press('Enter');
  await tester.expectText(count, new RegExp(`Tests\\s*${before + 1}`));
  await tester.done();
});
