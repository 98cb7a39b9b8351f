import type { Contact, ContactEvents, Stimulus, Workspace } from '@rehearse/engine';
import type { TimelineStart } from '../store/start.js';
import { type Finished, resultsOf } from './replay-run.js';

/** The most rows of a contact that are put on the timeline. */
export const mostRows = 500;

/** A contact's rows as stimuli, and where the timeline starts with them. */
export interface ExplainedRun {
  stimuli: Stimulus[];
  start: TimelineStart;
}

/**
 * One contact's way through a log, for the timeline. It starts as the replay did, with what the file of contacts says;
 * a contact that the log made is there from its first row on, and one that arrived by the log arrives.
 */
export function explainedRun(
  id: string,
  { events, isCut, given }: ContactEvents,
  finished: Finished,
  note: string,
): ExplainedRun {
  const { start, end } = resultsOf(finished);
  const [first] = events;
  const own = (JSON.parse(finished.asked.version.text) as Workspace).contacts?.find((contact) => contact.id === id);
  const isKnown = own !== undefined || given !== null;
  const arrives = !isKnown && first?.event.type === 'contact.created';
  const isMade = !isKnown && !arrives;
  const clock = (isMade ? first?.at : start) ?? start ?? '2026-01-01T00:00:00Z';
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
  return { stimuli, start: { clock, contacts: startOf(id, isMade ? clock : undefined, own, given), note } };
}

/** The contact as it was at the start: the workspace's, with what was given over it. */
function startOf(id: string, made: string | undefined, own: Contact | undefined, given: Contact | null): Contact[] {
  if (made !== undefined) return [{ id, createdAt: made }];
  if (!own && !given) return [];
  const fields = { ...own?.fields, ...given?.fields };
  return [{ ...own, ...given, id, ...(Object.keys(fields).length > 0 && { fields }) }];
}
