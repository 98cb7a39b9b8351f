import { UsageError } from '../errors.js';
import { instantArgument } from '../input.js';
import type { Catalog, CatalogEventType, ContactScores } from '../types.js';
import type { EngineOptions } from './native-replay.js';
import type { CompareOptions, ReplayOptions, ReplayProgress } from './replay-options.js';
import type { LogFormat, LogSource } from './source.js';
import { type ColumnMap, checkedMap, checkedTypes, contactsTable, eventsTable, type TableKind } from './table.js';
import { checkedTimes, TimeReader } from './times.js';
import { nearest, quoted } from './words.js';

/** Options that were looked at. */
export interface Settings {
  table: TableKind;
  format: LogFormat | undefined;
  map: ColumnMap;
  types: ReadonlyMap<string, string> | undefined;
  /** What all rows of a column hold that the log has not, by the engine's name. */
  constants: ReadonlyMap<string, string>;
  times: TimeReader;
  /** As the catalog has them. */
  eventTypes: readonly CatalogEventType[];
  contacts: LogSource | undefined;
  contactsMap: ColumnMap;
  /** ISO 8601, or empty. */
  end: string;
  batchSize: number;
  /** How many texts are remembered at the same time: ids of events alone would fill the memory. */
  mostTexts: number;
  onProgress: ((progress: ReplayProgress) => unknown) | undefined;
  signal: AbortSignal | undefined;
  workers: number | 'auto';
  /** Whether all of it is done in a worker of its own. */
  background: boolean;
  onScores: ((contacts: ContactScores[]) => void | PromiseLike<void>) | undefined;
  /** For the engine, but for what the log's format says. */
  engine: Omit<EngineOptions, 'coerce'>;
}

const names = [
  'format',
  'map',
  'types',
  'type',
  'time',
  'offset',
  'contacts',
  'contactsMap',
  'start',
  'end',
  'sort',
  'strict',
  'excerpts',
  'batchSize',
  'onProgress',
  'signal',
  'workers',
  'background',
  'partition',
  'onScores',
] as const satisfies (keyof ReplayOptions)[];

const namesOfCompare = [...names, 'drafts', 'thresholds'] as const satisfies (keyof CompareOptions)[];

const mostWorkers = 64;

/**
 * Looks at options, as far as the engine does not.
 * @throws UsageError
 */
export function checkedOptions(
  given: CompareOptions,
  isCompare: boolean,
  runDrafts: boolean,
  catalog: Catalog,
): Settings {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new UsageError('usage.argument', 'The options must be an object.');
  }
  const known: readonly string[] = isCompare ? namesOfCompare : names;
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) {
      const hint = nearest(name, known);
      const suggestion = hint === undefined ? '' : ` Did you mean ${hint}?`;
      throw new UsageError('usage.argument', `There is no option ${quoted(name)}.${suggestion}`);
    }
  }
  const { format, drafts } = given;
  choice(format, ['csv', 'ndjson'], 'format');
  choice(drafts, ['skip', 'run'], 'drafts');
  const constants = checkedConstants(given.type, catalog);
  const table = withConstants(eventsTable(catalog), constants);
  const times = checkedTimes(given.time, given.offset);
  const start = given.start === undefined ? undefined : instantArgument(given.start, 'start');
  const end = given.end === undefined ? '' : instantArgument(given.end, 'end');
  // What is no time at all the engine tells.
  if (start !== undefined && Date.parse(end) < Date.parse(start)) {
    throw new UsageError('usage.argument', `The end, ${end}, is before the start, ${start}.`);
  }
  return {
    table,
    format,
    map: { ...checkedMap(table, given.map, 'map'), ...passedOver(constants) },
    constants,
    types: checkedTypes(given.types, catalog),
    times: new TimeReader(times.form, times.offset),
    eventTypes: catalog.eventTypes,
    contacts: given.contacts,
    contactsMap: checkedMap(contactsTable, given.contactsMap, 'contactsMap'),
    end,
    batchSize: wholeNumber(given.batchSize ?? 16_384, 1, 1_000_000, 'batchSize'),
    mostTexts: 4_000_000,
    onProgress: functionOrNone(given.onProgress, 'onProgress'),
    signal: checkedSignal(given.signal),
    workers: given.workers === 'auto' ? 'auto' : wholeNumber(given.workers ?? 1, 1, mostWorkers, 'workers'),
    background: checkedBackground(given),
    onScores: functionOrNone(given.onScores, 'onScores'),
    engine: {
      start,
      runDrafts: runDrafts || drafts === 'run',
      sort: yesNo(given.sort, 'sort'),
      strict: yesNo(given.strict, 'strict'),
      excerpts: given.excerpts,
      thresholds: given.thresholds,
      partition: given.partition,
    },
  };
}

/** What the log needs no columns for. */
function checkedConstants(type: unknown, catalog: Catalog): ReadonlyMap<string, string> {
  if (type === undefined) {
    return new Map();
  }
  checkedTypes({ type }, catalog, 'type');
  return new Map([['type', type as string]]);
}

function withConstants(table: TableKind, constants: ReadonlyMap<string, string>): TableKind {
  return { ...table, required: table.required.filter((name) => !constants.has(name)) };
}

/** Columns of the log that go by these names mean nothing. */
function passedOver(constants: ReadonlyMap<string, string>): ColumnMap {
  return Object.fromEntries([...constants.keys()].map((name) => [name, '-']));
}

function checkedBackground({ background, workers = 1, partition }: CompareOptions): boolean {
  if (yesNo(background, 'background') && (workers !== 1 || partition !== undefined)) {
    throw new UsageError('usage.argument', 'A replay in the background has one worker for the whole log.');
  }
  return background ?? false;
}

function choice(value: unknown, values: readonly string[], name: string): void {
  if (value !== undefined && !values.includes(value as string)) {
    throw new UsageError('usage.argument', `${name} must be ${values.map((one) => `'${one}'`).join(' or ')}.`);
  }
}

function wholeNumber(value: unknown, least: number, most: number, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new UsageError('usage.argument', `${name} must be a whole number from ${least} to ${most}.`);
  }
  return value;
}

function yesNo(value: unknown, name: string): boolean {
  if (value !== undefined && typeof value !== 'boolean') {
    throw new UsageError('usage.argument', `${name} must be true or false.`);
  }
  return value ?? false;
}

function functionOrNone<Value>(value: Value, name: string): Value {
  if (value !== undefined && typeof value !== 'function') {
    throw new UsageError('usage.argument', `${name} must be a function.`);
  }
  return value;
}

function checkedSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new UsageError('usage.argument', 'signal must be an AbortSignal.');
  }
  return signal;
}
