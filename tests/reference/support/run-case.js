/** Runs a case in the model and in the engine, and compares all that can be seen of both. */
import { Halt } from '../model/journal.js';
import { contactsOf, nextDueOf, nowOf, simulate, stimulate } from '../model/simulation.js';
import { firstDifference, text } from './compare.js';

/**
 * @typedef {{ what: string, model: unknown, engine: unknown }} Difference
 * @typedef {{ difference: Difference | null, journal: object[], refused: number, hasHalted: boolean }} Outcome
 *   `hasHalted`: the model did not follow the last stimulus to its end
 */

/**
 * @param {import('@rehearse/engine').Engine} engine
 * @param {import('../generate/case.js').Case} given
 * @param {{ follows?: number }} options see `simulate`
 * @returns {Outcome}
 */
export function runCase(engine, { workspace, drafts, stimuli }, { follows } = {}) {
  const model = simulate(workspace, { drafts, follows });
  const simulation = engine.simulate(workspace, { drafts });
  try {
    return compareRuns(model, simulation, stimuli);
  } finally {
    simulation.dispose();
  }
}

function compareRuns(model, simulation, stimuli) {
  let refused = 0;
  let difference = null;
  let hasHalted = false;
  for (const [index, { step, isBad }] of stimuli.entries()) {
    const isRefused = { model: isBad, engine: false };
    try {
      isRefused.model = isBad || !stimulate(model, step);
    } catch (error) {
      if (!(error instanceof Halt)) {
        throw error;
      }
      // The engine goes further than the model follows: what the model has is the beginning.
      stimulateEngine(simulation, step);
      hasHalted = true;
      break;
    }
    isRefused.engine = !stimulateEngine(simulation, step);
    refused += isRefused.model ? 1 : 0;
    difference = differenceOf(`stimulus ${index + 1} is refused`, isRefused.model, isRefused.engine);
    difference ??= differenceOf(`now after stimulus ${index + 1}`, nowOf(model), simulation.now);
    difference ??= differenceOf(`nextDue after stimulus ${index + 1}`, nextDueOf(model), simulation.nextDue);
    if (difference !== null) {
      break;
    }
  }
  const journal = simulation.journal();
  const inJournal = firstDifference(model.journal, hasHalted ? journal.slice(0, model.journal.length) : journal);
  if (inJournal !== null) {
    difference = { what: `journal, entry ${inJournal.index + 1}`, ...inJournal };
  }
  if (!hasHalted) {
    difference ??= differenceOf('contacts', contactsOf(model), simulation.contacts());
  }
  return { difference, journal: model.journal, refused, hasHalted };
}

function differenceOf(what, model, engine) {
  return text(model) === text(engine) ? null : { what, model, engine };
}

/** Whether it could be run. */
function stimulateEngine(simulation, step) {
  const [[name, value]] = Object.entries(step);
  try {
    if (name === 'edit') {
      const { contact, ...changes } = value;
      simulation.edit(contact, changes);
    } else if (name === 'unlock') {
      simulation.unlock(value.contact, value.workflow);
    } else {
      simulation[name](value);
    }
    return true;
  } catch (error) {
    if (error.code?.startsWith('event.') || error.code?.startsWith('usage.')) {
      return false;
    }
    throw error;
  }
}
