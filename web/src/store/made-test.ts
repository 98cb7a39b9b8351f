import type { Entry, Scenario, Simulation, Stimulus, Workspace } from '@rehearse/engine';
import { scenarioOf } from '../document/scenario.js';
import { stimuliTo, type TimelineStart } from './start.js';
import { entriesOf } from './timeline.js';
import type { Run } from './version.js';

/** What a test is made of: what was done, and what came of it. */
export interface TestSource {
  /** Those that could be run. */
  stimuli: readonly Stimulus[];
  /** What the last of them wrote. */
  last: readonly Entry[];
  journal: readonly Entry[];
  /** The world that they led to. */
  simulation: Pick<Simulation, 'contact'>;
}

/** Where it was done. */
interface Where {
  /** The workspace that ran. */
  workspace: Workspace;
  /** Where the timeline starts, if not as the workspace says. */
  start: TimelineStart | null;
  runsDrafts: boolean;
}

/** A test that does the same and expects what came of it; null where no test can start as the timeline does. */
export function madeTest(
  name: string,
  { stimuli, ...done }: TestSource,
  { workspace, start, runsDrafts }: Where,
): Scenario | null {
  const before = stimuliTo(start, workspace);
  if (!before) return null;
  const contacts = start?.contacts ?? [];
  return scenarioOf(name, { ...done, stimuli: [...before, ...stimuli], contacts, runsDrafts });
}

/** What was done on a timeline. */
export function doneOn(runs: readonly Run[], simulation: Simulation): TestSource {
  const done = runs.filter(({ skipped, error }) => !skipped && error === null);
  return {
    stimuli: done.map(({ stimulus }) => stimulus),
    last: entriesOf(done.at(-1) ?? null),
    journal: simulation.journal(),
    simulation,
  };
}

/** A name that none of the tests has: the one asked for, or with a number behind it. */
export function freeName(scenarios: readonly Scenario[], wanted: string): string {
  const taken = new Set(scenarios.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (!taken.has(name)) return name;
  }
}
