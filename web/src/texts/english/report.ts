import { counted, type Parts, small, strong } from '../../text/parts.js';

/** What happened at a stimulus. */
export const report = {
  views: 'Ways to see what happened',
  why: 'Why',
  journal: 'Journal',
  outbox: 'Outbox',
  skipped: 'Skipped',
  nothingCame: 'Nothing came of it.',
  passedOver: 'It is passed over. Take “Skip” off in the timeline to run it again.',
  notRunAgain: 'Could not be run again.',
  /** Stands unseen between a contact and `0 → 10`. */
  scoreFrom: 'score from',
  moreScores: (count: number) => `and ${counted(count, 'more score')}`,
  messages: (count: number) => counted(count, 'message'),
  refused: (count: number) => `${count} refused`,
  loopLocked: 'Loop locked',
  halted: 'Halted',
  nothingStarted: 'Nothing started',
  makeTest: 'Make this a test',
  testNotMade: (error: string) => `No test was made. ${error}`,
  wholeJournal: 'The whole journal, not only this one',
  latestEntries: (shown: number, all: number) => `The latest ${shown} of ${all} entries.`,
  noEntries: 'No entries.',
  /** How many workflows did what, and how many contacts wait from now on; "" for nothing. */
  counts: (started: number, notMatched: number, refused: number, waits: number) =>
    [
      ...(started > 0 ? [`${counted(started, 'workflow')} fired`] : []),
      ...(notMatched > 0 ? [`${notMatched} did not match`] : []),
      ...(refused > 0 ? [`${refused} refused`] : []),
      ...(waits > 0 ? [counted(waits, 'wait began', 'waits began')] : []),
    ].join(', '),
  started: 'Started',
  didNotStart: 'Did not start',
  showMore: (count: number, left: number) => `Show ${count} more (${left} left)`,
  scoringRules: 'Scoring rules',
  moreChanges: (count: number) => `and ${counted(count, 'more change')}, which the journal tells`,
  notListening: (count: number) =>
    `${counted(count, 'workflow')} ${count === 1 ? 'does' : 'do'} not listen for what happened`,
  /** @param types the labels of the events that would start it */
  listensFor: (workflow: string, types: readonly string[]): Parts =>
    types.length === 0
      ? [strong(workflow), ' has no trigger']
      : [
          strong(workflow),
          ` waits for: ${types
            .map(small)
            .join(', ')
            .replace(/, (?=[^,]*$)/, ' or ')}`,
        ],
  waitsNowhere: (contact: string): Parts => [strong(contact), ' is not waiting for it in any workflow.'],
  waitDoesNotHold: (contact: string, workflows: Parts): Parts => [
    strong(contact),
    ' waits for such an event in ',
    ...workflows,
    ', but the conditions of the wait do not hold.',
  ],
  wentOn: 'Went on',
  inWorkflow: (contact: string, workflow: string): Parts => [strong(contact), ' in ', strong(workflow)],
};
