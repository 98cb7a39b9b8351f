/** What is drawn from: the engine's catalog, as far as the generator knows how to make it. */

/** `custom.` stands for these. */
export const customNames = ['custom.one', 'custom.two'];

/** Made by the clock for a trigger: waits, goals and rules may not name them. */
const triggerOnly = ['schedule', 'date.reached'];

const popular = [
  'link.clicked',
  'custom.one',
  'score.changed',
  'tag.added',
  'contact.changed',
  'contact.replied',
  'schedule',
  'date.reached',
];

/** @param {import('../../../wasm/dist/types.js').Catalog} catalog */
export function readVocabulary(catalog, knownStepTypes) {
  const eventTypes = catalog.eventTypes.flatMap((type) =>
    type.name === 'custom.' ? customNames.map((name) => ({ ...type, name })) : [type],
  );
  const attributes = eventTypes.flatMap((type) => type.attributes.map(({ name, kind }) => ({ name, kind })));
  return {
    eventTypes,
    fireable: eventTypes.filter(({ origin }) => origin === 'outside'),
    /** Those that waits, goals and rules may name. */
    happening: eventTypes.filter(({ name }) => !triggerOnly.includes(name)),
    /** Those that cases are mostly made of, lest things never meet. */
    popular: eventTypes.filter(({ name }) => popular.includes(name)),
    popularHappening: eventTypes.filter(({ name }) => popular.includes(name) && !triggerOnly.includes(name)),
    anyAttributes: attributes.filter(({ name }, index) => attributes.findIndex((one) => one.name === name) === index),
    operators: catalog.operators,
    contactFields: catalog.contactFields.map(({ field, kind }) => ({ field, kind })),
    stepTypes: knownStepTypes.filter((name) => catalog.stepTypes.some((type) => type.name === name)),
    hasScoringRules: catalog.shapes.workspace.properties.some(({ name }) => name === 'scoringRules'),
  };
}
