import { UsageError } from '../errors.js';
import type { Native } from '../native.js';
import type { ContactScores } from '../types.js';
import type { NewTexts } from './dictionary.js';
import type { UnreadRow } from './rows.js';

/** The texts of a replay's opening: one workspace, or the two versions that are compared. */
export interface Opening {
  workspaces: readonly [string] | readonly [string, string];
  /** What the engine is told, without `partition`. */
  options: EngineOptions;
}

/** The options of `replayOpen` and `compareOpen`. */
export interface EngineOptions {
  start?: string | undefined;
  runDrafts: boolean;
  sort: boolean;
  strict: boolean;
  coerce: boolean;
  excerpts?: Readonly<Record<string, number>> | undefined;
  thresholds?: readonly number[] | undefined;
  partition?: { index: number; of: number } | undefined;
}

/** A table that the engine takes: the events of a log, or the contacts that there were before. */
export type TableName = 'events' | 'contacts';

/** Some rows of a batch, as the engine takes them. */
export interface RowBlock {
  rows: number;
  /** For events. */
  at: Float64Array | undefined;
  /** By column; for events the last one holds the numbers of the rows in the log. */
  cells: readonly Uint32Array[];
}

/** A row, by its number in the log, that ended a strict replay. */
export class RowRefused extends Error {
  constructor(
    readonly table: TableName,
    readonly row: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What `replayRows` and the like answer where a strict replay ends. */
interface StrictFailure {
  error: string;
  message: string;
  row?: number;
  diagnostics: { code: string; message: string }[];
}

/** A replay in the module's memory. Bytes go in through the room that it gives. */
export class NativeReplay {
  readonly independent: boolean;
  /** Why contacts cannot be replayed apart from each other. */
  readonly reason: string | null;
  readonly #native: Native;
  #handle: number;

  /** @throws WorkspaceError, UsageError */
  constructor(native: Native, { workspaces: [a, b], options }: Opening) {
    const text = JSON.stringify(options);
    const { replay, independent, reason } =
      b === undefined ? native.ask('replayOpen', a, text) : native.ask('compareOpen', a, b, text);
    this.#native = native;
    this.#handle = replay;
    this.independent = independent;
    this.reason = reason;
  }

  setColumns(table: TableName, names: readonly string[]): void {
    this.#native.ask('replayColumns', this.#handle, table, JSON.stringify(names));
  }

  addTexts({ count, ends, kinds, bytes }: NewTexts): void {
    const size = 5 * count + bytes.length;
    const { buffer, address } = this.#room(size);
    new Uint32Array(buffer, address, count).set(ends);
    new Uint8Array(buffer, address + 4 * count, count).set(kinds);
    new Uint8Array(buffer, address + 5 * count, bytes.length).set(bytes);
    this.#native.ask('replayTexts', this.#handle, count, bytes.length);
  }

  /** The next texts are numbered from 0 again. */
  forgetTexts(): void {
    this.#native.ask('replayForget', this.#handle);
  }

  /** @throws RowRefused */
  takeRows(table: TableName, { rows, at, cells }: RowBlock): void {
    const times = at === undefined ? 0 : 8 * rows;
    const { buffer, address } = this.#room(times + 4 * rows * cells.length);
    if (at !== undefined) {
      new Float64Array(buffer, address, rows).set(at);
    }
    for (const [index, column] of cells.entries()) {
      new Uint32Array(buffer, address + times + 4 * rows * index, rows).set(column);
    }
    this.#check(table, this.#native.call(table === 'events' ? 'replayRows' : 'replayContacts', this.#handle, rows));
  }

  /** @throws RowRefused */
  refuse(table: TableName, { row, code, message }: UnreadRow): void {
    this.#check(table, this.#native.call('replayRefuse', this.#handle, table === 'contacts', row, code, message));
  }

  /**
   * @param end ISO 8601; empty for the time of the last row
   * @throws RowRefused where rows are sorted and the replay is strict
   */
  finish(end: string): object {
    return this.#check<{ report: object }>('events', this.#native.call('replayFinish', this.#handle, end)).report;
  }

  /** After `finish`: what it takes to be merged with other parts. */
  part(): string {
    return this.#native.ask('replayPart', this.#handle).part;
  }

  /** After `finish`. */
  scores(first: number, count: number): ContactScores[] {
    return this.#native.ask('replayScores', this.#handle, first, count).contacts;
  }

  dispose(): void {
    this.#native.release(this.#handle, 'replayDispose');
    this.#handle = 0;
  }

  /** Room in the module's memory until the next call, which may move the memory. */
  #room(size: number): { buffer: ArrayBuffer; address: number } {
    const address = this.#native.call('replayRoom', this.#handle, size);
    if (address === 0) {
      throw new UsageError('usage.argument', `There is no room for ${size} bytes: take a smaller batchSize.`);
    }
    return { buffer: this.#native.memory.buffer, address };
  }

  #check<Answer extends object>(table: TableName, text: string): Answer {
    const answer: StrictFailure | Answer = JSON.parse(text);
    if (!('error' in answer)) {
      return answer;
    }
    if (answer.row !== undefined) {
      const [{ code, message } = { code: '', message: answer.message }] = answer.diagnostics;
      throw new RowRefused(table, answer.row, code, message);
    }
    throw new UsageError('usage.argument', answer.message);
  }
}
