import type {
  CompareOptions,
  ContactEvents,
  Engine,
  ReplayComparison,
  ReplayProgress,
  ReplayReport,
  ReplayResults,
} from '@rehearse/engine';
import type { LogSetup } from './log-setup.js';
import { type Bar, ScoreTable } from './score-table.js';

/** A version of a workspace that is replayed. */
export interface ReplayedVersion {
  /** What it is, for people. */
  name: string;
  text: string;
}

/** What is to be run. */
export interface Asked {
  setup: LogSetup;
  /** The version as it is now. */
  version: ReplayedVersion;
  /** What it is compared with, or null. */
  other: ReplayedVersion | null;
  runsDrafts: boolean;
  /** The store's number of the workspace that was open. */
  loads: number;
  /** Whether a worker does it. */
  background: boolean;
}

/** What came of a replay, with all that it takes to look further into it. */
export interface Finished {
  asked: Asked;
  options: CompareOptions;
  report: ReplayReport | null;
  comparison: ReplayComparison | null;
  scores: ScoreTable;
  /** How many contacts lie where. */
  bars: readonly Bar[];
}

/** What came of the version as it is now. */
export function resultsOf({ report, comparison }: Finished): ReplayResults {
  return report ?? (comparison as NonNullable<typeof comparison>).b;
}

/** Replays a log through a version, or through two. @throws what the engine throws, or the signal's reason */
export async function runReplay(
  engine: Engine,
  asked: Asked,
  signal: AbortSignal,
  onProgress: (progress: ReplayProgress) => void,
): Promise<Finished> {
  const { setup, version, other, runsDrafts, background } = asked;
  const scores = new ScoreTable(other ? 3 : 2);
  const options = setup.options;
  const all: CompareOptions = {
    ...{ ...options, background, signal, onProgress },
    onScores: (contacts) => scores.add(contacts),
  };
  const drafts = runsDrafts ? 'run' : 'skip';
  const log = setup.log.file;
  if (other) {
    const comparison = await engine.compare(other.text, version.text, log, { ...all, drafts });
    return { asked, options, report: null, comparison, scores, bars: scores.histogram() };
  }
  const simulation = engine.simulate(version.text, { drafts });
  try {
    const report = await simulation.replay(log, all);
    return { asked, options, report, comparison: null, scores, bars: scores.histogram() };
  } finally {
    simulation.dispose();
  }
}

/** A row in which a workflow started. */
export interface StartedRow {
  contact: string;
  row: number;
  at: string;
}

/** The most rows that are looked for. */
export const mostStarts = 1000;

/** The first rows in which a workflow started: the log is read again for them. */
export async function startsOf(
  engine: Engine,
  { asked, options }: Finished,
  workflow: string,
  enrolled: number,
  text: string,
  signal: AbortSignal,
): Promise<StartedRow[]> {
  const simulation = engine.simulate(text, { drafts: asked.runsDrafts ? 'run' : 'skip' });
  try {
    const excerpts = { [workflow]: Math.min(enrolled, mostStarts) };
    const { background } = asked;
    const report = await simulation.replay(asked.setup.log.file, { ...options, background, signal, excerpts });
    return report.excerpts.map(({ contact, row, at }) => ({ contact, row, at }));
  } finally {
    simulation.dispose();
  }
}

/** The rows of one contact: the log is read again for them. */
export function rowsOf(
  engine: Engine,
  { asked, options }: Finished,
  contact: string,
  most: number,
  signal: AbortSignal,
): Promise<ContactEvents> {
  return engine.contactEvents(asked.setup.log.file, contact, most, {
    ...options,
    background: asked.background,
    signal,
  });
}
