import type { LogWarning } from '../types.js';
import type { Batch } from './batch.js';
import type { Column } from './column.js';
import type { Dictionary } from './dictionary.js';
import type { LineIndex } from './rows.js';
import type { ColumnMap, TableKind } from './table.js';

/** Turns the bytes of a log into batches of rows. */
export interface Reader {
  /** The columns of the batches, in their order; may grow from batch to batch. */
  readonly columns: readonly Column[];
  readonly warnings: readonly LogWarning[];
  /** How many rows came so far, those that cannot be used among them. */
  readonly rows: number;
  /** Adds bytes of the log. They are not to be changed until all rows that `next` finds in them were read. */
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

/** What all readers work with. */
export interface ReaderSettings {
  table: TableKind;
  map: ColumnMap;
  /** Other names for texts, by column. */
  renaming: ReadonlyMap<string, ReadonlyMap<string, string> | undefined>;
  dictionary: Dictionary;
  lines: LineIndex;
  /** Rows to a batch. */
  batchSize: number;
  /** The engine's own reader of times: milliseconds since 1970, or NaN. */
  instantOf(text: string): number;
}

/** A line, or a record of several, that is longer than this is none: 1 MiB. */
export const longestRecord = 1 << 20;

/** The bytes of two arrays in one. */
export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) {
    return second;
  }
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
