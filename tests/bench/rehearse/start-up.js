// node start-up.js FOLDER: prints how long it takes from the module's bytes to the first report, in milliseconds.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from '@rehearse/engine';
import { readWorkload } from '../workload/files.js';
import { eventObjects } from '../workload/workload.js';

const folder = process.argv[2];
const bytes = readFileSync(new URL('../../../wasm/dist/rehearse.wasm', import.meta.url));
const workload = readWorkload(folder);
const [event] = eventObjects(workload);
const workspace = JSON.parse(readFileSync(join(folder, 'workspace.json'), 'utf8'));
workspace.contacts = [{ id: event.contact }];

const start = performance.now();
const engine = await loadEngine({ wasm: bytes });
const { entries } = engine.simulate(workspace).fire(event);
const end = performance.now();
if (entries.length === 0) throw new Error('The first report has no entries.');
console.log(end - start);
