/// <reference lib="esnext.disposable" preserve="true" />
import type { CheckScenariosOptions, SimulateOptions, TestOptions } from '../engine.js';
import { type EventError, UsageError } from '../errors.js';
import type { disposeSymbol } from '../simulation.js';
import type {
  CheckResult,
  ContactState,
  Diagnostic,
  Entry,
  Explanation,
  MessageEntry,
  ScenarioFile,
  Stats,
  Stimulus,
  TestResult,
  Workspace,
} from '../types.js';

/** What every task may be given. */
export interface TaskOptions {
  /**
   * Ends it: the promise rejects with the signal's reason, in a worker at once, in turns before the next step. A worker
   * goes on to the end of the step that it is at: a scenario, a stimulus, or a check.
   */
  signal?: AbortSignal | undefined;
}

/** How scenarios are checked by a task. */
export interface CheckScenariosTaskOptions extends CheckScenariosOptions, TaskOptions {}

/** How scenarios are run by a task. */
export interface TestTaskOptions extends Omit<TestOptions, 'filter' | 'onScenario'>, TaskOptions {}

/** How a run is made, and what is to be told of it. */
export interface RunOptions extends SimulateOptions, TaskOptions {
  /** Whether to tell the whole journal. */
  journal?: boolean | undefined;
  /** Which workflow to explain, and at which event. */
  explain?: RunQuestion | undefined;
}

/** Why a workflow did or did not start at an event of a run: the event by its `seq`, or by what led to it. */
export type RunQuestion = { workflow: string } & ({ seq: number } | RunEvent);

/** An event by its place in a run: that stays the same where numbers of entries do not. */
export interface RunEvent {
  /** Index of the stimulus that led to it. */
  stimulus: number;
  /** Whose event it is. */
  contact: string;
  type: string;
  /** 0 (so by default) for the first event of that type that the stimulus led to for the contact. */
  number?: number | undefined;
}

/** What one stimulus of a run did. */
export interface RunReport {
  /** The `seq` of the first entry that it wrote; where it wrote none, the one that the next entry has. */
  seq: number;
  /** Whether it was halted, since it caused too much. */
  halted: boolean;
  /** Warnings about it. */
  diagnostics: readonly Diagnostic[];
}

/** What came of one stimulus of a run: the run goes on after one that cannot be run, which changes nothing. */
export interface StimulusResult {
  /** What it did; `null` where it could not be run. */
  report: RunReport | null;
  /** Why it could not be run, or `null`. */
  error: EventError | UsageError | null;
}

/** Where a run leads to. */
export interface RunResult {
  /** Warnings about the workspace. */
  diagnostics: readonly Diagnostic[];
  /** In order. */
  stimuli: StimulusResult[];
  /** The clock's time in the end, ISO 8601, UTC, milliseconds. */
  now: string;
  /** When the next wait, time-out or schedule falls due, or `null`. */
  nextDue: string | null;
  contacts: ContactState[];
  /** The messages that would have been sent. */
  outbox: MessageEntry[];
  stats: Stats;
  /** The answer to the question; `null` where none was asked, or where the run has no such event. */
  explanation: Explanation | null;
  /** All that happened, where that was asked for. */
  journal?: Entry[];
}

/**
 * What takes long, without holding up whoever asks: `engine.inTurns()` does it on this thread and lets others have their
 * turn every 12 ms, `await engine.inBackground()` in a worker. Both answer, and fail, as the engine's own methods do.
 * Tasks may be asked for at the same time: they do not wait for each other. Documents and stimuli are read at the call:
 * what is changed in them afterwards changes nothing.
 *
 * What any task rejects with: a `UsageError`, `usage.argument` for what it does not take and `usage.disposed` after
 * `dispose()`; a `RehearseError`, `engine.stopped` where the engine has ended and `engine.failed` where a worker could not
 * do just this, such as send an answer that is too large; the reason of its signal.
 */
export interface AsyncEngine {
  /**
   * Why it answers no more, which is what everything rejects with then; `null` while it answers. A worker ends by
   * `dispose()`, where it breaks down, and where a task stops the engine, which takes the other tasks along: their error
   * has that task's as its `cause`. That task itself rejects with an error of its own.
   */
  readonly ended: Error | null;
  /**
   * What is wrong with a workspace; `ok` where it can be run.
   * @throws UsageError, RehearseError, the reason of `signal`
   */
  check(workspace: Workspace | string, options?: TaskOptions): Promise<CheckResult>;
  /**
   * What is wrong with a scenario file, which is not run; `ok` where it can be.
   * @throws UsageError, RehearseError, the reason of `signal`
   */
  checkScenarios(scenario: ScenarioFile | string, options?: CheckScenariosTaskOptions): Promise<CheckResult>;
  /**
   * Runs the scenarios of a scenario file. Documents that cannot be used are told by `diagnostics`, not thrown.
   * @throws UsageError, RehearseError, the reason of `signal`
   */
  test(scenario: ScenarioFile | string, options?: TestTaskOptions): Promise<TestResult>;
  /**
   * Starts a simulation of a workspace, does to it what the stimuli say, and tells where that leads to. Nothing of it
   * stays in the engine's memory.
   * @throws WorkspaceError
   * @throws UsageError also for a question about what there is not
   * @throws RehearseError, the reason of `signal`
   */
  run(workspace: Workspace | string, stimuli: readonly Stimulus[], options?: RunOptions): Promise<RunResult>;
  /** Ends it, and the worker with it; what is under way rejects with a `UsageError`. May be called more than once. */
  dispose(): void;
  /** For `using`. */
  [disposeSymbol](): void;
}

/** The error of whoever asks, or waits for, an engine that was disposed of. */
export const disposed = () => new UsageError('usage.disposed', 'This engine for tasks was disposed of.');
