// The same, and of each report what has fired is read, with every condition.

import { readConditions } from '../engines/plain-report.js';
import { prepareFiring } from './fire.js';

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareFiring(workload, readConditions);
}
