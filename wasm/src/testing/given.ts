import { withoutMark } from '../document-text.js';
import type { Engine } from '../engine.js';
import { ScenarioError, UsageError } from '../errors.js';
import { documentText } from '../input.js';
import { loadEngine } from '../loader.js';
import type { Report } from '../report.js';
import type { Simulation } from '../simulation.js';
import { perform } from '../stimulus.js';
import type {
  Contact,
  Diagnostic,
  Expectation,
  ExpectationFailure,
  FiredEvent,
  Stimulus,
  TestResult,
  Workspace,
} from '../types.js';
import { JournalWords } from '../words/journal-words.js';
import { ExpectationError, type FailedExpectation } from './expectation-error.js';
import { failureText } from './failure-text.js';
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
  /** The workspace's text, with the contacts given. */
  readonly #workspace: string;
  readonly #drafts: 'skip' | 'run';
  readonly #simulation: Simulation;
  readonly #happened: Happened[] = [];

  /** @internal */
  constructor(engine: Engine, workspace: Workspace | string, { contacts = [], drafts = 'skip' }: GivenOptions) {
    this.#engine = engine;
    let simulation = engine.simulate(workspace, { drafts });
    let text = documentText(workspace, 'workspace');
    if (contacts.length > 0) {
      simulation.dispose();
      checkContacts(engine, text, contacts);
      text = JSON.stringify(withContacts(JSON.parse(withoutMark(text)), contacts));
      simulation = engine.simulate(text, { drafts });
    }
    this.#workspace = text;
    this.#drafts = drafts;
    this.#simulation = simulation;
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
      // A copy: what the test does to its object afterwards has not happened.
      this.#happened.push({ step: structuredClone(step), report });
      if (report.halted) {
        this.#fail([], this.when);
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
    this.#fail(expectations, this.expect);
    return this;
  }

  /** The simulation, for whatever `expect` has no word for. */
  get simulation(): SimulationView {
    return this.#simulation;
  }

  /** What the last stimulus did; `undefined` before the first. */
  get report(): Report | undefined {
    return this.#happened.at(-1)?.report;
  }

  /** Throws where expectations do not hold, or where a stimulus was halted. @param caller what the test has called */
  #fail(expectations: readonly Expectation[], caller: (...given: never[]) => unknown): void {
    try {
      const failures = this.#failuresOf(expectations);
      const [first, ...others] = failures;
      if (first !== undefined) {
        const story = whatHappened(this.#simulation, this.#happened, expectations.flatMap(workflowsNamed));
        const text = failureText(
          failures.map((failure) => ({ failure, place: '', story })),
          new JournalWords(this.#engine.catalog),
        );
        throw new ExpectationError(text, [first, ...others]);
      }
    } catch (error) {
      throw fromCaller(error, caller);
    }
  }

  #failuresOf(expectations: readonly Expectation[]): FailedExpectation[] {
    const first = this.#happened.length;
    const steps = [...this.#happened.map(({ step }) => step), ...expectations.map((expect) => ({ expect }))];
    const scenario = { name: 'rehearsal', drafts: this.#drafts, steps };
    const result = this.#engine.test(
      { rehearse: 1, workspace: 'workspace', scenarios: [scenario] },
      { workspace: this.#workspace },
    );
    return failuresOf(result).map((failure) => {
      const expectation = expectations[failure.step - first];
      return { ...failure, subject: expectation === undefined ? '' : subjectOf(failure, expectation) };
    });
  }
}

/** @throws ScenarioError for contacts that cannot be laid over a workspace's */
function checkContacts(engine: Engine, workspace: string, contacts: readonly Contact[]): void {
  // The step is there because there must be one: nothing is run.
  const scenario = { name: 'rehearsal', contacts: [...contacts], steps: [{ advance: '1s' }] };
  const { ok, diagnostics } = engine.checkScenarios(
    { rehearse: 1, workspace: 'workspace', scenarios: [scenario] },
    { workspace },
  );
  if (!ok) {
    throw unusable('contacts', diagnostics, /^\/scenarios\/0\/contacts/);
  }
}

/** @param above what stands before the place that the caller knows */
function unusable(what: string, diagnostics: readonly Diagnostic[], above: RegExp): ScenarioError {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return new ScenarioError(
    `The ${what} cannot be used.`,
    errors.map((diagnostic) => ({ ...diagnostic, path: diagnostic.path.replace(above, '') })),
  );
}

/** The failures of a result's one scenario. @throws ScenarioError where it was not run */
function failuresOf({ scenarios: [scenario], diagnostics }: TestResult): ExpectationFailure[] {
  if (scenario === undefined) {
    throw unusable('expectation', diagnostics, /^\/scenarios\/0\/steps\/\d+\/expect/);
  }
  return scenario.failures;
}

const ofWorkflow: ReadonlySet<string> = new Set(['enrolled', 'active', 'finished', 'refused']);
const ofNobody: ReadonlySet<string> = new Set(['fired', 'notFired', 'locked', 'messages']);

/** Whom a key of an expectation speaks of. */
export function subjectOf({ expectation }: ExpectationFailure, { contact, workflow }: Expectation): string {
  if (ofNobody.has(expectation)) {
    return '';
  }
  return (ofWorkflow.has(expectation) ? workflow : contact) ?? '';
}

/** The workflows that an expectation says something about. */
export function workflowsNamed({ workflow, fired = [], waitingIn = [] }: Expectation): string[] {
  return [...(workflow === undefined ? [] : [workflow]), ...fired, ...waitingIn];
}

function isEvent(stimulus: Stimulus | FiredEvent): stimulus is FiredEvent {
  return typeof stimulus === 'object' && stimulus !== null && 'type' in stimulus;
}

/** The workspace with contacts added, or laid over those of the same id, key by key. */
export function withContacts(workspace: Workspace, contacts: readonly Contact[]): Workspace {
  const all = [...(workspace.contacts ?? [])];
  for (const contact of contacts) {
    const place = all.findIndex(({ id }) => id === contact.id);
    const same = all[place];
    if (same === undefined) {
      all.push(contact);
    } else {
      const fields = { ...same.fields, ...contact.fields };
      all[place] = { ...same, ...contact, ...(Object.keys(fields).length > 0 && { fields }) };
    }
  }
  return { ...workspace, contacts: all };
}

/** Takes the package's own frames off an error's stack, where the platform can: what is shown is the line of the test. */
function fromCaller(error: unknown, called: (...given: never[]) => unknown): unknown {
  const { captureStackTrace } = Error as { captureStackTrace?: (error: Error, called: unknown) => void };
  if (error instanceof Error) {
    captureStackTrace?.(error, called);
  }
  return error;
}
