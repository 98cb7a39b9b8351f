// Less than Rehearse's journal: triggers that do not match leave no entry. Dropped at the next event.

import { prepareTracing } from './indexed-trace.js';

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareTracing(workload, { all: false, keeps: false });
}
