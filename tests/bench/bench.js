// node bench.js [--rounds N] [--only PART,…] [--write]: measures, prints tables, and writes build/bench/results.json.
// README.md tells what is measured, and how.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Context, root } from './harness/context.js';
import { describeMachine } from './harness/machine.js';
import { tables } from './harness/table.js';
import { browser } from './parts/browser.js';
import { competitors } from './parts/competitors.js';
import { explained } from './parts/explained.js';
import { files } from './parts/files.js';
import { large } from './parts/large.js';
import { scaling } from './parts/scaling.js';
import { size } from './parts/size.js';
import { startUp } from './parts/start-up.js';

const parts = { competitors, files, explained, large, scaling, browser, 'start-up': startUp, size };
const marks = ['<!-- bench -->', '<!-- /bench -->'];

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { rounds: { type: 'string', default: '7' }, only: { type: 'string' }, write: { type: 'boolean' } },
    });
    const names = values.only?.split(',') ?? Object.keys(parts);
    const unknown = names.find((name) => !(name in parts));
    if (unknown !== undefined) throw new Error(`There is no part "${unknown}".`);
    if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error('--rounds wants a number, 1 or more.');
    return { names, rounds: Number(values.rounds), write: values.write };
  } catch (error) {
    console.error(
      `${error.message}\nusage: ./dev bench [--rounds N] [--only PART,…] [--write]\nparts: ${Object.keys(parts).join(' ')}`,
    );
    // No measurement was asked for that there is: as for every command, 2 is wrong usage.
    process.exit(2);
  }
}

async function measure({ names, rounds }) {
  const context = new Context({ rounds });
  const machine = describeMachine();
  const measured = {};
  for (const name of names) {
    measured[name] = await parts[name](context);
  }
  context.endProgress();
  return { machine, measured };
}

function writeReadme(lines) {
  const path = join(root, 'README.md');
  const text = readFileSync(path, 'utf8');
  const [before, , after] = text.split(new RegExp(marks.join('|')));
  if (after === undefined) throw new Error(`README.md has no ${marks.join(' and ')}.`);
  writeFileSync(path, `${before}${marks[0]}\n\n${lines.join('\n')}\n\n${marks[1]}${after}`);
}

const options = readOptions();
const { machine, measured } = await measure(options);
const results = {
  machine: { ...machine, chromium: measured.browser?.chromium },
  command: ['./dev bench', ...process.argv.slice(2).filter((word) => word !== '--write')].join(' '),
  parts: Object.values(measured).filter(({ rows }) => rows),
  sizes: measured.size?.sizes,
  targets: Object.values(measured).flatMap(({ targets = [] }) => targets),
};
const folder = join(root, 'build/bench');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'results.json'),
  `${JSON.stringify({ ...results, parts: undefined, sizes: undefined, measured }, null, 1)}\n`,
);
console.log(tables(results, false).join('\n'));
if (options.write) writeReadme(tables(results, true));
