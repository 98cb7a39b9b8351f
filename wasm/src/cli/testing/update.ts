import { childrenOf, type Span, ValuePlaces } from '../../json-places.js';
import type { ExpectationFailure } from '../../types.js';
import { compactJson } from '../../words/difference.js';
import { type ExpectationKey, isOfNothing } from '../../words/expectation-keys.js';
import type { FailedExpectation } from '../../words/failure-words.js';
import { lookedAt } from '../../words/looked-at.js';
import { printable } from '../../words/printable.js';
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
  const failed = scenarios.flatMap((scenario) =>
    scenario.failures
      .filter(({ path }) => seen.size < seen.add(path).size)
      .map((failure) => ({ scenario, failure, replacement: replacementOf(failure) })),
  );
  if (failed.every(({ replacement }) => replacement.reason !== undefined)) {
    return failed.map(({ scenario, failure, replacement }) => ({ scenario, failure, ...replacement, edits: [] }));
  }
  const source: Source = { text, places: new ValuePlaces(text), manner: mannerOf(text) };
  return failed.map(({ scenario, failure, replacement }) => ({
    ...{ scenario, failure },
    ...plan(failure, replacement, source),
  }));
}

/** A file's text, and what is read from it once, however much is updated. */
interface Source {
  text: string;
  places: ValuePlaces;
  manner: Manner;
}

/** How a text is written. */
interface Manner {
  /** Without blanks between its signs. */
  isTight: boolean;
  /** What its lines are moved to the right by. */
  unit: string;
  lineEnd: string;
}

function mannerOf(text: string): Manner {
  const [, unit = '  '] = /\n([ \t]+)"/.exec(text) ?? [];
  return { isTight: /":\S/.test(text.slice(0, 1000)), unit, lineEnd: text.includes('\r\n') ? '\r\n' : '\n' };
}

function plan(
  failure: ExpectationFailure,
  { value, reason }: Replacement,
  source: Source,
): Pick<PlannedUpdate, 'value' | 'reason' | 'edits'> {
  const edits = reason === undefined ? editsOf(source, failure, value) : [];
  return edits.length === 0 ? { edits, reason: reason ?? 'what is there stands there already' } : { edits, value };
}

/** A new value, or why there is none. */
type Replacement = Pick<PlannedUpdate, 'value' | 'reason'>;

function replacementOf(failure: ExpectationFailure): Replacement {
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

function editsOf(source: Source, { path }: ExpectationFailure, value: unknown): Edit[] {
  const place = source.places.of(path);
  return place === undefined
    ? []
    : editsTo(source, place, JSON.parse(source.text.slice(place.start, place.end)), value);
}

/** As few changes as there can be: of objects with the same keys, and lists as long, only what is another. */
function editsTo(source: Source, { start, end }: Span, from: unknown, to: unknown): Edit[] {
  if (compactJson(from) === compactJson(to)) {
    return [];
  }
  if (hasSameShape(from, to)) {
    return [...childrenOf(source.text, start)].flatMap(([key, place]) =>
      editsTo(source, place, from[key], (to as Record<string, unknown>)[key]),
    );
  }
  return [{ start, end, content: written(source, start, end, to) }];
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
function written({ text, manner }: Source, start: number, end: number, value: unknown): string {
  const { isTight, unit, lineEnd } = manner;
  const oneLine = asText(isTight ? JSON.stringify(value) : compactJson(value));
  if (isTight || !isContainer(value) || Object.keys(value).length === 0) {
    return oneLine;
  }
  if (!text.slice(start, end).includes('\n') && oneLine.length <= longestLine) {
    return oneLine; // also in a line that is too long already
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [indent = ''] = /^[ \t]*/.exec(text.slice(lineStart, start)) ?? [];
  return asText(JSON.stringify(value, undefined, unit)).replaceAll('\n', lineEnd + indent);
}

/** JSON in which what would command a terminal, or turn the text about, is written out, as people were shown it. */
function asText(json: string): string {
  return json.replaceAll(/[^\n\t]+/g, printable); // both of these stand between its signs alone
}
