import type {
  ContactState,
  Diagnostic,
  Engine,
  MessageEntry,
  Report,
  Simulation,
  Stats,
  Stimulus,
} from '@rehearse/engine';
import type { Session, SessionStimulus } from './session.js';
import { textFrom } from './start.js';

/** A stimulus with what it did, or why it could not be run. */
export interface Run extends SessionStimulus {
  report: Report | null;
  error: string | null;
}

/** All that a simulation follows from: the workspace that runs, what stands on the timeline, whether drafts run. */
export type Version = Pick<Session, 'text' | 'stimuli' | 'runsDrafts' | 'start'>;

/** Where a version leads to, read once: it holds nothing of the engine's memory. */
export interface Outcome {
  contacts: readonly ContactState[];
  messages: readonly MessageEntry[];
  /** Every workflow of the workspace, with how often it took a contact in. */
  workflows: readonly { workflow: string; enrolled: number }[];
  /** Where the clock stands. */
  now: string;
  /** How many stimuli could not be run. */
  failures: number;
}

/** A stimulus of which nothing is known yet. */
export function notRunYet(stimulus: Stimulus): Run {
  return { stimulus, skipped: false, report: null, error: null };
}

/** The same of several, each passed over as it was. */
export function notRunAgain(stimuli: readonly SessionStimulus[]): Run[] {
  return stimuli.map(({ stimulus, skipped }) => ({ ...notRunYet(stimulus), skipped }));
}

/** The world that a version leads to, and what each stimulus did in it. Whoever asks disposes of the simulation. */
export function play(engine: Engine, version: Version): { simulation: Simulation; runs: Run[] } {
  const { text, stimuli, runsDrafts, start = null } = version;
  const simulation = engine.simulate(textFrom(text, start), { drafts: runsDrafts ? 'run' : 'skip' });
  return { simulation, runs: runAll(simulation, stimuli) };
}

/** Does to a world what stands on a timeline, and tells what each stimulus did. */
export function runAll(simulation: Simulation, stimuli: readonly SessionStimulus[]): Run[] {
  const run = ({ stimulus, skipped }: SessionStimulus): Run => {
    if (skipped) return { ...notRunYet(stimulus), skipped };
    try {
      return { stimulus, skipped, report: simulation.apply(stimulus), error: null };
    } catch (error) {
      return { stimulus, skipped, report: null, error: messageOf(error) };
    }
  };
  return stimuli.map(run);
}

/** What an outcome is read from: a simulation, or what was read of one. */
export interface Seeable {
  readonly now: string;
  contacts(): readonly ContactState[];
  outbox(): readonly MessageEntry[];
  stats(): Stats;
}

/** What there is to see of a world. */
export function outcomeOf(simulation: Seeable, runs: readonly Run[]): Outcome {
  return {
    contacts: simulation.contacts(),
    messages: simulation.outbox(),
    workflows: simulation.stats().workflows.map(({ workflow, enrolled }) => ({ workflow, enrolled })),
    now: simulation.now,
    failures: runs.filter(({ error }) => error !== null).length,
  };
}

/** What an error of the engine says, with the diagnostics that it carries. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const diagnostics = (error as { diagnostics?: Diagnostic[] }).diagnostics ?? [];
  const found = diagnostics.map(({ message, hint }) => [message, hint].filter(Boolean).join(' '));
  return found.length > 0 ? found.join(' ') : error.message;
}
