// The build in WebAssembly of the same engine. It is published for processors that cannot run the native one.

import { createRequire } from 'node:module';
import { prepareTables } from './decision-tables.js';

const { ZenEngine } = createRequire(import.meta.url)('@gorules/zen-engine-wasm32-wasi');

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareTables(workload, ZenEngine);
}
