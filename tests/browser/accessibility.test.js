// axe-core finds nothing in any state of the page, light and dark, wide and narrow.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './support/axe.js';
import { useBrowser } from './support/chromium.js';
import { replayStates, states, wideStates } from './support/states.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

test('nothing is found where the system chooses the colours', async () => {
  const tester = await Tester.open(shared);
  await tester.page.emulateMedia({ forcedColors: 'active' });
  for (const [name, reach] of [...states, ...wideStates, ...replayStates]) {
    await reach(tester);
    assert.deepEqual(await violations(tester), [], name);
  }
  await tester.done();
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [width, all] of /** @type {[number, typeof states][]} */ ([
    [1440, [...states, ...wideStates]],
    [390, states],
    [1440, replayStates],
    [390, replayStates],
  ])) {
    test(`nothing is found: ${colorScheme}, ${width} px${all === replayStates ? ', the replay' : ''}`, async () => {
      const tester = await Tester.open(shared, { colorScheme, width, reducedMotion: 'reduce' });
      for (const [name, reach] of all) {
        await reach(tester);
        assert.deepEqual(await violations(tester), [], name);
      }
      await tester.done();
    });
  }
}
