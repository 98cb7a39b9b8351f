// Each event has an id of its own: a text that never came before.

import { prepareFiring } from './fire.js';

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  const withId = (event, row) => ({ ...event, id: `event-${row}` });
  return prepareFiring(workload, () => {}, withId);
}
