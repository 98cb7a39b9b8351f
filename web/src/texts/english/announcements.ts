import { counted } from '../../text/parts.js';

/** What is read out after something was done. */
export const announcements = {
  traceOpen: (stimuli: number) => `The trace is open: ${counted(stimuli, 'entry was', 'entries were')} run again.`,
  timelineBack: 'The timeline is as it was before.',
  changeBack: 'The last change of the workspace is taken back.',
  takenBack: 'Taken back. Everything after it was run again.',
  skipped: 'Skipped. Everything after it was run again.',
  notSkipped: 'No longer skipped. Everything after it was run again.',
  moved: (place: number, count: number) =>
    `Moved to place ${place} of ${count}. Everything from there on was run again.`,
  draftsRun: 'Drafts run as if they were published.',
  draftsDoNot: 'Drafts do not start.',
  reset: 'Back to the start.',
  startDropped: 'What was opened asks for a start that there cannot be: the timeline starts as the workspace says.',
  noTest: 'This run starts before the workspace does, so that no test can do the same.',
  testMade: (name: string) => `The test “${name}” stands under Tests.`,
  testShown: (name: string) => `“${name}” stands on the timeline.`,
  nothingToRun: 'There is nothing to run yet.',
};
