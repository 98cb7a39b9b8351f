import { parsedDocument } from '../document-text.js';
import { EventError, UsageError } from '../errors.js';
import type { Simulation } from '../simulation.js';
import type { Stimulus, Trace, Workspace } from '../types.js';
import { ArgumentError } from './arguments.js';
import { type Context, defineCommand } from './command.js';
import { isScenarioFile, readText } from './files.js';
import { type Console, ExitStatus } from './outcome.js';
import { keepInputs } from './output-file.js';
import { allStimuli, type StimulusSource, stimulusOptions, stimulusSources } from './run-arguments.js';
import { type Refusal, type RunOutput, runOutput } from './run-output.js';
import { BadStimulus, type PlacedStimulus } from './stimuli.js';
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
    'Without a stimulus among the options they are read from standard input, one JSON a line, written as steps of a ' +
      'scenario: { "fire": { "type": "link.clicked", "contact": "ana", "link": "pricing" } } or { "advance": "3d" }. ' +
      'Blank lines are passed over. The first stimulus that is refused ends the run.',
    'A trace that --trace has written may stand in place of the workspace: what it tells is done again first.',
  ],
  options: {
    ...stimulusOptions,
    drafts: { type: 'boolean', default: false, help: 'runs workflows that are drafts, too' },
    json: { type: 'boolean', default: false, help: 'prints one JSON document instead of text' },
    ndjson: { type: 'boolean', default: false, help: 'prints a line of JSON for each stimulus, then one for the end' },
    trace: { type: 'string', value: 'FILE', help: 'writes the workspace and the stimuli, to be opened elsewhere' },
  },
  examples: [
    {
      command:
        `rehearse run spring.workspace.json --advance 1d \\\n` +
        `    --fire '{ "type": "link.clicked", "contact": "ana", "link": "pricing" }'`,
    },
    { command: 'rehearse run spring.workspace.json --stimuli clicks.ndjson --trace a.json' },
    { command: `echo '{ "advance": "3d" }' | rehearse run spring.workspace.json --json` },
  ],
  exitStatus:
    '0 all well; 1 the workspace has errors, or a stimulus is refused or halted; 2 wrong usage, or a file that ' +
    'cannot be read or written.',
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
    const form = values.json ? 'json' : values.ndjson ? 'ndjson' : 'tree';
    return runOf(await readStart(file, drafts), sources, trace, form, context);
  },
});

/** What a run starts from. */
interface Start {
  file: string;
  /** The text of the workspace's own file; undefined where it stands in a trace. */
  text: string | undefined;
  workspace: Workspace | string;
  drafts: 'run' | 'skip';
  stimuli: PlacedStimulus[];
}

/** Standard input, where no stimulus is given. */
function sourcesOf(given: StimulusSource[], { inputIsTerminal }: Console): StimulusSource[] {
  if (given.length > 0) {
    return given;
  }
  if (inputIsTerminal) {
    throw new ArgumentError(
      'run needs stimuli: --fire, --advance and so on, --stimuli FILE, or lines on standard input.',
    );
  }
  return [{ file: '-' }];
}

async function readStart(file: string, drafts: boolean): Promise<Start> {
  const text = await readText(file);
  if (isScenarioFile(text)) {
    throw new ArgumentError(`${file} is a scenario file, which rehearse test runs; run takes a workspace.`);
  }
  const document = parsedDocument(text);
  if (!isTrace(document)) {
    // What runs is what a trace holds: the document, not the letters that it is written in.
    return { file, text, workspace: (document as Workspace) ?? text, drafts: drafts ? 'run' : 'skip', stimuli: [] };
  }
  const stimuli = document.stimuli.map((stimulus: Stimulus, index) => ({
    place: `${file}, /stimuli/${index}`,
    stimulus,
  }));
  const runsDrafts = drafts || document.drafts === 'run';
  return { file, text: undefined, workspace: document.workspace, drafts: runsDrafts ? 'run' : 'skip', stimuli };
}

function isTrace(document: unknown): document is Trace {
  return (
    typeof document === 'object' &&
    document !== null &&
    Array.isArray(Reflect.get(document, 'stimuli')) &&
    typeof Reflect.get(document, 'workspace') === 'object'
  );
}

async function runOf(
  start: Start,
  sources: StimulusSource[],
  traceName: string | undefined,
  form: 'tree' | 'json' | 'ndjson',
  { console, engine: load }: Context,
): Promise<ExitStatus> {
  const engine = await load();
  const output = runOutput(form, console, engine);
  const checked = engine.check(start.text ?? start.workspace);
  if (!checked.ok) {
    return output.invalid(start.file, start.text, checked.diagnostics);
  }
  const simulation = engine.simulate(start.workspace, { drafts: start.drafts });
  const trace = traceName === undefined ? undefined : await TraceFile.create(traceName, engine.version, start);
  try {
    await output.begin(start.file, checked.diagnostics);
    const status = await perform(simulation, sources, start.stimuli, output, trace);
    await output.end(simulation);
    await trace?.close();
    return status;
  } catch (error) {
    await trace?.discard();
    throw error;
  } finally {
    simulation.dispose();
  }
}

/** Does one stimulus after the other, until there are no more or one is refused. */
async function perform(
  simulation: Simulation,
  sources: StimulusSource[],
  first: PlacedStimulus[],
  output: RunOutput,
  trace: TraceFile | undefined,
): Promise<ExitStatus> {
  let status = ExitStatus.ok;
  try {
    for await (const placed of allStimuli([...first, ...sources])) {
      const refusal = await performOne(simulation, placed, output, trace);
      if (refusal === 'halted') {
        status = ExitStatus.failed;
      } else if (refusal !== undefined) {
        await output.refused(refusal);
        return ExitStatus.failed;
      }
    }
  } catch (error) {
    if (error instanceof BadStimulus) {
      await output.refused({ place: error.place, stimulus: null, message: error.message, diagnostics: [] });
      return ExitStatus.failed;
    }
    throw error;
  }
  return status;
}

async function performOne(
  simulation: Simulation,
  { place, stimulus }: PlacedStimulus,
  output: RunOutput,
  trace: TraceFile | undefined,
): Promise<Refusal | 'halted' | undefined> {
  try {
    const report = simulation.apply(stimulus);
    await trace?.add(stimulus);
    await output.report(stimulus, report);
    return report.halted ? 'halted' : undefined;
  } catch (error) {
    return refusalOf(error, place, stimulus);
  }
}

/** What is said of a stimulus that cannot be run; throws again what is no fault of it. */
function refusalOf(error: unknown, place: string, stimulus: Stimulus): Refusal {
  if (error instanceof EventError) {
    return { place, stimulus, message: 'The stimulus is refused.', diagnostics: error.diagnostics };
  }
  if (error instanceof UsageError) {
    return { place, stimulus, message: error.message, diagnostics: [] };
  }
  throw error;
}
