import type { FailedExpectation, FailureWords } from '../words/failure-words.js';

/** A failure, and what happened before it: lines of text. */
export interface ToldFailure {
  failure: FailedExpectation;
  story: readonly string[];
}

/**
 * The message of failures, one after the other; its first line says what the first of them is, and how many more there
 * are.
 * @param where the file that they are in and its text; none where the stack tells the place
 */
export function failureMessage(
  told: readonly ToldFailure[],
  words: FailureWords,
  where: { file?: string | undefined; source?: string | undefined } = {},
): string {
  const texts = told.map(({ failure, story }, index) => {
    const others = index === 0 ? told.length - 1 : 0;
    return words.lines(failure, { ...where, story, others, previous: told[index - 1]?.failure }).join('\n');
  });
  return texts.join('\n\n');
}
