import { texts } from '../texts/texts.js';
import type { Store } from './store.js';
import { messageOf } from './version.js';

/** Makes a test of what was done up to the stimulus that is looked at: it expects what came of it. */
export async function makeTest(store: Store): Promise<void> {
  const { loads, selectedRun } = store;
  const { noTest, testMade } = texts().announcements;
  try {
    const [scenario, { freeName }] = await Promise.all([store.scenario(), import('./made-test.js')]);
    if (loads !== store.loads) return;
    if (!scenario) {
      if (selectedRun) store.say(noTest);
      return;
    }
    // Of two that are made at once, the second has another name.
    const name = freeName(store.tests.scenarios, scenario.name);
    store.changeTests([...store.tests.scenarios, { ...scenario, name }], testMade(name));
  } catch (error) {
    store.say(texts().report.testNotMade(messageOf(error)));
  }
}
