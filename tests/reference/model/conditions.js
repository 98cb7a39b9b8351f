/** Conditions, and their traces: what was expected, what was there, whether it was met, and why a near miss missed. */
import { lookUp } from './fields.js';
import { formatDuration, parseDuration, parseInstant } from './time.js';

/** For each operator that is the exact opposite of another one, that one. */
const opposites = { notEqualTo: 'equalTo', doesNotContain: 'contains', noneOf: 'anyOf' };

/**
 * A document's conditions: one or a list, all of which must hold.
 * @param {{ contact: object, event: object, now: number }} context
 */
export function evaluateAll(conditions, context) {
  const list = conditions === undefined ? [] : Array.isArray(conditions) ? conditions : [conditions];
  const all = list.map((condition) => evaluate(condition, context));
  return { all, met: all.every((trace) => trace.met) };
}

function evaluate(condition, context) {
  if (condition.all !== undefined) {
    return evaluateAll(condition.all, context);
  }
  if (condition.any !== undefined) {
    const any = condition.any.map((one) => evaluate(one, context));
    return { any, met: any.some((trace) => trace.met) };
  }
  if (condition.not !== undefined) {
    const not = Array.isArray(condition.not) ? evaluateAll(condition.not, context) : evaluate(condition.not, context);
    return { not, met: !not.met };
  }
  return compare(condition, context);
}

function compare({ field, operator, value }, context) {
  const actual = lookUp(field, context) ?? null;
  const { met, note } = judge(operator, actual, value, context.now);
  return { field, operator, expected: expectedOf(operator, value), actual, met, note };
}

/** The condition's value; durations in their shortest form. */
function expectedOf(operator, value) {
  return isAboutTime(operator) ? formatDuration(parseDuration(value)) : (value ?? null);
}

const isAboutTime = (operator) => operator === 'olderThan' || operator === 'within';

function isEmpty(actual) {
  return actual === null || actual === '' || (Array.isArray(actual) && actual.length === 0);
}

function judge(operator, actual, expected, now) {
  if (operator === 'isEmpty') {
    return { met: isEmpty(actual), note: null };
  }
  if (operator === 'isNotEmpty') {
    return { met: !isEmpty(actual), note: null };
  }
  if (opposites[operator] !== undefined) {
    const { met, note } = judge(opposites[operator], actual, expected, now);
    return { met: !met, note };
  }
  if (isEmpty(actual)) {
    return { met: false, note: null };
  }
  if (isAboutTime(operator)) {
    return judgeTime(operator, actual, parseDuration(expected), now);
  }
  if (Array.isArray(actual)) {
    return judgeTags(actual, Array.isArray(expected) ? expected : [expected]);
  }
  const wanted = Array.isArray(expected) ? 'string' : typeof expected;
  if (typeof actual !== wanted) {
    return { met: false, note: 'typeDiffers' };
  }
  if (wanted === 'string') {
    return judgeText(operator, actual, expected);
  }
  return { met: holdsForNumbers(operator, actual, expected), note: null };
}

function judgeTime(operator, actual, duration, now) {
  const time = typeof actual === 'string' ? parseInstant(actual) : null;
  if (time === null) {
    return { met: false, note: 'typeDiffers' };
  }
  if (operator === 'olderThan') {
    return { met: now - time > duration, note: null };
  }
  return { met: now >= time && now - time <= duration, note: null };
}

function holdsForNumbers(operator, actual, expected) {
  switch (operator) {
    case 'equalTo':
      return actual === expected;
    case 'greaterThan':
      return actual > expected;
    case 'greaterThanOrEqualTo':
      return actual >= expected;
    case 'lessThan':
      return actual < expected;
    case 'lessThanOrEqualTo':
      return actual <= expected;
    default:
      throw new Error(`no operator for numbers: ${operator}`);
  }
}

/** One of several texts that a value is compared with. */
function holdsForText(operator, actual, expected) {
  switch (operator) {
    case 'equalTo':
    case 'anyOf':
      return actual === expected;
    case 'contains':
      return actual.includes(expected);
    case 'startsWith':
      return actual.startsWith(expected);
    case 'endsWith':
      return actual.endsWith(expected);
    default:
      throw new Error(`no operator for text: ${operator}`);
  }
}

const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const trim = (text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
const both = (text) => lower(trim(text));

function judgeText(operator, actual, expected) {
  const all = Array.isArray(expected) ? expected : [expected];
  return firstNearMiss(all.map((one) => nearMiss(operator, actual, one)));
}

/** A tag is contained whole. */
function judgeTags(tags, expected) {
  return firstNearMiss(expected.flatMap((one) => tags.map((tag) => nearMiss('equalTo', tag, one))));
}

/** Met if any is; else with the note of the first that has one. */
function firstNearMiss(all) {
  const met = all.find((one) => one.met);
  return met ?? all.find((one) => one.note !== null) ?? { met: false, note: null };
}

function nearMiss(operator, actual, expected) {
  const holds = (change) => holdsForText(operator, change(actual), change(expected));
  if (holds((text) => text)) {
    return { met: true, note: null };
  }
  if (holds(trim)) {
    return { met: false, note: 'spacesDiffer' };
  }
  if (holds(lower)) {
    return { met: false, note: 'caseDiffers' };
  }
  return { met: false, note: holds(both) ? 'caseAndSpacesDiffer' : null };
}
