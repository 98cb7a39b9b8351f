// Runs competitors side by side: each in a process of its own that stays, one run after the other in turns, so that what
// else the machine does falls on all alike.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median } from './statistics.js';

/**
 * Whoever is warmed up runs for so long altogether. V8 compiles what runs often once more, on threads of its own, whose
 * time would be counted: what takes 10 ms a run is through with that after some 15 runs.
 */
const secondsToWarmUp = 1;

const child = fileURLToPath(new URL('child.js', import.meta.url));

/**
 * @typedef {object} Competitor
 * @property {string} key
 * @property {string} label
 * @property {string} [module] of this folder, for one in JavaScript
 * @property {string} [program] for a native one
 * @property {number} step every how manyth contact it runs, with all their events
 * @property {string[]} [nodeOptions]
 * @property {string} [folder] a workload of its own
 * @property {number} [reads] how many rows it reads, for one that does no more
 */

/**
 * One run: its time by the clock and of the processor, its checksum, and whatever else it tells.
 * @typedef {{ seconds: number, processorSeconds: number, checksum: string }} Run
 */

class Runner {
  constructor({ module, program, step, nodeOptions = [] }, folder) {
    const [command, ...parameters] = module
      ? [process.execPath, ...nodeOptions, child, module, folder, String(step)]
      : [program, folder];
    this.process = spawn(command, parameters, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    this.complaints = '';
    this.process.stderr.on('data', (text) => {
      this.complaints += text;
    });
    this.process.stdin.on('error', () => {});
    this.ending = new Promise((resolve) => {
      this.process.on('exit', (code, signal) => resolve(signal ?? `exit status ${code}`));
    });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  /** @returns {Promise<Run>} */
  async run() {
    this.process.stdin.write('\n');
    const { value, done } = await this.lines.next();
    if (done) throw new Error(this.complaints.trim() || `It ended without a word, ${await this.ending}.`);
    return JSON.parse(value);
  }

  stop() {
    this.process.stdin.end();
    this.process.kill();
  }
}

/**
 * @param {Competitor[]} competitors
 * @param {string | null} folder the workload's, for those that do not name their own
 * @param {{ rounds: number, warmUps: number, expected: (step: number, checksum: string) => string, progress: (text: string) => void }} options
 *   `warmUps`: so many runs at the least are not counted; 0: all are
 * @returns {Promise<Map<string, Run[]>>} the runs of each, by key; those of one index were made in the same round
 */
export async function race(competitors, folder, { rounds, warmUps, expected, progress }) {
  const runners = new Map(
    competitors.map((competitor) => [competitor, new Runner(competitor, competitor.folder ?? folder)]),
  );
  const runs = new Map(competitors.map(({ key }) => [key, []]));
  try {
    for (const [competitor, runner] of runners) {
      progress(`warming up: ${competitor.label}`);
      let seconds = 0;
      for (let count = 0; count < warmUps || (warmUps > 0 && seconds < secondsToWarmUp); count += 1) {
        seconds += (await runOnce(competitor, runner, expected)).seconds;
      }
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [competitor, runner] of runners) {
        progress(`round ${round + 1} of ${rounds}: ${competitor.label}`);
        runs.get(competitor.key).push(await runOnce(competitor, runner, expected));
      }
    }
  } finally {
    for (const runner of runners.values()) runner.stop();
  }
  return runs;
}

async function runOnce(competitor, runner, expected) {
  const run = await runner.run().catch((cause) => {
    throw new Error(`${competitor.label}: ${cause.message}`, { cause });
  });
  requireRight(competitor, run, expected);
  return run;
}

function requireRight({ label, step, reads }, { checksum, rows }, expected) {
  const [what, is, wanted] =
    reads === undefined ? ['the checksum', checksum, expected(step, checksum)] : ['so many rows:', rows, reads];
  if (is !== wanted) throw new Error(`${label} ends with ${what} ${is} instead of ${wanted}.`);
}

/**
 * Things a second of processor time, and by the clock: medians over the rounds.
 * @param {Run[]} runs
 * @param {number} count how many things a run handles
 */
export function rates(runs, count) {
  return {
    perSecond: median(runs.map(({ processorSeconds }) => count / processorSeconds)),
    perSecondByClock: median(runs.map(({ seconds }) => count / seconds)),
  };
}

/**
 * How many times as fast one is as the other: the median over the rounds of the ratio within a round.
 * @param {Run[]} runs
 * @param {Run[]} others of the same rounds
 */
export function ratio(runs, count, others, otherCount) {
  return median(
    runs.map(({ processorSeconds }, round) => count / processorSeconds / (otherCount / others[round].processorSeconds)),
  );
}
