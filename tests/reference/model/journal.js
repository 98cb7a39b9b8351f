/** The journal: a list of entries, each with all facets of its kind. */
import { formatInstant } from './time.js';

/** Thrown where a stimulus causes more entries than a simulation is to follow. */
export class Halt extends Error {}

/** Far less than where the engine halts: what goes on and on is costly, and shows nothing new. */
export const mostFollowed = 8_000;

/** A stimulus that causes more entries than this is halted. */
const entryLimit = 100_000;

/** Whether the stimulus has come to the limit: asked before each thing that would go on. */
export function isOverLimit({ journal, firstOfStimulus }) {
  return journal.length - firstOfStimulus > entryLimit;
}

/** The stimulus is over; `left` is how much more was due at this moment. */
export function halt(simulation, left) {
  const dropped = simulation.queue.length + left;
  simulation.queue = [];
  const to = simulation.clockTo === null ? null : formatInstant(simulation.clockTo);
  write(simulation, 'halted', simulation.firstOfStimulus + 1, {}, { reason: 'entryLimit', dropped, to });
}

/**
 * Where an entry belongs: what is left out is null.
 * @typedef {{ contact?: string, workflow?: string, trigger?: string, step?: string, enrollment?: number }} Place
 */

/**
 * @param {number | null} cause
 * @param {Place} place
 * @param {object} facets those of the kind, in the order in which they are printed
 */
export function write(simulation, kind, cause, place, facets) {
  const { journal } = simulation;
  if (journal.length - simulation.firstOfStimulus >= simulation.mostFollowed) {
    throw new Halt();
  }
  const entry = {
    seq: journal.length + 1,
    at: formatInstant(simulation.now),
    cause,
    kind,
    contact: place.contact ?? null,
    workflow: place.workflow ?? null,
    trigger: place.trigger ?? null,
    step: place.step ?? null,
    enrollment: place.enrollment ?? null,
    ...facets,
  };
  journal.push(entry);
  return entry.seq;
}

/** The seqs from the stimulus to an entry. */
export function chainTo(simulation, seq) {
  const chain = [];
  for (let next = seq; next !== null; next = simulation.journal[next - 1].cause) {
    chain.unshift(next);
  }
  return chain;
}
