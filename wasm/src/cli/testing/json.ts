import { ExitStatus } from '../outcome.js';
import { problemsOf, type Reporter, reasonsNotRun, wasRun } from './reporter.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/**
 * One JSON document. Each file is written when it is done, scenario by scenario: no text holds all of it, and with
 * journals there may be much. Whether all is well is known, and stands, at the end.
 */
export function jsonReporter(): Reporter {
  let isFirst = true;
  const separator = () => {
    const text = isFirst ? '{\n  "files": [\n    ' : ',\n    ';
    isFirst = false;
    return text;
  };
  return {
    file: (run) => [separator(), ...piecesOf(run)],
    end: (outcome) => {
      const { status, notRun, milliseconds, coverage } = outcome;
      const ok = status === ExitStatus.ok;
      const rest = { notRun, problems: problemsOf(outcome), milliseconds, coverage, ok };
      // The members of the rest, without the bracket that begins it.
      return `${isFirst ? '{\n  "files": [],' : '\n  ],'}${json(rest, 0).slice(1)}\n`;
    },
  };
}

/** What a file came to, scenario by scenario. */
function* piecesOf(run: FileRun): Generator<string> {
  const { file, status, error, diagnostics, diagnosed, scenarios, milliseconds } = run;
  const ok = status === ExitStatus.ok;
  if (error !== undefined) {
    yield json({ file, ok, error }, 4);
    return;
  }
  const head = { file, ok, diagnostics, ...(diagnosed.file !== file && { workspace: diagnosed.file }) };
  yield `${json(head, 4).slice(0, -'\n    }'.length)},\n      "scenarios": [`;
  let separator = '\n        ';
  for (const scenario of scenarios.filter(wasRun)) {
    yield separator + json(scenarioResult(scenario), 8);
    separator = ',\n        ';
  }
  const notRun = scenarios.filter((each) => !wasRun(each)).map(notRunResult);
  yield `${separator.startsWith(',') ? '\n      ' : ''}],${json({ notRun, milliseconds }, 4).slice(1)}`;
}

function scenarioResult({ name, path, line, column, status, ...result }: ScenarioRun): object {
  return { name, ok: status === 'passed', path, line, column, ...result };
}

function notRunResult({ name, path, line, column, status }: ScenarioRun): object {
  return { name, path, line, column, reason: reasonsNotRun[status as keyof typeof reasonsNotRun] };
}

/** A value as JSON whose lines, but for the first, stand to the right. */
function json(value: unknown, indent: number): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
