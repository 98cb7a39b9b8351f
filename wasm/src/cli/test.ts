import type { Engine } from '../engine.js';
import type { Entry, ExpectationFailure, ScenarioResult, TestResult } from '../types.js';
import { ArgumentError } from './arguments.js';
import { defineCommand } from './command.js';
import { readNamedWorkspace, readText } from './files.js';
import {
  checked,
  ExitStatus,
  type FileResult,
  type Outcome,
  printDiagnostic,
  resultOf,
  tellResults,
} from './outcome.js';

/** `rehearse test`: runs scenario files. */
export const test = defineCommand({
  name: 'test',
  usage: 'FILE… [options]',
  summary: 'runs the scenarios of each file, and tells what failed and why',
  description: [],
  options: {
    json: { type: 'boolean', default: false, help: 'prints one JSON document instead of text' },
    journals: { type: 'boolean', default: false, help: "with --json: each scenario's whole journal too" },
  },
  examples: [{ command: 'rehearse test spring.scenario.json' }],
  exitStatus: '0 all well; 1 a scenario failed or a document has errors; 2 wrong usage, or a file that cannot be read.',
  async run({ values, positionals }, { console, engine }) {
    if (positionals.length === 0) {
      throw new ArgumentError('test needs the scenario files to run.');
    }
    const results: FileResult[] = [];
    for (const file of positionals) {
      results.push(await testFile(await engine(), file, values.journals));
    }
    const status = tellResults(results, values.json, console);
    const summary = values.json ? '' : summarize(results);
    if (summary !== '') {
      console.print(summary);
    }
    return status;
  },
});

function summarize(results: FileResult[]): string {
  const outcomes: Outcome[] = results.flatMap((result) => result.outcomes);
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  return outcomes.length === 0 ? '' : `\n${outcomes.length - failed} passed, ${failed} failed`;
}

function testFile(engine: Engine, file: string, journals: boolean): Promise<FileResult> {
  return resultOf(file, async () => {
    const text = await readText(file);
    const workspace = await readNamedWorkspace(file, text);
    const workspaceResult = workspace && engine.check(workspace.text);
    return workspaceResult?.ok === false
      ? checked(file, workspaceResult, workspace?.file)
      : tell(file, engine.test(text, { workspace: workspace?.text, journals }));
  });
}

function tell(file: string, result: TestResult): FileResult {
  const diagnostics = result.diagnostics.map((diagnostic) => printDiagnostic(file, diagnostic));
  const scenarios = result.scenarios.flatMap((scenario) => printScenario(file, scenario));
  return {
    file,
    status: result.ok ? ExitStatus.ok : ExitStatus.failed,
    text: [file, ...diagnostics, ...scenarios].join('\n'),
    json: result,
    outcomes: result.scenarios.map((scenario) => (scenario.ok ? 'passed' : 'failed')),
  };
}

function printScenario(file: string, { name, ok, expectations, failures }: ScenarioResult): string[] {
  const count = `${expectations} ${expectations === 1 ? 'expectation' : 'expectations'}`;
  return [`  ${ok ? '✓' : '✗'} ${name} (${count})`, ...failures.flatMap((failure) => printFailure(file, failure))];
}

function printFailure(file: string, failure: ExpectationFailure): string[] {
  return [
    `    ${file}:${failure.line}:${failure.column} ${failure.expectation}: ${failure.message}`,
    `      expected ${JSON.stringify(failure.expected)}`,
    `      actual   ${JSON.stringify(failure.actual)}`,
    ...(failure.entries.length > 0 ? ['      what led there:'] : []),
    ...failure.entries.map((entry) => `        ${printEntry(entry)}`),
  ];
}

/** An entry of the journal on one line: when, what, where, and its own facets as JSON. */
function printEntry(entry: Entry): string {
  const { seq, at, cause, kind, contact, workflow, trigger, step, enrollment: _enrollment, ...facets } = entry;
  const place = [contact, workflow, trigger, step].filter((part) => part !== null).join(' / ');
  const because = cause === null ? '' : `, because of ${cause}`;
  return `${seq} ${at} ${kind} ${place} ${JSON.stringify(facets)}${because}`;
}
