import { withoutMark } from './document-text.js';
import { EventError, UsageError, WorkspaceError } from './errors.js';
import { messageOf } from './input.js';
import { placeInText } from './place-in-text.js';
import type { Simulation } from './simulation.js';
import { kindOf, perform } from './stimulus.js';
import type { Diagnostic, Stimulus, Trace, Workspace } from './types.js';

/** The version of the format that is written and read. */
export const traceVersion = 1;

/** How a trace is opened: what starts its simulation. */
type Start = (workspace: Workspace, drafts: 'skip' | 'run') => Simulation;

/**
 * Runs what a trace tells, on a new simulation.
 * @throws UsageError, WorkspaceError or EventError; there is no simulation then
 */
export function openTrace(given: Trace | string, start: Start): Simulation {
  const { workspace, drafts = 'skip', stimuli } = traceOf(given);
  const placed = placing(typeof given === 'string' ? withoutMark(given) : undefined);
  const simulation = started(() => start(workspace, drafts), placed);
  try {
    for (const [index, stimulus] of stimuli.entries()) {
      performOf(simulation, stimulus, index, placed);
    }
    return simulation;
  } catch (error) {
    simulation.dispose();
    throw error;
  }
}

function started(start: () => Simulation, placed: Placing): Simulation {
  try {
    return start();
  } catch (error) {
    if (error instanceof WorkspaceError) {
      throw new WorkspaceError('The workspace of the trace cannot be run.', placed('/workspace', error.diagnostics));
    }
    throw error;
  }
}

/**
 * A trace whose members are what they must be; its workspace and its stimuli are not looked at.
 * @throws UsageError for what is no trace, or one of another version of the format
 */
export function traceOf(given: unknown): Trace {
  const trace: unknown = typeof given === 'string' ? parsed(given) : given;
  const { rehearse, workspace, stimuli, drafts = 'skip' } = isObject(trace) ? (trace as Partial<Trace>) : {};
  if (rehearse !== undefined && rehearse !== traceVersion) {
    throw new UsageError(
      'usage.argument',
      `This trace is of version ${JSON.stringify(rehearse)} of the format, and this engine knows version ` +
        `${traceVersion}. Open it with the version of the engine that wrote it, or write it anew with this one.`,
    );
  }
  if (rehearse === undefined || !isObject(workspace) || !Array.isArray(stimuli)) {
    throw notOne('it has no `rehearse`, `workspace` and `stimuli`');
  }
  if (drafts !== 'skip' && drafts !== 'run') {
    throw notOne(`its \`drafts\` is ${JSON.stringify(drafts)}, neither "skip" nor "run"`);
  }
  return trace as Trace;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch (cause) {
    throw notOne(`it is no JSON: ${messageOf(cause)}`, cause);
  }
}

function performOf(simulation: Simulation, stimulus: Stimulus, index: number, placed: Placing): void {
  try {
    perform(simulation, stimulus);
  } catch (error) {
    if (error instanceof EventError) {
      const diagnostics = placed(`/stimuli/${index}/${kindOf(stimulus)}`, error.diagnostics);
      throw new EventError(`Stimulus ${index + 1} of the trace cannot be run.`, diagnostics);
    }
    if (error instanceof UsageError) {
      throw new UsageError('usage.argument', `Stimulus ${index + 1} of the trace: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

/** What was found in a part of the trace, with its places in the trace, and in the trace's text where there is one. */
type Placing = (part: string, diagnostics: readonly Diagnostic[]) => Diagnostic[];

function placing(text: string | undefined): Placing {
  return (part, diagnostics) =>
    diagnostics.map((found) => {
      const path = part + found.path;
      return { ...found, path, ...(text !== undefined && placeInText(text, path)) };
    });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notOne(why: string, cause?: unknown): UsageError {
  return new UsageError('usage.argument', `This is no trace: ${why}.`, { cause });
}
