// The page fits every width: no sideways scrolling, everything to be reached.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './support/axe.js';
import { useBrowser } from './support/chromium.js';
import { openNewsroom } from './support/newsroom.js';
import { Tester } from './support/tester.js';
import { troubles } from './support/troubles.js';

const shared = useBrowser();

/** How far the page can be scrolled sideways, and what sticks out. @param {Tester} tester */
function overflow({ page }) {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    /** @type {string[]} */
    const out = [];
    const visit = (/** @type {Document | ShadowRoot} */ root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        const { right, width } = element.getBoundingClientRect();
        if (width > 1 && right > clientWidth + 1) out.push(`${element.tagName} ${element.className}: ${right}`);
      }
    };
    if (scrollWidth > clientWidth) visit(document);
    return { sideways: scrollWidth - clientWidth, out };
  });
}

for (const width of [320, 390, 600, 900, 1200, 1440]) {
  test(`${width} px wide`, async () => {
    const tester = await Tester.open(shared, { width, height: 844 });
    const { page } = tester;
    const isPhone = width < 736;
    const show = async (/** @type {string} */ name) => {
      if (isPhone) await tester.press(name, page.getByRole('navigation', { name: 'Regions' }));
    };
    const fits = async (/** @type {string} */ state) =>
      assert.deepEqual(await overflow(tester), { sideways: 0, out: [] }, state);
    await fits('as it opens');
    await tester.fireButton.click();
    await tester.fireButton.click();
    await fits('after two events');
    await page.getByRole('tab', { name: 'Journal' }).click();
    await fits('the journal');
    await show('Build');
    await fits('the workflows');
    await tester.press('Edit Email engagement tracking');
    await fits('a workflow');
    await page.getByRole('tab', { name: 'JSON' }).click();
    await fits('the text');
    await show('Contacts');
    await tester.press('Edit Ana Ruiz');
    await fits('a contact');
    await tester.expectText(page.locator('rehearse-contacts .score').first(), /Engagement score/);
    await tester.done();
  });
}

for (const width of [320, 390, 900, 1440]) {
  test(`every kind of step, trigger and rule fits, ${width} px wide`, async () => {
    const tester = await Tester.open(shared, { width, height: 844 });
    const { page } = tester;
    const show = async (/** @type {string} */ name) => {
      if (width < 736) await tester.press(name, page.getByRole('navigation', { name: 'Regions' }));
    };
    const fits = async (/** @type {string} */ state) =>
      assert.deepEqual(await overflow(tester), { sideways: 0, out: [] }, state);
    await openNewsroom(tester);
    await fits('the report');
    await show('Contacts');
    await tester.contact('Ana Ruiz').getByText('Score history').click();
    await tester.contact('Ana Ruiz').locator('.chart').waitFor();
    await fits('the history');
    await tester.press('Show as table');
    await tester.contact('Ana Ruiz').locator('.ledger').waitFor();
    await fits('the history as a table');
    await show('Build');
    await tester.region('workflows').locator('.rule summary').first().click();
    await fits('the rules');
    await tester.press('Edit Weekly digest');
    await fits('the forms');
    await tester.done();
  });
}

for (const width of [320, 390, 400, 1440]) {
  test(`fields and operators are read in full, ${width} px wide`, async () => {
    const tester = await Tester.open(shared, { width, height: 844 });
    if (width < 736) await tester.press('Build', tester.page.getByRole('navigation', { name: 'Regions' }));
    await tester.press('Edit Email engagement tracking');
    const comparison = tester.region('workflows').locator('.comparison').first();
    await comparison.getByLabel('Field', { exact: true }).selectOption({ label: 'Engagement score' });
    await comparison.getByLabel('Operator', { exact: true }).selectOption({ label: 'is greater than or equal to' });
    const cut = await comparison.locator('select').evaluateAll((selects) =>
      selects.map((select) => {
        const { selectedOptions, clientWidth } = /** @type {HTMLSelectElement} */ (select);
        const context = document.createElement('canvas').getContext('2d');
        const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(select);
        if (!context) throw new Error('There is no canvas.');
        context.font = font;
        const text = selectedOptions[0]?.label ?? '';
        const room = clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
        return { text, isCut: context.measureText(text).width > room };
      }),
    );
    assert.deepEqual(cut, [
      { text: 'Engagement score', isCut: false },
      { text: 'is greater than or equal to', isCut: false },
    ]);
    await tester.done();
  });
}

test('on a phone the head takes less than a quarter of the screen', async () => {
  const tester = await Tester.open(shared, { width: 390, height: 844 });
  const box = await tester.page.getByRole('navigation', { name: 'Regions' }).boundingBox();
  assert.ok(box && box.y + box.height < 211, JSON.stringify(box));
  await tester.done();
});

for (const locale of ['en-GB', 'es-ES']) {
  test(`on anything wider than a phone the head is one row, its menu below what opens it: ${locale}`, async () => {
    const tester = await Tester.open(shared, { locale });
    const { page } = tester;
    const top = page.locator('rehearse-tester .top[part=top]');
    for (const width of [736, 800, 900, 1024, 1183, 1280, 1359, 1360, 1366, 1440, 1599, 1600, 1920]) {
      await page.setViewportSize({ width, height: 844 });
      const { height } = (await top.boundingBox()) ?? { height: 0 };
      assert.ok(height < 60, `${width} px: ${height} px high`);
      assert.equal((await overflow(tester)).sideways, 0, `${width} px`);
      if (width >= 1360) continue;
      const more = page.locator('#more');
      await more.click();
      const [opener, menu] = [await more.boundingBox(), await page.locator('#files').boundingBox()];
      assert.ok(opener && menu && menu.y >= opener.y + opener.height && menu.y < 70, `${width} px: ${menu?.y}`);
      assert.ok(Math.abs(menu.x - opener.x) < 2, `${width} px: ${menu.x}, not ${opener.x}`);
      await page.keyboard.press('Escape');
    }
    await tester.done();
  });
}

test('on a phone the buttons of the head are a menu, by keyboard, too', async () => {
  const tester = await Tester.open(shared, { width: 390, height: 844 });
  const { page } = tester;
  const more = page.getByRole('button', { name: 'More', exact: true });
  const recent = page.getByRole('button', { name: 'Recent' });
  await more.focus();
  await page.keyboard.press('Enter');
  await recent.waitFor();
  // What the menu lies over counts as too small a target.
  assert.deepEqual(
    (await violations(tester)).filter((/** @type {any} */ { id }) => id !== 'target-size'),
    [],
  );
  const box = await recent.boundingBox();
  assert.ok(box && box.height >= 24, JSON.stringify(box));
  assert.deepEqual((await overflow(tester)).sideways, 0);
  await page.keyboard.press('Escape');
  await recent.waitFor({ state: 'hidden' });
  assert.match(await tester.focused(), /^button More/);
  await page.keyboard.press('Enter');
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('Tab');
  assert.match(await tester.focused(), /^button Recent/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await recent.waitFor({ state: 'hidden' });
  await tester.press('Close', page.getByRole('dialog'));
  assert.match(await tester.focused(), /^button More/);
  await tester.done();
});

test('on a phone the highlighted button is in sight at once', async () => {
  const tester = await Tester.open(shared, { width: 390, height: 844 });
  const box = await tester.fireButton.boundingBox();
  assert.ok(box && box.y + box.height < 844, JSON.stringify(box));
  await tester.done();
});

test('at 200 % zoom of a 1280 px window nothing is lost', async () => {
  const tester = await Tester.open(shared, { width: 640, height: 512 });
  assert.deepEqual((await overflow(tester)).sideways, 0);
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await tester.done();
});

/** The upper edges of elements, without those on the same line. @param {import('playwright-core').Locator} elements */
const lines = (elements) =>
  elements.evaluateAll((all) => {
    const tops = all.map((element) => element.getBoundingClientRect().top).sort((one, other) => one - other);
    return tops.filter((top, index) => index === 0 || top - (tops[index - 1] ?? 0) > 8);
  });

test('beside three columns and beside two, what stands in a row stays in it', async () => {
  for (const width of [900, 1440]) {
    const tester = await Tester.open(shared, { width, height: 844 });
    const { page } = tester;
    await tester.fireButton.click();
    assert.equal((await lines(tester.region('timeline').locator('.actions button'))).length, 1, `actions, ${width} px`);
    await tester.press('Edit Email engagement tracking');
    await page.getByLabel('Points', { exact: true }).fill('0');
    await page.getByRole('tab', { name: 'Problems 1' }).waitFor();
    const tabs = tester.region('workflows').locator('[role=tablist]').first().getByRole('tab');
    assert.equal((await lines(tabs)).length, 1, `tabs, ${width} px`);
    await tester.openSample('Segmentation by engagement');
    await page.locator('.page-head .told').waitFor();
    assert.equal(
      (await lines(page.locator('.page-head > :is(h1, .workspace, #language)'))).length,
      1,
      `head, ${width} px`,
    );
    await tester.done();
  }
});

test('on a phone the button that takes a deletion back is read in one line', async () => {
  const tester = await Tester.open(shared, { width: 390, height: 844 });
  for (const [name, reach] of troubles) {
    await reach(tester);
    if (name === 'one of them deleted') break;
  }
  const box = await tester.page.locator('#undo-delete').boundingBox();
  assert.ok(box && box.height < 40, JSON.stringify(box));
  await tester.done();
});
