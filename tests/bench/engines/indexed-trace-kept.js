// All of the trace is recorded and kept, as Rehearse's journal is.

import { prepareTracing } from './indexed-trace.js';

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareTracing(workload, { all: true, keeps: true });
}
