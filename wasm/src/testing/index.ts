/**
 * Workflows as tests of `node:test`, Vitest and their like: {@link scenarioTests} makes tests of a scenario file,
 * {@link loadGiven} gives `given(workspace).when(…).expect(…)`.
 * @module
 */

export type { FailedExpectation } from '../words/failure-words.js';
export { ExpectationError } from './expectation-error.js';
export {
  type Given,
  type GivenOptions,
  loadGiven,
  type Rehearsal,
  type SimulationView,
} from './given.js';
export { type ScenarioSource, type ScenarioTestsOptions, scenarioTests, type TestFunction } from './scenario-tests.js';
