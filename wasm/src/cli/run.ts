import { parsedDocument, withoutMark } from '../document-text.js';
import type { Engine } from '../engine.js';
import { EventError, RehearseError, UsageError } from '../errors.js';
import { placeInText } from '../place-in-text.js';
import type { Report } from '../report.js';
import type { Simulation } from '../simulation.js';
import { traceOf } from '../trace.js';
import type { CheckResult, Diagnostic, Trace, Workspace } from '../types.js';
import { printable } from '../words/printable.js';
import { ArgumentError } from './arguments.js';
import { type Context, defineCommand, type OutputForm } from './command.js';
import { readText, UnreadableFile } from './files.js';
import { type Console, ExitStatus } from './outcome.js';
import { keepInputs, UnwritableFile } from './output-file.js';
import { allStimuli, type StimulusSource, stimulusOptions, stimulusSources } from './run-arguments.js';
import { type Refusal, type RunOutput, runOutput } from './run-output.js';
import { BadStimulus, checkReadable, type PlacedStimulus } from './stimuli.js';
import { TraceFile } from './trace-file.js';

/** `rehearse run`: does things to a workspace, and prints what comes of it. */
export const run = defineCommand({
  name: 'run',
  usage: 'WORKSPACE [stimuli] [options]',
  summary: 'fires events, moves the clock, and prints what comes of it',
  description: [
    'Starts a simulation of a workspace, and does to it what the options say, in the order given. Prints the journal as ' +
      'a tree of causes: what came in, which triggers matched, which did not and why, steps, scores, messages and ' +
      'waits; then the contacts.',
    'Without a stimulus among the options they are read from standard input, unless that is a terminal (--stimuli - ' +
      'reads it nevertheless), one JSON a line, written as steps of a ' +
      'scenario: { "fire": { "type": "link.clicked", "contact": "ana", "link": "pricing" } } or { "advance": "3d" }. ' +
      'Blank lines are passed over. The first stimulus that is refused ends the run.',
    'A trace that --trace has written may stand in place of the workspace: what it tells is done again first.',
  ],
  options: {
    ...stimulusOptions,
    drafts: { type: 'boolean', default: false, help: 'runs workflows that are drafts, too' },
    json: { type: 'boolean', default: false, help: 'prints one JSON document instead of text' },
    ndjson: { type: 'boolean', default: false, help: 'prints a line of JSON for each stimulus, then one for the end' },
    trace: {
      type: 'string',
      value: 'FILE',
      help: 'writes the workspace and the stimuli: the page opens that, and run does it again',
    },
  },
  examples: [
    {
      command:
        `rehearse run spring.workspace.json --advance 1d \\\n` +
        `    --fire '{ "type": "link.clicked", "contact": "ana", "link": "pricing" }'`,
    },
    {
      does: 'workflows that are drafts, too; a contact arrives, and is changed by hand',
      command:
        `rehearse run spring.workspace.json --drafts --add-contact '{ "id": "bo" }' \\\n` +
        `    --edit '{ "contact": "bo", "engagementScore": 50 }'`,
    },
    {
      does: 'many stimuli; what was run is kept',
      command: 'rehearse run spring.workspace.json --stimuli clicks.ndjson --trace a.json',
    },
    {
      does: 'goes on where that ended, up to a time',
      command: 'rehearse run a.json --advance-to 2026-04-01T09:00:00Z',
    },
    {
      does: 'after a loop was locked',
      command: `rehearse run a.json --unlock '{ "contact": "ana", "workflow": "welcome" }'`,
    },
    {
      does: 'for programs',
      command: `echo '{ "advance": "3d" }' | rehearse run spring.workspace.json --json`,
    },
    {
      does: 'the same while it goes on',
      command: 'rehearse run spring.workspace.json --stimuli clicks.ndjson --ndjson',
    },
  ],
  exitStatus:
    '0 all well; 1 the workspace has errors, or a stimulus is refused or halted; 2 wrong usage, or a file that ' +
    'cannot be read or written.',
  form: formOf,
  async run({ values, positionals, ordered }, context) {
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) {
      throw new ArgumentError('run takes one workspace.');
    }
    if (values.json && values.ndjson) {
      throw new ArgumentError('--json and --ndjson are two ways to print: give one.');
    }
    const sources = sourcesOf(stimulusSources(ordered), context.console);
    const { drafts, trace } = values;
    const inputs = [file, ...sources.map((source) => ('file' in source ? source.file : undefined))];
    await keepInputs(inputs, [trace]);
    const start = await readStart(file, drafts);
    for (const source of sources) {
      if ('file' in source) {
        await checkReadable(source.file);
      }
    }
    return runOf(start, sources, trace, formOf(values), context);
  },
});

function formOf({ json, ndjson }: { json: boolean; ndjson: boolean }): OutputForm {
  return json ? 'json' : ndjson ? 'ndjson' : 'text';
}

/** What a run starts from. */
interface Start {
  file: string;
  /** The file's. */
  text: string;
  /** As it is run: its text, or what a trace holds. */
  workspace: Workspace | string;
  /** The same as an object, for traces. */
  document: unknown;
  drafts: 'run' | 'skip';
  /** Undefined where the file is the workspace's own. */
  trace: Trace | undefined;
}

/** Standard input, where no stimulus is given. */
function sourcesOf(given: StimulusSource[], { inputIsTerminal }: Console): StimulusSource[] {
  if (given.length > 0) {
    return given;
  }
  if (inputIsTerminal) {
    throw new ArgumentError(
      'run needs stimuli: --fire, --advance and so on, --stimuli FILE, or lines on standard input; --stimuli - reads ' +
        'those that are typed.',
    );
  }
  return [{ file: '-' }];
}

/** @throws UnreadableFile */
async function readStart(file: string, drafts: boolean): Promise<Start> {
  const text = withoutMark(await readText(file));
  const document = parsedDocument(text);
  if (hasMember(document, 'scenarios')) {
    throw new ArgumentError(`${file} is a scenario file, which rehearse test runs; run takes a workspace.`);
  }
  if (!hasMember(document, 'stimuli')) {
    return { file, text, workspace: text, document, drafts: drafts ? 'run' : 'skip', trace: undefined };
  }
  const trace = readTrace(file, document);
  const runsDrafts = drafts || trace.drafts === 'run';
  const { workspace } = trace;
  return { file, text, workspace, document: workspace, drafts: runsDrafts ? 'run' : 'skip', trace };
}

/** @throws UsageError that names the file */
function readTrace(file: string, document: unknown): Trace {
  try {
    return traceOf(document);
  } catch (error) {
    throw error instanceof UsageError ? new UsageError('usage.argument', `${file}: ${error.message}`) : error;
  }
}

function hasMember(document: unknown, key: string): boolean {
  return typeof document === 'object' && document !== null && Object.hasOwn(document, key);
}

/** What a trace tells, as if its stimuli had been given first. */
function stimuliOfTrace({ file, text, trace }: Start): PlacedStimulus[] {
  return (trace?.stimuli ?? []).map((stimulus, index) => {
    const [kind = ''] = Object.keys(Object(stimulus));
    const path = `/stimuli/${index}`;
    return { place: `${file}, ${path}`, stimulus, written: { name: file, text, line: 1 }, path: `${path}/${kind}` };
  });
}

async function runOf(
  start: Start,
  sources: StimulusSource[],
  traceName: string | undefined,
  form: OutputForm,
  { console, engine: load }: Context,
): Promise<ExitStatus> {
  const engine = await load();
  const output = runOutput(form, console, engine);
  const { ok, diagnostics } = checkStart(engine, start);
  if (!ok) {
    return output.invalid(start.file, start.text, diagnostics);
  }
  if (start.trace !== undefined && start.trace.engine !== engine.version) {
    console.complain(
      printable(`${start.file} is of version ${start.trace.engine} of the engine, and this is ${engine.version}: `) +
        'the journal may differ.\n',
    );
  }
  const simulation = engine.simulate(start.workspace, { drafts: start.drafts });
  try {
    const trace = traceName === undefined ? undefined : await TraceFile.create(traceName, engine.version, start);
    await output.begin(start.file, diagnostics);
    return await performAll({ engine, simulation, output, trace }, stimuliOfTrace(start), sources);
  } finally {
    simulation.dispose();
  }
}

/** Errors and warnings of the workspace, placed in the file. */
function checkStart(engine: Engine, { workspace, trace, text }: Start): CheckResult {
  const { ok, diagnostics } = engine.check(workspace);
  return {
    ok,
    diagnostics: trace === undefined ? diagnostics : diagnostics.map((found) => inText(found, text, '/workspace')),
  };
}

/** A run under way. */
interface Running {
  engine: Engine;
  simulation: Simulation;
  output: RunOutput;
  trace: TraceFile | undefined;
}

/** Does all that is to be done, and ends what is printed, whatever comes between. */
async function performAll(
  running: Running,
  first: readonly PlacedStimulus[],
  sources: readonly StimulusSource[],
): Promise<ExitStatus> {
  const { simulation, output, trace } = running;
  let isUsable = true;
  let status: ExitStatus;
  try {
    status = await perform(running, first, sources);
    await trace?.close();
  } catch (error) {
    await trace?.discard();
    if (!(error instanceof UnwritableFile || error instanceof RehearseError)) {
      throw error;
    }
    const place = error instanceof UnwritableFile ? error.file : 'rehearse run';
    const message = error instanceof UnwritableFile ? error.problem : error.message;
    await output.refused({ place, stimulus: null, message, diagnostics: [] });
    isUsable = error instanceof UnwritableFile;
    status = ExitStatus.usage;
  }
  await output.end(isUsable ? simulation : undefined);
  return status;
}

/** Does one stimulus after the other, until there are no more or one is refused. */
async function perform(
  running: Running,
  first: readonly PlacedStimulus[],
  sources: readonly StimulusSource[],
): Promise<ExitStatus> {
  let status = ExitStatus.ok;
  const refuse = async (refusal: Refusal, status: ExitStatus) => {
    await running.output.refused(refusal);
    return status;
  };
  try {
    for await (const placed of everyStimulus(running.engine, first, sources)) {
      const refusal = await performOne(running, placed);
      if (refusal === 'halted') {
        status = ExitStatus.failed;
      } else if (refusal !== undefined) {
        return refuse(refusal, ExitStatus.failed);
      }
    }
  } catch (error) {
    if (error instanceof BadStimulus) {
      const { place, message, diagnostics, written } = error;
      return refuse({ place, stimulus: null, message, diagnostics, written }, ExitStatus.failed);
    }
    if (error instanceof UnreadableFile) {
      const { file, problem } = error;
      return refuse({ place: file, stimulus: null, message: problem, diagnostics: [] }, ExitStatus.usage);
    }
    throw error;
  }
  return status;
}

async function* everyStimulus(
  engine: Engine,
  first: readonly PlacedStimulus[],
  sources: readonly StimulusSource[],
): AsyncGenerator<PlacedStimulus> {
  yield* first;
  yield* allStimuli(engine, sources);
}

async function performOne(
  { simulation, output, trace }: Running,
  placed: PlacedStimulus,
): Promise<Refusal | 'halted' | undefined> {
  const { stimulus } = placed;
  let report: Report;
  try {
    report = simulation.apply(stimulus);
  } catch (error) {
    return refusalOf(error, placed);
  }
  await trace?.add(stimulus);
  await output.report(stimulus, report);
  return report.halted ? 'halted' : undefined;
}

/** What is said of a stimulus that cannot be run; throws again what is no fault of it. */
function refusalOf(error: unknown, { place, stimulus, written, path }: PlacedStimulus): Refusal {
  if (error instanceof EventError) {
    const { text } = written;
    const diagnostics = error.diagnostics.map((found) =>
      text === undefined ? found : inText(found, text, path, written.line),
    );
    return { place, stimulus, message: 'The stimulus is refused.', diagnostics, written };
  }
  if (error instanceof UsageError && error.code === 'usage.argument') {
    return { place, stimulus, message: error.message, diagnostics: [] };
  }
  throw error;
}

/** What was found in a part of a text, with its place in all of it. */
function inText(found: Diagnostic, text: string, part: string, first = 1): Diagnostic {
  const path = part + found.path;
  const { line, column } = placeInText(text, path);
  return { ...found, path, line: line + first - 1, column };
}
