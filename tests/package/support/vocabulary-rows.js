// The rows of the vocabulary's tables that conformance files must show, each as a sentence: built from the catalog and
// from what journal entries may say, so that a row that is added is asked for at once.

/** @import { Catalog, CatalogOperator, CatalogProperty, ValueKindName } from '@rehearse/engine' */
/** @import { EntryFacets } from './entry-facets.js' */

const scalarKinds = /** @type {const} */ (['number', 'text', 'yesNo']);

/** What kind of value an operator with this operand compares a custom field with. */
const comparedKinds = {
  none: scalarKinds,
  scalar: scalarKinds,
  number: /** @type {const} */ (['number']),
  text: /** @type {const} */ (['text']),
  texts: /** @type {const} */ (['text']),
  yesNo: /** @type {const} */ (['yesNo']),
  duration: /** @type {const} */ (['time']),
};

/** @param {string} what */
const metAndNot = (what) => [`${what}: met`, `${what}: not met`];

/** @param {Catalog} catalog */
function eventRows(catalog) {
  return catalog.eventTypes.flatMap(({ name, origin, attributes, hasFields }) => [
    `event ${name}`,
    ...metAndNot(`trigger ${name}`),
    ...attributes.flatMap((attribute) => metAndNot(`condition on ${attribute.name} of ${name}`)),
    ...(hasFields ? metAndNot(`condition on fields of ${name}`) : []),
    ...(origin === 'outside' ? attributes.map((attribute) => `fired ${name} with ${attribute.name}`) : []),
    ...(origin === 'outside' && hasFields ? [`fired ${name} with fields`] : []),
  ]);
}

/**
 * The rows of an operator on fields of one kind. On fields that hold anything, values of another type come in, too.
 * @param {CatalogOperator} operator
 * @param {ValueKindName} kind
 */
function operatorRowsOf({ name, operands }, kind) {
  const operand = operands[kind];
  const compared = operand && kind === 'scalar' ? comparedKinds[operand] : [kind];
  return compared.flatMap((value) => {
    const what = kind === 'scalar' ? `${name} on a custom field, ${value}` : `${name} on ${kind}`;
    if (operand === 'none') {
      return [`${what}: of something`, `${what.split(',')[0]}: of nothing`];
    }
    const otherType = kind === 'scalar' ? [`${what}: of another type`] : [];
    return [...metAndNot(what), `${what}: of nothing`, ...otherType];
  });
}

/** @param {Catalog} catalog */
function conditionRows(catalog) {
  const operators = catalog.operators.flatMap((operator) =>
    /** @type {ValueKindName[]} */ (Object.keys(operator.operands)).flatMap((kind) => operatorRowsOf(operator, kind)),
  );
  const fields = [...catalog.contactFields.map(({ field }) => field), 'contact.fields.KEY'];
  const notes = ['caseDiffers', 'spacesDiffer', 'caseAndSpacesDiffer', 'typeDiffers'];
  return [
    ...operators,
    ...fields.flatMap((field) => metAndNot(`condition on ${field}`)),
    ...['all', 'any', 'not'].flatMap((group) => metAndNot(`group ${group}`)),
    ...notes.map((note) => `note ${note}`),
  ];
}

/**
 * What a document may say of a property: that it is there, and each of the few values that it may have.
 * @param {string} owner
 * @param {CatalogProperty} property
 */
function propertyRows(owner, { name, kind, choices }) {
  const values = kind === 'yesNo' ? ['true', 'false'] : choices;
  return values.length > 0 ? values.map((value) => `${owner}.${name} ${value}`) : [`${owner}.${name}`];
}

/** @param {Catalog} catalog */
function stepRows(catalog) {
  const settable = catalog.contactFields.filter((field) => field.settable).map(({ field }) => field);
  return [
    ...catalog.stepTypes.flatMap(({ name, parameters }) => [
      `step ${name}`,
      ...parameters.flatMap((parameter) => propertyRows(`step ${name}`, parameter)),
    ]),
    ...[...settable, 'contact.fields.KEY'].map((field) => `updateField of ${field}`),
  ];
}

/** @param {Catalog} catalog */
function documentRows(catalog) {
  const numbers = catalog.operators.filter(({ operands }) => operands.number);
  return [
    ...Object.entries(catalog.shapes).flatMap(([shape, { properties }]) =>
      properties.flatMap((property) => propertyRows(shape, property)),
    ),
    ...numbers.map(({ name }) => `scoreMatch.${name}`),
  ];
}

/** @param {EntryFacets} kinds */
function journalRows(kinds) {
  return [...kinds].flatMap(([kind, facets]) =>
    [...facets].flatMap(([facet, possible]) => [...possible].map((value) => `entry ${kind}: ${facet} ${value}`)),
  );
}

/**
 * All rows that conformance files must show, in the order of the tables.
 * @param {Catalog} catalog
 * @param {EntryFacets} kinds
 */
export function vocabularyRows(catalog, kinds) {
  return [
    ...new Set([
      ...eventRows(catalog),
      ...conditionRows(catalog),
      ...stepRows(catalog),
      ...documentRows(catalog),
      ...journalRows(kinds),
    ]),
  ];
}
