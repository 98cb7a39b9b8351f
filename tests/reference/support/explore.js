/** Makes cases from a seed, runs each in the model and in the engine, and keeps the first that differs. */
import fc from 'fast-check';
import { makeCase } from '../generate/case.js';
import { knownStepTypes } from '../generate/steps.js';
import { readVocabulary } from '../generate/vocabulary.js';
import { Coverage } from './coverage.js';
import { runCase } from './run-case.js';

/**
 * @param {import('@rehearse/engine').Engine} engine
 * @returns {{ cases: number, halted: number, refused: number, entries: number, coverage: Coverage,
 *   found: import('../generate/case.js').Case | null }}
 */
export function explore(engine, { seed, cases }) {
  const vocabulary = readVocabulary(engine.catalog, knownStepTypes);
  const seen = { cases: 0, halted: 0, refused: 0, entries: 0, coverage: new Coverage(), found: null };
  const isSame = (draw) => {
    const made = makeCase(draw, vocabulary);
    const { difference, journal, refused, hasHalted } = runCase(engine, made);
    seen.cases += 1;
    seen.halted += hasHalted ? 1 : 0;
    seen.refused += refused;
    seen.entries += journal.length;
    seen.coverage.addJournal(journal);
    seen.found = difference === null ? null : made;
    return difference === null;
  };
  // Cases are made smaller as documents, not here.
  const result = fc.check(fc.property(fc.gen(), isSame), { seed, numRuns: cases, endOnFailure: true });
  if (result.failed && seen.found === null) {
    throw result.errorInstance ?? new Error('the property failed without a difference');
  }
  return seen;
}
