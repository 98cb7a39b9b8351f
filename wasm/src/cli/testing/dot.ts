import { indented } from '../../words/lines.js';
import { printable } from '../../words/printable.js';
import type { Style } from '../../words/style.js';
import { diagnosticLines } from './file-text.js';
import { failureLines, summaryLines } from './pretty.js';
import { hasProblem, type Reporter, type ReportingStyle, textOf } from './reporter.js';
import type { FileRun, ScenarioStatus } from './run-file.js';

const width = 80;

const signs: Record<ScenarioStatus, string> = { passed: '.', failed: 'F', filtered: '', bailed: '-' };

/** A sign for each scenario, then what failed and why, then the sums. */
export function dotReporter(reporting: ReportingStyle): Reporter {
  const { style } = reporting;
  let column = 0;
  const put = (sign: string, paint: (text: string) => string) => {
    const before = column === width ? '\n' : '';
    column = column === width ? 1 : column + 1;
    return before + paint(sign);
  };
  return {
    file: (run) => {
      const statuses = run.scenarios.map(({ status }) => status).filter((status) => signs[status] !== '');
      const problem = hasProblem(run) ? put('E', style.red) : '';
      return (
        problem + statuses.map((status) => put(signs[status], status === 'passed' ? style.green : style.red)).join('')
      );
    },
    end: (outcome) => {
      const problems = outcome.runs.filter(hasProblem).flatMap((run) => ['', ...problemLines(run, style)]);
      return (
        (column > 0 ? '\n' : '') +
        textOf([...problems, ...failureLines(outcome, reporting), ...summaryLines(outcome, style)])
      );
    },
  };
}

function problemLines(run: FileRun, style: Style): string[] {
  return run.error === undefined
    ? [style.bold(printable(run.file)), ...indented(diagnosticLines(run, style))]
    : [style.red(printable(run.error))];
}
