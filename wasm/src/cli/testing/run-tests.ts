import { performance } from 'node:perf_hooks';
import { styleOf } from '../../words/style.js';
import type { Context } from '../command.js';
import { CoverageReports, type CoverageRequest } from '../coverage/report.js';
import { type Console, ExitStatus, type Telling } from '../outcome.js';
import type { TestOutcome } from './reporter.js';
import { type AskedReporter, Reporters } from './reporters.js';
import { type FileRun, type RunOptions, runFile } from './run-file.js';
import { TextCache } from './text-cache.js';
import { updateFile } from './update-file.js';
import { type Judged, judge } from './verdict.js';

/** What was asked for, besides files. */
export interface AskedTests {
  reporters: AskedReporter[];
  run: RunOptions;
  /** Undefined where it is not measured. */
  coverage: CoverageRequest | undefined;
  /** Whether to put what is there into expectations that failed. */
  update: boolean;
}

/**
 * Runs scenario files, and tells the reporters.
 * @throws UnwritableFile
 */
export async function runTests(files: readonly string[], asked: AskedTests, context: Context): Promise<TestOutcome> {
  const start = performance.now();
  const { catalog } = await context.engine();
  const { console } = context;
  const reporters = await Reporters.open(asked.reporters, catalog, console);
  const people = peopleOf(asked.reporters, console);
  let coverage: CoverageReports | undefined;
  try {
    coverage = asked.coverage && (await CoverageReports.begin(asked.coverage, await context.engine()));
    const workspaces = new TextCache();
    const done: Judged = { runs: [], notRun: [], milliseconds: 0 };
    for (const [index, file] of files.entries()) {
      const run = await runOne(file, asked, context, people, workspaces);
      done.runs.push(run);
      coverage?.add(run.coverage);
      await reporters.file(run);
      forgetLarge(run);
      if (asked.run.bail && run.status !== ExitStatus.ok) {
        done.notRun = files.slice(index + 1);
        break;
      }
    }
    done.milliseconds = performance.now() - start;
    if (coverage) {
      done.coverage = coverage.coverage;
    }
    const outcome = judge(done, coverage?.minimum());
    await reporters.end(outcome);
    const isTold = asked.reporters.some(({ name, file }) => file === undefined && name === 'json');
    await coverage?.end(outcome, catalog, isTold ? undefined : people);
    return outcome;
  } catch (error) {
    await reporters.discard();
    await coverage?.discard();
    throw error;
  }
}

/** What may be large, and is told already. */
function forgetLarge(run: FileRun): void {
  run.coverage = undefined;
  for (const scenario of run.scenarios) {
    delete scenario.journal;
  }
}

async function runOne(
  file: string,
  { run: options, update }: AskedTests,
  context: Context,
  people: Telling,
  workspaces: TextCache,
): Promise<FileRun> {
  const engine = await context.engine();
  const run = await runFile(engine, file, options, workspaces);
  if (!update) {
    return run;
  }
  return updateFile(run, people, () => runFile(engine, file, options, workspaces));
}

/** Where people are told: where standard output is for programs, beside it. */
function peopleOf(reporters: readonly AskedReporter[], console: Console): Telling {
  const isForPeople = reporters.some(({ name, file }) => file === undefined && (name === 'pretty' || name === 'dot'));
  return isForPeople
    ? { print: console.print, style: styleOf(console.colors) }
    : { print: console.complain, style: styleOf(console.complaintColors) };
}
