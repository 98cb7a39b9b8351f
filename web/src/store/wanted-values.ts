import type { ContactEdit, EventEntry, FiredEvent, Scalar, Stimulus, ValueChange } from '@rehearse/engine';
import { join, withValue } from '../document/pointer.js';
import type { Edit } from './edits.js';
import { type Case, type Held, type Measure, type Remedy, remedy, type WantedValue } from './remedy.js';

/**
 * Lets fields hold what is wanted: the contact's by hand before the event, and what the event carries. Null where that
 * cannot be: the clock's events carry what they carry, and some fields nobody sets.
 */
export function valueThen(about: Case, changes: readonly ValueChange[]): Remedy | null {
  const ofEvent = changes.filter((change) => change.field.startsWith('event.') && !isOfScore(about, change));
  const ofContact = changes.filter((change) => !ofEvent.includes(change));
  const parts = [
    ...(ofContact.length > 0 ? [contactThen(about, ofContact)] : []),
    ...(ofEvent.length > 0 ? [eventWith(about, ofEvent)] : []),
  ];
  const found = parts.filter((each) => each !== null);
  if (found.length < parts.length) return null;
  return { measures: found.flatMap(({ measures }) => measures), edits: found.flatMap(({ edits }) => edits) };
}

function contactThen(about: Case, changes: readonly ValueChange[]): Remedy | null {
  const { question, event } = about;
  const values: WantedValue[] = changes.map((change) => ({ change, value: valueBefore(about, change) }));
  const edit: ContactEdit = {};
  for (const { change, value } of values) {
    const one = editOf(keyOf(about, change), value);
    if (one === null) return null;
    const fields = { ...edit.fields, ...one.fields };
    Object.assign(edit, one, Object.keys(fields).length > 0 && { fields });
  }
  const stimulus: Stimulus = { edit: { contact: question.contact, ...edit } };
  return remedy({ kind: 'contactThen', values }, { kind: 'insert', before: event.place.run, stimulus });
}

function eventWith({ runs, event }: Case, changes: readonly ValueChange[]): Remedy | null {
  const stimulus = runs[event.place.run]?.stimulus;
  if (event.entry.origin !== 'outside' || !stimulus || !('fire' in stimulus)) return null;
  const fire = changes.reduce(
    (fired, { field, wanted }) => withAttribute(fired, field.slice('event.'.length), wanted),
    stimulus.fire,
  );
  const edit: Edit = { kind: 'replace', index: event.place.run, stimulus: { fire } };
  return { measures: changes.map((change): Measure => ({ kind: 'event', change })), edits: [edit] };
}

/** The contact's value in the workspace; nothing for contacts that arrived later. */
export function fromStart(about: Case, change: ValueChange): Remedy[] {
  const { document, question } = about;
  const index = document.contacts?.findIndex(({ id }) => id === question.contact) ?? -1;
  const isScore = isOfScore(about, change);
  const key = keyOf(about, change);
  if (index < 0 || key === 'lastActivityAt' || (!isScore && change.field.startsWith('event.'))) return [];
  const start = document.contacts?.[index]?.engagementScore ?? 0;
  const value = isScore ? start + (change.difference ?? 0) : change.wanted;
  const [name = '', ...rest] = key.split('.');
  const pointer = join('/contacts', index, ...(rest.length > 0 ? [name, rest.join('.')] : [name]));
  return [
    remedy(
      { kind: 'contactFromStart', values: [{ change, value }] },
      { kind: 'set', pointer, value: value === null && key !== 'engagementScore' ? undefined : value },
    ),
  ];
}

function keyOf(about: Case, change: ValueChange): string {
  return isOfScore(about, change) ? 'engagementScore' : change.field.slice('contact.'.length);
}

/** Whether the change is one of the contact's score: as it stands, or as the event carries it. */
function isOfScore({ event: { entry } }: { event: { entry: EventEntry } }, change: ValueChange): boolean {
  const { field, difference: size } = change;
  if (typeof size !== 'number') return false;
  return field === 'contact.engagementScore' || (field === 'event.score' && entry.event.type === 'score.changed');
}

/** What it has to be before the event: points more or less, so that whatever moved the score in between still counts. */
function valueBefore(about: Case, change: ValueChange): Held {
  if (!isOfScore(about, change)) return change.wanted;
  const { runs, question, event } = about;
  const moved = runs[event.place.run]?.report?.entries.find(
    (entry) => entry.kind === 'scoreChanged' && entry.contact === question.contact,
  );
  const before = moved?.kind === 'scoreChanged' ? moved.previous : (change.actual as number | null);
  return (before ?? 0) + (change.difference ?? 0);
}

/** What sets a field by hand, or null for one that nobody sets. */
function editOf(key: string, value: Held): ContactEdit | null {
  const prefix = 'fields.';
  if (key.startsWith(prefix)) return { fields: { [key.slice(prefix.length)]: value as Scalar | null } };
  if (key === 'tags') return { tags: value as string[] };
  if (key === 'engagementScore') return { engagementScore: value as number | null };
  return key === 'name' || key === 'email' ? { [key]: value ?? '' } : null;
}

function withAttribute(event: FiredEvent, name: string, value: Held): FiredEvent {
  const pointer = name.startsWith('fields.') ? join('', 'fields', name.slice('fields.'.length)) : join('', name);
  return withValue(event, pointer, value ?? undefined);
}
