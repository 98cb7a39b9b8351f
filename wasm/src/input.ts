import { UsageError } from './errors.js';
import type { Diagnostic } from './types.js';

/** Beyond this JSON.stringify may run out of stack; the engine's own limit, 64, is reported as `json.depth`. */
const deepestValue = 1000;

/**
 * A document as JSON text: text is taken as it is, anything else is written as JSON.
 * @param name what the document is, for messages
 * @throws UsageError for what JSON cannot hold
 */
export function documentText(value: unknown, name: string): string {
  return typeof value === 'string' ? value : serialize(value, name);
}

/**
 * A document as JSON text that can be handed to the engine unchanged.
 * @param Failure the error to throw where it cannot
 * @throws UsageError for what JSON cannot hold
 */
export function encodableText(
  value: unknown,
  name: string,
  Failure: new (message: string, diagnostics: Diagnostic[]) => Error,
): string {
  const text = documentText(value, name);
  const problem = unencodable(text);
  if (problem) {
    throw new Failure(`The ${name} cannot be read.`, [problem]);
  }
  return text;
}

/**
 * An argument that must be a string.
 * @throws UsageError where it is none, or holds half of a surrogate pair
 */
export function textArgument(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    throw new UsageError('usage.argument', `${name} must be a string, not ${describeType(value)}.`);
  }
  const place = findLoneSurrogate(value);
  if (place !== undefined) {
    throw new UsageError('usage.argument', `${name} holds half of a surrogate pair, ${place.escape}: it is no text.`);
  }
  return value;
}

/**
 * An argument that must be the number of an entry of a journal. Whether there is such an entry is not looked at.
 * @throws UsageError where it is not a whole number from 1 to 4294967295
 */
export function seqArgument(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 0xffff_ffff) {
    const given = typeof value === 'number' ? `${value}` : describeType(value);
    throw new UsageError(
      'usage.argument',
      `${name} must be the seq of an entry, a whole number from 1 on, not ${given}.`,
    );
  }
  return value;
}

/**
 * A point in time as the engine takes it.
 * @throws UsageError for an invalid `Date` and for what is neither text nor a `Date`
 */
export function instantArgument(value: unknown, name: string): string {
  if (!(value instanceof Date)) {
    return textArgument(value, name);
  }
  if (Number.isNaN(value.getTime())) {
    throw new UsageError('usage.argument', `${name} is an invalid Date.`);
  }
  return value.toISOString();
}

/** The diagnostic for text that cannot become UTF-8 unchanged, or undefined. */
export function unencodable(text: string): Diagnostic | undefined {
  const place = findLoneSurrogate(text);
  return (
    place && {
      code: 'json.encoding',
      severity: 'error',
      message: `Half of a surrogate pair, ${place.escape}, stands here alone.`,
      path: '',
      line: place.line,
      column: place.column,
      hint: 'Take it out, or write the whole character.',
    }
  );
}

interface SurrogatePlace {
  line: number;
  column: number;
  /** The code unit the way JSON writes it. */
  escape: string;
}

function findLoneSurrogate(text: string): SurrogatePlace | undefined {
  if (text.isWellFormed?.()) {
    return undefined;
  }
  const index = text.search(/\p{Surrogate}/u);
  if (index < 0) {
    return undefined;
  }
  const before = text.slice(0, index).split('\n');
  return {
    line: before.length,
    column: Array.from(before.at(-1) ?? '').length + 1,
    escape: escapeUnit(text.charCodeAt(index)),
  };
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Where a value stands: in which object, under which key, how deep. */
interface Position {
  holder: object;
  key: string;
  depth: number;
}

/** JSON.stringify, but what it would drop or change without a word is an error. */
function serialize(root: unknown, name: string): string {
  const positions = new Map<object, Position>();

  function inspect(this: object, key: string, value: unknown): unknown {
    const depth = (positions.get(this)?.depth ?? -1) + 1;
    const position = { holder: this, key, depth };
    const problem = depth > deepestValue ? 'is nested too deeply' : problemOf(value, position);
    if (problem !== undefined) {
      const pointer = pointerTo(position, positions);
      throw new UsageError('usage.argument', `The ${name}${pointer === '' ? '' : ` at ${pointer}`} ${problem}.`);
    }
    if (typeof value === 'object' && value !== null) {
      positions.set(value, position);
    }
    return value;
  }

  try {
    return JSON.stringify(root, inspect);
  } catch (cause) {
    if (cause instanceof UsageError) {
      throw cause;
    }
    throw new UsageError('usage.argument', `The ${name} cannot be written as JSON: ${messageOf(cause)}`, { cause });
  }
}

/** The JSON Pointer of a place. The root stands at depth 0, under the key "" of a wrapper. */
function pointerTo(position: Position, positions: ReadonlyMap<object, Position>): string {
  let pointer = '';
  for (let place: Position | undefined = position; place && place.depth > 0; place = positions.get(place.holder)) {
    pointer = `/${place.key.replaceAll('~', '~0').replaceAll('/', '~1')}${pointer}`;
  }
  return pointer;
}

/** What keeps a value from being JSON, or undefined. */
function problemOf(value: unknown, { holder, key, depth }: Position): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return `is ${value}, which JSON cannot hold`;
  }
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    return `is a ${typeof value}, which JSON cannot hold`;
  }
  // As everywhere in JavaScript, a property that is undefined counts as absent.
  if (value === undefined && (Array.isArray(holder) || depth === 0)) {
    return 'is undefined';
  }
  const original = (holder as Record<string, unknown>)[key];
  if (original instanceof Date && value === null) {
    return 'is an invalid Date';
  }
  return undefined;
}

function describeType(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
}

/** The message of something thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
