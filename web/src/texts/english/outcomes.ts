import { counted, type Parts, strong } from '../../text/parts.js';

/** What a workflow did with a contact. */
export const outcomes = {
  statuses: {
    started: 'Started',
    refused: 'Refused',
    heldBefore: 'Held before',
    notMatched: 'Conditions do not hold',
    wentOn: 'Went on',
    notListening: 'Does not listen',
  },
  contacts: (count: number) => counted(count, 'contact'),
  moreTimes: (count: number) => `and ${counted(count, 'more time')}, which the journal tells`,
  trigger: (trigger: string, matched: boolean): Parts => [
    'Trigger ',
    strong(trigger),
    `: ${matched ? 'matched' : 'did not match'}`,
  ],
  addedByStep: 'A step of another workflow added the contact.',
  /** @param why one of the journal's refusals */
  notAddedByStep: (why: string) => `A step was to add the contact, but ${why}.`,
  nearest: 'Nearest to it:',
  runDrafts: 'Run drafts',
  /** Beside what was there before. */
  again: 'Being worked out anew …',
};
