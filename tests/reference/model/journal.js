/** The journal: a list of entries, each with all facets of its kind. */
import { formatInstant } from './time.js';

/** A stimulus that goes on and on is not modelled: `Halt` is thrown instead. */
export class Halt extends Error {}

/** Far less than where the engine halts: what goes on and on is costly, and shows nothing new. */
const mostEntries = 8_000;

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
  if (journal.length - simulation.firstOfStimulus >= mostEntries) {
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
