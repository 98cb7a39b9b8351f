/**
 * Stimuli, made one at a time while the case runs: what they aim at is what the model's simulation is about to do, so
 * that waits end, limits are reached and the clock stops exactly where something is due.
 */
import { contactsOf, nextDueOf } from '../model/simulation.js';
import {
  contactIds,
  durations,
  emails,
  eventFieldKeys,
  fieldKeys,
  lateContactIds,
  numbers,
  scalar,
  scalars,
  scores,
  shortDurations,
  tags,
  texts,
  workflowIds,
} from './values.js';
import { contact } from './workspace.js';

/**
 * One stimulus, as a scenario's step has it.
 * @returns {{ step: object, isBad: boolean }} the bad ones must be refused, and change nothing
 */
export function stimulus(choices, vocabulary, workspace, simulation) {
  if (choices.chance(4)) {
    return { step: bad(choices, simulation), isBad: true };
  }
  return { step: good(choices, vocabulary, workspace, simulation), isBad: false };
}

function good(choices, vocabulary, workspace, simulation) {
  return choices.weighted([
    [44, () => ({ fire: event(choices, vocabulary, workspace, simulation) })],
    [12, () => ({ advance: choices.of([...durations, ...shortDurations]) })],
    [14, () => toDue(choices, simulation)],
    [16, () => ({ edit: edit(choices, simulation) })],
    [5, () => ({ addContact: contact(choices, choices.of([...lateContactIds, ...contactIds])) })],
    [5, () => ({ unlock: unlockWhat(choices, simulation) })],
  ])();
}

/** Exactly when something is due, or next to it. */
function toDue(choices, simulation) {
  const due = nextDueOf(simulation);
  if (due === null || due.startsWith('9')) {
    return { advance: choices.of(durations) };
  }
  const time = Date.parse(due) + choices.of([0, 0, 0, -1, 1000]);
  return { advanceTo: new Date(Math.max(time, simulation.now)).toISOString() };
}

function someContact(choices, simulation) {
  return choices.of(simulation.contacts).id;
}

/** What a contact waits for, what starts a workflow, or anything. */
function event(choices, vocabulary, workspace, simulation) {
  const waited = contactsOf(simulation).flatMap(({ id, waiting }) => waiting.map((wait) => ({ id, type: wait.event })));
  const wanted = waited.filter(({ type }) => vocabulary.fireable.some(({ name }) => name === type));
  if (wanted.length > 0 && choices.chance(40)) {
    const { id, type } = choices.of(wanted);
    return eventOf(choices, typeNamed(vocabulary, type), id);
  }
  const started = workspace.workflows.flatMap(({ triggers }) => triggers.map(({ type }) => type));
  const startable = started.filter((type) => vocabulary.fireable.some(({ name }) => name === type));
  if (startable.length > 0 && choices.chance(75)) {
    return eventOf(choices, typeNamed(vocabulary, choices.of(startable)), someContact(choices, simulation));
  }
  return eventOf(choices, choices.of(vocabulary.fireable), someContact(choices, simulation));
}

const typeNamed = (vocabulary, type) => vocabulary.fireable.find(({ name }) => name === type);

/** In any order of attributes, which must not matter. */
function eventOf(choices, type, contactId) {
  const fired = { type: type.name, contact: contactId };
  for (const { name, kind, required } of type.attributes) {
    if (required || choices.chance(60)) {
      fired[name] = attributeValue(choices, kind, required);
    }
  }
  if (type.hasFields && choices.chance(75)) {
    fired.fields = scalars(choices, eventFieldKeys, 60);
  }
  if (choices.chance(10)) {
    fired.id = choices.of(['e1', 'e2']);
  }
  return choices.chance(20) ? Object.fromEntries(Object.entries(fired).reverse()) : fired;
}

function attributeValue(choices, kind, required) {
  switch (kind) {
    case 'number':
      return choices.of(numbers);
    case 'yesNo':
      return choices.chance(50);
    default:
      return choices.of(required ? texts : [...texts, '']);
  }
}

function edit(choices, simulation) {
  const expiring = simulation.timers.filter(({ kind }) => kind === 'expiry');
  if (expiring.length > 0 && choices.chance(30)) {
    // Then there is nothing that could be taken back.
    return { contact: choices.of(expiring).contact.id, engagementScore: null };
  }
  const changes = {
    name: () => choices.of(['Ana', 'ana ', 'Bo', '']),
    email: () => choices.of([...emails, '']),
    engagementScore: () => choices.of(scores),
    tags: () => choices.some(tags, 35),
    fields: () => scalars(choices, fieldKeys, 40, (one) => (one.chance(15) ? null : scalar(one))),
  };
  const made = { contact: someContact(choices, simulation) };
  for (const name of choices.some(Object.keys(changes), 45)) {
    made[name] = changes[name]();
  }
  return made;
}

/** A lock that there is, where there is one. */
function unlockWhat(choices, simulation) {
  const locks = contactsOf(simulation).flatMap(({ id, locked }) =>
    locked.map((workflow) => ({ contact: id, workflow })),
  );
  return locks.length > 0 && choices.chance(80)
    ? choices.of(locks)
    : { contact: someContact(choices, simulation), workflow: choices.of(workflowIds) };
}

/** Each is refused: by its shape, or by the simulation's state. */
function bad(choices, simulation) {
  const id = someContact(choices, simulation);
  return choices.of([
    { fire: { type: 'link.clicked', contact: 'nobody', link: 'a' } },
    { fire: { type: 'link.clicked', contact: id } },
    { fire: { type: 'link.clicked', contact: id, link: '' } },
    { fire: { type: 'link.clicked', contact: id, link: 'a', form: 'b' } },
    { fire: { type: 'order.placed', contact: id, amount: 'much' } },
    { fire: { type: 'score.changed', contact: id, score: 5 } },
    { fire: { type: 'no.such', contact: id } },
    { advance: '0d' },
    { advance: '-1d' },
    { advanceTo: '2025-01-01T00:00:00Z' },
    { advanceTo: '2026-13-01T00:00:00Z' },
    { advance: '999999w' },
    { edit: { contact: 'nobody', name: 'x' } },
    { edit: { contact: id, name: 'never', engagementScore: 1_000_000_001 } },
    { edit: { contact: id, tags: ['never', ''] } },
    { edit: { contact: id, notes: ['never'] } },
    { addContact: { id, name: 'never' } },
    { addContact: { id: 'never', engagementScore: 1.5 } },
    { unlock: { contact: 'nobody', workflow: 'first' } },
    { unlock: { contact: id, workflow: 'none' } },
  ]);
}
