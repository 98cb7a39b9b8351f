import { counted } from '../../text/parts.js';

/** What was done so far. A `name` is a stimulus's number and what it was. */
export const timeline = {
  heading: 'Timeline',
  stimuli: (count: number) => counted(count, 'stimulus', 'stimuli'),
  empty:
    'Nothing has happened yet. What you fire and every move of the clock is listed here; change a workflow and all of it is run again.',
  showMore: (left: number) => `Show earlier ones (${left} left)`,
  takeBack: (number: number) => `Take back ${number}`,
  takeBackHint: 'Take back and run the rest again',
  change: (name: string) => `Change ${name}`,
  seeWhy: 'See why',
  seeWhyOf: (name: string) => `See why: ${name}`,
  skip: 'Skip',
  skipIt: (name: string) => `Skip ${name}`,
  edit: 'Edit',
  editIt: (name: string) => `Edit ${name}`,
  earlier: 'Earlier',
  moveEarlier: (name: string) => `Move earlier ${name}`,
  later: 'Later',
  moveLater: (name: string) => `Move later ${name}`,
  moveClockTo: 'Move the clock to (UTC)',
  moveClockBy: 'Move the clock by',
  apply: 'Apply',
  cancel: 'Cancel',
  skipped: 'Skipped',
  notRun: 'Could not be run',
  scores: (count: number) => `${count} scores`,
  started: (count: number) => `${count} started`,
  waitsEnded: (count: number) => `${counted(count, 'wait')} ended`,
  messages: (count: number) => counted(count, 'message'),
  noEffect: 'No effect',
};
