// All of the trace is recorded, and that of an event is dropped at the next.

import { prepareTracing } from './indexed-trace.js';

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareTracing(workload, { all: true, keeps: false });
}
