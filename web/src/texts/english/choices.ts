/** What forms and sentences say for the values of a property that offers a few; by the property, then by the value. */
export const choices = {
  status: { draft: 'draft', published: 'published' },
  operation: { add: 'add', subtract: 'subtract' },
  fires: { always: 'at every change', crossing: 'only when its conditions begin to hold' },
  ifUnmet: { continue: 'go on with the next step', end: 'leave the workflow', wait: 'wait until it is met' },
  workflow: { current: 'this workflow', others: 'all other workflows', all: 'all workflows' },
  drafts: { skip: 'skip', run: 'run' },
};
