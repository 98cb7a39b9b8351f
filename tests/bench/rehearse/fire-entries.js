// The same, and of each report all is read: the journal's entries, too.

import { readConditions } from '../engines/plain-report.js';
import { prepareFiring } from './fire.js';

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareFiring(workload, (report) => {
    readConditions(report);
    if (report.entries.length === 0) throw new Error('A report has no entries.');
  });
}
