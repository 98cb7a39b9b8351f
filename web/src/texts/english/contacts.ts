import { type Parts, strong } from '../../text/parts.js';

/** The contacts and their forms. */
export const contacts = {
  heading: 'Contacts',
  add: 'Add contact',
  addOne: 'Add a contact',
  empty: 'No contacts yet. Add one to have somebody to try things on.',
  showMore: (left: number) => `Show more (${left} left)`,
  find: 'Find a contact',
  score: 'Engagement score',
  tags: 'Tags',
  notes: 'Notes',
  edit: 'Edit',
  editIt: (contact: string) => `Edit ${contact}`,
  /** Behind what changed a score last. */
  clamped: ', held at the end of the range',
  history: 'Score history',
  /** Stands unseen behind `history`. */
  of: (contact: string) => `of ${contact}`,
  waits: 'Waits',
  /** @param event what it waits for, or null @param conditions whether it waits for conditions */
  waiting: (workflow: string, event: string | null, conditions: boolean): Parts => [
    'Waiting in ',
    strong(workflow),
    ...((event === null ? [conditions ? ' for its conditions' : ''] : [' for ', strong(event)]) as Parts),
  ],
  until: (moment: string) => `, until ${moment}`,
  dueIn: (time: string) => `in ${time}`,
  locks: 'Locks',
  locked: (workflow: string): Parts => ['A loop locked ', strong(workflow)],
  unlock: 'Unlock',
  unlockIt: (workflow: string, contact: string) => `Unlock ${workflow} for ${contact}`,
  mayBeEmpty: '(may be empty)',
  changeNow: 'Change now',
  changeFromStart: 'Change from the start',
  cancel: 'Cancel',
  delete: 'Delete',
  deleteIt: (contact: string) => `Delete ${contact}`,
  deleted: (contact: string) => `${contact} is deleted. Undo brings the contact back.`,
  hintOfNow: 'Now: an edit at this moment, which triggers can see.',
  hintOfBoth: 'Now: an edit at this moment, which triggers can see. From the start: the workspace itself.',
  addFromStart: 'Add from the start',
  arriveNow: 'Let it arrive now',
  hintOfAdding: 'From the start: part of the workspace. Now: it arrives at this moment, which triggers can see.',
  needsId: 'It needs an id.',
  idTaken: (id: string) => `There is a contact "${id}" already.`,
  notDone: 'Not done.',
};
