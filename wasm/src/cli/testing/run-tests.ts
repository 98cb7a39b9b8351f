import { performance } from 'node:perf_hooks';
import type { Context } from '../command.js';
import { JournalWords } from '../journal-words.js';
import { ExitStatus } from '../outcome.js';
import { styleOf } from '../style.js';
import type { TestOutcome } from './reporter.js';
import { type AskedReporter, Reporters } from './reporters.js';
import { type FileRun, type RunOptions, runFile } from './run-file.js';
import { updateFile } from './update-file.js';

/** What was asked for, besides files. */
export interface AskedTests {
  reporters: AskedReporter[];
  run: RunOptions;
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
  const reporters = await Reporters.open(asked.reporters, new JournalWords(catalog), context.console);
  try {
    const outcome: TestOutcome = { runs: [], notRun: [], milliseconds: 0 };
    for (const [index, file] of files.entries()) {
      const run = await runOne(file, asked, context);
      outcome.runs.push(run);
      await reporters.file(run);
      await context.console.drained?.();
      if (asked.run.bail && run.status !== ExitStatus.ok) {
        outcome.notRun = files.slice(index + 1);
        break;
      }
    }
    outcome.milliseconds = performance.now() - start;
    await reporters.end(outcome);
    return outcome;
  } catch (error) {
    await reporters.discard();
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
  const isForPeople = reporters.some(({ name, file: to }) => to === undefined && (name === 'pretty' || name === 'dot'));
  const tell = isForPeople ? console.print : console.complain;
  return updateFile(engine, run, options, tell, styleOf(isForPeople ? console.colors : console.complaintColors));
}
