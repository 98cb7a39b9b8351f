import type { Engine, Scenario, TestResult } from '@rehearse/engine';

/** The tests of a workspace: scenarios, and what comes of them in the version that is written at the moment. */
export class ScenarioTests {
  #scenarios: readonly Scenario[] = [];
  #result: TestResult | null = null;
  /** The workspace that `#result` is of. */
  #workspace = '';

  get scenarios(): readonly Scenario[] {
    return this.#scenarios;
  }

  set scenarios(scenarios: readonly Scenario[]) {
    this.#scenarios = scenarios;
    this.#result = null;
  }

  /** Runs all of them; once for each version of the workspace. */
  run(engine: Engine, workspace: string): TestResult {
    if (this.#result === null || workspace !== this.#workspace) {
      this.#result = engine.test(
        { rehearse: 1, workspace: 'given beside it', scenarios: [...this.#scenarios] },
        { workspace, coverage: true },
      );
      this.#workspace = workspace;
    }
    return this.#result;
  }
}

/** A name that none of the tests has: the one asked for, or with a number behind it. */
export function freeName(scenarios: readonly Scenario[], wanted: string): string {
  const taken = new Set(scenarios.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (!taken.has(name)) return name;
  }
}
