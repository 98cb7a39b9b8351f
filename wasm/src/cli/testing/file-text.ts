import { printable } from '../../words/printable.js';
import type { Style } from '../../words/style.js';
import { printDiagnostics } from '../excerpt.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/** What is wrong with a document, where, and how to mend it. */
export function diagnosticLines({ diagnosed, diagnostics }: FileRun, style: Style): string[] {
  const { file, text } = diagnosed;
  return diagnostics.length === 0 ? [] : printDiagnostics(file, text, diagnostics, style).split('\n');
}

/** Such as `a.scenario.json > each click counts`. */
export function titleOf(run: FileRun, scenario: ScenarioRun): string {
  return `${printable(run.file)} > ${printable(scenario.name)}`;
}

/** Such as `0.4 ms`, `12 ms` or `3.20 s`. */
export function timeText(milliseconds: number): string {
  if (milliseconds < 9.95) {
    return `${milliseconds.toFixed(1)} ms`;
  }
  return milliseconds < 999.5 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
