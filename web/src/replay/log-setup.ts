import type { CompareOptions, Engine, LogSample, ReplayOptions, ReplayReport } from '@rehearse/engine';
import type { Vocabulary } from '../document/vocabulary.js';

/** The columns of a file of contacts. */
export const contactColumns = ['id', 'name', 'email', 'engagementScore', 'tags', 'createdAt'] as const;

/** What others call them. */
const usualContactNames: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'contactid', 'contact', 'userid', 'subscriberkey', 'personid'],
  name: ['name', 'fullname', 'contactname'],
  email: ['email', 'emailaddress', 'mail'],
  engagementScore: ['engagementscore', 'score', 'leadscore', 'points'],
  tags: ['tags', 'labels', 'segments'],
  createdAt: ['createdat', 'created', 'createddate', 'added', 'signupdate'],
};

/** An offset from UTC, as the reader of logs takes it. */
const offsetForm = /^(?:Z|z|UTC|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)$/;

/** A file with its beginning. */
export interface OpenedLog {
  file: File;
  sample: LogSample;
}

/** How a log is to be read, as a person has set it. */
export class LogSetup {
  /** By our names the log's columns; left out where there is none. */
  map: Record<string, string>;
  /** The log's names of event types and ours; empty for rows that are not to be used. */
  types: Record<string, string>;
  /** The type of all rows; empty where a column has it. */
  type = '';
  time: 'iso' | 'epoch-s' | 'epoch-ms';
  offset = '';
  sort = false;
  contacts: (OpenedLog & { map: Record<string, string> }) | null = null;

  /** What a column goes by that is taken for ours without being asked. */
  readonly #own: ReadonlySet<string>;

  constructor(
    readonly log: OpenedLog,
    vocabulary: Vocabulary,
  ) {
    this.#own = new Set(['at', 'contact', 'type', 'id', ...attributesOf(vocabulary).map(({ name }) => name)]);
    const { map, types, time } = log.sample.guess;
    this.map = { ...map };
    this.types = { ...types };
    this.time = time;
  }

  /** What is needed and has no column yet. */
  get missing(): string[] {
    const needed = this.type === '' ? ['at', 'contact', 'type'] : ['at', 'contact'];
    return [
      ...needed.filter((name) => !this.map[name]),
      ...(this.contacts && !this.contacts.map.id ? ['contacts.id'] : []),
    ];
  }

  /** Whether times without an offset are said to have one that is none. */
  get isOffsetWrong(): boolean {
    const offset = this.time === 'iso' ? this.offset.trim() : '';
    return offset !== '' && !offsetForm.test(offset);
  }

  /** Whether there is all that a replay needs. */
  get isComplete(): boolean {
    return this.missing.length === 0 && !this.isOffsetWrong;
  }

  /** Whether there is nothing below the header. */
  get isEmpty(): boolean {
    const { file, sample } = this.log;
    return sample.rows.length === 0 && sample.bytes >= file.size;
  }

  setContacts(opened: OpenedLog | null): void {
    this.contacts = opened && { ...opened, map: guessedContacts(opened.sample.columns) };
  }

  /** The options of a replay, but for what its run needs. */
  get options(): ReplayOptions {
    const { log, contacts, type, time, offset, sort } = this;
    const types = Object.entries(this.types).filter(([theirs, ours]) => ours !== '' && ours !== theirs);
    return {
      format: log.sample.format,
      map: completed(this.map, log.sample.columns, this.#own),
      time,
      sort,
      ...(type === '' ? { types: Object.fromEntries(types) } : { type }),
      ...(time === 'iso' && offset.trim() !== '' && { offset: offset.trim() }),
      ...(contacts && {
        contacts: contacts.file,
        contactsMap: completed(contacts.map, contacts.sample.columns, new Set(contactColumns)),
      }),
    };
  }
}

/** A map in which what has no column is passed over, whatever the log calls its columns. */
function completed(
  map: Readonly<Record<string, string>>,
  columns: readonly string[],
  own: ReadonlySet<string>,
): Record<string, string> {
  const used = new Set(Object.values(map));
  const others = columns.filter((column) => own.has(column) && map[column] === undefined && !used.has(column));
  return { ...Object.fromEntries(others.map((column) => [column, '-'])), ...map };
}

/** What an event type may have, and which types have it. */
export interface Attribute {
  name: string;
  label: string;
  types: string[];
  /** Those of them that must have it. */
  neededBy: string[];
}

/** The attributes of all events that may be fired. */
export function attributesOf({ catalog }: Vocabulary): Attribute[] {
  const found = new Map<string, Attribute>();
  for (const type of catalog.eventTypes.filter(({ origin }) => origin === 'outside')) {
    for (const { name, label, required } of type.attributes) {
      const attribute = found.get(name) ?? { name, label, types: [], neededBy: [] };
      attribute.types.push(type.name);
      if (required) attribute.neededBy.push(type.name);
      found.set(name, attribute);
    }
  }
  return [...found.values()];
}

function guessedContacts(columns: readonly string[]): Record<string, string> {
  const plain = columns.map((column) => column.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, ''));
  const map: Record<string, string> = {};
  for (const name of contactColumns) {
    const index = (usualContactNames[name] ?? []).map((usual) => plain.indexOf(usual)).find((each) => each >= 0);
    if (index !== undefined) map[name] = columns[index] as string;
  }
  return map;
}

/** Replays the first rows, to tell what is wrong with them: a few, at once. An error is told, not thrown. */
export async function checkedRows(engine: Engine, workspace: string, setup: LogSetup): Promise<ReplayReport | Error> {
  try {
    return await replayedRows(engine, workspace, setup);
  } catch (error) {
    return error as Error;
  }
}

async function replayedRows(engine: Engine, workspace: string, { log, options }: LogSetup): Promise<ReplayReport> {
  const simulation = engine.simulate(workspace);
  try {
    const head = log.file.slice(0, log.sample.bytes);
    const { contacts: _contacts, contactsMap: _map, ...others } = options as CompareOptions;
    return await simulation.replay(head, others);
  } finally {
    simulation.dispose();
  }
}
