import type { FailureWords } from '../../words/failure-words.js';
import { printable } from '../../words/printable.js';
import { ExitStatus } from '../outcome.js';
import { type Gate, hasProblem, type Reporter, type ReportingStyle, reasonsNotRun, textOf } from './reporter.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/** TAP version 14: one test for each scenario, and one for each file that could not be run. */
export function tapReporter({ failures: words }: ReportingStyle): Reporter {
  let number = 0;
  let started = false;
  const start = () => {
    const version = started ? [] : ['TAP version 14'];
    started = true;
    return version;
  };
  const point = (ok: boolean, title: string, directive = '') => {
    number += 1;
    return `${ok ? 'ok' : 'not ok'} ${number} - ${escaped(title)}${directive}`;
  };
  const scenarioLines = (run: FileRun, scenario: ScenarioRun): string[] => {
    const { name, status, milliseconds } = scenario;
    const title = `${run.file} > ${name}`;
    if (status === 'filtered' || status === 'bailed') {
      return [point(true, title, ` # SKIP ${reasonsNotRun[status]}`)];
    }
    const time = `  duration_ms: ${milliseconds.toFixed(3)}`;
    return [
      point(status === 'passed', title),
      ...yaml(status === 'passed' ? [time] : [...failureLines(run, scenario, words), time]),
    ];
  };
  const gateLines = ({ name, problem }: Gate): string[] =>
    problem === undefined ? [point(true, name)] : [point(false, name), ...yaml([`  message: ${scalar(problem)}`])];
  return {
    file: (run) =>
      textOf([
        ...start(),
        ...(hasProblem(run) ? [point(false, run.file), ...yaml(problemLines(run))] : []),
        ...run.scenarios.flatMap((scenario) => scenarioLines(run, scenario)),
      ]),
    end: ({ notRun, gates, status }) =>
      textOf([
        ...start(),
        ...notRun.map((file) => point(true, file, ` # SKIP ${reasonsNotRun.bailed}`)),
        ...gates.flatMap(gateLines),
        `1..${number}`,
        ...(status === ExitStatus.ok ? [] : [`# failed`]),
      ]),
  };
}

/** Text in which what TAP reads as a directive does not stand. */
function escaped(text: string): string {
  return printable(text).replaceAll('\\', '\\\\').replaceAll('#', '\\#');
}

function yaml(lines: string[]): string[] {
  return ['  ---', ...lines, '  ...'];
}

function problemLines({ error, diagnostics, diagnosed: { file } }: FileRun): string[] {
  if (error !== undefined) {
    return [`  message: ${scalar(error)}`];
  }
  return [
    `  message: ${scalar('The file could not be run.')}`,
    '  diagnostics:',
    ...diagnostics.map(({ severity, code, message, line, column, hint }) => {
      return `    - ${scalar({ severity, code, message, at: `${file}:${line}:${column}`, hint })}`;
    }),
  ];
}

function failureLines({ file }: FileRun, { failures }: ScenarioRun, words: FailureWords): string[] {
  const [first] = failures;
  return [
    `  message: ${scalar(first === undefined ? '' : words.headline(first))}`,
    '  severity: "fail"',
    '  failures:',
    ...failures.flatMap(({ subject, expectation, message, expected, actual, line, column }) => [
      `    - expectation: ${scalar(expectation)}`,
      ...(subject === '' ? [] : [`      subject: ${scalar(subject)}`]),
      `      message: ${scalar(message)}`,
      `      at: ${scalar(`${file}:${line}:${column}`)}`,
      `      expected: ${scalar(expected)}`,
      `      actual: ${scalar(actual)}`,
    ]),
  ];
}

/** A value as YAML: JSON is YAML where nothing in it commands a terminal. */
function scalar(value: unknown): string {
  return printable(JSON.stringify(value));
}
