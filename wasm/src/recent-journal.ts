import { EntryReader } from './entry-reader.js';
import { UsageError } from './errors.js';
import type { Native } from './native.js';
import type { Fired } from './report.js';
import type { Entry } from './types.js';

/** How many entries are laid out at once, lest that take much memory. */
const entriesAtOnce = 20_000;

/** The journal of a simulation from its start or its last reset on: what reports read from. */
export class RecentJournal {
  readonly #entries: EntryReader;
  /** The simulation lives as long as somebody may read of it. */
  readonly owner: object;
  /** What has become of it, if it is gone. */
  #gone: 'reset' | 'disposed of' | undefined;
  /** The seq of the last entry. */
  last: number;

  constructor(native: Native, simulation: number, owner: object, last: number) {
    this.#entries = new EntryReader(native, simulation);
    this.owner = owner;
    this.last = last;
  }

  /** It is gone with what it told. */
  end(why: 'reset' | 'disposed of'): void {
    this.#gone = why;
  }

  /** @throws UsageError where it is gone */
  entries(first: number, last: number): Entry[] {
    this.#check();
    const entries: Entry[] = [];
    for (const [start, end] of pieces(first, last)) {
      this.#entries.read(start, end, entries);
    }
    return entries;
  }

  /** @throws UsageError where it is gone */
  fired(first: number, last: number): Fired[] {
    this.#check();
    const fired: Fired[] = [];
    for (const [start, end] of pieces(first, last)) {
      this.#entries.fired(start, end, fired);
    }
    return fired;
  }

  #check(): void {
    if (this.#gone !== undefined) {
      throw new UsageError(
        'usage.outdated',
        `The simulation was ${this.#gone}, and with it what this report tells. Read its entries before that.`,
      );
    }
  }
}

function* pieces(first: number, last: number): Iterable<[number, number]> {
  for (let start = first; start <= last; start += entriesAtOnce) {
    yield [start, Math.min(last, start + entriesAtOnce - 1)];
  }
}
