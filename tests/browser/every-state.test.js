// What holds in every state of the page: targets that can be hit, no sideways scrolling at 200 % zoom, on the smallest
// phones and where the text runs from right to left, and one polite announcement for each thing that is done.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { replayStates, states, wideStates } from './support/states.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/**
 * Targets of less than 24 px that stand too close to others: a circle of 24 px around each of them must meet no other
 * target, and no circle of another such one (WCAG 2.5.8). @param {Tester} tester
 */
function smallTargets({ page }) {
  return page.evaluate(() => {
    /** @type {{ element: Element, box: DOMRect }[]} */
    const all = [];
    const visit = (/** @type {Document | ShadowRoot} */ root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        // A chart's bars are as wide as there is room for: its table has a button of full size for each of them.
        if (element.matches('.chart .bar')) continue;
        if (!element.matches('button, input, select, textarea, summary, a, [role="button"], [role="tab"]')) continue;
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        // A checkbox inside a label shares the label's area.
        const box = (element.closest('label') ?? element).getBoundingClientRect();
        if (box.width > 0 && box.height > 0) all.push({ element, box });
      }
    };
    visit(document);
    const isSmall = (/** @type {DOMRect} */ { width, height }) => width < 23.9 || height < 23.9;
    const middle = (/** @type {DOMRect} */ { x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
    return all
      .filter(({ box }) => isSmall(box))
      .filter(({ element, box }) => {
        const { x, y } = middle(box);
        return all.some((other) => {
          if (other.element === element || other.element.contains(element)) return false;
          const near = {
            x: Math.max(other.box.left, Math.min(x, other.box.right)),
            y: Math.max(other.box.top, Math.min(y, other.box.bottom)),
          };
          const from = isSmall(other.box) ? middle(other.box) : near;
          return Math.hypot(from.x - x, from.y - y) < (isSmall(other.box) ? 24 : 12);
        });
      })
      .map(
        ({ element, box }) =>
          `${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 160)}`,
      );
  });
}

/** How far the page can be scrolled sideways, to the right or to the left. @param {Tester} tester */
function sideways({ page }) {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });
}

for (const { name, width, all, direction } of [
  { name: 'wide', width: 1440, all: [...states, ...wideStates, ...replayStates], direction: 'ltr' },
  { name: '200 % zoom of 1440 px', width: 720, all: [...states, ...replayStates], direction: 'ltr' },
  { name: 'the smallest phone', width: 320, all: [...states, ...replayStates], direction: 'ltr' },
  { name: 'from right to left', width: 1440, all: [...states, ...wideStates, ...replayStates], direction: 'rtl' },
  { name: 'from right to left on a phone', width: 390, all: [...states, ...replayStates], direction: 'rtl' },
]) {
  test(`targets and width in every state: ${name}`, async () => {
    const tester = await Tester.open(shared, { width, reducedMotion: 'reduce' });
    await tester.page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    /** @type {string[]} */
    const found = [];
    for (const [state, reach] of all) {
      await reach(tester);
      found.push(...(await smallTargets(tester)).map((target) => `${state}: ${target}`));
      const pixels = await sideways(tester);
      if (pixels > 0) found.push(`${state}: ${pixels} px sideways`);
    }
    assert.deepEqual(found, []);
    await tester.done();
  });
}

test('each thing that is done is announced once', async () => {
  const tester = await Tester.open(shared);
  await tester.page.evaluate(() => {
    const root = /** @type {any} */ (document.querySelector('rehearse-tester')).shadowRoot;
    const region = root.querySelector('[aria-live="polite"]');
    /** @type {string[]} */
    const said = [];
    /** @type {any} */ (globalThis).said = said;
    new MutationObserver(() => said.push(region.textContent.trim())).observe(region, {
      ...{ childList: true, characterData: true, subtree: true },
    });
  });
  /** @param {() => Promise<unknown>} act @param {RegExp} expected */
  const once = async (act, expected) => {
    await act();
    await tester.page.waitForTimeout(400);
    const said = await tester.page.evaluate(() => /** @type {any} */ (globalThis).said.splice(0));
    assert.equal(said.length, 1, JSON.stringify(said));
    assert.match(said[0], expected);
  };
  await once(() => tester.fireButton.click(), /Spring offer opened.*1 workflow started/);
  await once(() => tester.fireButton.click(), /empty to 10|empty → 10/);
  await once(() => tester.press(/^\+1 d/), /1 d/);
  // The same once more is said once more.
  await once(() => tester.press(/^\+1 d/), /1 d/);
  await once(() => tester.region('timeline').locator('[data-action="skip"]').click(), /Skipped/);
  await once(() => tester.press('Reset simulation'), /start/);
  await once(() => tester.press('Undo reset'), /timeline/i);
  await tester.done();
});
