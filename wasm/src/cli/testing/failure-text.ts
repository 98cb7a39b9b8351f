import type { Diagnostic, ExpectationFailure } from '../../types.js';
import { differenceLines } from '../../words/difference.js';
import { printable } from '../../words/printable.js';
import { sourceExcerpt } from '../../words/source-excerpt.js';
import type { Style } from '../../words/style.js';
import { printDiagnostics } from '../excerpt.js';
import { wrap } from '../help.js';
import { journalExcerpt } from './journal-excerpt.js';
import type { ReportingStyle } from './reporter.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/** The keys of a scenario's step that are stimuli: what failed there was not an expectation. */
const stimuli = new Set(['fire', 'advance', 'advanceTo', 'edit', 'addContact', 'unlock']);

/** `file:line:column` */
export function placeOf(file: string, { line, column }: { line: number; column: number }): string {
  return `${printable(file)}:${line}:${column}`;
}

/** What failed, where, and what led to it: everything that somebody needs who mends it. */
export function failureText(run: FileRun, failure: ExpectationFailure, { style, words }: ReportingStyle): string[] {
  const { expectation, message, expected, actual, entries } = failure;
  const isStimulus = stimuli.has(expectation);
  const text = isStimulus || message.startsWith('there is no') ? message : `${expectation}: ${headline(failure)}`;
  return [
    ...wrap(printable(text), 76).map((line) => style.bold(style.red(line))),
    ...(isStimulus || (expected === null && actual === null)
      ? hintsOf(actual, style)
      : indented(differenceLines(expected, actual, style))),
    '',
    `at ${style.cyan(placeOf(run.file, failure))}`,
    ...indented(sourceExcerpt(run.text ?? '', failure, style)),
    ...(entries.length > 0
      ? ['', style.bold('What led there:'), ...indented(journalExcerpt(entries, words, style))]
      : []),
  ];
}

/** A long message that says what the difference below it says, too, is left out. */
function headline({ message }: ExpectationFailure): string {
  const isRepeated = message.length > 100 && message.startsWith('expected ');
  const text = isRepeated ? 'not as expected' : message;
  return text.length <= 300 ? text : `${text.slice(0, 300)}…`;
}

/** What a stimulus that was refused is wrong about, and how to mend it. */
function hintsOf(actual: unknown, style: Style): string[] {
  const diagnostics = Array.isArray(actual) ? (actual as Diagnostic[]) : [];
  return indented(
    diagnostics.filter(({ hint }) => hint !== '').map(({ hint }) => `${style.bold('Hint:')} ${printable(hint)}`),
  );
}

/** What is wrong with a document, where, and how to mend it. */
export function diagnosticLines({ diagnosed, diagnostics }: FileRun, style: Style): string[] {
  const { file, text } = diagnosed;
  return diagnostics.length === 0 ? [] : printDiagnostics(file, text, diagnostics, style).split('\n');
}

/** Such as `a.scenario.json > each click counts`. */
export function titleOf(run: FileRun, scenario: ScenarioRun): string {
  return `${printable(run.file)} > ${printable(scenario.name)}`;
}

/** Lines put to the right; empty ones stay empty. */
export function indented(lines: readonly string[], by = 2): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}

/** Such as `0.4 ms`, `12 ms` or `3.20 s`. */
export function timeText(milliseconds: number): string {
  if (milliseconds < 10) {
    return `${milliseconds.toFixed(1)} ms`;
  }
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
