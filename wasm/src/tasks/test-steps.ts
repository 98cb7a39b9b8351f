import { scenarioTexts } from '../checks.js';
import type { TestOptions } from '../engine.js';
import type { Native } from '../native.js';
import type { ScenarioFile, ScenarioResult, TestResult } from '../types.js';
import type { Steps } from './steps.js';

/** Runs a scenario file, scenario by scenario: it stops after each, and whoever asks for the next goes on with it. */
export function* testSteps(
  native: Native,
  scenario: ScenarioFile | string,
  { workspace, journals = false, coverage = false, filter = () => true, onScenario }: TestOptions,
): Steps<TestResult> {
  const texts = scenarioTexts(scenario, workspace);
  if ('code' in texts) {
    return { ok: false, diagnostics: [texts], scenarios: [] };
  }
  const opened = native.ask('testOpen', texts.scenario, texts.workspaceGiven, texts.workspace);
  const { diagnostics, scenarios, test } = opened;
  const results: ScenarioResult[] = [];
  if (test === undefined) {
    return { ok: false, diagnostics, scenarios: results };
  }
  try {
    for (const [index] of [...scenarios.entries()].filter(([index, place]) => filter(place, index))) {
      const result = native.ask('testRun', test, index, journals, coverage);
      results.push(result);
      if (onScenario?.(result, index) === false) {
        break;
      }
      yield;
    }
    const result: TestResult = { ok: results.every(({ ok }) => ok), diagnostics, scenarios: results };
    return coverage ? { ...result, coverage: native.ask('testCoverage', test).coverage } : result;
  } finally {
    native.release(test, 'testDispose');
  }
}
