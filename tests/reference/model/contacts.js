/** Contacts: their values, how they change, and what the changes cause. */

import { fieldWritten } from './dates.js';
import { write } from './journal.js';
import { queueEvent } from './queue.js';
import { parseInstant } from './time.js';

export function findContact(simulation, id) {
  return simulation.contacts.find((contact) => contact.id === id);
}

/** "" is empty, as null is. */
export const orNull = (value) => (value === undefined || value === '' ? null : value);

/** A contact as a document says it, with what it leaves out. */
export function newContact(simulation, document) {
  const contact = {
    id: document.id,
    name: orNull(document.name),
    email: orNull(document.email),
    engagementScore: document.engagementScore ?? null,
    tags: [...new Set(document.tags ?? [])],
    fields: Object.entries(document.fields ?? {}).filter(([, value]) => value !== '' && value !== null),
    notes: [],
    createdAt: document.createdAt === undefined ? simulation.now : parseInstant(document.createdAt),
    lastActivityAt: null,
    lastScoreChange: null,
    locked: [],
  };
  simulation.contacts.push(contact);
  fieldWritten(simulation, contact, 'createdAt');
  for (const [key] of contact.fields) {
    fieldWritten(simulation, contact, `fields.${key}`);
  }
  return contact;
}

/** What an arriving contact brings. */
export function arrivalChanges(contact) {
  const changes = [];
  for (const field of ['name', 'email', 'engagementScore']) {
    if (contact[field] !== null) {
      changes.push({ field, previous: null, value: contact[field] });
    }
  }
  if (contact.tags.length > 0) {
    changes.push({ field: 'tags', previous: [], value: [...contact.tags] });
  }
  for (const [key, value] of contact.fields) {
    changes.push({ field: `fields.${key}`, previous: null, value });
  }
  return changes;
}

/** `name`, `email` or `fields.KEY`. */
export function readField(contact, field) {
  if (!field.startsWith('fields.')) {
    return contact[field];
  }
  const found = contact.fields.find(([key]) => `fields.${key}` === field);
  return found === undefined ? null : found[1];
}

/** Sets or, with null, clears it; gives the change, or null where it stays the same. */
export function setField(simulation, contact, field, given) {
  const value = orNull(given);
  const previous = readField(contact, field);
  if (previous === value) {
    return null;
  }
  if (!field.startsWith('fields.')) {
    contact[field] = value;
  } else {
    const key = field.slice('fields.'.length);
    const at = contact.fields.findIndex(([name]) => name === key);
    if (value === null) {
      contact.fields.splice(at, 1);
    } else if (at < 0) {
      contact.fields.push([key, value]);
    } else {
      contact.fields[at] = [key, value];
    }
  }
  fieldWritten(simulation, contact, field);
  return { field, previous, value };
}

/** Takes tags and gives tags; gives the change, or null, and which ones went and came. */
export function setTags(contact, { remove = [], add = [] }) {
  const previous = [...contact.tags];
  const removed = previous.filter((tag) => remove.includes(tag));
  const added = [...new Set(add)].filter((tag) => !previous.includes(tag));
  contact.tags = [...previous.filter((tag) => !removed.includes(tag)), ...added];
  const isChanged = removed.length + added.length > 0;
  return { change: isChanged ? { field: 'tags', previous, value: [...contact.tags] } : null, removed, added };
}

export function queueTagEvents(simulation, contact, { removed, added }, cause) {
  for (const tag of removed) {
    queueEvent(simulation, contact, 'tag.removed', [['tag', tag]], cause);
  }
  for (const tag of added) {
    queueEvent(simulation, contact, 'tag.added', [['tag', tag]], cause);
  }
}

export function queueFieldEvent(simulation, contact, field, cause) {
  queueEvent(simulation, contact, 'contact.changed', [['field', field]], cause);
}

/** @param {{ changes: object[], unresolved: string[], truncated: boolean }} facets */
export function writeContactChanged(simulation, cause, place, { changes, unresolved = [], truncated = false }) {
  return write(simulation, 'contactChanged', cause, place, { changes, unresolved, truncated });
}
