/** Compares the model with the engine until stopped, with a new seed for every thousand cases. `fuzz.js [SEED]`. */
import { loadEngine } from '@rehearse/engine';
import { explore } from './support/explore.js';
import { describeDifference } from './support/report.js';

const engine = await loadEngine();
let seed = Number(process.argv[2] ?? Date.now() % 1_000_000_000);
for (;;) {
  const { cases, entries, halted, found } = explore(engine, { seed, cases: 1000 });
  console.log(`seed ${seed}: ${cases} cases, ${entries} entries, ${halted} left out`);
  if (found !== null) {
    console.error(describeDifference(engine, found));
    process.exit(1);
  }
  seed += 1;
}
