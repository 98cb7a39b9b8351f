import type { ContactScores } from '@rehearse/engine';

/** Contacts that are shown on one page. */
export const pageSize = 20;

/** Scores that lie next to each other; both ends null for those that have none. */
export interface Bucket {
  from: number | null;
  /** No longer in it. */
  to: number | null;
}

/** A bucket with how many contacts there are in it, by column. */
export interface Bar extends Bucket {
  counts: number[];
}

/** A contact with its scores: before the log, and after it in each version. */
export interface ScoreRow {
  id: string;
  scores: (number | null)[];
}

/** The most bars of a histogram, besides that of empty scores. */
const mostBars = 20;

/**
 * The scores of all contacts, before the log and after it: a column of numbers for each, so that a million take little
 * room and are gone through in no time.
 */
export class ScoreTable {
  readonly ids: string[] = [];
  readonly #columns: Float64Array[];

  /** @param columns 2, or 3 where two versions are compared */
  constructor(readonly columns: number) {
    this.#columns = Array.from({ length: columns }, () => new Float64Array(1024));
  }

  add(contacts: readonly ContactScores[]): void {
    const needed = this.ids.length + contacts.length;
    for (const [index, column] of this.#columns.entries()) {
      if (needed > column.length) {
        const larger = new Float64Array(Math.max(needed, 2 * column.length));
        larger.set(column);
        this.#columns[index] = larger;
      }
    }
    for (const [id, ...scores] of contacts) {
      const place = this.ids.push(id) - 1;
      for (let column = 0; column < this.columns; column += 1) {
        (this.#columns[column] as Float64Array)[place] = scores[column] ?? Number.NaN;
      }
    }
  }

  row(place: number): ScoreRow {
    return { id: this.ids[place] ?? '', scores: this.#columns.map((column) => numberOrNull(column[place])) };
  }

  /** The rows of some contacts, in the order in which they are asked for. */
  rowsOf(ids: readonly string[]): ScoreRow[] {
    const wanted = new Set(ids);
    const places = new Map<string, number>();
    for (let place = 0; place < this.ids.length && places.size < wanted.size; place += 1) {
      const id = this.ids[place] as string;
      if (wanted.has(id)) places.set(id, place);
    }
    return ids.flatMap((id) => (places.has(id) ? [this.row(places.get(id) as number)] : []));
  }

  /** The contacts whose score in a column lies in a bucket: those of one page. */
  page(column: number, { from, to }: Bucket, first: number): ScoreRow[] {
    const scores = this.#columns[column] as Float64Array;
    const found: ScoreRow[] = [];
    let passed = 0;
    for (let place = 0; place < this.ids.length && found.length < pageSize; place += 1) {
      const score = scores[place] as number;
      const isIn = from === null ? Number.isNaN(score) : score >= from && score < (to as number);
      if (isIn && passed++ >= first) found.push(this.row(place));
    }
    return found;
  }

  /** All columns in the same buckets: of one round width, the empty scores first. */
  histogram(): Bar[] {
    const { minimum, maximum } = this.#range();
    const empty: Bar = { from: null, to: null, counts: this.#columns.map(() => 0) };
    if (minimum > maximum) return this.#filled([empty], empty, 0, 1);
    const width = widthFor(minimum, maximum);
    const first = Math.floor(minimum / width);
    const bars = Array.from({ length: Math.floor(maximum / width) - first + 1 }, (_, index): Bar => {
      const from = (first + index) * width;
      return { from, to: from + width, counts: this.#columns.map(() => 0) };
    });
    return this.#filled([empty, ...bars], empty, first, width);
  }

  #filled(all: Bar[], empty: Bar, first: number, width: number): Bar[] {
    for (const [index, column] of this.#columns.entries()) {
      for (let place = 0; place < this.ids.length; place += 1) {
        const score = column[place] as number;
        const bar = Number.isNaN(score) ? empty : (all[1 + Math.floor(score / width) - first] as Bar);
        bar.counts[index] = (bar.counts[index] ?? 0) + 1;
      }
    }
    return all;
  }

  #range(): { minimum: number; maximum: number } {
    let minimum = Number.POSITIVE_INFINITY;
    let maximum = Number.NEGATIVE_INFINITY;
    for (const column of this.#columns) {
      for (let place = 0; place < this.ids.length; place += 1) {
        const score = column[place] as number;
        if (score < minimum) minimum = score;
        if (score > maximum) maximum = score;
      }
    }
    return { minimum, maximum };
  }
}

/** 1, 2 or 5 times a power of ten: the least that needs no more bars than there may be. */
function widthFor(minimum: number, maximum: number): number {
  for (let power = 1; ; power *= 10) {
    for (const width of [power, 2 * power, 5 * power]) {
      if (Math.floor(maximum / width) - Math.floor(minimum / width) < mostBars) return width;
    }
  }
}

function numberOrNull(score: number | undefined): number | null {
  return score === undefined || Number.isNaN(score) ? null : score;
}
