import { clicked, opened, workedExample } from '../../support/worked-example.js';

/** A scenario file whose first scenario ends with a score of 10. @param {number} score that it expects */
export const scenarioFile = (score) => ({
  rehearse: 1,
  workspace: '../workspaces/email.workspace.json',
  scenarios: [
    {
      name: 'a click counts',
      steps: [{ fire: opened }, { fire: clicked('faq') }, { expect: { contact: 'ana', engagementScore: score } }],
    },
    { name: 'nothing happens', steps: [{ expect: { fired: [] } }] },
  ],
});

/** Workspaces and scenario files, right and wrong, by path. */
export const files = {
  'workspaces/email.workspace.json': workedExample,
  'workspaces/broken.workspace.json': {
    ...workedExample,
    workflows: [{ id: 'w', triggers: [], steps: [{ type: 'wiat' }] }],
  },
  'scenarios/right.scenario.json': scenarioFile(10),
  'scenarios/wrong.scenario.json': scenarioFile(11),
  'scenarios/orphan.scenario.json': { ...scenarioFile(10), workspace: 'nowhere.json' },
  'scenarios/broken.scenario.json': { ...scenarioFile(10), workspace: '../workspaces/broken.workspace.json' },
};
