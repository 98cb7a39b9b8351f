// axe-core finds nothing in any state of the page, light and dark, wide and narrow.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './support/axe.js';
import { useBrowser } from './support/chromium.js';
import { replayStates, states, wideStates } from './support/states.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @type {[number, string, typeof states][]} */
const sets = [
  [1440, '', [...states, ...wideStates]],
  [390, '', states],
  [1440, ', the replay', replayStates],
  [390, ', the replay', replayStates],
];

for (const colorScheme of /** @type {const} */ (['light', 'dark']))
  for (const [width, which, all] of sets)
    test(`nothing is found: ${colorScheme}, ${width} px${which}`, () => look(all, { colorScheme, width }));

for (const [width, which, all] of sets.filter(([each]) => each === 1440))
  test(`nothing is found where the system chooses the colours${which}`, () =>
    look(all, { forcedColors: 'active', width }));

/** @param {typeof states} all @param {import('./support/tester.js').Options} options */
async function look(all, options) {
  const tester = await Tester.open(shared, { reducedMotion: 'reduce', ...options });
  for (const [name, reach] of all) {
    await reach(tester);
    assert.deepEqual(await violations(tester), [], name);
  }
  await tester.done();
}
