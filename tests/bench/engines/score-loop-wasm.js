// The loop written in C++ for this one workload (native/score_loop.hpp), in WebAssembly: what an engine could reach
// there. The columns are in its memory before it is measured.

import { readFile } from 'node:fs/promises';

const path = new URL('../../../build/wasm/tests/rehearse_bench_loop.wasm', import.meta.url);

/** @param {import('../workload/workload.js').Workload} workload */
export async function prepare({ workflows, startScores, events }) {
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: {
      // What the module asks for where it aborts: the run fails, no test is left out.
      proc_exit(code) {
        throw new Error(`The probe ended with ${code}.`);
      },
    },
  });
  const { _initialize: initialize, memory, room, prepare: prepareLoop, begin, run, scores } = instance.exports;
  initialize();

  /** Copies a column into the module's memory, and gives its address. */
  const copied = (column) => {
    const address = room(column.byteLength);
    new column.constructor(memory.buffer, address, column.length).set(column);
    return address;
  };
  const ofWorkflows = (name) => copied(Int32Array.from(workflows, (workflow) => workflow[name]));
  prepareLoop(workflows.length, ...['type', 'resource', 'operator', 'value', 'points'].map(ofWorkflows));
  const startAddress = copied(startScores);
  const columns = [events.contact, events.type, events.resource].map(copied);

  return () => {
    begin(startAddress, startScores.length);
    return () => {
      run(...columns, events.count);
      return new Int32Array(memory.buffer, scores(), startScores.length);
    };
  };
}
