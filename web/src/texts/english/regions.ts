/** What the parts of the tester are called. */
export const regions = {
  build: 'Build',
  simulate: 'Simulate',
  contacts: 'Contacts',
  all: 'Regions',
  workflows: 'Workflows',
  simulation: 'Simulation',
  hasProblems: ' has problems',
  nothingIsSent: 'Simulation: nothing is sent',
  nothingIsSentShort: 'Nothing is sent',
  loading: 'Loading the engine …',
  engineStopped: 'The engine has stopped',
  engineMissing: 'The engine could not be loaded',
  workspaceIsKept: 'The workspace is kept as it is written; saving it still works.',
  changeRefused: 'The change is not allowed here. Everything is as it was.',
  isReadonly: 'The workspace can be looked at here, and not changed.',
};
