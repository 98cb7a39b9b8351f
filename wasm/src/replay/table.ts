import { LogError, UsageError } from '../errors.js';
import type { Catalog, LogWarning } from '../types.js';
import type { TableName } from './native-replay.js';
import { rowColumn } from './rows.js';
import { nearest, quoted } from './words.js';

/** A kind of table that the engine takes: the events of a log, or the contacts that there were before it. */
export interface TableKind {
  name: TableName;
  /** What holds it, for messages. */
  title: string;
  /** The names of its columns, without `fields.KEY`. */
  names: readonly string[];
  required: readonly string[];
  /** The column that holds times, apart from the others. */
  time: string | undefined;
  /** The columns that only a map names: what a log calls so need not be it. */
  mapped: readonly string[];
  /** The columns that one column of the log may hold together: which of them a value is, the row's event type says. */
  shared: readonly string[];
  /** The columns that `null` empties: what there was before goes. */
  nullable: readonly string[];
  /** The columns of which blanks around a text are no part: whatever is no free text. */
  trimmed: readonly string[];
}

/** By name of the engine's column: the log's own name for it, or `-` for a column that is to be left out. */
export type ColumnMap = Readonly<Record<string, string>>;

/** What the columns of an event's or a contact's own fields begin with. */
export const fieldPrefix = 'fields.';

/** The table of events: `at`, `contact`, `type`, `id` and whatever attribute an event type of the catalog has. */
export function eventsTable({ eventTypes }: Catalog): TableKind {
  const attributes = eventTypes.filter(({ origin }) => origin === 'outside').flatMap((type) => type.attributes);
  const names = [...new Set(attributes.map(({ name }) => name))];
  const named = attributes.filter(({ kind, resource }) => kind !== 'text' || resource !== null);
  return {
    name: 'events',
    title: 'The log',
    names: ['at', 'contact', 'type', 'id', ...names],
    required: ['at', 'contact', 'type'],
    time: 'at',
    mapped: [rowColumn],
    shared: names,
    nullable: [],
    trimmed: ['contact', 'type', 'id', ...new Set(named.map(({ name }) => name))],
  };
}

export const contactsTable: TableKind = {
  name: 'contacts',
  title: "The contacts' file",
  names: ['id', 'name', 'email', 'engagementScore', 'tags', 'createdAt'],
  required: ['id'],
  time: undefined,
  mapped: [],
  shared: [],
  nullable: ['engagementScore'],
  trimmed: ['id', 'email', 'engagementScore', 'createdAt'],
};

/** Whether a table has a column that goes by that name without a map. */
export function hasColumn(table: TableKind, name: string): boolean {
  return table.names.includes(name) || (name.startsWith(fieldPrefix) && name.length > fieldPrefix.length);
}

/**
 * A column map as it was given.
 * @throws UsageError for names that the table has not, and for what is no text
 */
export function checkedMap(table: TableKind, map: unknown, option: string): ColumnMap {
  if (map === undefined) {
    return {};
  }
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    throw new UsageError('usage.argument', `${option} must be an object: the log's name for each of ours.`);
  }
  for (const [name, column] of Object.entries(map)) {
    if (!hasColumn(table, name) && !table.mapped.includes(name)) {
      const known = [...table.names, ...table.mapped];
      const hint = nearest(name, known);
      throw new UsageError(
        'usage.argument',
        `${option} names ${quoted(name)}, which ${table.name} have not.` +
          (hint === undefined ? ` They have ${known.join(', ')} and fields.KEY.` : ` Did you mean ${hint}?`),
      );
    }
    if (typeof column !== 'string' || column === '') {
      throw new UsageError('usage.argument', `${option}.${name} must be the name of a column of the log, or "-".`);
    }
  }
  return map as ColumnMap;
}

/**
 * What the map says, by the log's names: which of ours each of its columns holds.
 * @throws UsageError for a column that is to be what cannot stand in one
 */
export function namesByColumn(table: TableKind, map: ColumnMap): Map<string, string[]> {
  const canShare = (name: string) => table.shared.includes(name) || name.startsWith(fieldPrefix);
  const byColumn = new Map<string, string[]>();
  for (const [name, column] of Object.entries(map)) {
    if (column === '-') {
      continue;
    }
    const others = byColumn.get(column) ?? [];
    const [other] = others;
    if (other !== undefined && !(canShare(other) && canShare(name))) {
      throw new UsageError('usage.argument', `The column ${quoted(column)} cannot be both ${other} and ${name}.`);
    }
    byColumn.set(column, [...others, name]);
  }
  return byColumn;
}

/**
 * The names that a log has for event types.
 * @throws UsageError for what is no event type
 */
export function checkedTypes(
  types: unknown,
  { eventTypes }: Catalog,
  option = 'types',
): ReadonlyMap<string, string> | undefined {
  if (types === undefined) {
    return undefined;
  }
  if (typeof types !== 'object' || types === null || Object.values(types).some((name) => typeof name !== 'string')) {
    throw new UsageError('usage.argument', 'types must be an object: for each type in the log ours.');
  }
  const known = eventTypes.map(({ name }) => name);
  for (const [theirs, ours] of Object.entries(types as Record<string, string>)) {
    // A name that ends with a point stands for all that begin with it.
    if (!known.some((name) => (name.endsWith('.') ? ours.startsWith(name) && ours !== name : ours === name))) {
      const hint = nearest(ours, known);
      const subject = option === 'types' ? `types: ${quoted(theirs)}` : 'type: each row';
      throw new UsageError(
        'usage.argument',
        `${subject} is to be ${quoted(ours)}, but there is no such event type.` +
          (hint === undefined ? '' : ` Did you mean ${hint.endsWith('.') ? `${hint}NAME` : hint}?`),
      );
    }
  }
  return new Map(Object.entries(types as Record<string, string>));
}

/** Which column of the engine each of the log's columns is. */
export interface Assignment {
  /** By index of the log's column: the engine's names; none where it is passed over. */
  names: (readonly string[])[];
  warnings: LogWarning[];
}

/**
 * Says what each of a log's columns is: by the map, and where that says nothing, by its own name.
 * @throws UsageError where the map names a column that the log has not, or one column twice
 * @throws LogError where a required column is not there
 */
export function assign(table: TableKind, header: readonly string[], map: ColumnMap): Assignment {
  const names: (readonly string[])[] = header.map(() => []);
  for (const [column, ours] of namesByColumn(table, map)) {
    names[indexInHeader(table, header, column, ours.join(' and '))] = ours;
  }
  const unknown: string[] = [];
  for (const [index, column] of header.entries()) {
    if (names[index]?.length === 0 && !Object.hasOwn(map, column)) {
      if (!hasColumn(table, column)) {
        unknown.push(column);
      } else if (names.flat().includes(column)) {
        throw new UsageError('usage.argument', `${table.title} has two columns ${quoted(column)}.`);
      } else {
        names[index] = [column];
      }
    }
  }
  const found = names.flat();
  const absent = table.required.filter((name) => !found.includes(name));
  if (absent.length > 0) {
    const lacking = absent.length === 1 ? `no column ${absent}` : `none of the columns ${absent.join(', ')}`;
    throw new LogError(
      'log.columns',
      `${table.title} has ${lacking}, but ${header.map(quoted).join(', ')}. ` +
        'Say by a column map which of these holds what is needed.',
    );
  }
  const free = table.names.filter((name) => !found.includes(name));
  return { names, warnings: unknownColumns(unknown, free) };
}

function indexInHeader(table: TableKind, header: readonly string[], column: string, name: string): number {
  const index = header.indexOf(column);
  if (index < 0) {
    const hint = nearest(column, header);
    throw new UsageError(
      'usage.argument',
      `${table.title} has no column ${quoted(column)}, which is to be ${name}.` +
        (hint === undefined ? ` It has ${header.map(quoted).join(', ')}.` : ` Did you mean ${quoted(hint)}?`),
    );
  }
  if (header.lastIndexOf(column) !== index) {
    throw new UsageError('usage.argument', `${table.title} has two columns ${quoted(column)}.`);
  }
  return index;
}

/** How many columns a warning names. */
const shownColumns = 10;

/** One warning for all columns that mean nothing to the engine. */
export function unknownColumns(columns: readonly string[], free: readonly string[]): LogWarning[] {
  const named = columns.filter((column) => column !== '');
  if (named.length === 0) {
    return [];
  }
  const shown = named.slice(0, shownColumns).map((column) => {
    const hint = nearest(column, free);
    return hint === undefined ? quoted(column) : `${quoted(column)} (did you mean ${hint}?)`;
  });
  const more = named.length > shown.length ? ` and ${named.length - shown.length} more` : '';
  const subject = named.length === 1 ? 'This column is' : 'These columns are';
  return [{ code: 'column.unknown', message: `${subject} passed over: ${shown.join(', ')}${more}.` }];
}
