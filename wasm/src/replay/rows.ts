import type { RefusedRow } from '../types.js';
import { grown } from './dictionary.js';

/** Why a row cannot be used. */
export type Problem = Pick<RefusedRow, 'code' | 'message'>;

/** A row that cannot be read, by its number in the log. */
export type UnreadRow = Problem & Pick<RefusedRow, 'row'>;

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
