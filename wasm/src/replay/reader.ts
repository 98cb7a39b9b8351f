import { LogError } from '../errors.js';
import type { LogWarning } from '../types.js';
import type { Batch } from './batch.js';
import { Column, type Renaming } from './column.js';
import type { Dictionary } from './dictionary.js';
import type { LineIndex } from './rows.js';
import type { ColumnMap, TableKind } from './table.js';
import type { TimeReader } from './times.js';

/** Turns the bytes of a log into batches of rows. */
export interface Reader {
  /** The columns of the batches, in their order; may grow from batch to batch. */
  readonly columns: readonly Column[];
  /** Columns that hold what others do, for the log has one column for them together. */
  readonly copies: readonly ColumnCopy[];
  /** Columns that hold the same in every row, which the log does not say. */
  readonly constants: readonly ColumnConstant[];
  readonly warnings: readonly LogWarning[];
  /** How many rows came so far, those that cannot be used among them. */
  readonly rows: number;
  /** Adds bytes of the log, which are copied. */
  feed(bytes: Uint8Array): void;
  /** There are no more bytes. */
  end(): void;
  /**
   * The next full batch, or after `end` the last one, or undefined where it takes more bytes. It is overwritten by the
   * next call.
   * @throws LogError where the log cannot be read at all
   */
  next(): Batch | undefined;
}

/** Two columns by their indexes: whoever takes a batch copies the cells of the one to the other. */
export interface ColumnCopy {
  from: number;
  to: number;
}

/** A column by its index: whoever takes a batch puts the text into all cells of it. */
export interface ColumnConstant {
  index: number;
  text: string;
}

/** Adds a column for each constant. */
export function addConstants(columns: Column[], { constants, dictionary }: ReaderSettings): ColumnConstant[] {
  return [...(constants ?? [])].map(([name, text]) => ({
    index: columns.push(new Column(name, dictionary)) - 1,
    text,
  }));
}

/** What all readers work with. */
export interface ReaderSettings {
  table: TableKind;
  map: ColumnMap;
  /** Other names for texts, by column. */
  renaming: ReadonlyMap<string, Renaming | undefined>;
  /** What every row holds, by the engine's name of a column that the log has not. */
  constants?: ReadonlyMap<string, string> | undefined;
  dictionary: Dictionary;
  lines: LineIndex;
  /** Rows to a batch. */
  batchSize: number;
  times: TimeReader;
}

/** A line, or a record of several, that is longer than this is none: 1 MiB. */
export const longestRecord = 1 << 20;

/** How many columns there may be besides those of the times and of the rows' numbers: the engine takes 1,000. */
export const mostColumns = 998;

/**
 * Bytes that wait until there are as many as are left of those before: so a record that comes in many small pieces is
 * not copied with each of them.
 */
export class WaitingBytes {
  #pieces: Uint8Array[] = [];
  /** How many there are. */
  size = 0;

  /** Keeps a copy: whoever reads may use the same buffer again. */
  add(bytes: Uint8Array): void {
    this.#pieces.push(bytes.slice());
    this.size += bytes.length;
  }

  /**
   * All of them, with others before and after them.
   * @param padding how many zeros there are to be after the last, not counted in what is given back
   */
  takeBetween(first: Uint8Array, last: Uint8Array, padding = 0): Uint8Array {
    const length = first.length + this.size + last.length;
    const bytes = new Uint8Array(length + padding).subarray(0, length);
    let place = 0;
    for (const piece of [first, ...this.#pieces, last]) {
      bytes.set(piece, place);
      place += piece.length;
    }
    this.#pieces = [];
    this.size = 0;
    return bytes;
  }
}

const newline = 0x0a;

/**
 * Sees to it that no line is too long, wherever the log was cut into pieces.
 * @param bytes lines, the last perhaps cut off
 * @param line the number of the first of them
 * @throws LogError
 */
export function checkLines(bytes: Uint8Array, line: number, title: string, format: string): void {
  for (let start = 0; start + longestRecord < bytes.length; ) {
    const next = bytes.lastIndexOf(newline, start + longestRecord) + 1;
    if (next <= start) {
      const number = line + bytes.subarray(0, start).filter((byte) => byte === newline).length;
      throw new LogError(
        'log.unreadable',
        `${title} has no line break within 1 MiB from line ${number} on: the line is too long, or this is no ${format}.`,
      );
    }
    start = next;
  }
}
