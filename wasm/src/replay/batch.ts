import type { RefusedRow } from '../types.js';
import { type Column, emptyCell } from './column.js';
import { type Problem, rowColumn } from './rows.js';

/** So many rows that cannot be read end their batch, so that they reach the engine in their turn. */
const refusalsInTurn = 100;

/** A row that cannot be read. */
export interface UnreadRow extends RefusedRow {
  /** What number the log gives it itself, as far as that was read, or `emptyCell`. */
  given: number;
}

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
  refusals: UnreadRow[] = [];
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
      this.refusals.push({ row, line, ...problem, given: this.#givenNumber() });
      this.#refused += 1;
    }
  }

  #givenNumber(): number {
    const index = this.columns.findIndex(({ name }) => name === rowColumn);
    return this.cells[index]?.[this.rows] ?? emptyCell;
  }

  /** Puts a row where another one stood before it. */
  moveRow(from: number, to: number): void {
    if (from !== to) {
      this.at[to] = this.at[from] as number;
      this.numbers[to] = this.numbers[from] as number;
      for (const column of this.cells) {
        column[to] = column[from] as number;
      }
    }
  }

  clear(): void {
    this.rows = 0;
    this.refusals = [];
  }
}
