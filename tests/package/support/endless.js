/** @import { Workspace } from '@rehearse/engine' */

/**
 * An opened email sends all workflows round and round, until the stimulus is halted.
 * @type {Workspace}
 */
export const endless = {
  rehearse: 1,
  workflows: Array.from({ length: 120 }, (_, index) => ({
    id: `round-${index}`,
    status: 'published',
    triggers: [{ type: 'email.opened' }],
    steps: [
      { id: `note-${index}`, type: 'addNote', text: 'again' },
      { type: 'goTo', step: `note-${index}` },
    ],
  })),
  contacts: [{ id: 'ana' }],
};
