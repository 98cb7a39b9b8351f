/** The step `createContact`: a new contact, or changes of one that is there already. */
import {
  arrivalChanges,
  findContact,
  newContact,
  queueFieldEvent,
  queueTagEvents,
  setField,
  setTags,
  writeContactChanged,
} from './contacts.js';
import { contextOf } from './enrollments.js';
import { queueEvent } from './queue.js';
import { queueScoreChanged, writeScoreChanged } from './scores.js';
import { newNotes, render, renderScalar } from './texts.js';

/** @param {(outcome: string) => number} ran writes the step's first entry */
export function createContact({ simulation, enrollment, place }, given, ran) {
  const notes = newNotes();
  const wanted = renderAll(given, contextOf(simulation, enrollment), notes);
  const existing = whomItIsAbout(simulation, wanted);
  if (existing === undefined) {
    arrive(simulation, place, wanted, notes, ran);
  } else {
    change(simulation, place, existing, wanted, notes, ran);
  }
}

function renderAll(given, context, notes) {
  const wanted = { ...given };
  for (const name of ['name', 'email']) {
    if (given[name] !== undefined) {
      wanted[name] = render(given[name], context, notes);
    }
  }
  const pairs = Object.entries(given.fields ?? {}).map(([key, value]) => [key, renderScalar(value, context, notes)]);
  return { ...wanted, fields: Object.fromEntries(pairs) };
}

function whomItIsAbout(simulation, { id, email }) {
  const sameEmail = email ? simulation.contacts.find((contact) => contact.email === email) : undefined;
  return sameEmail ?? (id === undefined ? undefined : findContact(simulation, id));
}

function arrive(simulation, place, wanted, notes, ran) {
  const contact = newContact(simulation, { ...wanted, id: wanted.id ?? freeId(simulation) });
  const itsPlace = { ...place, contact: contact.id };
  const entry = ran('created');
  const changed = writeContactChanged(simulation, entry, itsPlace, { changes: arrivalChanges(contact), ...notes });
  queueEvent(simulation, contact, 'contact.created', [], changed);
}

function freeId(simulation) {
  let number = simulation.contacts.length + 1;
  while (findContact(simulation, `contact-${number}`) !== undefined) {
    number += 1;
  }
  return `contact-${number}`;
}

function change(simulation, place, contact, wanted, notes, ran) {
  const itsPlace = { ...place, contact: contact.id };
  const nameAndEmail = ['name', 'email']
    .filter((name) => wanted[name] !== undefined)
    .map((name) => setField(simulation, contact, name, wanted[name]));
  const score = wanted.engagementScore === undefined ? contact.engagementScore : wanted.engagementScore;
  const scoreChange = { field: 'engagementScore', previous: contact.engagementScore, value: score };
  const tags = setTags(contact, { add: wanted.tags ?? [] });
  const fields = Object.entries(wanted.fields).map(([key, value]) =>
    setField(simulation, contact, `fields.${key}`, value),
  );
  const isScoreChanged = scoreChange.previous !== scoreChange.value;
  const all = [...nameAndEmail, isScoreChanged ? scoreChange : null, tags.change, ...fields];
  const changes = all.filter((one) => one !== null);
  if (changes.length === 0) {
    ran('unchanged');
    return;
  }
  const changed = writeContactChanged(simulation, ran('changed'), itsPlace, { changes, ...notes });
  for (const one of changes) {
    if (one === scoreChange) {
      const facets = { score, clamped: false, source: 'step' };
      queueScoreChanged(simulation, contact, writeScoreChanged(simulation, contact, changed, itsPlace, facets));
    } else if (one === tags.change) {
      queueTagEvents(simulation, contact, tags, changed);
    } else {
      queueFieldEvent(simulation, contact, one.field, changed);
    }
  }
}
