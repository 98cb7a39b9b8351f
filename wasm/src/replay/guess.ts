import type { Catalog, CatalogEventType, LogGuess } from '../types.js';
import { plainName } from './words.js';

/** What systems call the columns that every log needs, written as `plainName` does, the likeliest first. */
const usualNames: Readonly<Record<string, readonly string[]>> = {
  at: [
    'at',
    'timestamp',
    'occurredat',
    'eventtime',
    'time',
    'datetime',
    'date',
    'eventdate',
    'createdat',
    'ts',
    'when',
  ],
  contact: [
    ...['contact', 'contactid', 'contactkey', 'subscriberkey', 'subscriberid', 'personid', 'leadid', 'customerid'],
    ...['profileid', 'userid', 'recipientid', 'recipient', 'subscriber', 'person', 'customer', 'user', 'contactemail'],
    ...['emailaddress', 'useremail'],
  ],
  type: ['type', 'eventtype', 'event', 'eventname', 'activity', 'activitytype', 'action'],
  email: ['email', 'emailid', 'emailname', 'campaign', 'campaignname', 'asset', 'message', 'subject', 'template'],
  link: ['link', 'linkid', 'url', 'clickedlink', 'clickurl', 'asset'],
  form: ['form', 'formid', 'formname', 'asset'],
  page: ['page', 'pageurl', 'path', 'url'],
  amount: ['amount', 'value', 'total', 'revenue', 'price', 'ordertotal'],
};

/** How many of the values have to be of a kind. */
const share = 0.8;

/** How many different event types are told. */
const mostTypes = 200;

const isoTime = /^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d([.,]\d+)?)?)?/;
const offset = /(Z|z|UTC|[+-]\d\d:?(\d\d)?)$/;

/** What a log seems to say. */
export function guessLog(columns: readonly string[], rows: readonly string[][], catalog: Catalog): LogGuess {
  const outside = catalog.eventTypes.filter(({ origin, name }) => origin === 'outside' || name === 'contact.created');
  const valuesOf = (index: number) => rows.map((cells) => cells[index] ?? '').filter((value) => value.trim() !== '');
  const typesIn = new Map(columns.map((_, index) => [index, [...new Set(valuesOf(index))].slice(0, mostTypes)]));
  const names = columns.map(plainName);
  const taken = new Set<number>();
  const map: Record<string, string> = {};
  const take = (name: string, index: number) => {
    const column = columns[index];
    if (
      index >= 0 &&
      column !== undefined &&
      column !== '' &&
      columns.indexOf(column) === columns.lastIndexOf(column)
    ) {
      map[name] = column;
      taken.add(index);
    }
  };
  const named = (wanted: string, usual: readonly string[] = []) =>
    [plainName(wanted), ...usual].map((name) => names.findIndex((each, index) => each === name && !taken.has(index)));
  const first = (indexes: readonly number[], suits: (index: number) => boolean = () => true) =>
    indexes.find((index) => index >= 0 && suits(index)) ?? -1;
  const all = columns.map((_, index) => index).filter((index) => columns[index] !== '');

  const isTime = (index: number) => mostly(valuesOf(index), (value) => timeFormOf(value) !== undefined);
  take('at', first([...named('at', usualNames.at), ...all], isTime));
  if (map.at === undefined) {
    take('at', first(named('at', usualNames.at)));
  }
  const isType = (index: number) =>
    mostly(typesIn.get(index) ?? [], (value) => typeOf(value, outside) !== undefined, 0.5);
  take('type', first([...named('type', usualNames.type), ...all.filter((index) => !taken.has(index))], isType));
  if (map.type === undefined) {
    take('type', first(named('type', usualNames.type)));
  }
  take('contact', first(named('contact', usualNames.contact)));
  const attributes = new Map(outside.flatMap((type) => type.attributes.map(({ name, label }) => [name, label])));
  for (const [name, label] of attributes) {
    // What goes by our name is meant; else a column may hold several attributes, as each row has those of its type.
    const own = first(named(name));
    const shared = [label, ...(usualNames[name] ?? [])].map((each) => names.indexOf(plainName(each)));
    const required = ['at', 'contact', 'type'].map((each) => columns.indexOf(map[each] ?? ''));
    const index =
      own >= 0 ? own : first(shared, (each) => !required.includes(each) && isOnlyShared(each, map, columns));
    take(name, index);
  }
  take('id', columns.indexOf('id'));
  for (const [index, column] of columns.entries()) {
    if (column.startsWith('fields.') && column.length > 7) {
      take(column, index);
    }
  }
  if (map.contact === undefined) {
    take(
      'contact',
      first(all, (index) => !taken.has(index) && mostly(valuesOf(index), (value) => value.includes('@'))),
    );
  }
  const times = map.at === undefined ? [] : valuesOf(columns.indexOf(map.at));
  const form = times.map(timeFormOf).find((each) => each !== undefined) ?? 'iso';
  const types = map.type === undefined ? [] : (typesIn.get(columns.indexOf(map.type)) ?? []);
  return {
    map,
    types: Object.fromEntries(types.map((theirs) => [theirs, typeOf(theirs, outside) ?? ''])),
    time: form,
    needsOffset: form === 'iso' && times.some((value) => isoTime.test(value.trim()) && !hasOffset(value.trim())),
  };
}

/** Whether no attribute by its own name is in that column. */
function isOnlyShared(index: number, map: Readonly<Record<string, string>>, columns: readonly string[]): boolean {
  const column = columns[index];
  return column !== undefined && (map[column] === undefined || map[column] !== column);
}

function mostly(values: readonly string[], is: (value: string) => boolean, part = share): boolean {
  return values.length > 0 && values.filter(is).length >= part * values.length;
}

function timeFormOf(value: string): LogGuess['time'] | undefined {
  const text = value.trim();
  if (isoTime.test(text)) {
    return 'iso';
  }
  if (/^\d{9,10}(\.\d+)?$/.test(text)) {
    return 'epoch-s';
  }
  return /^\d{12,13}$/.test(text) ? 'epoch-ms' : undefined;
}

function hasOffset(text: string): boolean {
  return text.length > 10 && offset.test(text.slice(10));
}

/** The event type that a text names: by our name or by our label, whatever its capitals and signs. */
function typeOf(text: string, types: readonly CatalogEventType[]): string | undefined {
  const trimmed = text.trim();
  const open = types.find(({ name }) => name.endsWith('.') && trimmed.startsWith(name) && trimmed !== name);
  if (open !== undefined) {
    return trimmed;
  }
  const plain = plainName(trimmed);
  const closed = types.filter(({ name }) => !name.endsWith('.'));
  return (
    closed.find(({ name }) => plainName(name) === plain) ?? closed.find(({ label }) => plainName(label) === plain)
  )?.name;
}
