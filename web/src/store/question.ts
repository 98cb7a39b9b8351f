import type { Entry, Explanation, FiredEvent, Simulation } from '@rehearse/engine';
import type { Timeline } from './timeline.js';

/** What is to be explained: the latest event of a type that a contact had, or an event that is only tried. */
export interface Question {
  /** The contact's id. */
  contact: string;
  /** The workflow's id. */
  workflow: string;
  /** The type of the event, or an event that is tried on a copy: nothing comes of it. */
  event: string | Omit<FiredEvent, 'contact'>;
}

/** Why a workflow did or did not start. Throws an Error where there is nothing to explain, or what the engine throws; a TypeError where no event is named. */
export function explained(timeline: Timeline, { contact, workflow, event }: Question): Explanation {
  requireEvent(event);
  const { viewed } = timeline;
  if (!viewed) throw new Error('There is nothing to explain yet.');
  if (typeof event === 'object') return explainTried(viewed, { ...event, contact } as FiredEvent, workflow);
  const isAsked = (entry: Entry) => entry.kind === 'event' && entry.contact === contact && entry.event.type === event;
  const found = viewed.journal().findLast(isAsked);
  if (!found) throw new Error(`${contact} has had no event of type ${event} yet.`);
  return timeline.explain(found.seq, workflow);
}

/** Why a workflow would or would not start at an event that is fired at a copy of a world. */
function explainTried(world: Simulation, event: FiredEvent, workflow: string): Explanation {
  const copy = world.fork();
  try {
    return copy.explain(copy.fire(event).seq, workflow);
  } finally {
    copy.dispose();
  }
}

function requireEvent(event: unknown): void {
  if (typeof event === 'string' || (typeof event === 'object' && event !== null)) return;
  throw new TypeError("`event` must be the type of an event, such as 'form.submitted', or an event that is tried.");
}
