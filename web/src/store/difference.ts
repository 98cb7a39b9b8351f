import type { ContactState, MessageEntry, Scalar } from '@rehearse/engine';
import type { Outcome } from './version.js';

/** What a contact's field may hold: `null` is empty, lists are tags, notes and workflows. */
export type Held = Scalar | readonly string[] | null;

/** One thing that is not the same on both sides. */
export interface Unlike<T> {
  a: T;
  b: T;
}

/** A field of a contact that is not the same. */
export interface FieldDifference extends Unlike<Held> {
  /** `engagementScore`, `tags`, `name`, `email`, `fields.KEY`, `notes`, `waitingIn`, `locked`. */
  field: string;
}

/** A contact that is not the same, or is on one side only. */
export interface ContactDifference {
  contact: string;
  name: string | null;
  isIn: 'both' | 'a' | 'b';
  fields: FieldDifference[];
}

/** A workflow that did not take contacts in as often. */
export interface WorkflowDifference extends Unlike<number> {
  workflow: string;
}

/** A message that was not sent as often. */
export interface MessageDifference extends Unlike<number> {
  message: MessageEntry;
}

/** What two outcomes end with that is not the same. */
export interface Difference {
  contacts: ContactDifference[];
  workflows: WorkflowDifference[];
  messages: MessageDifference[];
  /** Where the clock stands; `null` where it is the same. */
  now: Unlike<string> | null;
  /** How many stimuli could not be run; `null` where it is the same. */
  failures: Unlike<number> | null;
  /** Whether there is none. */
  isNone: boolean;
}

/**
 * What is not the same at the end of two ways that things may go: contacts, how often each workflow took somebody in,
 * and messages. Contacts and workflows come in the order of `a`, then those that only `b` has.
 */
export function difference(a: Outcome, b: Outcome): Difference {
  const contacts = contactDifferences(a.contacts, b.contacts);
  const workflows = workflowDifferences(a.workflows, b.workflows);
  const messages = messageDifferences(a.messages, b.messages);
  const now = a.now === b.now ? null : { a: a.now, b: b.now };
  const failures = a.failures === b.failures ? null : { a: a.failures, b: b.failures };
  const isNone = contacts.length + workflows.length + messages.length === 0 && now === null && failures === null;
  return { contacts, workflows, messages, now, failures, isNone };
}

function contactDifferences(a: readonly ContactState[], b: readonly ContactState[]): ContactDifference[] {
  return paired(a, b, ({ id }) => id).flatMap(([first, second]): ContactDifference[] => {
    const fields = fieldDifferences(first, second);
    const isIn = first && second ? 'both' : first ? 'a' : 'b';
    if (isIn === 'both' && fields.length === 0) return [];
    const { id, name } = (second ?? first) as ContactState;
    return [{ contact: id, name, isIn, fields }];
  });
}

function fieldDifferences(a: ContactState | undefined, b: ContactState | undefined): FieldDifference[] {
  const first = heldBy(a);
  const second = heldBy(b);
  return [...new Set([...first.keys(), ...second.keys()])].flatMap((field) => {
    const one = first.get(field) ?? null;
    const other = second.get(field) ?? null;
    return isSame(one, other) ? [] : [{ field, a: one, b: other }];
  });
}

/** Everything of a contact that is compared, by field; of nobody, nothing. */
function heldBy(contact: ContactState | undefined): Map<string, Held> {
  if (!contact) return new Map();
  const { engagementScore, tags, name, email, fields, notes, waiting, locked } = contact;
  return new Map<string, Held>([
    ['engagementScore', engagementScore],
    ['tags', listed(tags)],
    ['name', name],
    ['email', email],
    ...Object.entries(fields).map(([key, value]): [string, Held] => [`fields.${key}`, value]),
    ['notes', listed(notes)],
    ['waitingIn', listed(waiting.map(({ workflow }) => workflow))],
    ['locked', listed(locked)],
  ]);
}

/** A list with nothing in it is as empty as a contact that is not there. */
function listed(list: readonly string[]): Held {
  return list.length === 0 ? null : list;
}

function isSame(a: Held, b: Held): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function workflowDifferences(a: Outcome['workflows'], b: Outcome['workflows']): WorkflowDifference[] {
  return paired(a, b, ({ workflow }) => workflow).flatMap(([first, second]) => {
    const counts = { a: first?.enrolled ?? 0, b: second?.enrolled ?? 0 };
    return counts.a === counts.b ? [] : [{ workflow: (first ?? second)?.workflow ?? '', ...counts }];
  });
}

/** Messages count as the same where they go to the same contact with the same content, whenever that is. */
function messageDifferences(a: readonly MessageEntry[], b: readonly MessageEntry[]): MessageDifference[] {
  const counts = new Map<string, MessageDifference>();
  const count = (messages: readonly MessageEntry[], side: 'a' | 'b') => {
    for (const message of messages) {
      const key = JSON.stringify([message.contact, message.channel, message.content]);
      const counted = counts.get(key) ?? { message, a: 0, b: 0 };
      counted[side] += 1;
      counts.set(key, counted);
    }
  };
  count(a, 'a');
  count(b, 'b');
  return [...counts.values()].filter((each) => each.a !== each.b);
}

/** What belongs together of two lists, by key: in the order of the first, then what only the second has. */
function paired<T>(a: readonly T[], b: readonly T[], keyOf: (item: T) => string): [T | undefined, T | undefined][] {
  const second = new Map(b.map((item) => [keyOf(item), item]));
  const first = new Set(a.map(keyOf));
  return [
    ...a.map((item): [T | undefined, T | undefined] => [item, second.get(keyOf(item))]),
    ...b.filter((item) => !first.has(keyOf(item))).map((item): [T | undefined, T | undefined] => [undefined, item]),
  ];
}
