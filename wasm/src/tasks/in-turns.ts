import { check, checkScenarios } from '../checks.js';
import { documentText } from '../input.js';
import { Turns } from '../platform.js';
import { disposeSymbol, type Origin, startSimulation } from '../simulation.js';
import type { CheckResult, ScenarioFile, Stimulus, TestResult, Workspace } from '../types.js';
import {
  type AsyncEngine,
  type CheckScenariosTaskOptions,
  disposed,
  type RunOptions,
  type RunResult,
  type TaskOptions,
  type TestTaskOptions,
} from './async-engine.js';
import { runSteps } from './run-steps.js';
import { inTurns, type Steps } from './steps.js';
import { testSteps } from './test-steps.js';

/** What takes long, on this thread: others have their turn between a scenario, or a stimulus, and the next. */
export class EngineInTurns implements AsyncEngine {
  readonly #origin: Origin;
  readonly #end = new AbortController();
  readonly #turns = new Turns();

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  get ended(): Error | null {
    return this.#end.signal.reason ?? null;
  }

  async check(workspace: Workspace | string, { signal }: TaskOptions = {}): Promise<CheckResult> {
    return this.#do(() => check(this.#origin.native, workspace), signal);
  }

  async checkScenarios(
    scenario: ScenarioFile | string,
    { workspace, signal }: CheckScenariosTaskOptions = {},
  ): Promise<CheckResult> {
    return this.#do(() => checkScenarios(this.#origin.native, scenario, workspace), signal);
  }

  async test(
    scenario: ScenarioFile | string,
    { signal, workspace, ...options }: TestTaskOptions = {},
  ): Promise<TestResult> {
    // What is handed over may be changed while others have their turn.
    const text = documentText(scenario, 'scenario');
    const given = workspace === undefined ? undefined : documentText(workspace, 'workspace');
    return this.#inTurns(testSteps(this.#origin.native, text, { ...options, workspace: given }), signal);
  }

  async run(
    workspace: Workspace | string,
    stimuli: readonly Stimulus[],
    { signal, drafts, ...options }: RunOptions = {},
  ): Promise<RunResult> {
    const text = documentText(workspace, 'workspace');
    const ownStimuli: Stimulus[] = JSON.parse(documentText([...stimuli], 'stimuli'));
    const explain = options.explain && { ...options.explain };
    const start = () => startSimulation(this.#origin, text, drafts);
    return this.#inTurns(runSteps(start, ownStimuli, { ...options, explain }), signal);
  }

  dispose(): void {
    this.#end.abort(disposed());
  }

  [disposeSymbol](): void {
    this.dispose();
  }

  #do<Result>(act: () => Result, signal: AbortSignal | undefined): Result {
    this.#end.signal.throwIfAborted();
    signal?.throwIfAborted();
    return act();
  }

  #inTurns<Result>(steps: Steps<Result>, signal: AbortSignal | undefined): Promise<Result> {
    return inTurns(steps, this.#turns, [this.#end.signal, ...(signal === undefined ? [] : [signal])]);
  }
}
