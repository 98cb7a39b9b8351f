import type { Contact, ContactEvents, Stimulus, Workspace } from '@rehearse/engine';
import type { TimelineStart } from '../store/start.js';
import type { Finished } from './replay-run.js';

/** The most rows of a contact that are put on the timeline. */
export const mostRows = 500;

/** A contact's rows as stimuli, and where the timeline starts with them. */
export interface ExplainedRun {
  stimuli: Stimulus[];
  start: TimelineStart;
}

/**
 * One contact's way through a log, for the timeline. It starts as the replay did; a contact that the log made is there
 * from its first row on, and one that arrived by the log arrives.
 * @param isKnown whether the contact was there before the log
 */
export function explainedRun(
  id: string,
  { events, isCut }: ContactEvents,
  { report, comparison }: Finished,
  { contacts = [] }: Workspace,
  note: string,
): ExplainedRun {
  const { start, end } = report ?? (comparison as NonNullable<typeof comparison>).b;
  const [first] = events;
  const isKnown = contacts.some((contact) => contact.id === id);
  const arrives = !isKnown && first?.event.type === 'contact.created';
  const isMade = !isKnown && !arrives;
  const clock = (isMade ? first?.at : start) ?? start ?? '2026-01-01T00:00:00Z';
  const made: Contact[] = isMade ? [{ id, createdAt: clock }] : [];
  const stimuli: Stimulus[] = [];
  let now = clock;
  const moveTo = (time: string) => {
    if (Date.parse(time) > Date.parse(now)) stimuli.push({ advanceTo: time });
    now = time;
  };
  for (const [index, { at, event }] of events.entries()) {
    moveTo(at);
    stimuli.push(arrives && index === 0 ? { addContact: { id } } : { fire: event });
  }
  if (!isCut && end) moveTo(end);
  return { stimuli, start: { clock, contacts: made, note } };
}
