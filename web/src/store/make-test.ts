import { texts } from '../texts/texts.js';
import type { Store } from './store.js';
import { messageOf } from './version.js';

/**
 * Makes a test of what was done up to the stimulus that is looked at: it expects what came of it.
 * @returns why none was made, in the language of whenever it is shown; null where one was, or is wanted no more
 */
export async function makeTest(store: Store): Promise<(() => string) | null> {
  const { loads, selectedRun } = store;
  const told = (why: () => string) => {
    store.say(why());
    return why;
  };
  try {
    const [scenario, { freeName }] = await Promise.all([store.scenario(), import('./made-test.js')]);
    if (loads !== store.loads) return null;
    if (!scenario) return selectedRun && told(() => texts().announcements.noTest);
    // Of two that are made at once, the second has another name.
    const name = freeName(store.tests.scenarios, scenario.name);
    store.changeTests([...store.tests.scenarios, { ...scenario, name }], texts().announcements.testMade(name));
    return null;
  } catch (error) {
    return told(() => texts().report.testNotMade(messageOf(error)));
  }
}
