// A competitor in a process of its own: node child.js MODULE FOLDER STEP. It makes a run for each line of standard
// input, and answers each with a line of JSON. Native programs have the same conversation (native/measure.hpp).
//
// A competitor's module has `prepare(workload)`, which gives `begin()`, which gives `run()`. Only `run` is measured; what
// it returns is the contacts' final scores. One that exports `takesFiles` is given the workload's folder instead, and its
// `run` returns `{ checksum, … }` with whatever else is to be told, or `{ rows }` if it only reads.

import { createInterface } from 'node:readline';
import { readWorkload } from '../workload/files.js';
import { checksum, sampleOf } from '../workload/workload.js';

const [module, folder, step] = process.argv.slice(2);
const competitor = await import(new URL(`../${module}`, import.meta.url).href);
// Those that take the files as they are do not want it: it may be large.
const workload = competitor.takesFiles ? null : sampled(readWorkload(folder));
const begin = await competitor.prepare(workload ?? folder);

function sampled(whole) {
  return Number(step) === 1 ? whole : sampleOf(whole, Number(step));
}

// Work of a competitor's own threads alone would not keep the process alive.
setInterval(() => {}, 1 << 30);

for await (const _ of createInterface({ input: process.stdin })) {
  const run = await begin();
  const processorStart = process.cpuUsage();
  const start = performance.now();
  const result = await run();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(processorStart);
  const told = competitor.takesFiles ? result : { checksum: checksum(workload, result) };
  console.log(JSON.stringify({ seconds, processorSeconds: (user + system) / 1e6, ...told }));
}
// Some competitors leave threads behind that would keep the process alive.
process.exit(0);
