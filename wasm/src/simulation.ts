/// <reference lib="esnext.disposable" preserve="true" />
import { EventError, ScenarioError, UsageError, WorkspaceError } from './errors.js';
import { encodableText, instantArgument, seqArgument, textArgument } from './input.js';
import { KnownEvents } from './known-events.js';
import type { Answers, Clock, Functions, Native, Stimulated } from './native.js';
import { RecentJournal } from './recent-journal.js';
import { checkedOptions } from './replay/options.js';
import type { replayLog } from './replay/replay-log.js';
import type { ReplayOptions } from './replay/replay-options.js';
import type { LogSource } from './replay/source.js';
import { Report } from './report.js';
import { perform } from './stimulus.js';
import type {
  Catalog,
  Contact,
  ContactEdit,
  ContactState,
  Coverage,
  Diagnostic,
  Entry,
  Expectation,
  ExpectationFailure,
  Explanation,
  FiredEvent,
  LedgerEntry,
  MessageEntry,
  ReplayReport,
  Stats,
  Stimulus,
  Workspace,
} from './types.js';

/** `Symbol.dispose`, or a symbol of that name where the platform has none yet. */
export const disposeSymbol: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

/** What reports of events without warnings share. */
const noDiagnostics: readonly Diagnostic[] = Object.freeze([]);

/** The functions of the module whose first parameter is a simulation, and which answer in JSON. */
type SimulationFunction = {
  [Name in keyof Answers]: Parameters<Functions[Name]> extends [number, ...unknown[]] ? Name : never;
}[keyof Answers];

type StimulusFunction = {
  [Name in SimulationFunction]: Answers[Name] extends Stimulated ? Name : never;
}[SimulationFunction];

/** The parameters of such a function, after the simulation. */
type Rest<Name extends SimulationFunction> =
  Parameters<Functions[Name]> extends [number, ...infer Others extends (string | number)[]] ? Others : never;

/**
 * Where a simulation is, and what it needs of there.
 * @internal
 */
export interface Origin {
  native: Native;
  /** Disposes of simulations that were forgotten. */
  registry: FinalizationRegistry<number>;
  catalog(): Catalog;
  /** What replays logs: loaded when a log is replayed, and never in a worker, of which bundlers make one file. */
  replays(): Promise<{ replayLog: typeof replayLog }>;
}

/** What a simulation was started from. */
interface Start {
  /** The document's text. */
  workspace: string;
  runDrafts: boolean;
}

/**
 * Where simulations of a module are.
 * @internal
 */
export function originOf(native: Native, catalog: Origin['catalog'], replays: Origin['replays']): Origin {
  const registry = new FinalizationRegistry((handle: number) => native.release(handle));
  return { native, registry, catalog, replays };
}

/**
 * Starts a simulation of a workspace.
 * @throws WorkspaceError
 * @throws UsageError for `drafts` that say neither
 * @internal
 */
export function startSimulation(
  origin: Origin,
  workspace: Workspace | string,
  drafts: 'skip' | 'run' = 'skip',
): Simulation {
  if (drafts !== 'skip' && drafts !== 'run') {
    throw new UsageError('usage.argument', `drafts must be 'skip' or 'run', not ${String(drafts)}.`);
  }
  const text = encodableText(workspace, 'workspace', WorkspaceError);
  const runDrafts = drafts === 'run';
  const { simulation, diagnostics } = origin.native.ask('simulate', text, runDrafts);
  return new Simulation(origin, simulation, diagnostics, 0, { workspace: text, runDrafts });
}

/**
 * A workspace being run: its contacts, its clock, its pending waits, its journal. A stimulus that cannot be run throws
 * and leaves everything as it was.
 *
 * It lives in the engine's memory until `dispose()` is called or the garbage collector finds it. Every member but
 * `dispose()` throws a `UsageError` afterwards.
 */
export class Simulation {
  readonly #origin: Origin;
  readonly #start: Start;
  readonly #native: Native;
  /** 0 once it was disposed of. */
  #handle: number;
  #journal: RecentJournal;
  #knownEvents: KnownEvents;
  /** The seq of the first entry of the last stimulus. */
  #first = 1;

  /** @internal */
  constructor(origin: Origin, handle: number, diagnostics: Diagnostic[], entries: number, start: Start) {
    const { native, registry } = origin;
    this.#origin = origin;
    this.#start = start;
    this.#native = native;
    this.#handle = handle;
    this.#journal = new RecentJournal(native, handle, this, entries);
    this.#knownEvents = new KnownEvents(native, handle);
    this.diagnostics = diagnostics;
    registry.register(this, handle, this);
  }

  /** Warnings about the workspace. */
  readonly diagnostics: readonly Diagnostic[];

  /** The clock's time, ISO 8601, UTC, milliseconds. */
  get now(): string {
    return this.#clock.now;
  }

  /** When the next wait, time-out or schedule falls due, or `null`. */
  get nextDue(): string | null {
    return this.#clock.nextDue;
  }

  /**
   * Fires an event, as an object or as JSON text, at the clock's time.
   * @throws EventError
   */
  fire(event: FiredEvent | string): Report {
    const known = this.#knownEvents;
    // Getters of the event may have disposed of this simulation, or reset it.
    if (this.#handle !== 0 && known.recognises(event) && this.#handle !== 0 && known === this.#knownEvents) {
      return this.#fireKnown();
    }
    const { mayLearn } = known;
    const text = encodableText(event, 'event', EventError);
    const report = this.#stimulate('fire', text);
    if (mayLearn && typeof event !== 'string' && report.diagnostics.length === 0) {
      this.#knownEvents.learn(text);
    }
    return report;
  }

  /**
   * Moves the clock on, and runs what falls due.
   * @param duration such as `3d`, `1d12h` or `45m`
   * @throws EventError
   */
  advance(duration: string): Report {
    return this.#stimulate('advance', textArgument(duration, 'duration'));
  }

  /**
   * Moves the clock to a time that is not in its past, and runs what falls due.
   * @param time ISO 8601 with an offset, or a `Date`
   * @throws EventError
   */
  advanceTo(time: string | Date): Report {
    return this.#stimulate('advanceTo', instantArgument(time, 'time'));
  }

  /**
   * Changes a contact by hand; what `changes` does not name stays as it is.
   * @throws EventError
   */
  edit(contact: string, changes: ContactEdit | string): Report {
    return this.#stimulate('edit', textArgument(contact, 'contact'), encodableText(changes, 'edit', EventError));
  }

  /**
   * A contact arrives.
   * @throws EventError
   */
  addContact(contact: Contact | string): Report {
    return this.#stimulate('addContact', encodableText(contact, 'contact', EventError));
  }

  /**
   * Lifts the lock that a loop has put on a workflow for a contact.
   * @throws EventError
   */
  unlock(contact: string, workflow: string): Report {
    return this.#stimulate('unlock', textArgument(contact, 'contact'), textArgument(workflow, 'workflow'));
  }

  /**
   * Does what a stimulus says, written as a step of a scenario or of a trace: `{ advance: '3d' }` is `advance('3d')`.
   * @throws EventError
   * @throws UsageError for what is no stimulus
   */
  apply(stimulus: Stimulus): Report {
    return perform(this, stimulus);
  }

  /** A contact as it is now, or undefined where there is no such contact. */
  contact(id: string): ContactState | undefined {
    return this.#ask('contact', textArgument(id, 'id')).contact ?? undefined;
  }

  /** All contacts as they are now, in the workspace's order, then those that arrived. */
  contacts(): ContactState[] {
    return this.#ask('contacts').contacts;
  }

  /** All that happened, from the start or the last reset on. */
  journal(): Entry[] {
    const { entries } = this.#clock;
    return this.#journal.entries(1, entries);
  }

  /** The messages that would have been sent. Nothing is ever sent. */
  outbox(): MessageEntry[] {
    return this.#ask('outbox').entries;
  }

  /** How the run has gone so far: scores, points by source, and what each workflow, step and trigger came to. */
  stats(): Stats {
    return this.#ask('stats').stats;
  }

  /**
   * What the simulation exercised of its workspace, from the start or the last reset on: each trigger matched and not,
   * each condition true and false, each way taken, each step reached, what ended each wait, each refusal. Costs as much
   * as the journal is long. `engine.mergeCoverage` puts several together.
   */
  coverage(): Coverage {
    return this.#ask('coverage').coverage;
  }

  /**
   * The changes of a contact's score, oldest first. Costs as much as there are, however long the journal is.
   * @throws UsageError for a contact that there is not
   */
  ledger(contact: string): LedgerEntry[] {
    return this.#ask('ledger', textArgument(contact, 'contact')).ledger;
  }

  /**
   * Why a workflow did or did not start at an event: what held it back first, every condition of its triggers, and the
   * smallest change of one value that would have let it through. It looks at what there was when the workflow's turn
   * came in that event, however much has happened since.
   * @param seq the `seq` of the event's entry, such as that of the report of `fire`
   * @throws UsageError for a workflow that there is not, and for an entry that is no event: it says which event to ask about
   */
  explain(seq: number, workflow: string): Explanation {
    return this.#ask('explain', seqArgument(seq, 'seq'), textArgument(workflow, 'workflow')).explanation;
  }

  /**
   * Replays a log of past events through the workspace as it stands in its document: what would have come of them, had
   * its workflows been live. The simulation itself stays as it is.
   *
   * The log is CSV with a header or NDJSON: `at`, `contact`, `type` and the attributes of the event; columns that go by
   * other names are told by `map`. Times must not decrease (or see `sort`). Rows that cannot be used are counted and told
   * by the report, with their lines and reasons.
   * @param log a text with line breaks, a path (in Node), a `File`, a stream …
   * @throws LogError for a log that cannot be read at all
   * @throws UsageError for wrong options
   */
  async replay(log: LogSource, options: ReplayOptions = {}): Promise<ReplayReport> {
    if (this.#handle === 0) {
      throw disposed();
    }
    const { workspace, runDrafts } = this.#start;
    const settings = checkedOptions(options, false, runDrafts, this.#origin.catalog());
    const { replayLog } = await this.#origin.replays();
    return replayLog(this.#native, [workspace], log, settings, options, runDrafts);
  }

  /**
   * What of an expectation, written as in a scenario, is not so now; an empty list where all is. `fired`, `notFired` and
   * `messages` speak of the last stimulus. Of each failure `step` is 0, and its place is that in the expectation.
   * @throws ScenarioError for an expectation that cannot be used, such as one with an unknown key
   */
  unmet(expectation: Expectation | string): ExpectationFailure[] {
    const text = encodableText(expectation, 'expectation', ScenarioError);
    return this.#ask('expect', this.#first, this.#journal.last, text).failures;
  }

  /** A copy that goes its own way from here. */
  fork(): Simulation {
    const { simulation } = this.#ask('fork');
    const { last } = this.#journal;
    const copy = new Simulation(this.#origin, simulation, [...this.diagnostics], last, this.#start);
    copy.#first = this.#first;
    return copy;
  }

  /** Back to how it started. */
  reset(): void {
    this.#ask('reset');
    this.#journal.end('reset');
    this.#journal = new RecentJournal(this.#native, this.#handle, this, 0);
    this.#first = 1;
    // Its texts have other numbers now.
    this.#knownEvents = new KnownEvents(this.#native, this.#handle);
  }

  /** Frees its memory. May be called more than once. */
  dispose(): void {
    if (this.#handle !== 0) {
      const handle = this.#handle;
      this.#handle = 0;
      this.#journal.end('disposed of');
      this.#origin.registry.unregister(this);
      this.#native.release(handle);
    }
  }

  /** For `using`. */
  [disposeSymbol](): void {
    this.dispose();
  }

  get #clock(): Clock {
    return this.#ask('clock');
  }

  #stimulate<Name extends StimulusFunction>(name: Name, ...parameters: Rest<Name>): Report {
    const { first, last, halted, diagnostics } = this.#ask(name, ...parameters);
    this.#first = first;
    this.#journal.last = last;
    return new Report(this.#journal, first, last, halted, diagnostics);
  }

  #fireKnown(): Report {
    const answer = this.#knownEvents.fire();
    const halted = answer % 2 === 1;
    const last = (answer - (halted ? 1 : 0)) / 2;
    const first = this.#journal.last + 1;
    this.#first = first;
    this.#journal.last = last;
    return new Report(this.#journal, first, last, halted, noDiagnostics);
  }

  #ask<Name extends SimulationFunction>(name: Name, ...parameters: Rest<Name>): Answers[Name] {
    if (this.#handle === 0) {
      throw disposed();
    }
    const all: unknown = [this.#handle, ...parameters];
    return this.#native.ask(name, ...(all as Parameters<Functions[Name]>));
  }
}

const disposed = () => new UsageError('usage.disposed', 'The simulation was disposed of.');
