// Where the steps of a workflow stand, and the ids that their places make, by the catalog alone: no step type is named.

/** @import { Catalog, CatalogStepType, Step } from '@rehearse/engine' */

/**
 * The row of a step type; `custom.` stands for every `custom.NAME`.
 * @param {Catalog} catalog
 * @param {string} type
 */
export function stepTypeOf(catalog, type) {
  return catalog.stepTypes.find(({ name }) => (name.endsWith('.') ? type.startsWith(name) : type === name));
}

/**
 * The lists of steps inside a step, each with what stands between the step's id and the numbers.
 * @param {Catalog} catalog
 * @param {CatalogStepType} row
 * @param {Step} step
 * @returns {[segment: string, steps: Step[]][]}
 */
function nestedLists(catalog, row, step) {
  /** @type {[string, Step[]][]} */
  const lists = [];
  for (const { name, kind, shape } of row.parameters) {
    const value = step[name];
    if (kind === 'steps' && Array.isArray(value)) {
      lists.push([name, value]);
    } else if (kind === 'list' && shape !== null && Array.isArray(value)) {
      const inner = catalog.shapes[shape]?.properties.find((property) => property.kind === 'steps');
      lists.push(
        ...value.flatMap((item) => (inner ? [/** @type {[string, Step[]]} */ ([item.name, item[inner.name]])] : [])),
      );
    }
  }
  return lists;
}

/**
 * Every step at any depth by its id: as given, or made from its place.
 * @param {Catalog} catalog
 * @param {Step[]} steps
 * @param {string} [prefix]
 * @returns {Map<string, Step>}
 */
export function stepsById(catalog, steps, prefix = 'step-') {
  /** @type {Map<string, Step>} */
  const found = new Map();
  for (const [index, step] of steps.entries()) {
    const id = step.id ?? `${prefix}${index + 1}`;
    found.set(id, step);
    const row = stepTypeOf(catalog, step.type);
    for (const [segment, nested] of row ? nestedLists(catalog, row, step) : []) {
      for (const [nestedId, nestedStep] of stepsById(catalog, nested, `${id}.${segment}.`)) {
        found.set(nestedId, nestedStep);
      }
    }
  }
  return found;
}
