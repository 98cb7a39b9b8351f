import { small } from '../../text/parts.js';

/** Where events are fired. */
export const composer = {
  heading: 'Fire an event',
  waiting: 'Waiting for the engine.',
  changeStimulus: (number: number) => `Change entry ${number}`,
  contact: 'Contact',
  event: 'Event',
  fields: 'Fields',
  fieldsOfEvent: 'Fields of the event',
  moreAttributes: 'More attributes',
  optional: '(optional)',
  needed: '* needed',
  fire: 'Fire',
  changeTo: 'Change to',
  orFire: 'Or fire',
  others: 'Other events that something listens for',
  cancel: 'Cancel',
  addContactFirst: 'Add a contact first.',
  notFired: 'Not fired.',
  /** @param label of an attribute that names something, such as "Trigger link" */
  chooseFirst: (label: string) => `Choose ${/^[aeiou]/i.test(label) ? 'an' : 'a'} ${small(label)} first.`,
  /** @param label of an attribute that is typed */
  fillInFirst: (label: string) => `Fill in the ${small(label)} first.`,
  runAgain: 'Everything after it is run again.',
  lookingAt: (number: number, count: number) =>
    `You are looking at entry ${number} of ${count}. What you do now comes after it, and the rest is run again.`,
  backToEnd: 'Back to the end',
};
