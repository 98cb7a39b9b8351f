import { CsvScan, cutOff } from './csv-scan.js';
import type Papa from './papaparse.js';

/** Papa Parse, which is loaded only where there is CSV to be read. */
export type PapaParse = typeof Papa;

const newline = 0x0a;

/** How much is parsed at once, in bytes: little where difficult records are few, more where one follows the other. */
const smallestWindow = 2048;
const largestWindow = 262_144;

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A record of a CSV file, or the line of one that cannot be read. */
export interface CsvRecord {
  /** Undefined where the quotation marks are wrong. */
  cells: readonly string[] | undefined;
  /** How many lines it takes. */
  lines: number;
  /** Whether there is something in it that is no UTF-8, which became U+FFFD. */
  mended: boolean;
  /** Whether it is a blank line, and no record. */
  isBlank: boolean;
}

/**
 * Difficult records, read by Papa Parse.
 *
 * Where quotation marks are wrong, that line is given back as one that cannot be read, and reading goes on with the line
 * after it: a stray mark must not swallow the rest of the log. Papa Parse is handed whole records with right marks only,
 * for after a wrong one it looks for a mark that closes as far as there is text.
 */
export class CsvRecords {
  readonly #papa: PapaParse;
  readonly #separator: string;
  readonly #scan: CsvScan;
  #window = smallestWindow;
  #records: CsvRecord[] = [];
  #next = 0;
  /** Where the records read last end, in bytes of the log. */
  #end = 0;

  /** @param longest a record of more bytes has a quotation mark that is not closed */
  constructor(papa: PapaParse, separator: string, longest: number) {
    this.#papa = papa;
    this.#separator = separator;
    this.#scan = new CsvScan(separator, longest);
  }

  /** The next record that was read, or undefined. */
  take(): CsvRecord | undefined {
    return this.#records[this.#next++];
  }

  get isPending(): boolean {
    return this.#next < this.#records.length;
  }

  /**
   * Reads some records, which are then to be taken.
   * @param start where a record begins
   * @param end the end of a line
   * @param ended whether that is the end of the file
   * @param offset how many bytes of the log came before `bytes`
   * @returns where the next record begins; `start` where there is no whole record
   */
  read(bytes: Uint8Array, start: number, end: number, ended: boolean, offset: number): number {
    this.#records = [];
    this.#next = 0;
    const isNear = start + offset - this.#end < this.#window;
    this.#window = isNear ? Math.min(2 * this.#window, largestWindow) : smallestWindow;
    const ends: number[] = [];
    let place = start;
    while (place < end && place - start < this.#window) {
      const next = this.#scan.endOf(bytes, place, end, offset);
      if (next > 0) {
        place = next;
        ends.push(place);
        continue;
      }
      if (ends.length > 0) {
        break;
      }
      return next === cutOff && !ended ? start : this.#refuse(bytes, start, offset);
    }
    return this.#readRecords(bytes, start, ends, offset);
  }

  /** Gives the line back as one that cannot be read. */
  #refuse(bytes: Uint8Array, start: number, offset: number): number {
    this.#records = [{ cells: undefined, lines: 1, mended: false, isBlank: false }];
    const next = bytes.indexOf(newline, start) + 1;
    this.#end = next + offset;
    return next;
  }

  /** Reads records, or the first of them where there is something wrong with one. */
  #readRecords(bytes: Uint8Array, start: number, ends: readonly number[], offset: number): number {
    const last = ends.at(-1) as number;
    const { text, mended } = decoded(bytes.subarray(start, last));
    const isOne = ends.length === 1;
    if ((isOne || !mended) && this.#parse(text, mended) === ends.length) {
      this.#end = last + offset;
      return last;
    }
    this.#window = smallestWindow;
    return isOne ? this.#refuse(bytes, start, offset) : this.#readRecords(bytes, start, ends.slice(0, 1), offset);
  }

  /** @returns how many records there were before one that is wrong */
  #parse(text: string, mended: boolean): number {
    const records: CsvRecord[] = [];
    let start = 0;
    this.#papa.parse(text, {
      delimiter: this.#separator,
      newline: '\n',
      fastMode: false,
      step: ({ data, errors, meta: { cursor } }, parser) => {
        if (start === text.length) {
          return; // what Papa Parse finds after the last line break
        }
        if (errors.length > 0) {
          parser.abort();
          return;
        }
        const isBlank = text[start] === '\n' || (text[start] === '\r' && text[start + 1] === '\n');
        const cells = withoutReturn(data, text, cursor);
        records.push({ cells, lines: linesIn(text, start, cursor), mended, isBlank });
        start = cursor;
      },
    });
    this.#records = records;
    return records.length;
  }
}

/** As text, and whether there was something in it that is no UTF-8. */
function decoded(bytes: Uint8Array): { text: string; mended: boolean } {
  try {
    return { text: strictDecoder.decode(bytes), mended: false };
  } catch {
    return { text: lenientDecoder.decode(bytes), mended: true };
  }
}

/** The cells of a record that ends before `end`, without the carriage return of its line break. */
function withoutReturn(cells: string[], text: string, end: number): string[] {
  const last = cells.at(-1) as string;
  // Where the last cell has quotation marks around it, the carriage return is not in it.
  if (last.endsWith('\r') && text.endsWith(last, end - 1)) {
    cells[cells.length - 1] = last.slice(0, -1);
  }
  return cells;
}

/** How many lines a record takes: one, as a rule. */
function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let place = start; place < end; place = text.indexOf('\n', place) + 1) {
    lines += 1;
  }
  return lines;
}
