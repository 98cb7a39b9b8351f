import { ZenEngine } from '@gorules/zen-engine';
import { prepareTables } from './decision-tables.js';

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareTables(workload, ZenEngine);
}
