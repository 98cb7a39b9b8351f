import { counted } from '../../text/parts.js';

/** The changes of a contact's score. */
export const ledger = {
  before: 'Before',
  change: 'Change',
  after: 'After',
  source: 'Source and time',
  latest: (shown: number, all: number) => `The latest ${shown} of ${counted(all, 'change')}.`,
};
