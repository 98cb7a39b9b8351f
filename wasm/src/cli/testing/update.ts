import type { ExpectationFailure } from '../../types.js';
import { compactJson } from '../../words/difference.js';
import { type ExpectationKey, isOfNothing } from '../../words/expectation-keys.js';
import type { FailedExpectation } from '../../words/failure-words.js';
import { lookedAt } from '../../words/looked-at.js';
import { childrenOf, placeOfValue, type Span } from './json-places.js';
import type { FileRun, ScenarioRun } from './run-file.js';

/** A failed expectation, and the value that it would not fail with; or why there is no such value. */
export interface PlannedUpdate {
  scenario: ScenarioRun;
  failure: FailedExpectation;
  /** Undefined where `reason` says why not. */
  value?: unknown;
  reason?: string;
  /** How it comes into the file's text. */
  edits: Edit[];
}

/** A part of a text, and what comes in its place. */
interface Edit extends Span {
  content: string;
}

/**
 * What each key of an expectation says: `exact` ones what is there, which can stand in their place; `part` ones a part of
 * it, which somebody has chosen; `whom` ones whom the others speak of.
 */
export const manners: Readonly<Record<ExpectationKey, 'exact' | 'part' | 'whom'>> = {
  contact: 'whom',
  engagementScore: 'exact',
  tags: 'exact',
  hasTags: 'part',
  lacksTags: 'part',
  fields: 'exact',
  notes: 'exact',
  waitingIn: 'exact',
  workflow: 'whom',
  enrolled: 'exact',
  active: 'exact',
  finished: 'exact',
  refused: 'exact',
  fired: 'exact',
  notFired: 'part',
  locked: 'exact',
  messages: 'exact',
};

/** What each failed expectation of a file becomes. @param text the file's */
export function planUpdates({ scenarios }: FileRun, text: string): PlannedUpdate[] {
  const seen = new Set<string>();
  return scenarios.flatMap((scenario) =>
    scenario.failures
      .filter(({ path }) => seen.size < seen.add(path).size)
      .map((failure) => ({ scenario, failure, ...plan(failure, text) })),
  );
}

function plan(failure: ExpectationFailure, text: string): Pick<PlannedUpdate, 'value' | 'reason' | 'edits'> {
  const { value, reason } = replacementOf(failure);
  const edits = reason === undefined ? editsOf(text, failure, value) : [];
  return edits.length === 0 ? { edits, reason: reason ?? 'what is there stands there already' } : { edits, value };
}

function replacementOf(failure: ExpectationFailure): { value?: unknown; reason?: string } {
  const { expectation, message, expected } = failure;
  const manner = Object.hasOwn(manners, expectation) ? manners[expectation as ExpectationKey] : undefined;
  if (isOfNothing(failure) || manner === undefined || manner === 'whom') {
    return { reason: message };
  }
  if (expectation === 'engagementScore' && typeof expected === 'object' && expected !== null) {
    return { reason: 'it compares, and a score that is there now would not say what it is compared with' };
  }
  if (manner === 'part') {
    return { reason: 'it says a part of what is there, and which part is for you to say' };
  }
  return { value: lookedAt(failure) };
}

/** The file's text with the new values; all else stays as it is, letter by letter. */
export function updatedText(text: string, updates: readonly PlannedUpdate[]): string {
  const edits = updates.flatMap(({ edits: each }) => each);
  const pieces: string[] = [];
  let end = 0;
  for (const edit of edits.sort((left, right) => left.start - right.start)) {
    pieces.push(text.slice(end, edit.start), edit.content);
    end = edit.end;
  }
  return [...pieces, text.slice(end)].join('');
}

function editsOf(text: string, { path }: ExpectationFailure, value: unknown): Edit[] {
  const place = placeOfValue(text, path);
  return place === undefined ? [] : editsTo(text, place, JSON.parse(text.slice(place.start, place.end)), value);
}

/** As few changes as there can be: of objects with the same keys, and lists as long, only what is another. */
function editsTo(text: string, { start, end }: Span, from: unknown, to: unknown): Edit[] {
  if (compactJson(from) === compactJson(to)) {
    return [];
  }
  if (hasSameShape(from, to)) {
    return [...childrenOf(text, start)].flatMap(([key, place]) =>
      editsTo(text, place, from[key], (to as Record<string, unknown>)[key]),
    );
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
  if (!hadLines && oneLine.length <= longestLine) {
    return oneLine; // also in a line that is too long already
  }
  const [, unit = '  '] = /\n([ \t]+)"/.exec(text) ?? [];
  const [indent = ''] = /^[ \t]*/.exec(text.slice(lineStart, start)) ?? [];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return JSON.stringify(value, undefined, unit).replaceAll('\n', lineEnd + indent);
}
