import { type Turns, unlessAborted } from '../platform.js';
import type { Batch } from './batch.js';
import type { Column } from './column.js';
import type { Dictionary } from './dictionary.js';
import type { TableName } from './native-replay.js';
import type { Reader } from './reader.js';
import type { RowNumbers } from './row-numbers.js';
import { rowColumn } from './rows.js';
import type { OpenLog } from './source.js';
import type { Surplus } from './surplus.js';
import { type Delivery, namesOf, type Target } from './target.js';

/** What it takes to read a log and have it run. */
export interface FeedSettings {
  table: TableName;
  log: OpenLog;
  reader: Reader;
  dictionary: Dictionary;
  target: Target;
  /** What belongs to no event of its row's type, where this is to be left out. */
  surplus?: Surplus | undefined;
  /** Where the log has numbers of its own for its rows. */
  rowNumbers?: RowNumbers | undefined;
  turns: Turns;
  signal: AbortSignal | undefined;
  /** How many texts are remembered. */
  mostTexts: number;
}

/** How many bytes of texts are remembered for each text that may be. */
const bytesOfText = 32;

/** Reads a log to its end, and has its rows run. */
export class Feed {
  /** Bytes read so far. */
  bytes = 0;
  readonly #settings: FeedSettings;
  /** How many columns the target knows of. */
  #columns = -1;

  constructor(settings: FeedSettings) {
    this.#settings = settings;
  }

  /**
   * Reads all that there is.
   * @param onBytes called after each chunk, and waited for
   * @throws LogError, RowRefused, the signal's reason
   */
  async run(onBytes: () => Promise<void> | undefined = () => undefined): Promise<void> {
    const { log, reader, turns, signal } = this.#settings;
    for (;;) {
      const { value, done } = await unlessAborted(log.chunks.next(), signal);
      if (done) {
        break;
      }
      this.bytes += value.length;
      reader.feed(value);
      await this.#deliver();
      await onBytes();
      if (turns.isOver) {
        await turns.give();
        signal?.throwIfAborted();
      }
    }
    reader.end();
    await this.#deliver();
  }

  /** Hands over all batches that are full. */
  async #deliver(): Promise<void> {
    const { reader, target } = this.#settings;
    for (let batch = reader.next(); batch !== undefined; batch = reader.next()) {
      this.#settleColumns(batch);
      await target.take(this.#deliveryOf(batch));
      this.#forgetSometimes(batch);
    }
  }

  /** Gives each column what it holds. */
  #settleColumns(batch: Batch): void {
    const { reader, surplus } = this.#settings;
    batch.widen();
    for (const { from, to } of reader.copies) {
      batch.cells[to]?.set((batch.cells[from] as Uint32Array).subarray(0, batch.rows));
    }
    for (const { index, text } of reader.constants) {
      batch.cells[index]?.fill((reader.columns[index] as Column).numberOfString(text), 0, batch.rows);
    }
    surplus?.leaveOut(batch, reader.copies);
  }

  /** Only a batch that is full has no rows left that speak of texts. */
  #forgetSometimes(batch: Batch): void {
    const { dictionary, reader, mostTexts } = this.#settings;
    if (batch.isFull && (dictionary.size > mostTexts || dictionary.bytes > bytesOfText * mostTexts)) {
      dictionary.clear();
      for (const column of reader.columns) {
        column.forget();
      }
    }
  }

  #deliveryOf(batch: Batch): Delivery {
    const { table, dictionary, rowNumbers } = this.#settings;
    const { rows, refusals } = rowNumbers?.settle(batch) ?? batch;
    const { at, numbers, columns } = batch;
    const cells = batch.cells.filter((_, index) => columns[index]?.name !== rowColumn);
    const isEvents = table === 'events';
    const hasNew = this.#columns !== columns.length;
    this.#columns = columns.length;
    return {
      table,
      forget: dictionary.takeForgotten(),
      names: hasNew ? namesOf(table, batch) : undefined,
      texts: dictionary.take(),
      rows,
      at: isEvents ? at.subarray(0, rows) : undefined,
      cells: (isEvents ? [...cells, numbers] : cells).map((column) => column.subarray(0, rows)),
      refusals,
    };
  }
}
