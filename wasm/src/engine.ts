import { check, checkScenarios } from './checks.js';
import { mergeCoverage } from './coverage.js';
import { ScenarioError, WorkspaceError } from './errors.js';
import { encodableText, textArgument } from './input.js';
import type { Native } from './native.js';
import { checkedOptions } from './replay/options.js';
import type { CompareOptions } from './replay/replay-options.js';
import { merge } from './replay/report.js';
import type { SampleOptions } from './replay/sample.js';
import type { LogSource } from './replay/source.js';
import { type Origin, originOf, type Simulation, startSimulation } from './simulation.js';
import type { AsyncEngine } from './tasks/async-engine.js';
import { EngineInTurns } from './tasks/in-turns.js';
import { allAtOnce } from './tasks/steps.js';
import { testSteps } from './tasks/test-steps.js';
import { openTrace } from './trace.js';
import type {
  Catalog,
  CheckResult,
  Contact,
  ContactEvents,
  Coverage,
  LogSample,
  ReplayComparison,
  ReplayReport,
  ScenarioFile,
  ScenarioPlace,
  ScenarioResult,
  TestResult,
  Trace,
  Workspace,
} from './types.js';

/** How a simulation is started. */
export interface SimulateOptions {
  /** `run` treats workflows that are drafts as published; `skip` by default. */
  drafts?: 'skip' | 'run' | undefined;
}

/** What a scenario file is checked with. */
export interface CheckScenariosOptions {
  /** The document that the scenario file's `workspace` names, where that is a path. */
  workspace?: Workspace | string | undefined;
}

/** How a scenario file is run. */
export interface TestOptions extends CheckScenariosOptions {
  /** Whether each scenario's result has its whole journal. */
  journals?: boolean | undefined;
  /** Whether to tell what the scenarios that were run exercised of the workspace. */
  coverage?: boolean | undefined;
  /** Says which scenarios to run, and is asked of all before the first is run; all by default. */
  filter?: ((scenario: ScenarioPlace, index: number) => boolean) | undefined;
  /** Hears of each scenario when it was run, and before the next is; `false` ends the test. */
  onScenario?: ((result: ScenarioResult, index: number) => unknown) | undefined;
}

/**
 * The engine, loaded. It keeps nothing between calls but the simulations that it has started.
 *
 * Documents are given as JSON text or as objects. The `line` and `column` of diagnostics are those of the text given;
 * for an object they are those of `JSON.stringify(object)`, and `path` tells the place.
 */
export class Engine {
  readonly #native: Native;
  readonly #origin: Origin;
  #catalog: Catalog | undefined;

  /** @internal */
  constructor(native: Native) {
    this.#native = native;
    const replays = () => import('./replay/replay-log.js');
    this.#origin = originOf(native, () => this.catalog, replays);
    this.version = native.call('version');
  }

  /** The engine's version. */
  readonly version: string;

  /** Event types, fields, operators and step types: what a form needs to build itself. Frozen. */
  get catalog(): Catalog {
    this.#catalog ??= freeze(this.#native.ask('catalog'));
    return this.#catalog;
  }

  /** How many simulations are in the engine's memory. */
  get simulationCount(): number {
    return this.#native.call('simulationCount');
  }

  /** What is wrong with a workspace; `ok` where it can be run. */
  check(workspace: Workspace | string): CheckResult {
    return check(this.#native, workspace);
  }

  /**
   * A workspace written back with the project's layout and order of keys; keys that start with `x-` are kept.
   * @throws WorkspaceError
   */
  format(workspace: Workspace | string): string {
    return this.#native.ask('format', encodableText(workspace, 'workspace', WorkspaceError)).text;
  }

  /**
   * A workspace's text with contacts added, or laid over those of the same id, key by key, as those of a scenario are.
   * @throws WorkspaceError
   * @throws ScenarioError for contacts that cannot be used
   * @internal
   */
  layContacts(workspace: Workspace | string, contacts: readonly Contact[]): string {
    const text = encodableText(workspace, 'workspace', WorkspaceError);
    return this.#native.ask('layContacts', text, encodableText(contacts, 'contacts', ScenarioError)).text;
  }

  /**
   * Starts a simulation of a workspace.
   * @throws WorkspaceError
   */
  simulate(workspace: Workspace | string, { drafts }: SimulateOptions = {}): Simulation {
    return startSimulation(this.#origin, workspace, drafts);
  }

  /**
   * Opens a trace, such as `rehearse run --trace` writes: starts its workspace and does all that was done. The simulation
   * then stands where that run ended, with the same journal. Step by step it goes by hand: `simulate(trace.workspace, trace)`,
   * then `simulation.apply(stimulus)` for each of `trace.stimuli`.
   * @throws UsageError for what is no trace
   * @throws WorkspaceError
   * @throws EventError for a stimulus that cannot be run
   */
  openTrace(trace: Trace | string): Simulation {
    return openTrace(trace, (workspace, drafts) => this.simulate(workspace, { drafts }));
  }

  /**
   * Replays a log of past events through two versions of a workspace in one pass, and says what differs: who ends with
   * another score, which workflows start more or less often, who crosses a score in one and not in the other.
   * @param log a text with line breaks, a path (in Node), a `File`, a stream …
   * @throws WorkspaceError for a version that cannot be used
   * @throws LogError for a log that cannot be read at all; rows that cannot be used are told by the reports
   * @throws UsageError for wrong options
   */
  async compare(
    a: Workspace | string,
    b: Workspace | string,
    log: LogSource,
    options: CompareOptions = {},
  ): Promise<ReplayComparison> {
    const workspaces = [
      encodableText(a, 'workspace', WorkspaceError),
      encodableText(b, 'workspace', WorkspaceError),
    ] as const;
    const settings = checkedOptions(options, true, false, this.catalog);
    const { replayLog } = await import('./replay/replay-log.js');
    return replayLog(this.#native, workspaces, log, settings, options, false);
  }

  /**
   * Looks at the beginning of a log: its columns, its first rows, and what they seem to be, for whoever asks a person how
   * to replay it.
   * @param log a text with line breaks, a path (in Node), a `File` …
   * @throws LogError for what is no log: empty, without a header, or no text in UTF-8
   */
  async sampleLog(log: LogSource, options: SampleOptions = {}): Promise<LogSample> {
    const { sampleLog } = await import('./replay/sample.js');
    return sampleLog(log, options, this.catalog);
  }

  /**
   * The events of one contact of a log, read as a replay reads it: what a simulation is fed to see that contact's way
   * step by step. Rows that a replay cannot use are left out.
   * @param most how many at the most
   * @param options those of the replay; with `background` a worker reads the log
   * @throws LogError for a log that cannot be read at all
   * @throws UsageError for wrong options
   */
  async contactEvents(
    log: LogSource,
    contact: string,
    most: number,
    options: CompareOptions = {},
  ): Promise<ContactEvents> {
    textArgument(contact, 'contact');
    const settings = checkedOptions(options, true, false, this.catalog);
    const { contactEventsOf } = await import('./replay/replay-log.js');
    return contactEventsOf(this.#native, log, contact, most, settings, options);
  }

  /**
   * The report of a replay, or of a comparison, that was done in parts: by several processes, each with another
   * `partition` of the same log.
   * @param parts the `part` of each one's report, in any order
   * @throws UsageError where they are not all parts of one replay
   */
  merge(parts: readonly string[]): ReplayReport | ReplayComparison {
    return merge(this.#native, parts);
  }

  /** How many replays are in the engine's memory: those under way. */
  get replayCount(): number {
    return this.#native.call('replayCount');
  }

  /**
   * Coverage of several simulations or test files as one. What is of one workspace is added up: of the same workflows
   * with the same settings, triggers, steps and conditions. Other workspaces stand beside each other, in the order in
   * which they come.
   * @param coverages what `simulation.coverage()`, `engine.test` and this method gave, here or in another process
   * @throws UsageError for what is none
   */
  mergeCoverage(coverages: Iterable<Coverage>): Coverage {
    return mergeCoverage(this.#native, coverages);
  }

  /** What is wrong with a scenario file, which is not run; `ok` where it can be. */
  checkScenarios(scenario: ScenarioFile | string, { workspace }: CheckScenariosOptions = {}): CheckResult {
    return checkScenarios(this.#native, scenario, workspace);
  }

  /**
   * What takes long, done on this thread, but so that others have their turn every 12 ms: checks, tests and whole runs,
   * with plain data in and out. What is one step is done at once, however long it takes: a check, a scenario, a stimulus.
   */
  inTurns(): AsyncEngine {
    return new EngineInTurns(this.#origin);
  }

  /**
   * The same in a worker of its own, which starts the module that is compiled already. Whoever asks for it disposes of it.
   * In Node the process does not wait for it while nothing is under way.
   * @throws RehearseError `engine.worker` where no worker can be started, such as under a Content-Security-Policy
   */
  async inBackground(): Promise<AsyncEngine> {
    const { startInBackground } = await import('./tasks/in-background.js');
    return startInBackground(this.#native.module);
  }

  /**
   * Runs the scenarios of a scenario file. Documents that cannot be used are told by `diagnostics`, not thrown.
   */
  test(scenario: ScenarioFile | string, options: TestOptions = {}): TestResult {
    return allAtOnce(testSteps(this.#native, scenario, options));
  }
}

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
