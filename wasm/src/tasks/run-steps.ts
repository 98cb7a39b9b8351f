import { EventError, UsageError } from '../errors.js';
import type { Simulation } from '../simulation.js';
import type { Entry, EventEntry, Explanation, Stimulus } from '../types.js';
import type { RunEvent, RunOptions, RunQuestion, RunResult, StimulusResult } from './async-engine.js';
import type { Steps } from './steps.js';

/**
 * Does to a simulation what the stimuli say, one a step, and reads where that leads to. The simulation is disposed of in
 * the end.
 */
export function* runSteps(
  start: () => Simulation,
  stimuli: readonly Stimulus[],
  { journal = false, explain }: Pick<RunOptions, 'journal' | 'explain'>,
): Steps<RunResult> {
  const simulation = start();
  try {
    const entries: Entry[] = [];
    const results: StimulusResult[] = [];
    let seq = explain !== undefined && 'seq' in explain ? explain.seq : undefined;
    for (const [index, stimulus] of stimuli.entries()) {
      yield;
      const isAskedAbout = explain !== undefined && 'stimulus' in explain && explain.stimulus === index;
      const { result, read } = applied(simulation, stimulus, journal || isAskedAbout);
      results.push(result);
      if (isAskedAbout) {
        seq = eventIn(read, explain)?.seq;
      }
      if (journal) {
        // One by one: a call takes fewer arguments than a stimulus may write entries.
        for (const entry of read) {
          entries.push(entry);
        }
      }
    }
    yield;
    const { diagnostics, now, nextDue } = simulation;
    const explanation = explain === undefined ? null : explained(simulation, seq, explain);
    const contacts = simulation.contacts();
    yield;
    const [outbox, stats] = [simulation.outbox(), simulation.stats()];
    const found = { diagnostics, stimuli: results, now, nextDue, contacts, outbox, stats, explanation };
    return journal ? { ...found, journal: entries } : found;
  } finally {
    simulation.dispose();
  }
}

/** Does what one stimulus says, and reads what it wrote where that is wanted. */
function applied(
  simulation: Simulation,
  stimulus: Stimulus,
  wantsEntries: boolean,
): { result: StimulusResult; read: readonly Entry[] } {
  try {
    const report = simulation.apply(stimulus);
    const { seq, halted, diagnostics } = report;
    return { result: { report: { seq, halted, diagnostics }, error: null }, read: wantsEntries ? report.entries : [] };
  } catch (error) {
    if (error instanceof EventError || error instanceof UsageError) {
      return { result: { report: null, error }, read: [] };
    }
    throw error;
  }
}

function eventIn(entries: readonly Entry[], { contact, type, number = 0 }: RunEvent): EventEntry | undefined {
  const isIt = (entry: Entry): entry is EventEntry =>
    entry.kind === 'event' && entry.contact === contact && entry.event.type === type;
  return entries.filter(isIt)[number];
}

function explained(simulation: Simulation, seq: number | undefined, { workflow }: RunQuestion): Explanation | null {
  return seq === undefined ? null : simulation.explain(seq, workflow);
}
