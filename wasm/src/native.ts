import { EventError, RehearseError, ScenarioError, UsageError, WorkspaceError } from './errors.js';
import type {
  Catalog,
  CheckResult,
  ConditionsTrace,
  ContactScores,
  ContactState,
  Coverage,
  Diagnostic,
  Entry,
  ExpectationFailure,
  Explanation,
  LedgerEntry,
  MessageEntry,
  ScenarioPlace,
  ScenarioResult,
  Stats,
} from './types.js';

/** The functions of the WebAssembly module, as `bindings.cpp` binds them: strings in, strings out. */
export interface Functions {
  version(): string;
  catalog(): string;
  check(workspace: string): string;
  format(workspace: string): string;
  checkScenarios(scenario: string, workspaceGiven: boolean, workspace: string): string;
  testOpen(scenario: string, workspaceGiven: boolean, workspace: string): string;
  testRun(test: number, scenario: number, journals: boolean, coverage: boolean): string;
  testCoverage(test: number): string;
  testDispose(test: number): void;
  layContacts(workspace: string, contacts: string): string;
  simulate(workspace: string, runDrafts: boolean): string;
  fork(simulation: number): string;
  reset(simulation: number): string;
  dispose(simulation: number): void;
  simulationCount(): number;
  fire(simulation: number, event: string): string;
  eventTypeNumber(type: string): number;
  attributePlace(type: number, attribute: string): number;
  contactNumber(simulation: number, id: string): number;
  textNumber(simulation: number, text: string): number;
  /** The seq of the journal's last entry, doubled, and 1 more where it was halted. */
  _fireNumbered(
    simulation: number,
    type: number,
    customName: number,
    contact: number,
    kinds: number,
    value0: number,
    value1: number,
    value2: number,
    value3: number,
    value4: number,
    value5: number,
  ): number;
  advance(simulation: number, duration: string): string;
  advanceTo(simulation: number, instant: string): string;
  edit(simulation: number, contact: string, changes: string): string;
  addContact(simulation: number, contact: string): string;
  unlock(simulation: number, contact: string, workflow: string): string;
  expect(simulation: number, first: number, last: number, expectation: string): string;
  entries(simulation: number, first: number, last: number): string;
  namesOf(simulation: number, table: number, first: number, count: number): string;
  entryNames(): string;
  /** Where in the memory the entries are laid out, in bytes: see numbered_entries.hpp. */
  _numberedEntries(simulation: number, first: number, last: number, onlyFired: boolean): number;
  outbox(simulation: number): string;
  contacts(simulation: number): string;
  contact(simulation: number, id: string): string;
  stats(simulation: number): string;
  coverage(simulation: number): string;
  coverageOpen(): number;
  coverageAdd(handle: number, coverage: string): string;
  coverageMerged(handle: number): string;
  coverageDispose(handle: number): void;
  ledger(simulation: number, contact: string): string;
  explain(simulation: number, seq: number, workflow: string): string;
  clock(simulation: number): string;
  replayOpen(workspace: string, options: string): string;
  compareOpen(a: string, b: string, options: string): string;
  replayColumns(replay: number, table: string, names: string): string;
  replayRoom(replay: number, bytes: number): number;
  replayTexts(replay: number, count: number, bytes: number): string;
  replayForget(replay: number): string;
  replayContacts(replay: number, rows: number): string;
  replayRows(replay: number, rows: number): string;
  replayRefuse(replay: number, contacts: boolean, row: number, code: string, message: string): string;
  replayFinish(replay: number, end: string): string;
  replayPart(replay: number): string;
  replayMerge(parts: string): string;
  replayScores(replay: number, first: number, count: number): string;
  replayDispose(replay: number): void;
  replayCount(): number;
  instantOf(text: string): number;
}

/** What the functions that answer in JSON answer to a call that went well. */
export interface Answers {
  catalog: Catalog;
  check: CheckResult;
  checkScenarios: CheckResult;
  format: { text: string };
  testOpen: TestOpened;
  testRun: ScenarioResult;
  testCoverage: { coverage: Coverage };
  layContacts: { text: string };
  simulate: { simulation: number; diagnostics: Diagnostic[] };
  fork: { simulation: number };
  reset: object;
  fire: Stimulated;
  advance: Stimulated;
  advanceTo: Stimulated;
  edit: Stimulated;
  addContact: Stimulated;
  unlock: Stimulated;
  expect: { expectations: number; failures: ExpectationFailure[] };
  entries: { entries: Entry[] };
  outbox: { entries: MessageEntry[] };
  contacts: { contacts: ContactState[] };
  contact: { contact: ContactState | null };
  stats: { stats: Stats };
  coverage: { coverage: Coverage };
  coverageAdd: object;
  coverageMerged: { coverage: Coverage };
  ledger: { ledger: LedgerEntry[] };
  explain: { explanation: Explanation };
  clock: Clock;
  replayOpen: ReplayOpened;
  compareOpen: ReplayOpened;
  replayColumns: object;
  replayTexts: { texts: number };
  replayForget: object;
  replayPart: { part: string };
  replayMerge: { report: object };
  replayScores: { contacts: ContactScores[] };
}

/** A scenario file that was read; `ok` where its scenarios can be run. */
export interface TestOpened {
  ok: boolean;
  diagnostics: Diagnostic[];
  scenarios: ScenarioPlace[];
  test?: number;
}

export interface ReplayOpened {
  replay: number;
  independent: boolean;
  /** Why they are not. */
  reason: string | null;
  diagnostics: Diagnostic[];
}

/** What the details of entries are called, by their numbers. */
export interface EntryNames {
  refusals: string[];
  outcomes: string[];
  sources: string[];
  exits: string[];
  notes: string[];
  events: { name: string; origin: string; attributes: string[] }[];
}

/** What entries tell of a trigger: its conditions as they would be shown with nothing there. */
export interface TriggerName {
  id: string;
  workflow: string;
  conditions: ConditionsTrace;
}

/** What entries tell of a step. */
export interface StepName {
  id: string;
  type: string;
}

/** The seqs of the journal's new entries; `last` is `first` − 1 where there are none. */
export interface Stimulated {
  first: number;
  last: number;
  halted: boolean;
  diagnostics: Diagnostic[];
}

export interface Clock {
  now: string;
  nextDue: string | null;
  /** The journal's length. */
  entries: number;
}

/** What the module answers to a call that failed. */
interface Failure {
  ok: false;
  error: 'workspace' | 'event' | 'scenario' | 'usage';
  message: string;
  diagnostics: Diagnostic[];
  /** Of a comparison: the workspace that it is about. */
  version?: 'a' | 'b';
}

/** One started module. Its answers become values, its failures errors. */
export class Native {
  readonly #functions: Functions;
  #stopped: unknown;
  #words = new Uint32Array(0);
  #entryNames: EntryNames | undefined;

  /**
   * @param memory the module's
   * @param module what was started: a worker can start it too
   */
  constructor(
    functions: Functions,
    readonly memory: WebAssembly.Memory,
    readonly module: WebAssembly.Module,
  ) {
    this.#functions = functions;
  }

  /**
   * Calls a function of the module.
   * @throws RehearseError `engine.stopped` where the module traps, such as out of memory, and at every call afterwards.
   */
  call<Name extends keyof Functions>(
    name: Name,
    ...parameters: Parameters<Functions[Name]>
  ): ReturnType<Functions[Name]> {
    if (this.#stopped === undefined) {
      try {
        const call = this.#functions[name] as (...given: typeof parameters) => ReturnType<Functions[Name]>;
        return call(...parameters);
      } catch (cause) {
        this.#stopped = cause;
      }
    }
    throw this.#stoppedError();
  }

  /**
   * Fires an event by numbers: what `_fireNumbered` answers.
   * @throws RehearseError as `call` does
   */
  fireNumbered(
    simulation: number,
    type: number,
    customName: number,
    contact: number,
    kinds: number,
    values: readonly [number, number, number, number, number, number],
  ): number {
    if (this.#stopped === undefined) {
      try {
        const [value0, value1, value2, value3, value4, value5] = values;
        return this.#functions._fireNumbered(
          simulation,
          type,
          customName,
          contact,
          kinds,
          value0,
          value1,
          value2,
          value3,
          value4,
          value5,
        );
      } catch (cause) {
        this.#stopped = cause;
      }
    }
    throw this.#stoppedError();
  }

  /**
   * Lays out entries by numbers: where in `words`.
   * @throws RehearseError as `call` does
   */
  numberedEntries(simulation: number, first: number, last: number, onlyFired: boolean): number {
    return this.call('_numberedEntries', simulation, first, last, onlyFired) / Uint32Array.BYTES_PER_ELEMENT;
  }

  /** The module's memory, as it is now: when it grows, it is another one. */
  get words(): Uint32Array {
    if (this.#words.length === 0) {
      this.#words = new Uint32Array(this.memory.buffer);
    }
    return this.#words;
  }

  /** What the details of entries are called. */
  get entryNames(): EntryNames {
    this.#entryNames ??= JSON.parse(this.call('entryNames')) as EntryNames;
    return this.#entryNames;
  }

  #stoppedError(): RehearseError {
    return new RehearseError('engine.stopped', 'The engine stopped, perhaps out of memory. Load it again.', {
      cause: this.#stopped,
    });
  }

  /** Calls a function that answers in JSON, and reads the answer. */
  ask<Name extends keyof Answers>(name: Name, ...parameters: Parameters<Functions[Name]>): Answers[Name] {
    const answer: Answers[Name] | Failure = JSON.parse(this.call(name, ...parameters));
    if (isFailure(answer)) {
      throw errorFor(answer);
    }
    return answer;
  }

  /** Frees what a handle names. Never throws, so that a finalizer may call it. */
  release(handle: number, dispose: 'dispose' | 'replayDispose' | 'testDispose' | 'coverageDispose' = 'dispose'): void {
    if (this.#stopped === undefined) {
      try {
        this.call(dispose, handle);
      } catch {
        // The engine has stopped, and the next call says so: there is nothing left to free.
      }
    }
  }
}

function isFailure(answer: unknown): answer is Failure {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}

function errorFor({ error, message, diagnostics, version }: Failure): RehearseError {
  switch (error) {
    case 'workspace':
      return new WorkspaceError(message, diagnostics, version);
    case 'event':
      return new EventError(message, diagnostics);
    case 'scenario':
      return new ScenarioError(message, diagnostics);
    case 'usage':
      return new UsageError('usage.argument', message);
  }
}
