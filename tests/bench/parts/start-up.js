// From the module's bytes in hand to the first report, each time in a process of its own.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../harness/statistics.js';
import { atMost } from '../harness/targets.js';

const program = fileURLToPath(new URL('../rehearse/start-up.js', import.meta.url));

export async function startUp(context) {
  const { folder } = context.usual();
  const times = [];
  for (let round = 0; round < context.rounds; round += 1) {
    context.progress(`start-up, round ${round + 1} of ${context.rounds}`);
    times.push(Number(execFileSync(process.execPath, [program, folder], { encoding: 'utf8' })));
  }
  return { targets: [atMost('Start-up in Node, bytes in hand to first report', median(times), 30, 'ms')], times };
}
