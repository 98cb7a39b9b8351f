import type { Engine } from '../engine.js';
import { UsageError } from '../errors.js';
import { documentText } from '../input.js';
import { loadEngine } from '../loader.js';
import type { Report } from '../report.js';
import { disposeSymbol, type Simulation } from '../simulation.js';
import { perform } from '../stimulus.js';
import type { Contact, Expectation, FiredEvent, Stimulus, Workspace } from '../types.js';
import { ExpectationKeys } from '../words/expectation-keys.js';
import { type FailedExpectation, FailureWords } from '../words/failure-words.js';
import { styleOf } from '../words/style.js';
import { ExpectationError } from './expectation-error.js';
import { failureMessage } from './failure-message.js';
import { type Happened, whatHappened } from './what-happened.js';

/** What a scenario may start from, beside its workspace. */
export interface GivenOptions {
  /** Added to the workspace's, or laid over those of the same id, key by key. */
  contacts?: readonly Contact[] | undefined;
  /** `run` treats workflows that are drafts as published; `skip` by default. */
  drafts?: 'skip' | 'run' | undefined;
}

/** What can be asked of a rehearsal's simulation; only `when` changes it. */
export type SimulationView = Pick<
  Simulation,
  'contact' | 'contacts' | 'diagnostics' | 'explain' | 'journal' | 'ledger' | 'nextDue' | 'now' | 'outbox' | 'stats'
>;

/**
 * Starts a rehearsal of a workspace.
 * @param workspace the document, as an object or as JSON text
 * @throws WorkspaceError
 * @throws ScenarioError for contacts that cannot be used
 */
export type Given = (workspace: Workspace | string, options?: GivenOptions) => Rehearsal;

/**
 * Loads what fluent tests begin with: `given`.
 * @param engine one that is loaded already, such as that of `@rehearse/engine/inline`; by default one is loaded
 * @throws EngineLoadError
 */
export async function loadGiven(engine?: Engine | PromiseLike<Engine>): Promise<Given> {
  const loaded = await (engine ?? loadEngine());
  return (workspace, options = {}) => new Rehearsal(loaded, workspace, options);
}

/**
 * A scenario written as a chain of calls. Each call is done when it returns, and throws where it fails: there is nothing
 * to wait for.
 */
export class Rehearsal {
  readonly #engine: Engine;
  /** The workspace, with the contacts given. */
  readonly #workspace: Workspace | string;
  readonly #drafts: 'skip' | 'run';
  readonly #simulation: Simulation;
  readonly #happened: Happened[] = [];

  /** @internal */
  constructor(engine: Engine, workspace: Workspace | string, { contacts = [], drafts = 'skip' }: GivenOptions) {
    this.#engine = engine;
    this.#workspace =
      contacts.length === 0 ? documentText(workspace, 'workspace') : engine.layContacts(workspace, contacts);
    this.#drafts = drafts;
    this.#simulation = engine.simulate(this.#workspace, { drafts });
  }

  /**
   * Lets things happen, one after the other: events, or the stimuli of scenario files, such as `{ advance: '3d' }`.
   * @throws EventError for a stimulus that cannot be run; those before it have been
   * @throws ExpectationError for one that was halted because it caused too much
   */
  when(...stimuli: (Stimulus | FiredEvent)[]): this {
    for (const stimulus of stimuli) {
      const step: Stimulus = isEvent(stimulus) ? { fire: stimulus } : stimulus;
      const report = perform(this.#simulation, step);
      // A copy of what the engine has read: what the test does to its object afterwards has not happened.
      this.#happened.push({ step: JSON.parse(documentText(step, 'stimulus')), report });
      if (report.halted) {
        throw fromCaller(this.#errorOf(this.#halted(), []), this.when);
      }
    }
    return this;
  }

  /**
   * Says what must be so now. All keys of all expectations are looked at before it throws.
   * @throws ExpectationError for what is not so
   * @throws ScenarioError for expectations that cannot be used, such as one with an unknown key
   */
  expect(...expectations: Expectation[]): this {
    if (expectations.length === 0) {
      throw new UsageError('usage.argument', 'expect() needs an expectation: without one it could not fail.');
    }
    try {
      const [first, ...others] = expectations.flatMap((each, index) =>
        this.#unmet(each, this.#happened.length + index),
      );
      if (first !== undefined) {
        throw this.#errorOf([first, ...others], expectations);
      }
    } catch (error) {
      throw fromCaller(error, this.expect);
    }
    return this;
  }

  /** Frees the engine's memory; else the garbage collector does. May be called more than once. */
  dispose(): void {
    this.#simulation.dispose();
  }

  /** For `using`. */
  [disposeSymbol](): void {
    this.dispose();
  }

  /** The simulation, for whatever `expect` has no word for. */
  get simulation(): SimulationView {
    return this.#simulation;
  }

  /** What the last stimulus did; `undefined` before the first. */
  get report(): Report | undefined {
    return this.#happened.at(-1)?.report;
  }

  /** @param step its place in the chain */
  #unmet(expectation: Expectation, step: number): FailedExpectation[] {
    const keys = new ExpectationKeys(this.#engine.catalog);
    return this.#simulation
      .unmet(expectation)
      .map((failure) => ({ ...failure, step, subject: keys.subjectOf(failure, expectation) }));
  }

  /** What the engine says of the chain so far, whose last stimulus was halted: it is run again. */
  #halted(): FailedExpectation[] {
    const scenario = { name: 'rehearsal', drafts: this.#drafts, steps: this.#happened.map(({ step }) => step) };
    const { scenarios } = this.#engine.test(
      { rehearse: 1, workspace: 'workspace', scenarios: [scenario] },
      { workspace: this.#workspace },
    );
    return scenarios.flatMap(({ failures }) => failures).map((failure) => ({ ...failure, subject: '' }));
  }

  #errorOf(failures: readonly FailedExpectation[], expectations: readonly Expectation[]): ExpectationError {
    const story = whatHappened(this.#simulation, this.#happened, expectations.flatMap(workflowsNamed));
    const words = new FailureWords(this.#engine.catalog, styleOf());
    const message = failureMessage(
      failures.map((failure) => ({ failure, story })),
      words,
    );
    return new ExpectationError(message, failures as [FailedExpectation, ...FailedExpectation[]]);
  }
}

/** The workflows that an expectation says something about. */
export function workflowsNamed({ workflow, fired = [], waitingIn = [] }: Expectation): string[] {
  return [...(workflow === undefined ? [] : [workflow]), ...fired, ...waitingIn];
}

function isEvent(stimulus: Stimulus | FiredEvent): stimulus is FiredEvent {
  return typeof stimulus === 'object' && stimulus !== null && 'type' in stimulus;
}

/** Takes the package's own frames off an error's stack, where the platform can: what is shown is the line of the test. */
function fromCaller(error: unknown, called: (...given: never[]) => unknown): unknown {
  const { captureStackTrace } = Error as { captureStackTrace?: (error: Error, called: unknown) => void };
  if (error instanceof Error) {
    captureStackTrace?.(error, called);
  }
  return error;
}
