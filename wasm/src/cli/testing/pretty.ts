import { counted } from '../../replay/words.js';
import { indented } from '../../words/lines.js';
import { printable } from '../../words/printable.js';
import type { Style } from '../../words/style.js';
import { ExitStatus } from '../outcome.js';
import { diagnosticLines, timeText, titleOf } from './file-text.js';
import { countsOf, hasProblem, type Reporter, type ReportingStyle, type TestOutcome, textOf } from './reporter.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/** How wide the first lines of a failure are. */
const columns = 76;

/** So many failures are shown whole; the rest is counted. */
const shownFailures = 50;

/** A tree of files and scenarios, then what failed and why, then the sums. */
export function prettyReporter(reporting: ReportingStyle): Reporter {
  const { style } = reporting;
  return {
    file: (run) => textOf(treeLines(run, style)),
    end: (outcome) => textOf([...failureLines(outcome, reporting), ...summaryLines(outcome, style)]),
  };
}

function treeLines(run: FileRun, style: Style): string[] {
  const { file, milliseconds, error, scenarios } = run;
  const lines = [`${style.bold(printable(file))} ${style.dim(timeText(milliseconds))}`];
  if (error !== undefined) {
    return [...lines, `  ${style.red('✗')} ${printable(reasonOf(error, file))}`];
  }
  const told = diagnosticLines(run, style);
  const filtered = countsOf([run]).filtered;
  return [
    ...lines,
    ...indented(told),
    ...scenarios.filter(({ status }) => status !== 'filtered').map((scenario) => `  ${scenarioLine(scenario, style)}`),
    ...(filtered > 0 ? [style.dim(`  - ${counted(filtered, 'scenario')} left out by --filter`)] : []),
  ];
}

/** Why a file cannot be run, without its name where that is said already. */
function reasonOf(error: string, file: string): string {
  return error.startsWith(`${file}: `) ? error.slice(file.length + 2) : error;
}

function scenarioLine({ name, status, expectations, milliseconds, failures }: ScenarioRun, style: Style): string {
  const title = printable(name);
  if (status === 'bailed') {
    return style.dim(`- ${title} (not run)`);
  }
  const looked = counted(expectations, 'expectation');
  const failed = failures.length === 0 ? '' : `, ${failures.length} failed`;
  const facts = style.dim(`(${looked}${failed}, ${timeText(milliseconds)})`);
  return status === 'passed'
    ? `${style.green('✓')} ${title} ${facts}`
    : `${style.red('✗')} ${style.red(title)} ${facts}`;
}

/** Every failure, each under the title of its scenario. */
export function failureLines({ runs }: TestOutcome, reporting: ReportingStyle): string[] {
  const { style, failures } = reporting;
  const all = runs.flatMap((run) =>
    run.scenarios.flatMap((scenario) =>
      scenario.failures.map((failure, index) => ({ run, scenario, failure, previous: scenario.failures[index - 1] })),
    ),
  );
  const lines = all
    .slice(0, shownFailures)
    .flatMap(({ run, scenario, failure, previous }, index) => [
      '',
      `${style.red(`${index + 1})`)} ${style.bold(titleOf(run, scenario))}`,
      '',
      ...indented(failures.lines(failure, { file: run.file, source: run.text, previous, columns }), 3),
    ]);
  const left = all.length - shownFailures;
  const more = left > 0 ? ['', `… and ${counted(left, 'more failure')}. --reporter json=FILE has them all.`] : [];
  return [...lines, ...more];
}

/** The sums. */
export function summaryLines(outcome: TestOutcome, style: Style): string[] {
  const { runs, notRun, milliseconds } = outcome;
  const { passed, failed, filtered, bailed } = countsOf(runs);
  const wrong = runs.filter(({ status }) => status !== ExitStatus.ok).length;
  const leftOut = runs.filter(isLeftOut).length;
  const expectations = runs.flatMap(({ scenarios }) => scenarios).reduce((sum, each) => sum + each.expectations, 0);
  const failures = runs.flatMap(({ scenarios }) => scenarios).reduce((sum, each) => sum + each.failures.length, 0);
  const broken = runs.filter(hasProblem).length;
  return [
    '',
    row(
      'Files',
      [
        [runs.length - wrong - leftOut, 'passed', style.green],
        [wrong, 'failed', style.red],
        [leftOut, 'left out by --filter', style.dim],
        [notRun.length, 'not run', style.yellow],
      ],
      style,
    ),
    row(
      'Scenarios',
      [
        [passed, 'passed', style.green],
        [failed, 'failed', style.red],
        [filtered, 'left out by --filter', style.dim],
        [bailed, 'not run (--bail)', style.yellow],
      ],
      style,
    ),
    `${style.dim('Expectations')}  ${expectations}${failures > 0 ? style.red(`, ${failures} failed`) : ''}`,
    `${style.dim('Time'.padEnd(12))}  ${timeText(milliseconds)}`,
    ...(broken > 0 ? ['', style.red(`${counted(broken, 'file')} could not be run: see above.`)] : []),
  ];
}

/** Whether nothing of a file was run, since no name fits. */
function isLeftOut({ status, scenarios }: FileRun): boolean {
  return status === ExitStatus.ok && scenarios.length > 0 && scenarios.every((each) => each.status === 'filtered');
}

function row(name: string, parts: [number, string, (text: string) => string][], style: Style): string {
  const told = parts.filter(([count], index) => count > 0 || index === 0);
  const total = parts.reduce((sum, [count]) => sum + count, 0);
  const all = told.length > 1 ? style.dim(` (${total})`) : '';
  return `${style.dim(name.padEnd(12))}  ${told.map(([count, word, paint]) => paint(`${count} ${word}`)).join(', ')}${all}`;
}
