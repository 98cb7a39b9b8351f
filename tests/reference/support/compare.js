/** Compares the model's journal with the engine's. */

/**
 * The first entry that differs, or null. Entries are compared as text, so that the order of facets counts, too.
 * @param {object[]} model its journal
 * @param {object[]} engine its journal
 */
export function firstDifference(model, engine) {
  for (let index = 0; index < Math.max(model.length, engine.length); index++) {
    if (text(model[index]) !== text(engine[index])) {
      return { index, model: model[index] ?? null, engine: engine[index] ?? null };
    }
  }
  return null;
}

/** A value as JSON, with its keys in their order. */
export const text = (value) => JSON.stringify(value);
