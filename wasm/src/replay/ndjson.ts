import { LogError } from '../errors.js';
import { unencodable } from '../input.js';
import { ValuePlaces } from '../json-places.js';
import type { LogWarning } from '../types.js';
import { Batch } from './batch.js';
import { Column, unreadableCell } from './column.js';
import { TextKind } from './dictionary.js';
import {
  addConstants,
  type ColumnConstant,
  type ColumnCopy,
  checkLines,
  mostColumns,
  type Reader,
  type ReaderSettings,
  WaitingBytes,
} from './reader.js';
import type { Problem } from './rows.js';
import { hasColumn, namesByColumn, unknownColumns } from './table.js';
import { quoted } from './words.js';

const newline = 0x0a;

/** How many bytes become text at once. */
const windowSize = 65_536;

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A key that stands for no column. */
const passedOver = Symbol('passed over');

/** A key that cannot become UTF-8. */
const unwritable = Symbol('unwritable');

/** What a key stands for: a column by its index, times, or nothing. */
type Role = number | 'time' | typeof passedOver | typeof unwritable;

/** Where a value stands: in the line, under a key of what a pointer names. */
interface Place {
  text: string;
  parent: string;
  key: string;
}

const halfOfPair: Problem = { code: 'json.encoding', message: 'Half of a surrogate pair stands in the row alone.' };

/**
 * Reads NDJSON: an object on each line. Values are what they are, as in `fire`: a number in quotation marks is a text.
 * `null` counts as left out. Custom fields stand in an object `fields`.
 */
export class NdjsonReader implements Reader {
  readonly columns: Column[] = [];
  readonly copies: ColumnCopy[] = [];
  readonly constants: readonly ColumnConstant[];
  rows = 0;
  readonly #settings: ReaderSettings;
  readonly #batch: Batch;
  /** By key of the rows' objects. */
  readonly #byKey = new Map<string, Role>();
  readonly #byName = new Map<string, number>();
  /** What the map says, the other way round. */
  readonly #namesOfKey: ReadonlyMap<string, readonly string[]>;
  readonly #unknown: string[] = [];

  readonly #waiting = new WaitingBytes();
  #bytes: Uint8Array = new Uint8Array(0);
  #place = 0;
  #whole = 0;
  #line = 1;
  #ended = false;
  #gaveLast = false;
  /** Lines; undefined where one is no UTF-8. */
  #texts: (string | undefined)[] = [];
  #nextText = 0;

  constructor(settings: ReaderSettings) {
    this.#settings = settings;
    const { table, map } = settings;
    this.#namesOfKey = namesByColumn(table, map);
    this.constants = addConstants(this.columns, settings);
    for (const name of table.required) {
      if (name !== table.time) {
        this.#columnNamed(name);
      }
    }
    this.#batch = new Batch(this.columns, settings.batchSize);
  }

  get warnings(): readonly LogWarning[] {
    const { table } = this.#settings;
    const free = table.names.filter((name) => !this.#byKey.has(name));
    const absent = this.rows === 0 ? [] : [...this.#namesOfKey.keys()].filter((key) => !this.#byKey.has(key));
    return [
      ...unknownColumns(this.#unknown, free),
      ...absent.map((key) => ({
        code: 'column.missing',
        message: `No row has ${quoted(key)}, which is to be ${this.#namesOfKey.get(key)?.join(' and ')}.`,
      })),
    ];
  }

  feed(bytes: Uint8Array): void {
    if (this.#waiting.size + bytes.length < this.#bytes.length - this.#place) {
      this.#waiting.add(bytes);
    } else {
      this.#addBytes(bytes);
    }
  }

  #addBytes(last: Uint8Array): void {
    this.#bytes = this.#waiting.takeBetween(this.#bytes.subarray(this.#place), last);
    this.#place = 0;
    this.#whole = this.#bytes.lastIndexOf(newline) + 1;
    checkLines(this.#bytes, this.#line, this.#settings.table.title, 'NDJSON');
  }

  end(): void {
    this.#addBytes(new Uint8Array(0));
    this.#ended = true;
    this.#whole = this.#bytes.length;
    if (this.rows === 0 && this.#place === this.#whole && !this.#hasTexts) {
      throw new LogError('log.empty', `${this.#settings.table.title} is empty.`);
    }
  }

  next(): Batch | undefined {
    const batch = this.#batch;
    if (batch.isFull) {
      batch.clear();
    }
    while (!batch.isFull) {
      if (this.#hasTexts) {
        this.#takeLine(batch, this.#texts[this.#nextText++]);
      } else if (this.#place < this.#whole) {
        this.#readWindow();
      } else if (this.#ended && !this.#gaveLast && !batch.isEmpty) {
        this.#gaveLast = true;
        return batch;
      } else {
        return undefined;
      }
    }
    return batch;
  }

  get #hasTexts(): boolean {
    return this.#nextText < this.#texts.length;
  }

  /** Makes texts of some lines. */
  #readWindow(): void {
    const wanted = this.#place + windowSize;
    const found = wanted < this.#whole ? this.#bytes.indexOf(newline, wanted) + 1 : 0;
    const end = found > 0 && found < this.#whole ? found : this.#whole;
    const bytes = this.#bytes.subarray(this.#place, end);
    this.#texts = linesOf(bytes);
    this.#nextText = 0;
    this.#place = end;
  }

  #takeLine(batch: Batch, text: string | undefined): void {
    if (text?.trim() !== '') {
      batch.clearRow();
      const problem = this.#readRow(batch, text);
      this.rows += 1;
      this.#settings.lines.add(this.rows, this.#line);
      batch.finishRow(this.rows, this.#line, problem);
    }
    this.#line += 1;
  }

  #readRow(batch: Batch, text: string | undefined): Problem | undefined {
    if (text === undefined) {
      return { code: 'json.encoding', message: 'The row is not UTF-8.' };
    }
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch {
      // What is wrong the platforms say in words of their own, and a report is to be the same on all of them.
      return { code: 'json.syntax', message: 'The line is no JSON.' };
    }
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      return { code: 'value.type', message: 'A row must be an object.' };
    }
    let problem: Problem | undefined;
    for (const [key, value] of Object.entries(row)) {
      if (key === 'fields' && !this.#namesOfKey.has(key)) {
        problem = this.#setFields(batch, value, text) ?? problem;
      } else if (value !== null || this.#canBeNull(key)) {
        problem = this.#set(batch, this.#columnOf(key), value, { text, parent: '', key }) ?? problem;
      }
    }
    return problem;
  }

  /** What `null` makes empty, where it says more than that nothing is given. */
  #canBeNull(key: string): boolean {
    const names = this.#namesOfKey.get(key) ?? [key];
    return names.some((name) => this.#settings.table.nullable.includes(name));
  }

  #setFields(batch: Batch, fields: unknown, text: string): Problem | undefined {
    if (typeof fields !== 'object' || Array.isArray(fields)) {
      return { code: 'value.type', message: '`fields` must be an object.' };
    }
    let problem: Problem | undefined;
    for (const [key, value] of Object.entries(fields ?? {})) {
      if (value !== null) {
        const place = { text, parent: '/fields', key };
        problem = this.#set(batch, this.#columnNamed(`fields.${key}`), value, place) ?? problem;
      }
    }
    return problem;
  }

  #set(batch: Batch, column: Role, value: unknown, place: Place): Problem | undefined {
    if (column === unwritable) {
      return halfOfPair;
    }
    if (column === passedOver) {
      return undefined;
    }
    if (column === 'time') {
      return this.#setTime(batch, value);
    }
    if (column >= mostColumns) {
      return { code: 'value.range', message: `The rows have more than ${mostColumns} different keys.` };
    }
    if (column >= batch.cells.length) {
      batch.widen();
    }
    const { name } = this.columns[column] as Column;
    const [text, kind] = name === 'tags' && isTexts(value) ? tagsOf(value) : textOf(allDigits(value, place));
    const number = (this.columns[column] as Column).numberOfString(text, kind);
    (batch.cells[column] as Uint32Array)[batch.rows] = number;
    return number === unreadableCell ? halfOfPair : undefined;
  }

  /** A count since 1970 may stand with quotation marks or without. */
  #setTime(batch: Batch, value: unknown): Problem | undefined {
    const { times } = this.#settings;
    const isCount = typeof value === 'number' && times.form !== 'iso';
    const text = typeof value === 'string' || isCount ? String(value) : JSON.stringify(value);
    const instant = typeof value === 'string' || isCount ? times.instantOf(text) : Number.NaN;
    batch.at[batch.rows] = instant;
    return Number.isNaN(instant) ? times.problemOf(text) : undefined;
  }

  /** The column that a key stands for. */
  #columnOf(key: string): Role {
    let column = this.#byKey.get(key);
    if (column === undefined) {
      column = this.#newColumn(key);
      if (this.#byKey.size < mostColumns) {
        this.#byKey.set(key, column);
      }
    }
    return column;
  }

  #newColumn(key: string): Role {
    const { table, map } = this.#settings;
    const [name, ...others] = this.#namesOfKey.get(key) ?? (Object.hasOwn(map, key) ? [] : [key]);
    if (name === undefined) {
      return passedOver;
    }
    if (name === table.time) {
      return 'time';
    }
    if (!hasColumn(table, name) && !this.#namesOfKey.has(key)) {
      if (this.#unknown.length < mostColumns) {
        this.#unknown.push(key);
      }
      return passedOver;
    }
    const from = this.#columnNamed(name);
    for (const other of others) {
      const to = this.#columnNamed(other);
      if (typeof from === 'number' && typeof to === 'number' && Math.max(from, to) < mostColumns) {
        this.copies.push({ from, to });
      }
    }
    return from;
  }

  #columnNamed(name: string): number | typeof unwritable {
    let column = this.#byName.get(name);
    if (column === undefined) {
      if (unencodable(name) !== undefined) {
        return unwritable;
      }
      if (this.columns.length === mostColumns) {
        return mostColumns;
      }
      column = this.columns.push(new Column(name, this.#settings.dictionary, this.#settings.renaming.get(name))) - 1;
      this.#byName.set(name, column);
    }
    return column;
  }
}

/** Lines as texts; undefined where one is no UTF-8. */
function linesOf(bytes: Uint8Array): (string | undefined)[] {
  const text = decoded(bytes);
  if (text === undefined) {
    const lines: (string | undefined)[] = [];
    for (let start = 0; start < bytes.length; ) {
      const next = bytes.indexOf(newline, start) + 1 || bytes.length + 1;
      lines.push(decoded(bytes.subarray(start, next - 1)));
      start = next;
    }
    return lines;
  }
  const lines = text.split('\n');
  if (text.endsWith('\n')) {
    lines.pop();
  }
  return lines;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The tags of a contact as the engine takes them from every table: with bars between them. */
function tagsOf(tags: string[]): [string, TextKind] {
  return [tags.join('|'), tags.some((tag) => tag.includes('|')) ? TextKind.other : TextKind.text];
}

/**
 * A whole number with all of its digits, where `JSON.parse` may have rounded it: the engine refuses what it would have to
 * round. Any other value as it is.
 */
function allDigits(value: unknown, { text, parent, key }: Place): unknown {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) {
    return value;
  }
  const place = new ValuePlaces(text).of(`${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const written = place === undefined ? '' : text.slice(place.start, place.end);
  return /^-?\d+$/.test(written) ? BigInt(written) : value;
}

/** A value the way it stands in the dictionary. */
function textOf(value: unknown): [string, TextKind] {
  switch (typeof value) {
    case 'string':
      return [value, TextKind.text];
    case 'number': // too large a one was read as infinite
      return [String(value), Number.isFinite(value) ? TextKind.number : TextKind.other];
    case 'bigint':
      return [String(value), TextKind.number];
    case 'boolean':
      return [String(value), TextKind.yesNo];
    default:
      return [JSON.stringify(value), TextKind.other];
  }
}
