import { ExitStatus } from '../outcome.js';
import { problemsOf, type Reporter, reasonsNotRun, wasRun } from './reporter.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/** One JSON document, when all is done. */
export function jsonReporter(): Reporter {
  return {
    file: () => '',
    end: (outcome) => {
      const { status, runs, notRun, milliseconds, coverage } = outcome;
      const ok = status === ExitStatus.ok;
      const problems = problemsOf(outcome);
      const document = { ok, files: runs.map(fileResult), notRun, problems, milliseconds, coverage };
      return `${JSON.stringify(document, undefined, 2)}\n`;
    },
  };
}

function fileResult({ file, status, error, diagnostics, diagnosed, scenarios, milliseconds }: FileRun): object {
  const ok = status === ExitStatus.ok;
  if (error !== undefined) {
    return { file, ok, error };
  }
  return {
    ...{ file, ok, diagnostics },
    ...(diagnosed.file !== file && { workspace: diagnosed.file }),
    scenarios: scenarios.filter(wasRun).map(scenarioResult),
    notRun: scenarios.filter((each) => !wasRun(each)).map(notRunResult),
    milliseconds,
  };
}

function scenarioResult({ name, path, line, column, status, ...result }: ScenarioRun): object {
  return { name, ok: status === 'passed', path, line, column, ...result };
}

function notRunResult({ name, path, line, column, status }: ScenarioRun): object {
  return { name, path, line, column, reason: reasonsNotRun[status as keyof typeof reasonsNotRun] };
}
