import type { Coverage } from '../../types.js';
import type { FailureWords } from '../../words/failure-words.js';
import type { Style } from '../../words/style.js';
import type { ExitStatus } from '../outcome.js';
import type { FileRun, ScenarioRun, ScenarioStatus } from './run-file.js';

/** All that was run. */
export interface TestOutcome {
  runs: FileRun[];
  /** Files that were not run, since something failed before and --bail was given. */
  notRun: string[];
  milliseconds: number;
  /** What all scenarios exercised, where asked for. */
  coverage?: Coverage;
  /** What was asked for of all files together. */
  gates: Gate[];
  /** The worst of all files and gates: what the process ends with. */
  status: ExitStatus;
}

/** Something that was asked for of all files together, such as `--min`. */
export interface Gate {
  /** What must be so. */
  name: string;
  /** Why it is not so; undefined where it is. */
  problem: string | undefined;
  /** What the process ends with then. */
  status: ExitStatus;
}

/** Why all is not well, though every file may be. */
export function problemsOf({ gates }: TestOutcome): string[] {
  return gates.flatMap(({ problem }) => problem ?? []);
}

/** The files that a run is about, those that it did not come to included: nothing may be written over them. */
export function filesOf({ runs, notRun }: Pick<TestOutcome, 'runs' | 'notRun'>): (string | undefined)[] {
  return [...runs.flatMap(({ file, workspace }) => [file, workspace?.file]), ...notRun];
}

/** Writes down what came of the tests. Each method gives text to print, with its line breaks; perhaps in several pieces. */
export interface Reporter {
  /** When a file is done. */
  file(run: FileRun): string | readonly string[];
  /** When all are done. */
  end(outcome: TestOutcome): string;
}

/** How things are said where a reporter's text goes. */
export interface ReportingStyle {
  style: Style;
  failures: FailureWords;
}

/** Makes a reporter for where its text goes. */
export type ReporterMaker = (style: ReportingStyle) => Reporter;

/** Why a scenario was not run. */
export const reasonsNotRun = {
  filtered: 'left out by --filter',
  bailed: 'not run, since one failed before it and --bail was given',
} as const;

/** Whether it was run. */
export function wasRun({ status }: ScenarioRun): boolean {
  return status === 'passed' || status === 'failed';
}

/** Whether a file has something wrong that is no scenario. */
export function hasProblem({ error, diagnostics }: FileRun): boolean {
  return error !== undefined || diagnostics.some(({ severity }) => severity === 'error');
}

/** How many scenarios came to what. */
export function countsOf(runs: readonly FileRun[]): Record<ScenarioStatus, number> {
  const counts = { passed: 0, failed: 0, filtered: 0, bailed: 0 };
  for (const { status } of runs.flatMap(({ scenarios }) => scenarios)) {
    counts[status] += 1;
  }
  return counts;
}

/** Lines as text that is printed; nothing for none. */
export function textOf(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
