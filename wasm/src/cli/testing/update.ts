import type { ExpectationFailure } from '../../types.js';
import { compactJson } from '../../words/difference.js';
import { childOf, placeOfValue, type Span } from './json-places.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/** A failed expectation, and the value that it would not fail with; or why there is no such value. */
export interface PlannedUpdate {
  scenario: ScenarioRun;
  failure: ExpectationFailure;
  /** Undefined where `reason` says why not. */
  value?: unknown;
  reason?: string;
}

/** Expectations that say exactly what is there, so that what is there can stand in their place. */
const exact = new Set([
  ...['engagementScore', 'tags', 'fields', 'notes', 'waitingIn', 'enrolled', 'active', 'finished', 'refused'],
  ...['fired', 'locked', 'messages'],
]);

/** What each failed expectation of a file becomes. */
export function planUpdates({ scenarios }: FileRun): PlannedUpdate[] {
  const seen = new Set<string>();
  return scenarios.flatMap((scenario) =>
    scenario.failures
      .filter(({ path }) => seen.size < seen.add(path).size)
      .map((failure) => ({ scenario, failure, ...replacementOf(failure) })),
  );
}

function replacementOf({ expectation, message, expected, actual }: ExpectationFailure): {
  value?: unknown;
  reason?: string;
} {
  if (message.startsWith('there is no')) {
    return { reason: message };
  }
  if (expectation === 'engagementScore' && typeof expected === 'object' && expected !== null) {
    return { reason: 'it compares, and a score that is there now would not say what it is compared with' };
  }
  if (!exact.has(expectation)) {
    const isPart = ['hasTags', 'lacksTags', 'notFired'].includes(expectation);
    return { reason: isPart ? 'it says a part of what is there, and which part is for you to say' : message };
  }
  return { value: expectation === 'messages' ? messagesLike(expected, actual) : actual };
}

/** The messages that there were, each with the keys that were looked at; those that none was expected for as they are. */
function messagesLike(expected: unknown, actual: unknown): unknown {
  const wanted = expected as Record<string, unknown>[];
  return (actual as Record<string, unknown>[]).map((message, index) => {
    const looked = Object.entries(wanted[index] ?? {}).filter(([key]) => Object.hasOwn(message, key));
    return looked.length === 0
      ? message
      : Object.fromEntries(looked.map(([key, value]) => [key, like(value, message[key])]));
  });
}

/** Of `fields` those that were looked at. */
function like(expected: unknown, actual: unknown): unknown {
  if (!isObject(expected) || !isObject(actual)) {
    return actual;
  }
  const looked = Object.keys(expected).filter((key) => Object.hasOwn(actual, key));
  return Object.fromEntries(looked.map((key) => [key, actual[key]]));
}

/** The file's text with the new values; all else stays as it is, letter by letter. */
export function updatedText(text: string, updates: readonly PlannedUpdate[]): string {
  const edits = updates.flatMap(({ failure, value, reason }) => {
    const place = reason === undefined ? placeOfValue(text, failure.path) : undefined;
    return place === undefined ? [] : editsTo(text, place, JSON.parse(text.slice(place.start, place.end)), value);
  });
  return edits
    .sort((left, right) => right.start - left.start)
    .reduce((result, { start, end, content }) => result.slice(0, start) + content + result.slice(end), text);
}

interface Edit extends Span {
  content: string;
}

/** As few changes as there can be: of objects with the same keys, and lists as long, only what is another. */
function editsTo(text: string, { start, end }: Span, from: unknown, to: unknown): Edit[] {
  if (compactJson(from) === compactJson(to)) {
    return [];
  }
  if (hasSameShape(from, to)) {
    return Object.keys(from).flatMap((key) => {
      const child = childOf(text, start, key) as number;
      const place = placeOfValue(text.slice(child), '') as Span;
      return editsTo(text, { start: child, end: child + place.end }, from[key], (to as Record<string, unknown>)[key]);
    });
  }
  return [{ start, end, content: written(text, start, end, to) }];
}

function hasSameShape(from: unknown, to: unknown): from is Record<string, unknown> & object {
  return (
    isContainer(from) &&
    isContainer(to) &&
    Array.isArray(from) === Array.isArray(to) &&
    Object.keys(from).length === Object.keys(to).length &&
    Object.keys(from).every((key) => Object.hasOwn(to, key))
  );
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}

/** Longer lists and objects have a line for each item. */
const longestLine = 100;

/** A value in the manner of what stood there before, and of the file around it. */
function written(text: string, start: number, end: number, value: unknown): string {
  const isTight = /":\S/.test(text.slice(0, 1000));
  const oneLine = isTight ? JSON.stringify(value) : compactJson(value);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const hadLines = text.slice(start, end).includes('\n');
  if (isTight || !isContainer(value) || Object.keys(value).length === 0) {
    return oneLine;
  }
  if (!hadLines && start - lineStart + oneLine.length <= longestLine) {
    return oneLine;
  }
  const [, unit = '  '] = /\n([ \t]+)"/.exec(text) ?? [];
  const [indent = ''] = /^[ \t]*/.exec(text.slice(lineStart, start)) ?? [];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return JSON.stringify(value, undefined, unit).replaceAll('\n', lineEnd + indent);
}
