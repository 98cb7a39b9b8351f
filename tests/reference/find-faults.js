/**
 * Shows that the comparison has teeth: puts each fault of faults.js into a copy of the engine, and tells after how many
 * cases the model finds it. Fails where one is not found within 2,000. `find-faults.js [PART OF A NAME]`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  copySources();
  const json = join(root, 'build/native/include-nlohmann');
  const settings = [`-DREHEARSE_SOURCES=${sources}`, `-DREHEARSE_JSON=${json}`];
  run('cmake', ['-S', join(root, 'tests/reference/driver'), '-B', join(folder, 'driver'), '-G', 'Ninja', ...settings]);
  build();
}

/**
 * Copies only what differs, lest everything be compiled again; with new times, lest what was compiled with a fault be
 * kept.
 */
function copySources() {
  const original = join(root, 'src');
  const differs = (from, to) => statSync(from).isDirectory() || !existsSync(to) || !isSame(from, to);
  cpSync(original, sources, { recursive: true, filter: differs });
  for (const name of readdirSync(sources, { recursive: true })) {
    if (!existsSync(join(original, name))) {
      rmSync(join(sources, name), { recursive: true, force: true });
    }
  }
}

const isSame = (left, right) => readFileSync(left).equals(readFileSync(right));

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

/** The number of the first case that differs, or null. */
function firstFound(cases) {
  for (let start = 0; start < cases.length; start += casesAtOnce) {
    const part = cases.slice(start, start + casesAtOnce);
    const journals = runDriver(part);
    const found = part.findIndex(
      (one, index) => one !== null && firstDifference(one.journal, journals[index]) !== null,
    );
    if (found >= 0) {
      return start + found + 1;
    }
  }
  return null;
}

/**
 * The engine's journals. A driver that does not come to its end, or does not take a case, is an error of its own: it
 * must not pass for a fault that the comparison has found.
 */
function runDriver(part) {
  const input = part.map((one) => one?.text ?? '').join('\n');
  const limits = { maxBuffer: 2 ** 30, timeout: 120_000 };
  const { status, error, signal, stdout } = spawnSync(driver, { input: `${input}\n`, encoding: 'utf8', ...limits });
  const lines = stdout?.split('\n') ?? [];
  // After the last line, too, there is a line break.
  if (error !== undefined || status !== 0 || lines.length !== part.length + 1) {
    throw new Error(`the driver ended too early: ${error ?? signal ?? `status ${status}`}, ${lines.length - 1} lines`);
  }
  return part.map((one, index) => (one === null ? null : journalIn(lines[index])));
}

function journalIn(line) {
  const journal = JSON.parse(line).scenarios?.[0]?.journal;
  if (journal === undefined) {
    throw new Error(`the engine does not take a case: ${line.slice(0, 1000)}`);
  }
  return journal;
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
  const found = findOrTell(fault);
  missed += typeof found === 'number' ? 0 : 1;
  console.log(`${typeof found === 'number' ? `case ${String(found).padStart(4)}` : 'NOT FOUND'}  ${fault.name}`);
}
process.exitCode = missed === 0 ? 0 : 1;

/** A fault whose driver fails is not found: what it does to journals is not known. */
function findOrTell(fault) {
  try {
    return findFault(fault, cases);
  } catch (error) {
    console.log(error.message);
    return null;
  }
}
