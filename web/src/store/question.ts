import type { FiredEvent } from '@rehearse/engine';

/** What is to be explained: the latest event of a type that a contact had, or an event that is only tried. */
export interface Question {
  /** The contact's id. */
  contact: string;
  /** The workflow's id. */
  workflow: string;
  /** The type of the event, or an event that is tried on a copy: nothing comes of it. */
  event: string | Omit<FiredEvent, 'contact'>;
}
