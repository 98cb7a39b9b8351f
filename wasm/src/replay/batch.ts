import type { RefusedRow } from '../types.js';
import { type Column, emptyCell } from './column.js';
import type { Problem } from './rows.js';

/** So many rows that cannot be read end their batch, so that they reach the engine in their turn. */
const refusalsInTurn = 100;

/** Rows on their way into the engine: for each the time, its number, and by column the number of its text. */
export class Batch {
  /** How many there are. */
  rows = 0;
  /** Milliseconds since 1970; NaN for what is no time. Unused where the table has no times. */
  readonly at: Float64Array;
  /** The numbers of the rows in the log, 1 and up. */
  readonly numbers: Uint32Array;
  /** By column. */
  readonly cells: Uint32Array[] = [];
  /** Rows that cannot be read. The first hundred of a log stand in a batch whose other rows all come before. */
  refusals: RefusedRow[] = [];
  #refused = 0;

  /**
   * @param columns in the order of `cells`; may grow between rows
   * @param room how many rows it can hold
   */
  constructor(
    readonly columns: readonly Column[],
    readonly room: number,
  ) {
    this.at = new Float64Array(room);
    this.numbers = new Uint32Array(room);
    this.widen();
  }

  /** Makes room for columns that were added; they are empty in the rows so far. */
  widen(): void {
    while (this.cells.length < this.columns.length) {
      this.cells.push(new Uint32Array(this.room).fill(emptyCell));
    }
  }

  get isFull(): boolean {
    const { length } = this.refusals;
    return this.rows === this.room || (length > 0 && (this.#refused <= refusalsInTurn || length >= this.room));
  }

  get isEmpty(): boolean {
    return this.rows === 0 && this.refusals.length === 0;
  }

  /** Empties the row that is to be read next. */
  clearRow(): void {
    const row = this.rows;
    this.at[row] = Number.NaN;
    for (let index = 0; index < this.cells.length; index += 1) {
      (this.cells[index] as Uint32Array)[row] = emptyCell;
    }
  }

  /** Keeps the row that was read, or why it cannot be read. */
  finishRow(row: number, line: number, problem: Problem | undefined): void {
    if (problem === undefined) {
      this.numbers[this.rows] = row;
      this.rows += 1;
    } else {
      this.refusals.push({ row, line, ...problem });
      this.#refused += 1;
    }
  }

  clear(): void {
    this.rows = 0;
    this.refusals = [];
  }
}
