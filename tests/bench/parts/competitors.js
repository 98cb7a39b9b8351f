// Which scores: everybody who takes events and keeps no journal, side by side.

import { atLeast } from '../harness/targets.js';
import { versioned } from '../harness/versions.js';
import { compete } from './compete.js';

export async function competitors(context) {
  const race = await compete(context, context.usual(), 'Scores alone: 100 workflows, 10,000 contacts', [
    { key: 'wasm', label: 'Rehearse in WebAssembly, replay of columns', module: 'rehearse/replay.js', step: 1 },
    {
      key: 'native',
      label: 'Rehearse, native, replay of columns',
      program: context.program('rehearse_bench_replay'),
      step: 1,
    },
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
    { key: 'jsonLogic', label: versioned('json-logic-engine'), module: 'peers/json-logic-engine.js', step: 1 },
    { key: 'jsonRules', label: versioned('json-rules-engine'), module: 'peers/json-rules-engine.js', step: 100 },
    { key: 'zen', label: versioned('@gorules/zen-engine'), module: 'peers/zen-engine.js', step: 100 },
    {
      key: 'zenWasm',
      label: versioned('@gorules/zen-engine-wasm32-wasi'),
      module: 'peers/zen-engine-wasm.js',
      step: 200,
    },
  ]);
  race.reference = 'wasm';
  race.targets = [
    atLeast('Replay in WebAssembly, to typed arrays', race.ratioOf('wasm', 'typedArrays'), 1.5, 1),
    atLeast('Replay in WebAssembly, to indexed JavaScript', race.ratioOf('wasm', 'indexed'), 4, 2.5),
    atLeast('Replay in WebAssembly, to json-logic-engine', race.ratioOf('wasm', 'jsonLogic'), 20, 15),
    atLeast('Replay in WebAssembly, to json-rules-engine', race.ratioOf('wasm', 'jsonRules'), 4000, 3000),
    atLeast('Replay in WebAssembly, to zen-engine', race.ratioOf('wasm', 'zen'), 4000, 3000),
    atLeast('Replay in WebAssembly, to the native one', race.ratioOf('wasm', 'native'), 0.6, 0.45),
    atLeast('Native replay, to the C++ loop by hand', race.ratioOf('native', 'loop'), 0.6, 0.4),
  ];
  return race;
}
