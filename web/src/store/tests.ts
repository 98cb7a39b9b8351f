import type { Engine, Scenario, ScenarioResult, TestResult } from '@rehearse/engine';
import { Latest } from './latest.js';
import type { Tasks } from './tasks.js';
import { messageOf } from './version.js';

/** What came of the tests. */
export interface TestOutcome {
  /** The last result, or null where there is none yet. */
  result: TestResult | null;
  /** Whether they are being run anew: the result is of the version before. */
  isRunning: boolean;
  /** Whether that takes so long that a person should be told. */
  isLong: boolean;
  /** Why they could not be run, or "". */
  error: string;
}

/** The tests of a workspace: scenarios, and what comes of them in the version that is written at the moment. */
export class ScenarioTests {
  scenarios: readonly Scenario[] = [];
  #result: TestResult | null = null;
  /** What `#result` is of, test by test. */
  #results = new Map<Scenario, ScenarioResult>();
  #error = '';
  /** What was run last, or is being run, and by which engine. */
  #asked: { scenarios: readonly Scenario[]; workspace: string; engine: Engine } | null = null;
  readonly #latest: Latest;

  /** `changed` is called when there is something new to see. */
  constructor(private readonly changed: () => void) {
    this.#latest = new Latest(changed);
  }

  /** Other tests, of another workspace: nothing that came of those before stands for them. */
  open(scenarios: readonly Scenario[]): void {
    this.#latest.cancel();
    this.scenarios = scenarios;
    this.#asked = this.#result = null;
    this.#results = new Map();
    this.#error = '';
  }

  /** What comes of all of them; each version of the workspace, and each engine, runs them anew, once somebody looks. */
  outcome(tasks: Tasks, workspace: string, engine: Engine): TestOutcome {
    const scenarios = this.scenarios;
    const asked = this.#asked;
    if (scenarios !== asked?.scenarios || workspace !== asked.workspace || engine !== asked.engine) {
      this.#asked = { scenarios, workspace, engine };
      this.#run(tasks, scenarios, workspace);
    }
    const { isRunning, isLong } = this.#latest;
    return { result: this.#result, isRunning, isLong, error: this.#error };
  }

  /** What came of one of them the last time; null where it was not run yet. */
  resultOf(scenario: Scenario): ScenarioResult | null {
    return this.#results.get(scenario) ?? null;
  }

  /** Runs those again that could not be run, once somebody looks. */
  runAgain(): void {
    this.#asked = null;
    this.changed();
  }

  /** Ends what is under way; whoever looks the next time has them run anew. */
  rest(): void {
    if (!this.#latest.isRunning) return;
    this.#latest.cancel();
    this.#asked = null;
  }

  #run(tasks: Tasks, scenarios: readonly Scenario[], workspace: string): void {
    const file = { rehearse: 1 as const, workspace: 'given beside it', scenarios: [...scenarios] };
    void this.#latest.run(
      (signal) => tasks.test(file, { workspace, coverage: true, signal }),
      (result) => this.#take(result, scenarios, ''),
      (error) => this.#take(null, scenarios, messageOf(error)),
    );
  }

  #take(result: TestResult | null, scenarios: readonly Scenario[], error: string): void {
    this.#result = result;
    this.#error = error;
    const results = result?.scenarios ?? [];
    this.#results = new Map(results.flatMap((each, index) => pair(scenarios[index], each)));
    this.changed();
  }
}

function pair(scenario: Scenario | undefined, result: ScenarioResult): [Scenario, ScenarioResult][] {
  return scenario ? [[scenario, result]] : [];
}
