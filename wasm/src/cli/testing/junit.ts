import { printable } from '../../words/printable.js';
import { diagnosticLines } from './file-text.js';
import { countsOf, type Gate, hasProblem, type Reporter, type ReportingStyle, reasonsNotRun } from './reporter.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/** JUnit's XML, as Jenkins and GitLab read it: a suite for each file, a case for each scenario. */
export function junitReporter(reporting: ReportingStyle): Reporter {
  return {
    file: () => '',
    end: ({ runs, notRun, gates, milliseconds }) => {
      const { passed, failed, filtered, bailed } = countsOf(runs);
      const errors = runs.filter(hasProblem).length;
      const attributes = {
        name: 'rehearse',
        tests: passed + failed + filtered + bailed + errors + notRun.length + gates.length,
        failures: failed + brokenOf(gates),
        errors,
        skipped: filtered + bailed + notRun.length,
        time: seconds(milliseconds),
      };
      const suites = [...runs.map((run) => suite(run, reporting)), ...notRun.map(suiteNotRun), ...suiteOfGates(gates)];
      return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, suites)}\n`;
    },
  };
}

function suite(run: FileRun, reporting: ReportingStyle): string {
  const { passed, failed, filtered, bailed } = countsOf([run]);
  const errors = hasProblem(run) ? 1 : 0;
  const attributes = {
    name: run.file,
    tests: passed + failed + filtered + bailed + errors,
    failures: failed,
    errors,
    skipped: filtered + bailed,
    time: seconds(run.milliseconds),
  };
  const problem = errors > 0 ? [testcase(run.file, run.file, 0, [errorElement(run, reporting)])] : [];
  return element('testsuite', attributes, [
    ...problem,
    ...run.scenarios.map((scenario) => scenarioCase(run, scenario, reporting)),
  ]);
}

function suiteNotRun(file: string): string {
  const attributes = { name: file, tests: 1, failures: 0, errors: 0, skipped: 1, time: seconds(0) };
  return element('testsuite', attributes, [testcase(file, file, 0, [skipped('bailed')])]);
}

const brokenOf = (gates: readonly Gate[]) => gates.filter(({ problem }) => problem !== undefined).length;

/** What was asked for of all files together is a suite of its own. */
function suiteOfGates(gates: readonly Gate[]): string[] {
  const name = 'rehearse test';
  const attributes = { name, tests: gates.length, failures: brokenOf(gates), errors: 0, skipped: 0, time: seconds(0) };
  const cases = gates.map(({ name: what, problem: message }) => {
    const failure =
      message === undefined ? [] : [element('failure', { message, type: 'rehearse' }, [textNode(message)])];
    return element('testcase', { name: what, classname: name, time: seconds(0) }, failure);
  });
  return gates.length === 0 ? [] : [element('testsuite', attributes, cases)];
}

function scenarioCase(run: FileRun, scenario: ScenarioRun, reporting: ReportingStyle): string {
  const { name, status, milliseconds } = scenario;
  const isSkipped = status === 'filtered' || status === 'bailed';
  const content = isSkipped ? [skipped(status)] : failureElement(run, scenario, reporting);
  return testcase(name, run.file, milliseconds, content);
}

/** One for all that failed in a scenario: there may be no more than one, and some programs show the first alone. */
function failureElement(
  { file, text: source }: FileRun,
  { failures }: ScenarioRun,
  { failures: words }: ReportingStyle,
): string[] {
  const [first] = failures;
  if (first === undefined) {
    return [];
  }
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
  const text = failures
    .map((failure, index) => words.lines(failure, { file, source, previous: failures[index - 1] }).join('\n'))
    .join('\n\n');
  return [element('failure', { message: words.headline(first) + more, type: first.expectation }, [textNode(text)])];
}

function testcase(name: string, file: string, milliseconds: number, content: string[]): string {
  return element('testcase', { name, classname: file, file, time: seconds(milliseconds) }, content);
}

function skipped(status: keyof typeof reasonsNotRun): string {
  return element('skipped', { message: reasonsNotRun[status] }, []);
}

function errorElement(run: FileRun, { style }: ReportingStyle): string {
  const [first] = run.diagnostics;
  const text = run.error ?? diagnosticLines(run, style).join('\n');
  return element('error', { message: run.error ?? first?.message ?? '', type: first?.code ?? 'unreadable' }, [
    textNode(text),
  ]);
}

function element(name: string, attributes: Record<string, string | number>, content: string[]): string {
  const start = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(String(value))}"`);
  return content.length === 0
    ? `<${name}${start.join('')}/>`
    : `<${name}${start.join('')}>\n${content.join('\n')}\n</${name}>`;
}

/** Text between tags: with its line breaks. */
function textNode(text: string): string {
  return text.split('\n').map(escaped).join('\n');
}

/** Line breaks are written out, since those of an attribute are read as spaces. */
function attributeText(text: string): string {
  return escaped(text).replaceAll('"', '&quot;');
}

/** What XML has signs for, and what it cannot hold at all. */
function escaped(text: string): string {
  return printable(text)
    .replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(6);
}
