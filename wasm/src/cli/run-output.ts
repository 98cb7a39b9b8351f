import type { Engine } from '../engine.js';
import type { Report } from '../report.js';
import type { Simulation } from '../simulation.js';
import type { Diagnostic, Stimulus } from '../types.js';
import type { Console, ExitStatus } from './outcome.js';
import { RunJson } from './run-json.js';
import { RunTree } from './run-tree.js';

/** A stimulus that could not be run, and why. */
export interface Refusal {
  /** Where it was given, such as `clicks.ndjson:12`. */
  place: string;
  /** Null where it is none. */
  stimulus: Stimulus | null;
  message: string;
  diagnostics: readonly Diagnostic[];
}

/** What prints a run while it goes on. */
export interface RunOutput {
  /**
   * The workspace cannot be run. Nothing else is called then.
   * @param text that of the workspace's file; undefined where it stands in a trace
   */
  invalid(file: string, text: string | undefined, diagnostics: readonly Diagnostic[]): Promise<ExitStatus>;
  begin(file: string, warnings: readonly Diagnostic[]): Promise<void>;
  report(stimulus: Stimulus, report: Report): Promise<void>;
  refused(refusal: Refusal): Promise<void>;
  end(simulation: Simulation): Promise<void>;
}

/** @param form `ndjson` has a line of JSON for each stimulus */
export function runOutput(form: 'tree' | 'json' | 'ndjson', console: Console, engine: Engine): RunOutput {
  return form === 'tree' ? new RunTree(console, engine.catalog) : new RunJson(console, engine.version, form);
}
