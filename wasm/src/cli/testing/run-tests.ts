import { performance } from 'node:perf_hooks';
import { JournalWords } from '../../words/journal-words.js';
import { styleOf } from '../../words/style.js';
import type { Context } from '../command.js';
import { CoverageReports, type CoverageRequest } from '../coverage/report.js';
import { ExitStatus } from '../outcome.js';
import type { TestOutcome } from './reporter.js';
import { type AskedReporter, Reporters } from './reporters.js';
import { type FileRun, type RunOptions, runFile } from './run-file.js';
import { updateFile } from './update-file.js';

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
  const reporters = await Reporters.open(asked.reporters, new JournalWords(catalog), console);
  let coverage: CoverageReports | undefined;
  try {
    coverage = asked.coverage && (await CoverageReports.begin(asked.coverage));
    const outcome: TestOutcome = { runs: [], notRun: [], milliseconds: 0 };
    for (const [index, file] of files.entries()) {
      const run = await runOne(file, asked, context);
      outcome.runs.push(run);
      coverage?.add(run.coverage);
      await reporters.file(run);
      await context.console.drained?.();
      if (asked.run.bail && run.status !== ExitStatus.ok) {
        outcome.notRun = files.slice(index + 1);
        break;
      }
    }
    outcome.milliseconds = performance.now() - start;
    if (coverage) {
      outcome.coverage = coverage.coverage;
    }
    await reporters.end(outcome);
    if (coverage) {
      outcome.coverageStatus = await coverage.end(outcome, catalog, console, isForPeople(asked.reporters));
    }
    return outcome;
  } catch (error) {
    await reporters.discard();
    await coverage?.discard();
    throw error;
  }
}

async function runOne(
  file: string,
  { run: options, update, reporters }: AskedTests,
  context: Context,
): Promise<FileRun> {
  const { console } = context;
  const engine = await context.engine();
  const run = await runFile(engine, file, options);
  if (!update) {
    return run;
  }
  // Where standard output is for programs, people are told beside it.
  const isRead = isForPeople(reporters);
  const tell = isRead ? console.print : console.complain;
  return updateFile(engine, run, options, tell, styleOf(isRead ? console.colors : console.complaintColors));
}

/** Whether standard output is for people. */
function isForPeople(reporters: readonly AskedReporter[]): boolean {
  return reporters.some(({ name, file }) => file === undefined && (name === 'pretty' || name === 'dot'));
}
