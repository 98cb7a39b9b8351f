import { counted, type Parts, strong } from '../../text/parts.js';

/** Stimuli, and what one of them did. */
export const runs = {
  movedBy: (duration: string): Parts => ['Clock moved by ', strong(duration)],
  movedTo: (moment: string): Parts => ['Clock moved to ', strong(moment)],
  edited: (contact: string): Parts => [strong(contact), ': changed by hand'],
  arrived: (contact: string): Parts => [strong(contact), ' arrived'],
  unlocked: (contact: string, workflow: string): Parts => [strong(contact), ': unlocked for ', strong(workflow)],
  /** @param move such as `0 → 10` */
  score: (contact: string, move: string) => `${contact}'s score: ${move}`,
  moreScores: (count: number) => `And ${counted(count, 'more score')}`,
  messages: (count: number) => `${counted(count, 'message')} in the outbox`,
  loopStopped: 'A loop was stopped.',
  halted: 'The run was halted.',
  nothingFollowed: 'Nothing followed.',
  workflowsStarted: (workflows: number, contacts: number) =>
    `${counted(workflows, 'workflow')} started${contacts > 1 ? ` for ${counted(contacts, 'contact')}` : ''}`,
  waitsEnded: (count: number) => `${counted(count, 'wait')} ended`,
};
