import { parseArgs } from 'node:util';
import { RehearseError } from '../errors.js';
import { loadEngine } from '../loader.js';
import { checkFile } from './check.js';
import { type Console, ExitStatus, type FileResult, type Outcome } from './outcome.js';
import { mergeCommand, replayCommand } from './replay.js';
import { ArgumentError } from './replay-arguments.js';
import { testFile } from './test.js';

const usage = `Usage:
  rehearse test FILE…     runs the scenarios of each file
  rehearse check FILE…    reads workspaces and scenario files, and says what is wrong with them
  rehearse replay WORKSPACE --events FILE
                          runs a log of past events through a workspace: rehearse replay --help
  rehearse merge PART…    the report of a replay that was done in parts

Options:
  --json       prints one JSON document instead of text
  --journals   with test --json: each scenario's whole journal too
  --version    prints the engine's version
  --help       prints this

Exit status: 0 all well; 1 a scenario failed or a document has errors; 2 wrong usage or an unreadable file.`;

/** The options that every command takes; each command takes those it knows. */
const options = {
  json: { type: 'boolean', default: false },
  journals: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

/**
 * The command line.
 * @param given the arguments after the program's name
 * @returns the exit status
 */
export async function main(given: string[], console: Console): Promise<ExitStatus> {
  try {
    return await run(given, console);
  } catch (error) {
    if (error instanceof RehearseError || error instanceof ArgumentError || isParseArgsError(error)) {
      console.complain(error.message);
      return ExitStatus.usage;
    }
    throw error;
  }
}

async function run(given: string[], console: Console): Promise<ExitStatus> {
  if (given[0] === 'replay') {
    return replayCommand(loadEngine, given.slice(1), console);
  }
  const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true });
  if (values.help) {
    console.print(usage);
    return ExitStatus.ok;
  }
  const engine = await loadEngine();
  if (values.version) {
    console.print(engine.version);
    return ExitStatus.ok;
  }
  const [command, ...files] = positionals;
  if (command === 'merge' && files.length > 0) {
    return mergeCommand(engine, files, values.json, console);
  }
  if ((command !== 'test' && command !== 'check') || files.length === 0) {
    const known = command === undefined || ['test', 'check', 'merge'].includes(command);
    console.complain(known ? usage : `There is no command ${JSON.stringify(command)}.\n\n${usage}`);
    return ExitStatus.usage;
  }
  const results: FileResult[] = [];
  for (const file of files) {
    results.push(command === 'test' ? await testFile(engine, file, values.journals) : await checkFile(engine, file));
  }
  return tell(results, values.json, console);
}

/** Prints the results, and gives the worst status of all. */
function tell(results: FileResult[], json: boolean, console: Console): ExitStatus {
  const status = Math.max(...results.map((result) => result.status)) as ExitStatus;
  if (json) {
    const files = results.map(({ file, json: content }) => ({ file, ...content }));
    console.print(JSON.stringify({ ok: status === ExitStatus.ok, files }, undefined, 2));
    return status;
  }
  for (const result of results) {
    (result.status === ExitStatus.usage ? console.complain : console.print)(result.text);
  }
  const summary = summarize(results);
  if (summary !== '') {
    console.print(summary);
  }
  return status;
}

function summarize(results: FileResult[]): string {
  const outcomes: Outcome[] = results.flatMap((result) => result.outcomes);
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  return outcomes.length === 0 ? '' : `\n${outcomes.length - failed} passed, ${failed} failed`;
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
