/** The page around the tester. */
export const page = {
  title: 'Rehearse',
  workspace: 'Workspace',
  yourOwn: 'Your own',
  newWorkspace: 'New workspace',
  startEmpty: 'Start empty',
  openFile: 'Open file',
  fileToOpen: 'Workspace or trace to open',
  saveFile: 'Save file',
  drop: 'Drop a workspace or a trace to open it',
  leave: 'Leave this workspace?',
  changesLost: 'Changes that were not saved are lost.',
  testsLost: 'Tests that were not saved are lost.',
  oneAtATime: 'Open one file at a time.',
  fileNotOpened: (name: string) => `${name} was not opened.`,
  filesNotOpened: (count: number) => `${count} files were not opened.`,
  kept: 'What was open is kept.',
  noEngineForTrace: 'It is a trace, and the engine is not there to run it. Wait until it is loaded.',
  otherVersion: (written: string, running: string) =>
    `This trace was written by version ${written} of the engine, and is run by ${running}: what happens may differ from what happened then.`,
};
