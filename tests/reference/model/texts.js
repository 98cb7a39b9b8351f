/** Texts with merge fields: `{{contact.name}}`. */
import { lookUp } from './fields.js';

const longest = 65_536;

/**
 * A text with its merge fields filled in. Fields that there are not are added to `notes.unresolved`, and
 * `notes.truncated` is set where it was cut.
 */
export function render(text, context, notes) {
  let rendered = '';
  let rest = text;
  let isFilledIn = false;
  for (;;) {
    const start = rest.indexOf('{{');
    const end = start < 0 ? -1 : rest.indexOf('}}', start + 2);
    if (end < 0) {
      break;
    }
    const name = rest.slice(start + 2, end).trim();
    rendered += rest.slice(0, start) + mergeField(name, context, notes);
    rest = rest.slice(end + 2);
    isFilledIn = true;
  }
  rendered += rest;
  return isFilledIn ? cut(rendered, notes) : rendered;
}

function mergeField(name, context, notes) {
  const value = lookUp(name, context);
  if (value === undefined) {
    notes.unresolved.push(name);
    return '';
  }
  if (value === null) {
    return '';
  }
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function cut(text, notes) {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= longest) {
    return text;
  }
  notes.truncated = true;
  let end = longest;
  while ((bytes[end] & 0xc0) === 0x80) {
    end -= 1;
  }
  return bytes.subarray(0, end).toString('utf8');
}

/** A scalar: texts are filled in, others stay. */
export function renderScalar(value, context, notes) {
  return typeof value === 'string' ? render(value, context, notes) : value;
}

/** What the entries of changes and messages say of their texts. */
export function newNotes() {
  return { unresolved: [], truncated: false };
}
