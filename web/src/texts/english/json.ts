/** The workspace as text. */
export const json = {
  workspace: 'Workspace as JSON',
  problems: 'Problems in the text',
  runs: 'The simulation runs this document.',
  doesNotRun: 'Not running this text:',
  hasErrors: 'it has errors. The last good document keeps running.',
  reading: 'Being read …',
};
