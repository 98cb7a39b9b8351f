/** Tells of a difference: the smallest case as a scenario file, and the first entry that differs, of both. */
import { reduce } from './reduce.js';
import { runCase } from './run-case.js';

/** The smallest case that still differs in the same way. */
export function smallestCase(engine, found) {
  const wanted = signature(runCase(engine, found).difference);
  return reduce(found, (smaller) => {
    try {
      return signature(runCase(engine, smaller).difference) === wanted;
    } catch {
      // The engine does not take it.
      return false;
    }
  });
}

/** What differs, without where: entries by their kinds. */
function signature(difference) {
  if (difference === null) {
    return null;
  }
  const { what, model, engine } = difference;
  return [what.replace(/\d+/g, ''), model?.kind, engine?.kind].join(' ');
}

/** @param {import('../generate/case.js').Case} given */
export function scenarioFile({ workspace, drafts, stimuli }) {
  const steps = stimuli.map(({ step }) => step);
  const scenario = { name: 'model and engine differ', ...(drafts === undefined ? {} : { drafts }), steps };
  return { rehearse: 1, workspace, scenarios: [scenario] };
}

/** @returns {string} all there is to say of a case that differs */
export function describeDifference(engine, found) {
  const smallest = smallestCase(engine, found);
  const { difference } = runCase(engine, smallest);
  return [
    'The model and the engine differ. As a scenario file:',
    JSON.stringify(scenarioFile(smallest), null, 2),
    `They differ in: ${difference.what}`,
    `model:  ${JSON.stringify(difference.model)}`,
    `engine: ${JSON.stringify(difference.engine)}`,
  ].join('\n');
}
