import type { Turns } from '../platform.js';
import type { ContactScores } from '../types.js';
import type { Batch } from './batch.js';
import type { NewTexts } from './dictionary.js';
import type { NativeReplay, Opening, TableName } from './native-replay.js';
import { rowColumn, type UnreadRow } from './rows.js';

/** Some rows on their way to whoever runs them. */
export interface Delivery {
  table: TableName;
  /** The names of the columns, where they are not those of the delivery before. */
  names: readonly string[] | undefined;
  /** Whether the texts so far are forgotten: these are numbered from 0 again. */
  forget: boolean;
  /** Texts that the rows speak of for the first time. */
  texts: NewTexts | undefined;
  rows: number;
  at: Float64Array | undefined;
  cells: readonly Uint32Array[];
  /** Rows that the reader could not read, and which come after the others. */
  refusals: readonly UnreadRow[];
}

/** What a replay came to. */
export interface Outcome {
  report: object;
  /** What it takes to be merged with other parts, where it is one. */
  part: string | undefined;
}

/** Who runs the rows: the engine here, or engines in workers. */
export interface Target {
  /** How many run them. */
  readonly workers: number;
  /** Why not more, where more were asked for. */
  readonly why: string | null;
  /**
   * Runs rows, or sees to it that they are run.
   * @throws RowRefused
   */
  take(delivery: Delivery): Promise<void>;
  /** @param end ISO 8601; empty for the time of the last row */
  finish(end: string): Promise<Outcome>;
  /** After `finish`: all contacts, in order of arrival, so many at a time. */
  scores(count: number): AsyncIterable<ContactScores[]>;
  dispose(): void;
}

/** The columns of a delivery as the engine names them. */
export function namesOf(table: TableName, { columns }: Batch): string[] {
  const names = columns.map(({ name }) => name).filter((name) => name !== rowColumn);
  return table === 'events' ? ['at', ...names, rowColumn] : names;
}

/** Puts what a delivery brings into a replay, but for its rows. */
export function prepare(replay: NativeReplay, { table, names, forget, texts }: Delivery): void {
  if (forget) {
    replay.forgetTexts();
  }
  if (names !== undefined) {
    replay.setColumns(table, names);
  }
  if (texts !== undefined) {
    replay.addTexts(texts);
  }
}

/** How long the engine may work on some rows, in milliseconds; the next ones are made fewer if it took longer. */
const longestRun = 25;

/** The engine here. Rows are run a few at a time where each takes long. */
export class OwnEngine implements Target {
  readonly workers = 1;
  readonly why: string | null;
  readonly #replay: NativeReplay;
  readonly #turns: Turns;
  readonly #signal: AbortSignal | undefined;
  readonly #isPart: boolean;
  /** How many rows are run at once. */
  #stride = 1024;

  /** @throws WorkspaceError, UsageError */
  constructor(replay: NativeReplay, opening: Opening, why: string | null, turns: Turns, signal?: AbortSignal) {
    this.#replay = replay;
    this.#isPart = opening.options.partition !== undefined;
    this.why = why;
    this.#turns = turns;
    this.#signal = signal;
  }

  async take(delivery: Delivery): Promise<void> {
    const { table, rows, at, cells, refusals } = delivery;
    prepare(this.#replay, delivery);
    for (let first = 0; first < rows; ) {
      const last = Math.min(rows, first + this.#stride);
      const started = performance.now();
      this.#replay.takeRows(table, {
        rows: last - first,
        at: at?.subarray(first, last),
        cells: cells.map((column) => column.subarray(first, last)),
      });
      this.#adapt(performance.now() - started, last - first);
      first = last;
      await this.#giveTurn();
    }
    for (const refusal of refusals) {
      this.#replay.refuse(table, refusal);
    }
    await this.#giveTurn();
  }

  #adapt(took: number, rows: number): void {
    if (took > longestRun) {
      this.#stride = Math.max(1, Math.floor((rows * longestRun) / took));
    } else if (took < longestRun / 4 && rows === this.#stride) {
      this.#stride *= 2;
    }
  }

  async #giveTurn(): Promise<void> {
    if (this.#turns.isOver) {
      await this.#turns.give();
      this.#signal?.throwIfAborted();
    }
  }

  async finish(end: string): Promise<Outcome> {
    const report = this.#replay.finish(end);
    return { report, part: this.#isPart ? this.#replay.part() : undefined };
  }

  async *scores(count: number): AsyncIterable<ContactScores[]> {
    for (let first = 0; ; first += count) {
      const contacts = this.#replay.scores(first, count);
      if (contacts.length === 0) {
        return;
      }
      yield contacts;
      await this.#giveTurn();
    }
  }

  dispose(): void {
    this.#replay.dispose();
  }
}
