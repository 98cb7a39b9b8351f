import { LogError, UsageError } from '../errors.js';
import type { Native } from '../native.js';
import { Turns, unlessAborted } from '../platform.js';
import type { LogWarning, ReplayComparison, ReplayReport } from '../types.js';
import { Dictionary } from './dictionary.js';
import { Feed, type FeedSettings } from './feed.js';
import type { Means } from './means.js';
import { NativeReplay, type Opening, RowRefused, type TableName } from './native-replay.js';
import { openReader } from './open-reader.js';
import type { Settings } from './options.js';
import type { Reader, ReaderSettings } from './reader.js';
import { finishedReport, type Lines } from './report.js';
import { RowNumbers } from './row-numbers.js';
import { LineIndex, rowColumn } from './rows.js';
import { type LogFormat, type LogSource, type OpenLog, openLog } from './source.js';
import { Surplus } from './surplus.js';
import { contactsTable } from './table.js';
import { OwnEngine, type Target } from './target.js';

/** How often progress is told, in milliseconds. */
const progressInterval = 100;

/** How many contacts `onScores` is given at once. */
const scoresAtOnce = 10_000;

/**
 * Replays a log through the engine.
 * @param workspaces the workspace, or the two versions that are compared
 * @returns the report as the engine made it, with what the reader has to say
 */
export async function replay<Finished extends ReplayReport | ReplayComparison>(
  native: Native,
  workspaces: Opening['workspaces'],
  source: LogSource,
  settings: Settings,
  means: Means,
): Promise<Finished> {
  const { signal, contacts, format } = settings;
  signal?.throwIfAborted();
  const log = await openLog(source, settings.table.title, format, signal);
  try {
    const contactsLog =
      contacts === undefined ? undefined : await openLog(contacts, contactsTable.title, undefined, signal);
    try {
      return await new Run(native, workspaces, settings, means, log, contactsLog).report<Finished>();
    } finally {
      contactsLog?.close();
    }
  } finally {
    log.close();
  }
}

/** One replay under way. */
class Run {
  readonly #native: Native;
  readonly #settings: Settings;
  readonly #means: Means;
  readonly #log: OpenLog;
  readonly #contactsLog: OpenLog | undefined;
  readonly #opening: Opening;
  readonly #turns = new Turns();
  readonly #dictionary = new Dictionary();
  readonly #lines = { events: new LineIndex(), contacts: new LineIndex() };
  /** Where the map says which column holds the numbers of rows. */
  readonly #rowNumbers: RowNumbers | undefined;
  readonly #linesByNumber: Lines;
  readonly #started = performance.now();
  #told = 0;

  constructor(
    native: Native,
    workspaces: Opening['workspaces'],
    settings: Settings,
    means: Means,
    log: OpenLog,
    contactsLog: OpenLog | undefined,
  ) {
    this.#native = native;
    this.#settings = settings;
    this.#means = means;
    this.#log = log;
    this.#contactsLog = contactsLog;
    // Of two files of which one is CSV, the other's values may be texts too.
    const coerce = log.format === 'csv' || contactsLog?.format === 'csv';
    this.#opening = { workspaces, options: { ...settings.engine, coerce } };
    const { map, engine } = settings;
    this.#rowNumbers = (map[rowColumn] ?? '-') !== '-' ? new RowNumbers(this.#lines.events, !engine.sort) : undefined;
    this.#linesByNumber = { ...this.#lines, events: this.#rowNumbers ?? this.#lines.events };
  }

  /** @throws LogError and whatever stands in its way */
  async report<Finished extends ReplayReport | ReplayComparison>(): Promise<Finished> {
    const target = await this.#openTarget();
    try {
      return await this.#run<Finished>(target);
    } catch (error) {
      throw error instanceof RowRefused ? this.#refused(error) : error;
    } finally {
      target.dispose();
    }
  }

  /** The engine here, or workers where several are wanted and contacts are independent. */
  async #openTarget(): Promise<Target> {
    const { signal, workers } = this.#settings;
    const wanted = await this.#means.workersWanted(workers);
    const own = new NativeReplay(this.#native, this.#opening);
    const isPart = this.#opening.options.partition !== undefined;
    if (isPart && !own.independent) {
      own.dispose();
      throw new UsageError('usage.argument', `This log cannot be replayed in parts. ${own.reason}`);
    }
    if (wanted === 1 || !own.independent || isPart) {
      const why = wanted === 1 ? null : isPart ? 'One part of a log is replayed by one worker.' : own.reason;
      return new OwnEngine(own, this.#opening, why, this.#turns, signal);
    }
    own.dispose();
    return this.#means.startEngines(this.#native, this.#opening, wanted, signal);
  }

  async #run<Finished extends ReplayReport | ReplayComparison>(target: Target): Promise<Finished> {
    const { onScores, end, table, map, types, contactsMap, constants } = this.#settings;
    const warnings: LogWarning[] = [];
    if (this.#contactsLog !== undefined) {
      const renaming = new Map([['createdAt', this.#settings.times]]);
      const columns = { table: contactsTable, map: contactsMap, renaming };
      const contacts = await this.#openReader(this.#contactsLog.format, columns);
      await this.#feed(target, this.#contactsLog, contacts, 'contacts').run();
      warnings.push(...contacts.warnings);
    }
    const columns = { table, map, renaming: new Map([['type', types]]), constants };
    const reader = await this.#openReader(this.#log.format, columns);
    const surplus = new Surplus(this.#settings.eventTypes, this.#settings.engine.strict);
    const feed = this.#feed(target, this.#log, reader, 'events', { surplus, rowNumbers: this.#rowNumbers });
    await feed.run(() => this.#tell(reader.rows, feed.bytes, false));
    warnings.push(...reader.warnings, ...surplus.warnings);
    const outcome = await target.finish(end);
    await this.#tell(reader.rows, feed.bytes, true);
    this.#settings.signal?.throwIfAborted();
    if (onScores !== undefined) {
      for await (const page of target.scores(scoresAtOnce)) {
        await onScores(page);
        this.#settings.signal?.throwIfAborted();
      }
    }
    return finishedReport(outcome, this.#linesByNumber, warnings, target);
  }

  #feed(
    target: Target,
    log: OpenLog,
    reader: Reader,
    table: TableName,
    others: Pick<FeedSettings, 'surplus' | 'rowNumbers'> = {},
  ): Feed {
    const { signal } = this.#settings;
    const dictionary = this.#dictionary;
    // Rows that are held until they are sorted speak of their texts until then.
    const mostTexts = this.#opening.options.sort ? Number.POSITIVE_INFINITY : this.#settings.mostTexts;
    return new Feed({ table, log, reader, target, signal, dictionary, turns: this.#turns, mostTexts, ...others });
  }

  #openReader(
    format: LogFormat,
    columns: Pick<ReaderSettings, 'table' | 'map' | 'renaming' | 'constants'>,
  ): Promise<Reader> {
    const settings: ReaderSettings = {
      ...columns,
      lines: this.#lines[columns.table.name],
      dictionary: this.#dictionary,
      batchSize: this.#settings.batchSize,
      times: this.#settings.times,
    };
    return openReader(format, settings, this.#means.loadPapa);
  }

  async #tell(rows: number, bytes: number, isLast: boolean): Promise<void> {
    const { onProgress } = this.#settings;
    const elapsed = performance.now() - this.#started;
    if (onProgress !== undefined && (isLast || elapsed - this.#told >= progressInterval)) {
      const { totalBytes } = this.#log;
      this.#told = elapsed;
      const told = onProgress({ rows, bytes, elapsed, ...(totalBytes !== undefined && { totalBytes }) });
      await unlessAborted(Promise.resolve(told), this.#settings.signal);
    }
  }

  #refused({ table, row, code, message }: RowRefused): LogError {
    const cause = code === 'replay.endless' ? 'log.endless' : 'log.refused';
    if (row === 0) {
      return new LogError(cause, message); // after the last
    }
    const line = this.#linesByNumber[table].lineOf(row);
    const place = table === 'contacts' ? `Line ${line} of the contacts` : `Line ${line}`;
    return new LogError(cause, `${place}: ${code}: ${message}`, {
      refusal: { row, line, code, message },
    });
  }
}
