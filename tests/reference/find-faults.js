/**
 * Shows that the comparison has teeth: puts each fault of faults.js into a copy of the engine, and tells after how many
 * cases the model finds it. Fails where one is not found within 2,000. `find-faults.js [PART OF A NAME]`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { faults } from './faults.js';
import { makeCase } from './generate/case.js';
import { knownStepTypes } from './generate/steps.js';
import { readVocabulary } from './generate/vocabulary.js';
import { Halt } from './model/journal.js';
import { simulate, stimulate } from './model/simulation.js';
import { firstDifference } from './support/compare.js';
import { scenarioFile } from './support/report.js';

const seed = 20_260_302;
const mostCases = 2000;
const casesAtOnce = 50;

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'build/faults');
const sources = join(folder, 'sources');
const driver = join(folder, 'driver/driver');

function prepare() {
  mkdirSync(folder, { recursive: true });
  rmSync(sources, { recursive: true, force: true });
  // With the times of the originals, lest everything be compiled again.
  cpSync(join(root, 'src'), sources, { recursive: true, preserveTimestamps: true });
  const json = join(root, 'build/native/include-nlohmann');
  const settings = [`-DREHEARSE_SOURCES=${sources}`, `-DREHEARSE_JSON=${json}`];
  run('cmake', ['-S', join(root, 'tests/reference/driver'), '-B', join(folder, 'driver'), '-G', 'Ninja', ...settings]);
  build();
}

const build = () => run('cmake', ['--build', join(folder, 'driver')]);

function run(program, parameters) {
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${program} ${parameters.join(' ')}\n${stdout}${stderr}`);
  }
}

/** Cases without what is refused, which would end a scenario; each with the model's journal. */
function makeCases() {
  const catalog = JSON.parse(execFileSync(driver, ['catalog'], { encoding: 'utf8', maxBuffer: 2 ** 28 }));
  const vocabulary = readVocabulary(catalog, knownStepTypes);
  const cases = [];
  const keep = (draw) => {
    const made = makeCase(draw, vocabulary);
    const journal = journalOf(made);
    cases.push(journal === null ? null : { text: JSON.stringify(scenarioFile(made)), journal });
  };
  fc.assert(fc.property(fc.gen(), keep), { seed, numRuns: mostCases, endOnFailure: true });
  return cases;
}

/** Null where the model does not come to an end. Takes out of the case what is refused. */
function journalOf(made) {
  const model = simulate(made.workspace, { drafts: made.drafts });
  try {
    made.stimuli = made.stimuli.filter(({ step, isBad }) => !isBad && stimulate(model, step));
  } catch (error) {
    if (error instanceof Halt) {
      return null;
    }
    throw error;
  }
  return made.stimuli.length === 0 ? null : model.journal;
}

/** The number of the first case that differs, or null. A program that fails has been found out, too. */
function firstFound(cases) {
  for (let start = 0; start < cases.length; start += casesAtOnce) {
    const part = cases.slice(start, start + casesAtOnce);
    const input = part.map((one) => one?.text ?? '').join('\n');
    const { stdout } = spawnSync(driver, {
      input: `${input}\n`,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      timeout: 120_000,
    });
    const lines = stdout.split('\n');
    const found = part.findIndex((one, index) => one !== null && differs(one, lines[index]));
    if (found >= 0) {
      return start + found + 1;
    }
  }
  return null;
}

function differs({ journal }, line) {
  try {
    return firstDifference(journal, JSON.parse(line).scenarios[0].journal) !== null;
  } catch {
    return true;
  }
}

function findFault({ file, find, replace }, cases) {
  const path = join(sources, file);
  const original = readFileSync(path, 'utf8');
  if (original.split(find).length !== 2) {
    throw new Error(`${file} does not have it exactly once: ${find}`);
  }
  writeFileSync(
    path,
    original.replace(find, () => replace),
  );
  try {
    build();
    return firstFound(cases);
  } finally {
    writeFileSync(path, original);
  }
}

prepare();
const cases = makeCases();
if (firstFound(cases) !== null) {
  throw new Error('the model and the engine differ already without a fault: run ./dev test reference');
}
let missed = 0;
for (const fault of faults.filter(({ name }) => name.includes(process.argv[2] ?? ''))) {
  const found = findFault(fault, cases);
  missed += found === null ? 1 : 0;
  console.log(`${found === null ? 'NOT FOUND' : `case ${String(found).padStart(4)}`}  ${fault.name}`);
}
process.exitCode = missed === 0 ? 0 : 1;
