import type { ExpectationFailure } from '../types.js';

/** What was there, as far as the expectation looked at it: what else there was is no difference. */
export function lookedAt({ expectation, expected, actual }: ExpectationFailure): unknown {
  return expectation === 'messages' ? messagesLike(expected, actual) : actual;
}

/**
 * The messages that there were, each with the keys that were looked at; those that none was expected for as they are.
 * @param expected what `messages` of an expectation has
 * @param actual whole messages
 */
function messagesLike(expected: unknown, actual: unknown): unknown {
  if (!Array.isArray(expected) || !Array.isArray(actual)) {
    return actual;
  }
  return actual.map((message, index) => {
    const looked = like(expected[index], message) as object;
    return Object.keys(looked).length === 0 ? message : looked;
  });
}

/** Of an object the keys that were looked at, and so in `fields`. */
function like(expected: unknown, actual: unknown): unknown {
  if (!isObject(actual)) {
    return actual;
  }
  const looked = isObject(expected) ? Object.entries(expected).filter(([key]) => Object.hasOwn(actual, key)) : [];
  return Object.fromEntries(
    looked.map(([key, value]) => [key, isObject(value) ? like(value, actual[key]) : actual[key]]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
