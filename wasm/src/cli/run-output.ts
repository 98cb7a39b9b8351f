import type { Engine } from '../engine.js';
import type { Report } from '../report.js';
import type { Simulation } from '../simulation.js';
import type { Diagnostic, Stimulus } from '../types.js';
import type { OutputForm } from './command.js';
import type { Console, ExitStatus } from './outcome.js';
import { RunJson } from './run-json.js';
import { RunTree } from './run-tree.js';
import type { Written } from './stimuli.js';

/** What ended a run: a stimulus that could not be run, or a file that could not be read or written; and why. */
export interface Refusal {
  /** Where it was given, such as `clicks.ndjson:12`. */
  place: string;
  /** Null where it is none. */
  stimulus: Stimulus | null;
  message: string;
  /** Placed in what was written. */
  diagnostics: readonly Diagnostic[];
  /** What the diagnostics are about. */
  written?: Written | undefined;
}

/** What prints a run while it goes on. */
export interface RunOutput {
  /**
   * The workspace cannot be run. Nothing else is called then.
   * @param text that of the file, in which the diagnostics have their places
   */
  invalid(file: string, text: string, diagnostics: readonly Diagnostic[]): Promise<ExitStatus>;
  begin(file: string, warnings: readonly Diagnostic[]): Promise<void>;
  report(stimulus: Stimulus, report: Report): Promise<void>;
  refused(refusal: Refusal): Promise<void>;
  /** @param simulation undefined where it cannot be asked any more */
  end(simulation: Simulation | undefined): Promise<void>;
}

/** @param form `ndjson` has a line of JSON for each stimulus */
export function runOutput(form: OutputForm, console: Console, engine: Engine): RunOutput {
  return form === 'text' ? new RunTree(console, engine.catalog) : new RunJson(console, engine.version, form);
}
