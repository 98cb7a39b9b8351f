import type { Batch } from './batch.js';
import { emptyCell } from './column.js';
import { grown } from './dictionary.js';
import { highestRow, type LineIndex, noRow, type Problem, rowColumn, type UnreadRow } from './rows.js';

/** The rows of a batch that go to the engine, with their numbers; they stand at its beginning. */
export interface NumberedRows {
  rows: number;
  refusals: readonly UnreadRow[];
}

/**
 * The numbers that a log has for its rows itself: where it is a part of another one, dealt out beforehand, what is told
 * of a row is told by its number in the whole log.
 *
 * Four bytes are kept of each row, to find its line again.
 */
export class RowNumbers {
  readonly #lines: LineIndex;
  readonly #mustRise: boolean;
  /** By place in the log, 0 for the first row. */
  #numbers = new Uint32Array(1024);
  #count = 0;
  /** That of the last row that had one. */
  #last = 0;

  /**
   * @param lines on which line each row begins, by its place in the log, 1 for the first
   * @param mustRise whether each number must be above that of the row before it
   */
  constructor(lines: LineIndex, mustRise: boolean) {
    this.#lines = lines;
    this.#mustRise = mustRise;
  }

  /** The line of a row, by its number. */
  lineOf(number: number): number {
    const numbers = this.#numbers.subarray(0, this.#count);
    return this.#lines.lineOf(1 + (this.#mustRise ? placeOf(numbers, number) : numbers.indexOf(number)));
  }

  /**
   * Gives the rows of a batch the numbers that the log has for them. Rows with none that they could have cannot be
   * used: they leave the batch, and go by the number after the one before.
   */
  settle(batch: Batch): NumberedRows {
    const cells = batch.cells[batch.columns.findIndex(({ name }) => name === rowColumn)];
    const { numbers } = batch;
    const unread = [...batch.refusals];
    const refusals: UnreadRow[] = [];
    let rows = 0;
    const settleUnread = (before: number) => {
      for (let next = unread[0]; next !== undefined && next.row < before; next = unread[0]) {
        const { code, message, given } = next;
        refusals.push({ code, message, row: this.#take(given, this.#problemOf(given)) });
        unread.shift();
      }
    };
    for (let row = 0; row < batch.rows; row += 1) {
      settleUnread(numbers[row] as number);
      const given = cells === undefined ? emptyCell : (cells[row] as number);
      const problem = this.#problemOf(given);
      const number = this.#take(given, problem);
      if (problem === undefined) {
        batch.moveRow(row, rows);
        numbers[rows] = number;
        rows += 1;
      } else {
        refusals.push({ ...problem, row: number });
      }
    }
    settleUnread(Number.POSITIVE_INFINITY);
    return { rows, refusals };
  }

  /** Notes the next row's number, and gives it. */
  #take(given: number, problem: Problem | undefined): number {
    this.#last = problem === undefined ? given : this.#last;
    return this.#note(problem === undefined ? given : this.#last + 1);
  }

  #note(number: number): number {
    if (this.#count === this.#numbers.length) {
      this.#numbers = grown(this.#numbers, this.#count + 1);
    }
    this.#numbers[this.#count] = number;
    this.#count += 1;
    return number;
  }

  #problemOf(number: number): Problem | undefined {
    if (number === emptyCell) {
      return { code: 'value.missing', message: 'There is no `row`, though the map says which column it is.' };
    }
    if (number === noRow) {
      return { code: 'value.type', message: `\`row\` must be a whole number from 1 to ${highestRow}.` };
    }
    if (this.#mustRise && number <= this.#last) {
      return {
        code: 'value.range',
        message: `\`row\` is ${number}, but must be above ${this.#last}, that of the row before.`,
      };
    }
    return undefined;
  }
}

/** Where a number stands among others that do not fall. */
function placeOf(numbers: Uint32Array, number: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < number) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
