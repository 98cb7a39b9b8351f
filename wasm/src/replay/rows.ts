import type { RefusedRow } from '../types.js';
import { grown } from './dictionary.js';

/** Why a row cannot be used. */
export type Problem = Pick<RefusedRow, 'code' | 'message'>;

/** A row that cannot be read, by its number in the log. */
export type UnreadRow = Problem & Pick<RefusedRow, 'row'>;

/** The name of the engine's column for the numbers of rows. */
export const rowColumn = 'row';

/** Rows have numbers from 1 to this. */
export const highestRow = 4_000_000_000;

/** What is no number of a row. */
export const noRow = 0;

/** The number of a row as a log has it, blanks around it or not; `noRow` for what is none. */
export function rowNumberOf(bytes: Uint8Array): number {
  let number = 0;
  let digits = 0;
  let isOver = false;
  for (const byte of bytes) {
    const digit = byte - 0x30;
    if (byte === 0x20 || byte === 0x09) {
      isOver = digits > 0;
    } else if (isOver || digit < 0 || digit > 9 || number > highestRow) {
      return noRow;
    } else {
      number = 10 * number + digit;
      digits += 1;
    }
  }
  return number <= highestRow ? number : noRow;
}

/**
 * On which line each row begins. Rows run along with lines but where a line is blank or a cell goes over several: only
 * these places are kept.
 */
export class LineIndex {
  #count = 0;
  #rows = new Uint32Array(8);
  #lines = new Float64Array(8);
  #shift = Number.NaN;

  /** Notes on which line a row begins. Rows come in ascending order. */
  add(row: number, line: number): void {
    if (line - row !== this.#shift) {
      this.#shift = line - row;
      if (this.#count === this.#rows.length) {
        this.#rows = grown(this.#rows, this.#count + 1);
        this.#lines = grown(this.#lines, this.#count + 1);
      }
      this.#rows[this.#count] = row;
      this.#lines[this.#count] = line;
      this.#count += 1;
    }
  }

  /** The line of a row that was noted. */
  lineOf(row: number): number {
    let low = 0;
    let high = this.#count;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle] as number) <= row) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (this.#lines[low] as number) + row - (this.#rows[low] as number);
  }
}
