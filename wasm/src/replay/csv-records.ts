import type Papa from './papaparse.js';

/** Papa Parse, which is loaded only where there is CSV to be read. */
export type PapaParse = typeof Papa;

const newline = 0x0a;

/** How much is parsed at once, in bytes: little where difficult records are few, more where one follows the other. */
const smallestWindow = 2048;
const largestWindow = 262_144;

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A record of a CSV file, or the line of one that cannot be read. */
export interface CsvRecord {
  /** Undefined where the quotation marks are wrong. */
  cells: readonly string[] | undefined;
  /** How many lines it takes. */
  lines: number;
  /** Whether what is no UTF-8 in it became U+FFFD. */
  mended: boolean;
  /** Whether it is a blank line, and no record. */
  isBlank: boolean;
}

/**
 * Difficult records, read by Papa Parse.
 *
 * Where quotation marks are wrong, that line is given back as one that cannot be read, and reading goes on with the line
 * after it: a stray mark must not swallow the rest of the log.
 */
export class CsvRecords {
  readonly #papa: PapaParse;
  readonly #separator: string;
  readonly #longest: number;
  #window = smallestWindow;
  #records: CsvRecord[] = [];
  #next = 0;
  /** Where the records read last end. */
  #bytes: Uint8Array | undefined;
  #end = 0;

  /** @param longest a record of more bytes has a quotation mark that is not closed */
  constructor(papa: PapaParse, separator: string, longest: number) {
    this.#papa = papa;
    this.#separator = separator;
    this.#longest = longest;
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
   * @returns where the next record begins; `start` where there is no whole record
   */
  read(bytes: Uint8Array, start: number, end: number, ended: boolean): number {
    this.#records = [];
    this.#next = 0;
    this.#window = bytes === this.#bytes && start - this.#end < this.#window ? this.#wider() : smallestWindow;
    for (;;) {
      const windowEnd = this.#windowEnd(bytes, start, end);
      const isFinal = windowEnd - start >= this.#longest || (ended && windowEnd === end);
      const next = this.#parse(bytes.subarray(start, windowEnd), isFinal);
      if (this.#records.length > 0) {
        this.#bytes = bytes;
        this.#end = start + next;
        return this.#end;
      }
      if (windowEnd === end) {
        return start;
      }
      this.#window *= 2;
    }
  }

  #wider(): number {
    return Math.min(2 * this.#window, largestWindow);
  }

  /** The end of the line in which the window ends. */
  #windowEnd(bytes: Uint8Array, start: number, end: number): number {
    const wanted = start + this.#window;
    return wanted >= end ? end : bytes.indexOf(newline, wanted) + 1;
  }

  /**
   * @param isFinal whether a record that is not finished at the end is wrong, and not just cut off
   * @returns where the next record begins, in bytes
   */
  #parse(bytes: Uint8Array, isFinal: boolean): number {
    const { text, mended } = decoded(bytes);
    const records = this.#records;
    let start = 0;
    this.#papa.parse(text, {
      delimiter: this.#separator,
      newline: '\n',
      fastMode: false,
      step: ({ data, errors, meta: { cursor } }, parser) => {
        if (start === text.length) {
          return; // what Papa Parse finds after the last line break
        }
        if (errors.length === 0) {
          const isBlank = text[start] === '\n' || (text[start] === '\r' && text[start + 1] === '\n');
          const cells = withoutReturn(data, text, cursor);
          records.push({ cells, lines: linesIn(text, start, cursor), mended, isBlank });
          start = cursor;
          return;
        }
        if (isFinal || errors.some(({ code }) => code !== 'MissingQuotes')) {
          records.push({ cells: undefined, lines: 1, mended, isBlank: false });
          start = text.indexOf('\n', start) + 1;
        }
        parser.abort();
      },
    });
    if (text.length === bytes.length) {
      return start; // letters of one byte each
    }
    return mended ? afterLines(bytes, linesIn(text, 0, start)) : encoder.encode(text.slice(0, start)).length;
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

/** The place after so many lines. */
function afterLines(bytes: Uint8Array, lines: number): number {
  let place = 0;
  for (let line = 0; line < lines; line += 1) {
    place = bytes.indexOf(newline, place) + 1;
  }
  return place;
}
