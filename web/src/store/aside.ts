// A version that is played aside, in a worker or in turns: loaded with the first part that asks for it.

import type { AsyncEngine, RunOptions, RunQuestion, RunResult } from '@rehearse/engine';
import type { TestSource } from './made-test.js';
import { textFrom } from './start.js';
import { type Outcome, outcomeOf, type Version } from './version.js';
import type { EventPlace } from './why-question.js';

/** What plays a version aside. */
export type Player = Pick<AsyncEngine, 'run'>;

/** Which workflow is asked about, at an event that has its place. */
export interface PlacedQuestion {
  contact: string;
  workflow: string;
  event: EventPlace;
}

/**
 * Plays a version aside, and tells where it leads to, and why the workflow that is asked about did or did not start.
 * Rejects with what the engine says of a workspace that it cannot run.
 */
export function playedAside(
  player: Player,
  { text, stimuli, runsDrafts, start = null }: Version,
  { asked, ...options }: Omit<RunOptions, 'explain' | 'drafts'> & { asked?: PlacedQuestion } = {},
): Promise<RunResult> {
  const done = stimuli.filter(({ skipped }) => !skipped).map(({ stimulus }) => stimulus);
  return player.run(textFrom(text, start), done, {
    ...options,
    drafts: runsDrafts ? 'run' : 'skip',
    explain: asked && questionOf(asked, stimuli),
  });
}

/** The question, its event by its place among the stimuli that are done. */
function questionOf({ contact, workflow, event }: PlacedQuestion, stimuli: Version['stimuli']): RunQuestion {
  const { run, type, number } = event;
  const before = stimuli.slice(0, run).filter(({ skipped }) => !skipped).length;
  // What is passed over leads to no event.
  const stimulus = stimuli[run]?.skipped ? stimuli.length : before;
  return { workflow, contact, type, number, stimulus };
}

/** Where a run led to. */
export function outcomeOfRun({ contacts, outbox, stats, now, stimuli }: RunResult): Outcome {
  const seen = { now, contacts: () => contacts, outbox: () => outbox, stats: () => stats };
  return { ...outcomeOf(seen, []), failures: stimuli.filter(({ error }) => error !== null).length };
}

/** What was done in a run aside, of which the whole journal was asked for. */
export function doneAside({ stimuli }: Version, { stimuli: results, journal = [], contacts }: RunResult): TestSource {
  const done = stimuli
    .filter(({ skipped }) => !skipped)
    .flatMap(({ stimulus }, index) => {
      const report = results[index]?.report;
      return report ? [{ stimulus, report }] : [];
    });
  const last = done.at(-1);
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return {
    stimuli: done.map(({ stimulus }) => stimulus),
    last: last ? journal.slice(last.report.seq - 1) : [],
    journal,
    simulation: { contact: (id) => byId.get(id) },
  };
}
