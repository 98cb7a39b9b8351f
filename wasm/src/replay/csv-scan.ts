const newline = 0x0a;
const quotationMark = 0x22;

/** What there is instead of a record's end: its bytes go on after those at hand, or its quotation marks are wrong. */
export const cutOff = -1;
export const wrong = -2;

const decoder = new TextDecoder();

/**
 * Finds where records of a CSV file end, which is all that quotation marks are looked at for here.
 *
 * A mark that opens a cell may be closed many lines later, or never. So that a log with a stray mark in each line is not
 * gone through to its end for each of them, it is kept what became of the last record whose marks were wrong: every
 * line on the way was begun within quotation marks, and what is begun so there once more ends in the same way.
 */
export class CsvScan {
  readonly #separator: number;
  readonly #longest: number;
  /** What is begun within quotation marks at a line from here on, counted in bytes of the whole log … */
  #from = Number.POSITIVE_INFINITY;
  /** … to here is wrong here, or else is still within quotation marks at this line. */
  #to = 0;
  #isWrong = false;

  /** @param longest a record of more bytes has a quotation mark that is not closed */
  constructor(separator: string, longest: number) {
    this.#separator = separator.charCodeAt(0);
    this.#longest = longest;
  }

  /**
   * @param start where a record begins
   * @param end the end of a line
   * @param offset how many bytes of the log came before `bytes`
   * @returns where the next record begins, or `cutOff`, or `wrong`
   */
  endOf(bytes: Uint8Array, start: number, end: number, offset: number): number {
    const separator = this.#separator;
    for (let place = start; ; place += 1) {
      if (bytes[place] === quotationMark) {
        place = this.#afterQuoted(bytes, place + 1, start, end, offset);
        if (place < 0) {
          return place;
        }
      } else {
        while (bytes[place] !== separator && bytes[place] !== newline) {
          place += 1;
        }
      }
      if (bytes[place] === newline) {
        return place + 1;
      }
    }
  }

  /** Where the separator or the newline stands after a cell in quotation marks, or `cutOff`, or `wrong`. */
  #afterQuoted(bytes: Uint8Array, opened: number, start: number, end: number, offset: number): number {
    const wanted = start + this.#longest;
    const limit = wanted < end ? bytes.indexOf(newline, wanted) + 1 : end;
    for (let place = opened; place < limit; place += 1) {
      const byte = bytes[place];
      if (byte === newline) {
        const line = place + 1 + offset;
        if (this.#from <= line && line <= this.#to) {
          if (this.#isWrong) {
            return wrong;
          }
          place = this.#to - offset - 1;
        }
      } else if (byte === quotationMark) {
        if (bytes[place + 1] === quotationMark) {
          place += 1;
          continue;
        }
        const after = this.#afterBlanks(bytes, place + 1);
        if (after === wrong) {
          this.#keep(bytes, start, place, offset, true);
        }
        return after;
      }
    }
    this.#keep(bytes, start, limit, offset, false);
    return limit - start > this.#longest ? wrong : cutOff;
  }

  /** Where what ends a cell comes after its closing mark; Papa Parse passes over blanks between. */
  #afterBlanks(bytes: Uint8Array, start: number): number {
    let place = start;
    while (bytes[place] !== this.#separator && bytes[place] !== newline) {
      const byte = bytes[place] as number;
      if (byte > 0x20 && byte < 0x7f) {
        return wrong;
      }
      place += 1;
    }
    return decoder.decode(bytes.subarray(start, place)).trim() === '' ? place : wrong;
  }

  /** Keeps what became of a record. */
  #keep(bytes: Uint8Array, start: number, end: number, offset: number, isWrong: boolean): void {
    const nextLine = bytes.indexOf(newline, start) + 1;
    if (nextLine <= end) {
      this.#from = nextLine + offset;
      this.#to = end + offset;
      this.#isWrong = isWrong;
    }
  }
}
