/** Compares the model's journal with the engine's. */

/**
 * The first entry that differs, or null. Entries are compared as text, so that the order of facets counts, too.
 * @param {object[]} expected the model's
 * @param {object[]} actual the engine's
 */
export function firstDifference(expected, actual) {
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    if (text(expected[index]) !== text(actual[index])) {
      return { index, model: expected[index] ?? null, engine: actual[index] ?? null };
    }
  }
  return null;
}

const without = ['draw', 'found', 'goal', 'rule'];
const text = (entry) =>
  JSON.stringify(entry, (key, value) => (without.includes(key) && value === null ? undefined : value));
