import { Turns } from '../platform.js';
import type { Contact, Scalar } from '../types.js';
import { type CellText, fieldOf, scalarOf, TextsByNumber } from './cell-values.js';
import { emptyCell } from './column.js';
import { Dictionary, TextKind } from './dictionary.js';
import { Feed } from './feed.js';
import type { Means } from './means.js';
import { openReader } from './open-reader.js';
import type { Settings } from './options.js';
import { LineIndex } from './rows.js';
import { openLog } from './source.js';
import { contactsTable, fieldPrefix } from './table.js';
import type { Delivery, Outcome, Target } from './target.js';

/** Texts that are remembered until they are forgotten together. */
const mostTexts = 1_000_000;

/** What ends reading early. */
const enough = new Error('the contact was found');

const mostOfScore = 1_000_000_000;

const encoder = new TextEncoder();

/**
 * What the file of contacts says of one of them, as a replay takes it: the first row that can be used.
 * @param isLogCsv whether the log is CSV: texts then stand for numbers in both
 * @returns null where there is no such file, or where it says nothing of the contact
 * @throws LogError where the file cannot be read at all
 */
export async function givenContact(
  contact: string,
  isLogCsv: boolean,
  settings: Settings,
  means: Means,
): Promise<Contact | null> {
  const { contacts, contactsMap, signal, times } = settings;
  if (contacts === undefined) {
    return null;
  }
  const log = await openLog(contacts, contactsTable.title, undefined, signal);
  try {
    const dictionary = new Dictionary();
    const columns = { table: contactsTable, map: contactsMap, renaming: new Map([['createdAt', times]]) };
    const { batchSize } = settings;
    const reader = await openReader(
      log.format,
      { ...columns, dictionary, lines: new LineIndex(), batchSize, times },
      means.loadPapa,
    );
    const target = new Finder(contact, isLogCsv || log.format === 'csv');
    const turns = new Turns();
    const feed = new Feed({ table: 'contacts', log, reader, dictionary, target, turns, signal, mostTexts });
    await feed.run().catch((error) => {
      if (error !== enough) throw error;
    });
    return target.found;
  } finally {
    log.close();
  }
}

/** Takes rows as an engine would, and keeps the first of one contact. */
class Finder implements Target {
  readonly workers = 1;
  readonly why = null;
  found: Contact | null = null;
  readonly #id: Uint8Array;
  readonly #texts = new TextsByNumber();
  /** The numbers of the contact's id in the dictionary. */
  readonly #numbers = new Set<number>();
  #names: readonly string[] = [];

  constructor(
    readonly contact: string,
    readonly coerces: boolean,
  ) {
    this.#id = encoder.encode(contact);
  }

  async take({ names, forget, texts, rows, cells }: Delivery): Promise<void> {
    if (forget) {
      this.#texts.clear();
      this.#numbers.clear();
    }
    this.#names = names ?? this.#names;
    if (texts !== undefined) {
      for (const found of this.#texts.add(texts, this.#id)) {
        this.#numbers.add(found);
      }
    }
    const ids = cells[this.#names.indexOf('id')] as Uint32Array;
    for (let row = 0; row < rows; row += 1) {
      this.found = this.#numbers.has(ids[row] as number) ? this.#contactOf(cells, row) : null;
      if (this.found !== null) {
        throw enough;
      }
    }
  }

  /** What a row says; null where the engine would refuse it. */
  #contactOf(cells: readonly Uint32Array[], row: number): Contact | null {
    const said: Partial<Contact> = {};
    const fields: [string, Scalar][] = [];
    for (const [index, name] of this.#names.entries()) {
      const cell = (cells[index] as Uint32Array)[row] as number;
      if (cell === emptyCell || name === 'id') {
        continue;
      }
      const text = this.#texts.get(cell);
      if (name.startsWith(fieldPrefix)) {
        const [key, as] = fieldOf(name);
        const value = scalarOf(text, as, this.coerces);
        if (value === undefined) {
          return null;
        }
        fields.push([key, value]);
      } else if (!this.#read(said, name, text)) {
        return null;
      }
    }
    return { id: this.contact, ...said, ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) };
  }

  /** Whether it could be read. */
  #read(said: Partial<Contact>, name: string, cell: CellText): boolean {
    if (name === 'engagementScore') {
      const score = this.#scoreOf(cell);
      if (score !== undefined) said.engagementScore = score;
      return score !== undefined;
    }
    const { text, kind } = cell;
    if (kind !== TextKind.text) {
      return false;
    }
    if (name === 'tags') {
      const tags = [...new Set(text.split('|'))];
      said.tags = tags;
      return tags.every((tag) => tag !== '' && tag.length <= 128);
    }
    if (name === 'name' || name === 'email' || name === 'createdAt') {
      said[name] = text;
    }
    return name !== 'createdAt' || !Number.isNaN(Date.parse(text));
  }

  /** The score, null for one that is emptied; undefined where it cannot be read. */
  #scoreOf(cell: CellText): number | null | undefined {
    if (cell.text === 'null' && (this.coerces || cell.kind === TextKind.other)) {
      return null;
    }
    const score = scalarOf(cell, 'number', this.coerces);
    return Number.isInteger(score) && Math.abs(score as number) <= mostOfScore ? (score as number) : undefined;
  }

  async finish(): Promise<Outcome> {
    return { report: {}, part: undefined };
  }

  async *scores(): AsyncIterable<never> {}

  dispose(): void {}
}
