/**
 * The reference model: what a simulation does, once more, as plainly as can be. Slow on purpose: lists that are looked
 * through, no index, nothing kept twice.
 */
import { moveClock } from './clock.js';
import {
  arrivalChanges,
  findContact,
  newContact,
  queueFieldEvent,
  queueTagEvents,
  setField,
  setTags,
} from './contacts.js';
import { fieldWritten } from './dates.js';
import { readWorkspace } from './document.js';
import { unlock } from './enrollments.js';
import { attributesInOrder } from './event-types.js';
import { drainQueue, handleEvent } from './events.js';
import { mostFollowed, write } from './journal.js';
import { queueEvent } from './queue.js';
import { startSchedules } from './schedules.js';
import { queueScoreChanged, writeScoreChanged } from './scores.js';
import { formatInstant, isInCalendar, parseDuration, parseInstant } from './time.js';
import { nextTimer } from './timers.js';
import { describeWait } from './waits.js';

/** @param {{ drafts?: 'run' | 'skip', follows?: number }} options `follows`: how many entries of one stimulus, before `Halt` is thrown */
export function simulate(document, { drafts = 'skip', follows = mostFollowed } = {}) {
  const { start, utcOffset, seed, scoringRules, workflows, contacts } = readWorkspace(document);
  const simulation = {
    now: start,
    utcOffset,
    seed,
    scoringRules,
    workflows,
    runsDrafts: drafts === 'run',
    contacts: [],
    enrollments: [],
    starts: [],
    accounts: [],
    timers: [],
    timersMade: 0,
    queue: [],
    journal: [],
    firstOfStimulus: 0,
    mostFollowed: follows,
    clockTo: null,
  };
  startSchedules(simulation);
  for (const contact of contacts) {
    newContact(simulation, contact);
  }
  return simulation;
}

/**
 * One stimulus, as a scenario's step has it.
 * @returns {boolean} whether it could be run; if not, all is as it was
 */
export function stimulate(simulation, stimulus) {
  const [[name, value]] = Object.entries(stimulus);
  simulation.firstOfStimulus = simulation.journal.length;
  simulation.clockTo = null;
  if (!stimuli[name](simulation, value)) {
    return false;
  }
  if (simulation.clockTo === null) {
    // The clock has done so after each thing that fell due.
    drainQueue(simulation);
  }
  return true;
}

const stimuli = {
  fire(simulation, { type, contact: id, id: eventId, fields, ...attributes }) {
    const contact = findContact(simulation, id);
    if (contact === undefined) {
      return false;
    }
    contact.lastActivityAt = simulation.now;
    fieldWritten(simulation, contact, 'lastActivityAt');
    handleEvent(
      simulation,
      {
        type,
        contact,
        attributes: attributesInOrder(attributes),
        fields: Object.entries(fields ?? {}),
        hasFields: fields !== undefined,
        id: eventId,
        origin: 'outside',
      },
      null,
    );
    return true;
  },

  advance(simulation, duration) {
    return stimuli.advanceTo(simulation, formatInstant(simulation.now + parseDuration(duration)));
  },

  advanceTo(simulation, time) {
    const to = parseInstant(time);
    if (to === null || to < simulation.now || !isInCalendar(to)) {
      return false;
    }
    moveClock(simulation, to);
    return true;
  },

  edit(simulation, { contact: id, ...edit }) {
    const contact = findContact(simulation, id);
    if (contact === undefined) {
      return false;
    }
    applyEdit(simulation, contact, edit);
    return true;
  },

  addContact(simulation, document) {
    if (findContact(simulation, document.id) !== undefined) {
      return false;
    }
    const contact = newContact(simulation, document);
    const facets = { action: 'addContact', changes: arrivalChanges(contact) };
    const entry = write(simulation, 'edited', null, { contact: contact.id }, facets);
    queueEvent(simulation, contact, 'contact.created', [], entry);
    return true;
  },

  unlock(simulation, { contact: contactId, workflow: workflowId }) {
    const contact = findContact(simulation, contactId);
    const workflow = simulation.workflows.find(({ id }) => id === workflowId);
    if (contact === undefined || workflow === undefined) {
      return false;
    }
    unlock(simulation, contact, workflow);
    write(simulation, 'edited', null, { contact: contactId, workflow: workflowId }, { action: 'unlock', changes: [] });
    return true;
  },
};

function applyEdit(simulation, contact, { name, email, engagementScore, tags, fields = {} }) {
  const texts = Object.entries({ name, email })
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => setField(simulation, contact, field, value));
  const previous = contact.engagementScore;
  const isScoreChanged = engagementScore !== undefined && engagementScore !== previous;
  const scoreChange = isScoreChanged ? { field: 'engagementScore', previous, value: engagementScore } : null;
  const remove = tags === undefined ? [] : contact.tags.filter((tag) => !tags.includes(tag));
  const tagChanges = setTags(contact, { remove, add: tags ?? [] });
  const ownFields = Object.entries(fields).map(([key, value]) => setField(simulation, contact, `fields.${key}`, value));
  const changes = [...texts, scoreChange, tagChanges.change, ...ownFields].filter((change) => change !== null);
  const place = { contact: contact.id };
  const entry = write(simulation, 'edited', null, place, { action: 'edit', changes });
  for (const change of changes) {
    if (change === scoreChange) {
      const facets = { score: engagementScore, clamped: false, source: 'edit' };
      queueScoreChanged(simulation, contact, writeScoreChanged(simulation, contact, entry, place, facets));
    } else if (change === tagChanges.change) {
      queueTagEvents(simulation, contact, tagChanges, entry);
    } else {
      queueFieldEvent(simulation, contact, change.field, entry);
    }
  }
}

/** The contacts as they are now, as the engine's `contacts()` gives them. */
export function contactsOf(simulation) {
  return simulation.contacts.map((contact) => ({
    id: contact.id,
    name: contact.name,
    email: contact.email,
    engagementScore: contact.engagementScore,
    tags: [...contact.tags],
    fields: Object.fromEntries(contact.fields),
    notes: [...contact.notes],
    createdAt: formatInstant(contact.createdAt),
    lastActivityAt: contact.lastActivityAt === null ? null : formatInstant(contact.lastActivityAt),
    lastScoreChange: contact.lastScoreChange === null ? null : simulation.journal[contact.lastScoreChange - 1],
    waiting: simulation.enrollments.filter((one) => one.contact === contact && one.wait !== null).map(describeWait),
    locked: simulation.workflows.filter((workflow) => contact.locked.includes(workflow)).map(({ id }) => id),
  }));
}

export function nowOf(simulation) {
  return formatInstant(simulation.now);
}

export function nextDueOf(simulation) {
  const timer = nextTimer(simulation);
  return timer === undefined ? null : formatInstant(timer.due);
}
