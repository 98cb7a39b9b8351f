import { withoutMark } from './document-text.js';
import { EventError, UsageError } from './errors.js';
import { messageOf } from './input.js';
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
  const simulation = start(workspace, drafts);
  try {
    for (const [index, stimulus] of stimuli.entries()) {
      performOf(simulation, stimulus, index);
    }
    return simulation;
  } catch (error) {
    simulation.dispose();
    throw error;
  }
}

function traceOf(given: Trace | string): Trace {
  const trace: unknown = typeof given === 'string' ? parsed(given) : given;
  const { rehearse, workspace, stimuli } = isObject(trace) ? (trace as Partial<Trace>) : {};
  if (rehearse === undefined || !isObject(workspace) || !Array.isArray(stimuli)) {
    throw notOne('it has no `rehearse`, `workspace` and `stimuli`');
  }
  if (rehearse !== traceVersion) {
    throw notOne(`it is of version ${JSON.stringify(rehearse)} of the format, and this engine knows version 1`);
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

function performOf(simulation: Simulation, stimulus: Stimulus, index: number): void {
  try {
    perform(simulation, stimulus);
  } catch (error) {
    if (error instanceof EventError) {
      const path = `/stimuli/${index}/${kindOf(stimulus)}`;
      const diagnostics = error.diagnostics.map((found): Diagnostic => ({ ...found, path: path + found.path }));
      throw new EventError(`Stimulus ${index + 1} of the trace cannot be run.`, diagnostics);
    }
    if (error instanceof UsageError) {
      throw new UsageError('usage.argument', `Stimulus ${index + 1} of the trace: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notOne(why: string, cause?: unknown): UsageError {
  return new UsageError('usage.argument', `This is no trace: ${why}.`, { cause });
}
