/** What `contact.…` and `event.…` name: in conditions and in merge fields. */
import { eventAttributes } from './event-types.js';
import { formatInstant } from './time.js';

/**
 * The value of a field, null where it is empty, undefined where there is no such field. Times are ISO 8601 text.
 * @param {string} path
 * @param {{ contact: object, event: object }} context `event` has `attributes` and `fields`
 */
export function lookUp(path, { contact, event }) {
  if (path === 'contact.engagementScore') {
    return contact.engagementScore;
  }
  if (path === 'contact.name') {
    return contact.name;
  }
  if (path === 'contact.email') {
    return contact.email;
  }
  if (path === 'contact.tags') {
    return [...contact.tags];
  }
  if (path === 'contact.createdAt') {
    return formatInstant(contact.createdAt);
  }
  if (path === 'contact.lastActivityAt') {
    return contact.lastActivityAt === null ? null : formatInstant(contact.lastActivityAt);
  }
  if (path.startsWith('contact.fields.') && path.length > 'contact.fields.'.length) {
    return valueIn(contact.fields, path.slice('contact.fields.'.length));
  }
  if (path.startsWith('event.fields.') && path.length > 'event.fields.'.length) {
    return valueIn(event.fields, path.slice('event.fields.'.length));
  }
  if (path.startsWith('event.') && eventAttributes.includes(path.slice('event.'.length))) {
    return valueIn(event.attributes, path.slice('event.'.length));
  }
  return undefined;
}

/** @param {[string, unknown][]} pairs */
function valueIn(pairs, key) {
  for (const [name, value] of pairs) {
    if (name === key) {
      return value === '' ? null : value;
    }
  }
  return null;
}
