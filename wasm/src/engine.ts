import { UsageError, WorkspaceError } from './errors.js';
import { documentText, encodableText, unencodable } from './input.js';
import type { Native } from './native.js';
import { Simulation } from './simulation.js';
import type { Catalog, CheckResult, Diagnostic, ScenarioFile, TestResult, Workspace } from './types.js';

export interface SimulateOptions {
  /** `run` treats workflows that are drafts as published; `skip` by default. */
  drafts?: 'skip' | 'run' | undefined;
}

export interface CheckScenariosOptions {
  /** The document that the scenario file's `workspace` names, where that is a path. */
  workspace?: Workspace | string | undefined;
}

export interface TestOptions extends CheckScenariosOptions {
  /** Whether each scenario's result has its whole journal. */
  journals?: boolean | undefined;
}

/**
 * The engine, loaded. It keeps nothing between calls but the simulations that it has started.
 *
 * Documents are given as JSON text or as objects. The `line` and `column` of diagnostics are those of the text given;
 * for an object they are those of `JSON.stringify(object)`, and `path` tells the place.
 */
export class Engine {
  readonly #native: Native;
  readonly #registry: FinalizationRegistry<number>;
  #catalog: Catalog | undefined;

  /** @internal */
  constructor(native: Native) {
    this.#native = native;
    this.#registry = new FinalizationRegistry((handle) => native.release(handle));
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
    const text = documentText(workspace, 'workspace');
    const problem = unencodable(text);
    return problem ? { ok: false, diagnostics: [problem] } : this.#native.ask('check', text);
  }

  /**
   * A workspace written back with the project's layout and order of keys; keys that start with `x-` are kept.
   * @throws WorkspaceError
   */
  format(workspace: Workspace | string): string {
    return this.#native.ask('format', encodableText(workspace, 'workspace', WorkspaceError)).text;
  }

  /**
   * Starts a simulation of a workspace.
   * @throws WorkspaceError
   */
  simulate(workspace: Workspace | string, { drafts = 'skip' }: SimulateOptions = {}): Simulation {
    if (drafts !== 'skip' && drafts !== 'run') {
      throw new UsageError('usage.argument', `drafts must be 'skip' or 'run', not ${String(drafts)}.`);
    }
    const { simulation, diagnostics } = this.#native.ask(
      'simulate',
      encodableText(workspace, 'workspace', WorkspaceError),
      drafts === 'run',
    );
    return new Simulation(this.#native, this.#registry, simulation, diagnostics);
  }

  /** What is wrong with a scenario file, which is not run; `ok` where it can be. */
  checkScenarios(scenario: ScenarioFile | string, { workspace }: CheckScenariosOptions = {}): CheckResult {
    const texts = scenarioTexts(scenario, workspace);
    return 'code' in texts
      ? { ok: false, diagnostics: [texts] }
      : this.#native.ask('checkScenarios', texts.scenario, texts.workspaceGiven, texts.workspace);
  }

  /**
   * Runs every scenario of a scenario file. Documents that cannot be used are told by `diagnostics`, not thrown.
   */
  test(scenario: ScenarioFile | string, { workspace, journals = false }: TestOptions = {}): TestResult {
    const texts = scenarioTexts(scenario, workspace);
    return 'code' in texts
      ? { ok: false, diagnostics: [texts], scenarios: [] }
      : this.#native.ask('test', texts.scenario, texts.workspaceGiven, texts.workspace, journals);
  }
}

interface ScenarioTexts {
  scenario: string;
  workspaceGiven: boolean;
  /** Empty where none is given. */
  workspace: string;
}

/** A scenario file and its workspace as texts, or what keeps one of them from being handed to the engine. */
function scenarioTexts(
  scenario: ScenarioFile | string,
  workspace: Workspace | string | undefined,
): ScenarioTexts | Diagnostic {
  const workspaceGiven = workspace !== undefined;
  const texts = {
    scenario: documentText(scenario, 'scenario'),
    workspaceGiven,
    workspace: workspaceGiven ? documentText(workspace, 'workspace') : '',
  };
  return unencodable(texts.scenario) ?? unencodable(texts.workspace) ?? texts;
}

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
