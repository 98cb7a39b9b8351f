// Which scores: everybody who takes events and keeps no journal, side by side.

import { compete } from './compete.js';

export async function competitors(context) {
  const usual = context.usual();
  return compete(context, usual, 'Scores alone, 100 workflows', [
    { key: 'loop', label: 'C++ loop by hand, native', program: context.program('rehearse_bench_loop'), step: 1 },
    { key: 'loopWasm', label: 'the same loop in WebAssembly', module: 'engines/score-loop-wasm.js', step: 1 },
    {
      key: 'simulation',
      label: 'Rehearse, native, fired one by one',
      program: context.program('rehearse_bench_simulation'),
      step: 1,
    },
    { key: 'typedArrays', label: 'JavaScript on typed arrays, by hand', module: 'engines/typed-arrays.js', step: 1 },
    { key: 'typedArrayLists', label: 'the same without bits', module: 'engines/typed-array-lists.js', step: 1 },
    { key: 'indexed', label: 'JavaScript, indexed', module: 'engines/indexed.js', step: 1 },
    { key: 'plain', label: 'JavaScript, straightforward', module: 'engines/plain.js', step: 1 },
    { key: 'jsonLogic', label: 'json-logic-engine', module: 'peers/json-logic-engine.js', step: 1 },
    { key: 'jsonRules', label: 'json-rules-engine', module: 'peers/json-rules-engine.js', step: 100 },
    { key: 'zen', label: '@gorules/zen-engine', module: 'peers/zen-engine.js', step: 100 },
    { key: 'zenWasm', label: '@gorules/zen-engine in WebAssembly', module: 'peers/zen-engine-wasm.js', step: 200 },
  ]);
}
