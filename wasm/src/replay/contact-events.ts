import { Turns } from '../platform.js';
import type { CatalogEventType, ContactEvents, FiredEvent, LoggedEvent, Scalar } from '../types.js';
import { fieldOf, scalarOf, TextsByNumber } from './cell-values.js';
import { emptyCell } from './column.js';
import { Dictionary } from './dictionary.js';
import { Feed } from './feed.js';
import { givenContact } from './given-contact.js';
import type { Means } from './means.js';
import { openReader } from './open-reader.js';
import type { Settings } from './options.js';
import { LineIndex } from './rows.js';
import { type LogSource, openLog } from './source.js';
import { Surplus } from './surplus.js';
import { fieldPrefix } from './table.js';
import type { Delivery, Outcome, Target } from './target.js';

/**
 * Reads a log as a replay does, and gives the events of one contact.
 * @param most how many at the most
 * @throws LogError where the log cannot be read at all
 */
export async function contactEvents(
  source: LogSource,
  contact: string,
  most: number,
  settings: Settings,
  means: Means,
): Promise<ContactEvents> {
  const { table, map, types, signal, constants, engine, eventTypes, onProgress } = settings;
  const log = await openLog(source, table.title, settings.format, signal);
  try {
    const dictionary = new Dictionary();
    const lines = new LineIndex();
    const reader = await openReader(
      log.format,
      {
        // What the log calls its events takes much room, and nobody asks for it.
        ...{ table, map: { ...map, id: '-' }, renaming: new Map([['type', types]]), constants, dictionary, lines },
        batchSize: settings.batchSize,
        times: settings.times,
      },
      means.loadPapa,
    );
    const target = new Collector(contact, most, engine.sort, eventTypes, log.format === 'csv', lines);
    const surplus = new Surplus(eventTypes, engine.strict);
    const turns = new Turns();
    const feed = new Feed({ table: 'events', log, reader, dictionary, target, surplus, turns, signal, mostTexts });
    const started = performance.now();
    await feed
      .run(async () => {
        const elapsed = performance.now() - started;
        await onProgress?.({ rows: reader.rows, bytes: feed.bytes, totalBytes: log.totalBytes ?? 0, elapsed });
      })
      .catch((error) => {
        if (error !== enough) throw error;
      });
    const given = await givenContact(contact, log.format === 'csv', settings, means);
    return { given, ...target.found() };
  } finally {
    log.close();
  }
}

/** Texts that are remembered until they are forgotten together. */
const mostTexts = 4_000_000;

/** What ends reading early. */
const enough = new Error('there are enough events');

/** Rows that are sorted must all be seen: so many are kept of one contact. */
const mostSorted = 100_000;

const encoder = new TextEncoder();

/** Takes rows as an engine would, and keeps those of one contact as events. */
class Collector implements Target {
  readonly workers = 1;
  readonly why = null;
  readonly #id: Uint8Array;
  readonly #texts = new TextsByNumber();
  /** The numbers of the contact's id in the dictionary. */
  readonly #numbers = new Set<number>();
  #names: readonly string[] = [];
  #latest = Number.NEGATIVE_INFINITY;
  #events: (LoggedEvent & { instant: number })[] = [];

  constructor(
    readonly contact: string,
    readonly most: number,
    readonly sorts: boolean,
    readonly eventTypes: readonly CatalogEventType[],
    readonly coerces: boolean,
    readonly lines: LineIndex,
  ) {
    this.#id = encoder.encode(contact);
  }

  async take({ names, forget, texts, rows, at, cells }: Delivery): Promise<void> {
    if (forget) {
      this.#texts.clear();
      this.#numbers.clear();
    }
    this.#names = names?.slice(1) ?? this.#names; // the first is `at`
    if (texts !== undefined) {
      for (const found of this.#texts.add(texts, this.#id)) {
        this.#numbers.add(found);
      }
    }
    const contacts = cells[this.#names.indexOf('contact')] as Uint32Array;
    for (let row = 0; row < rows; row += 1) {
      const instant = (at as Float64Array)[row] as number;
      if (this.#numbers.has(contacts[row] as number) && (this.sorts || instant >= this.#latest)) {
        this.#keep(instant, cells, row);
      }
      if (instant > this.#latest) {
        this.#latest = instant;
      }
    }
  }

  #keep(instant: number, cells: readonly Uint32Array[], row: number): void {
    const event = this.#eventOf(cells, row);
    if (event === undefined || Number.isNaN(instant)) {
      return;
    }
    const number = (cells.at(-1) as Uint32Array)[row] as number;
    const at = new Date(instant).toISOString();
    this.#events.push({ row: number, line: this.lines.lineOf(number), at, event, instant });
    if (this.#events.length > (this.sorts ? mostSorted : this.most)) {
      throw enough;
    }
  }

  /** The row as an event; undefined where the engine would refuse it. */
  #eventOf(cells: readonly Uint32Array[], row: number): FiredEvent | undefined {
    const typeNumber = cells[this.#names.indexOf('type')]?.[row] ?? emptyCell;
    const type = typeNumber === emptyCell ? '' : this.#texts.get(typeNumber).text;
    // A name that ends with a point stands for all that begin with it.
    const kind = this.eventTypes.find(({ name }) => (name.endsWith('.') ? type.startsWith(name) : type === name));
    if (kind === undefined) {
      return undefined;
    }
    const attributes: Record<string, unknown> = {};
    const fields: Record<string, Scalar> = {};
    for (const [index, name] of this.#names.entries()) {
      const cell = (cells[index] as Uint32Array)[row] as number;
      if (cell === emptyCell || ['contact', 'type', 'row'].includes(name)) {
        continue;
      }
      const isField = name.startsWith(fieldPrefix);
      const [key, as] = isField ? fieldOf(name) : [name, kind.attributes.find((each) => each.name === name)?.kind];
      const value = as === undefined ? undefined : scalarOf(this.#texts.get(cell), as, this.coerces);
      if (value === undefined) {
        return undefined;
      }
      (isField ? fields : attributes)[key] = value;
    }
    const hasFields = Object.keys(fields).length > 0;
    return { type, contact: this.contact, ...attributes, ...(hasFields && { fields }) } as FiredEvent;
  }

  found(): Omit<ContactEvents, 'given'> {
    const events = this.sorts ? this.#events.sort((a, b) => a.instant - b.instant || a.row - b.row) : this.#events;
    return {
      events: events.slice(0, this.most).map(({ row, line, at, event }) => ({ row, line, at, event })),
      isCut: events.length > this.most,
    };
  }

  async finish(): Promise<Outcome> {
    return { report: {}, part: undefined };
  }

  async *scores(): AsyncIterable<never> {}

  dispose(): void {}
}
