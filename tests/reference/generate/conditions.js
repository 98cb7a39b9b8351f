/** Conditions: every operator of every kind of field, on fields that the contact or the event really has. */
import { durations, emails, eventFieldKeys, fieldKeys, numbers, scores, tags, texts, times } from './values.js';

const fixed = {
  'contact.email': emails,
  'contact.tags': tags,
  'event.tag': tags,
  'event.field': ['name', 'email', 'fields.plan', 'fields.seats', 'fields.since'],
};

/**
 * A list of conditions, or one alone.
 * @param {object | null} eventType the catalog's, where the conditions are on an event of that type
 */
export function conditions(choices, vocabulary, eventType, { mayBeOne = true } = {}) {
  if (mayBeOne && choices.chance(10)) {
    return condition(choices, vocabulary, eventType, 2);
  }
  const count = choices.weighted([
    [3, 0],
    [6, 1],
    [3, 2],
    [1, 3],
  ]);
  return choices.list(count, count, () => condition(choices, vocabulary, eventType, 2));
}

function condition(choices, vocabulary, eventType, depth) {
  const nested = () => condition(choices, vocabulary, eventType, depth - 1);
  if (depth > 0 && choices.chance(22)) {
    return choices.weighted([
      [2, () => ({ all: choices.list(0, 2, nested) })],
      [3, () => ({ any: choices.list(0, 3, nested) })],
      [2, () => ({ not: nested() })],
      [1, () => ({ not: choices.list(1, 2, nested) })],
    ])();
  }
  return comparison(choices, vocabulary, eventType);
}

function comparison(choices, vocabulary, eventType) {
  const { field, kind } = choices.of(fieldsFor(vocabulary, eventType));
  const operator = choices.of(vocabulary.operators.filter(({ operands }) => operands[kind] !== undefined));
  const operand = operator.operands[kind];
  const value = operand === 'none' ? undefined : operandValue(choices, operand, field);
  return value === undefined ? { field, operator: operator.name } : { field, operator: operator.name, value };
}

/** The score stands there several times, because most of this project is about it. */
function fieldsFor(vocabulary, eventType) {
  const score = { field: 'contact.engagementScore', kind: 'number' };
  const fields = [score, score, ...vocabulary.contactFields];
  fields.push(...fieldKeys.map((key) => ({ field: `contact.fields.${key}`, kind: 'scalar' })));
  for (const { name, kind } of eventType?.attributes ?? vocabulary.anyAttributes) {
    const attribute = { field: `event.${name}`, kind };
    fields.push(attribute, attribute, attribute);
  }
  if (eventType?.hasFields ?? true) {
    fields.push(...eventFieldKeys.map((key) => ({ field: `event.fields.${key}`, kind: 'scalar' })));
  }
  return fields;
}

function operandValue(choices, operand, field) {
  const pool = fixed[field] ?? (field.endsWith('since') || field.endsWith('born') ? [...texts, ...times] : texts);
  switch (operand) {
    case 'number':
      return number(choices, field);
    case 'text':
      return choices.of(pool);
    case 'yesNo':
      return choices.chance(50);
    case 'texts':
      return choices.list(1, 3, () => choices.of(pool));
    case 'duration':
      return choices.of(durations);
    default:
      return choices.weighted([
        [5, () => choices.of(pool)],
        [4, () => number(choices, field)],
        [2, () => choices.chance(50)],
      ])();
  }
}

function number(choices, field) {
  return choices.of(/[sS]core$/.test(field) ? scores.filter((score) => score !== null) : numbers);
}
