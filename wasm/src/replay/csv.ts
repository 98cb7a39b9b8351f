import { LogError } from '../errors.js';
import type { LogWarning } from '../types.js';
import { Batch } from './batch.js';
import { Column, emptyCell, hashed, hashOfBytes, hashStart, unreadableCell } from './column.js';
import { type CsvRecord, CsvRecords, type PapaParse } from './csv-records.js';
import { instantLength, instantOfBytes } from './instants.js';
import {
  addConstants,
  type ColumnConstant,
  type ColumnCopy,
  checkLines,
  longestRecord,
  mostColumns,
  type Reader,
  type ReaderSettings,
  WaitingBytes,
} from './reader.js';
import type { Problem } from './rows.js';
import { assign } from './table.js';
import { quoted } from './words.js';

const newline = 0x0a;
const carriageReturn = 0x0d;
const quotationMark = 0x22;

/** A newline, and a quotation mark, four times. */
const newlines = 0x0a0a0a0a;
const quotationMarks = 0x22222222;

/** What a column of the log is where it is none of the engine's. */
const passedOver = -1;
const time = -2;
const tooMany = -3;
/** Times of another form than the one that is read from the bytes. */
const otherTime = -4;

/** Bytes after the last, so that several may be read at once there, too. */
const padding = 32;

/** A line that says what separates cells is shorter. */
const longestSeparatorLine = 16;

/** How much of the log is looked at to find out what separates its cells. */
const sampleSize = 65_536;

const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reads CSV with a header, separated by commas, semicolons, tabs or bars.
 *
 * Papa Parse, a well-kept library that tells wrong quotation marks, reads the header and every record that is difficult:
 * with a line break or a quotation mark within a cell. (uDSV is faster, but where a row is short of a cell it drops the
 * row after it, too, and it knows one kind of line break only.) All other lines are texts between separators, or between
 * quotation marks, and are read straight from the bytes: no cell becomes a string but the first of its kind in its
 * column. That takes less than half the time, with the numbers of all texts looked up, that Papa Parse takes to make
 * strings of the cells.
 */
export class CsvReader implements Reader {
  columns: readonly Column[] = [];
  copies: readonly ColumnCopy[] = [];
  constants: readonly ColumnConstant[] = [];
  warnings: readonly LogWarning[] = [];
  rows = 0;
  readonly #settings: ReaderSettings;
  readonly #papa: PapaParse;
  #records: CsvRecords | undefined;
  #batch: Batch | undefined;
  /** For each of the log's columns the index of the engine's, or `time` or `passedOver`. */
  #roles = new Int32Array(0);
  #header: readonly string[] = [];
  #separator = 0;
  /** The separator four times. */
  #separators = 0;

  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  readonly #waiting = new WaitingBytes();
  /** How many bytes of the log came before those. */
  #offset = 0;
  /** Where reading goes on. */
  #place = 0;
  /** Up to where lines are whole. */
  #whole = 0;
  /** A record begins at `#place` that is left to Papa Parse. */
  #isDifficult = false;
  /** The line at `#place`. */
  #line = 1;
  #ended = false;
  #gaveLast = false;
  /** Lines end with a carriage return alone, as long ago. */
  #endsWithReturn = false;
  #lastTime = '';
  #lastInstant = Number.NaN;

  constructor(settings: ReaderSettings, papa: PapaParse) {
    this.#settings = settings;
    this.#papa = papa;
  }

  feed(bytes: Uint8Array): void {
    const fresh = this.#endsWithReturn ? withNewlines(bytes) : bytes;
    if (this.#waiting.size + fresh.length < this.#bytes.length - this.#place) {
      this.#waiting.add(fresh);
    } else {
      this.#addBytes(fresh);
    }
  }

  end(): void {
    this.#addBytes(new Uint8Array(0));
    this.#ended = true;
    if (this.#bytes.length > this.#whole) {
      this.#addBytes(Uint8Array.of(newline));
    }
  }

  next(): Batch | undefined {
    this.#batch ??= this.#start();
    const batch = this.#batch;
    if (batch === undefined) {
      return undefined;
    }
    if (batch.isFull) {
      batch.clear();
    }
    while (!batch.isFull) {
      if (this.#records?.isPending) {
        this.#takeRecords(batch, this.#records);
      } else if (this.#isDifficult) {
        if (!this.#readRecords()) {
          return this.#atEnd(batch);
        }
      } else if (this.#place < this.#whole) {
        this.#readLines(batch);
      } else {
        return this.#atEnd(batch);
      }
    }
    return batch;
  }

  /** What there is when there is no more to read: at the end of the log the last batch, once. */
  #atEnd(batch: Batch): Batch | undefined {
    if (!this.#ended || this.#gaveLast || batch.isEmpty) {
      return undefined;
    }
    this.#gaveLast = true;
    return batch;
  }

  #addBytes(last: Uint8Array): void {
    this.#offset += this.#place;
    this.#setBytes(this.#waiting.takeBetween(this.#bytes.subarray(this.#place), last, padding));
  }

  /** @param bytes with padding after them */
  #setBytes(bytes: Uint8Array): void {
    checkLines(bytes, this.#line, this.#settings.table.title, 'CSV');
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
    this.#place = 0;
    this.#whole = bytes.lastIndexOf(newline) + 1;
  }

  // ---------------------------------------------------------------- header

  /** Reads the header, or gives undefined where there is too little of the log yet. */
  #start(): Batch | undefined {
    if (this.#bytes.length < sampleSize && !this.#ended) {
      return undefined;
    }
    if (endsWithReturns(this.#bytes)) {
      this.#endsWithReturn = true;
      const all = withNewlines(this.#waiting.takeBetween(this.#bytes, new Uint8Array(0)));
      this.#setBytes(this.#waiting.takeBetween(all, new Uint8Array(0), padding));
    }
    if (this.#whole === 0 && !this.#ended) {
      return undefined;
    }
    this.#skipBlankLines();
    const separator = this.#separatorLine();
    this.#skipBlankLines();
    if (this.#place === this.#bytes.length) {
      throw new LogError('log.empty', `${this.#settings.table.title} is empty: there is not even a header.`);
    }
    this.#readHeader(separator);
    return new Batch(this.columns, this.#settings.batchSize);
  }

  #skipBlankLines(): void {
    for (; ; this.#place += 1) {
      const byte = this.#bytes[this.#place];
      if (byte === newline) {
        this.#line += 1;
      } else if (byte !== carriageReturn) {
        return;
      }
    }
  }

  /** What a first line such as `sep=;` says, with which spreadsheets are told what separates cells. */
  #separatorLine(): string | undefined {
    const end = this.#bytes.indexOf(newline, this.#place);
    const line = this.#bytes.subarray(this.#place, Math.min(end, this.#place + longestSeparatorLine));
    const [, separator] = /^"?sep=([,;|\t:~^])"?\r?$/i.exec(String.fromCharCode(...line)) ?? [];
    if (separator !== undefined) {
      this.#place = end + 1;
      this.#line += 1;
    }
    return separator;
  }

  /** @param given what separates cells, where the log says so */
  #readHeader(given: string | undefined): void {
    const { table, map, dictionary, renaming, times } = this.#settings;
    const { cells, separator } = this.#headerRecord(given);
    this.#header = cells;
    this.#separator = separator.charCodeAt(0);
    this.#separators = Math.imul(this.#separator, 0x01010101);
    this.#records = new CsvRecords(this.#papa, separator, longestRecord);
    const { names, warnings } = assign(table, cells, map);
    this.warnings = warnings;
    const columns: Column[] = [];
    const copies: ColumnCopy[] = [];
    const add = (name: string) =>
      columns.push(new Column(name, dictionary, renaming.get(name), table.trimmed.includes(name))) - 1;
    this.#roles = Int32Array.from(names, ([name, ...others]) => {
      if (name === undefined) {
        return passedOver;
      }
      if (name === table.time) {
        return times.form === 'iso' ? time : otherTime;
      }
      const from = add(name);
      copies.push(...others.map((other) => ({ from, to: add(other) })));
      return from;
    });
    this.constants = addConstants(columns, this.#settings);
    if (columns.length > mostColumns) {
      throw new LogError('log.columns', `${table.title} has more than ${mostColumns} columns of events or contacts.`);
    }
    this.columns = columns;
    this.copies = copies;
  }

  #headerRecord(given: string | undefined): { cells: string[]; separator: string } {
    const sample = this.#bytes.subarray(this.#place, this.#whole);
    const text = new TextDecoder().decode(sample.subarray(0, Math.max(sampleSize, sample.indexOf(newline) + 1)));
    const { data, errors, meta } = this.#papa.parse(text, {
      delimiter: given ?? this.#guessedSeparator(text),
      newline: '\n',
      preview: 1,
      fastMode: false,
    });
    const [cells] = data;
    const header = text.slice(0, meta.cursor);
    if (cells === undefined || errors.some(({ type }) => type === 'Quotes')) {
      throw new LogError(
        'log.unreadable',
        `${this.#settings.table.title} has wrong quotation marks in its header, on line ${this.#line}.`,
      );
    }
    if (header.includes('\uFFFD')) {
      throw new LogError('log.unreadable', `${this.#settings.table.title} is not UTF-8. Save it as “CSV UTF-8”.`);
    }
    for (let place = 0; place < header.length; place = header.indexOf('\n', place) + 1) {
      this.#place = this.#bytes.indexOf(newline, this.#place) + 1;
      this.#line += 1;
    }
    return { cells: cells.map((cell) => cell.trim()), separator: meta.delimiter };
  }

  /** Without the last line's end: Papa Parse would take what follows it for a row of one cell. */
  #guessedSeparator(text: string): string {
    const delimitersToGuess = [',', ';', '\t', '|'];
    const lines = text.replace(/[\r\n]+$/, '');
    return this.#papa.parse(lines, { delimitersToGuess, newline: '\n', preview: 1, fastMode: false }).meta.delimiter;
  }

  // ---------------------------------------------------------------- rows

  /**
   * Has a difficult record read, and perhaps some after it.
   * @returns false where that takes more bytes
   */
  #readRecords(): boolean {
    const start = this.#place;
    this.#place = (this.#records as CsvRecords).read(this.#bytes, start, this.#whole, this.#ended, this.#offset);
    this.#isDifficult = this.#place === start;
    return !this.#isDifficult;
  }

  /**
   * Reads lines until there are no more, one is difficult, or the batch is full.
   *
   * Nearly all time that reading takes is spent here. So it is one loop over what stands in local variables, four bytes
   * at a time, and calls only what the compiler puts in its place, or what seldom happens.
   */
  #readLines(batch: Batch): void {
    const { columns } = this;
    const bytes = this.#bytes;
    const view = this.#view;
    const roles = this.#roles;
    const separators = this.#separators;
    const separator = this.#separator;
    const end = this.#whole;
    const { at, cells, numbers, room } = batch;
    let place = this.#place;
    let line = this.#line;
    let row = batch.rows;
    for (; place < end && row < room; line += 1) {
      if (bytes[place] === newline || (bytes[place] === carriageReturn && bytes[place + 1] === newline)) {
        place += bytes[place] === newline ? 1 : 2;
        continue;
      }
      at[row] = Number.NaN;
      for (let column = 0; column < cells.length; column += 1) {
        (cells[column] as Uint32Array)[row] = emptyCell;
      }
      const first = place;
      let problem: Problem | undefined;
      for (let cell = 0, isLast = false; !isLast; cell += 1) {
        const role = cell < roles.length ? (roles[cell] as number) : tooMany;
        const isQuoted = bytes[place] === quotationMark;
        place += isQuoted ? 1 : 0;
        const start = place;
        let timeEnd = -1;
        if (role === time) {
          const length = instantLength(view, start);
          const instant = length > 0 ? instantOfBytes(view, start, length) : Number.NaN;
          if (!Number.isNaN(instant)) {
            at[row] = instant;
            timeEnd = start + length;
            place = timeEnd; // what is a time has nothing in it that ends a cell
          }
        }
        const endings = isQuoted ? quotationMarks : separators;
        let hash = hashStart;
        for (;;) {
          const word = view.getInt32(place, true);
          const found = zeroBytes(word ^ endings) | zeroBytes(word ^ newlines);
          if (found !== 0) {
            const length = (31 - Math.clz32(found & -found)) >> 3;
            hash = hashed(hash, word & lowBytes(length));
            place += length;
            break;
          }
          hash = hashed(hash, word);
          place += 4;
        }
        let stop = place;
        if (isQuoted) {
          place += 1;
          const after = bytes[place];
          place += after === carriageReturn && bytes[place + 1] === newline ? 1 : 0;
          isLast = bytes[place] === newline;
          if (bytes[stop] !== quotationMark || (after !== separator && !isLast)) {
            this.#isDifficult = true;
            place = first;
            break;
          }
        } else {
          isLast = bytes[place] === newline;
          if (isLast && place > start && bytes[place - 1] === carriageReturn) {
            stop -= 1;
            hash = hashOfBytes(view, start, stop);
          }
        }
        place += 1;
        if (stop === start || role === passedOver) {
          continue;
        }
        if (role >= 0) {
          const number = (columns[role] as Column).numberOf(view, start, stop, hash);
          (cells[role] as Uint32Array)[row] = number;
          if (number === unreadableCell) {
            problem = notUtf8((columns[role] as Column).name);
          }
        } else if (role === tooMany) {
          problem = this.#tooManyCells();
        } else if (stop !== timeEnd) {
          const text = lenientDecoder.decode(bytes.subarray(start, stop));
          at[row] = this.#instantOf(text);
          problem = Number.isNaN(at[row]) ? (this.#settings.times.problemOf(text) ?? problem) : problem;
        }
      }
      if (this.#isDifficult) {
        break;
      }
      this.rows += 1;
      this.#settings.lines.add(this.rows, line);
      if (problem === undefined) {
        numbers[row] = this.rows;
        row += 1;
      } else {
        batch.rows = row;
        batch.finishRow(this.rows, line, problem);
        if (batch.isFull) {
          line += 1;
          break;
        }
      }
    }
    batch.rows = row;
    this.#place = place;
    this.#line = line;
  }

  /** A time that is not of the usual form; NaN where it is none. */
  #instantOf(text: string): number {
    if (text !== this.#lastTime) {
      this.#lastTime = text;
      this.#lastInstant = this.#settings.times.instantOf(text);
    }
    return this.#lastInstant;
  }

  #takeRecords(batch: Batch, records: CsvRecords): void {
    for (let record = records.take(); record !== undefined; record = records.take()) {
      if (!record.isBlank) {
        batch.clearRow();
        const problem = this.#setCells(batch, batch.rows, record);
        this.rows += 1;
        this.#settings.lines.add(this.rows, this.#line);
        batch.finishRow(this.rows, this.#line, problem);
      }
      this.#line += record.lines;
      if (batch.isFull) {
        return;
      }
    }
  }

  #setCells(batch: Batch, row: number, { cells, mended }: CsvRecord): Problem | undefined {
    if (cells === undefined) {
      return { code: 'csv.quotes', message: 'A quotation mark is not closed, or text follows one that is.' };
    }
    let problem: Problem | undefined;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] as string;
      const role = index < this.#roles.length ? (this.#roles[index] as number) : tooMany;
      if (cell !== '' && role !== passedOver) {
        problem = this.#setText(batch, row, role, cell, mended) ?? problem;
      }
    }
    return problem;
  }

  #setText(batch: Batch, row: number, role: number, text: string, mended: boolean): Problem | undefined {
    if (role >= 0) {
      const column = this.columns[role] as Column;
      (batch.cells[role] as Uint32Array)[row] = column.numberOfString(text);
      return mended && text.includes('\uFFFD') ? notUtf8(column.name) : undefined;
    }
    if (role === tooMany) {
      return this.#tooManyCells();
    }
    const instant = this.#instantOf(text);
    batch.at[row] = instant;
    return Number.isNaN(instant) ? this.#settings.times.problemOf(text) : undefined;
  }

  #tooManyCells(): Problem {
    return { code: 'csv.cells', message: `The row has more cells than the header, which has ${this.#header.length}.` };
  }
}

/** The high bits of the bytes of a word that are 0; above the lowest of them others may be set, too. */
const zeroBytes = (word: number) => (word - 0x01010101) & ~word & 0x80808080;

/** A mask of so many bytes of a word, 0 to 3. */
const lowBytes = (count: number) => (1 << (8 * count)) - 1;

const notUtf8 = (column: string): Problem => ({ code: 'csv.encoding', message: `${quoted(column)} is not UTF-8.` });

/** Whether lines end with a carriage return alone. A newline may stand at the very end, where reading adds one. */
function endsWithReturns(bytes: Uint8Array): boolean {
  const first = bytes.indexOf(newline);
  const carriage = bytes.indexOf(carriageReturn);
  return carriage >= 0 && (first < 0 || (first === bytes.length - 1 && carriage < first - 1));
}

function withNewlines(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === carriageReturn ? newline : byte));
}
