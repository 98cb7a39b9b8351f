/** How often 2,000 cases must have shown each thing, so that the generator cannot go dull unseen. */

const always = {
  enrolled: 3000,
  'enrollmentRefused alreadyActive': 500,
  'enrollmentRefused draft': 300,
  'enrollmentRefused locked': 300,
  'enrollmentRefused reentryOff': 200,
  workflowLocked: 20,
  'exited completed': 2000,
  'exited end': 150,
  'exited stepLimit': 20,
  'exited stopOnReply': 25,
  'branchTaken named': 300,
  'branchTaken none': 80,
  'branchTaken otherwise': 80,
  'scoreChanged edit': 400,
  'scoreChanged step': 3000,
  'scoreChanged clamped': 60,
  'scoreChanged no way on': 60,
  'waitStarted for with a due time': 200,
  'waitStarted until with a due time': 100,
  'waitStarted untilConditions for ever': 150,
  'waitStarted untilConditions with a due time': 150,
  'waitStarted untilEvent for ever': 150,
  'waitStarted untilEvent with a due time': 200,
  'waitEnded time': 300,
  'waitEnded timeout': 150,
  'waitEnded event': 150,
  'waitEnded conditions': 200,
  'waitEnded on arrival': 200,
  'message unresolved': 200,
  'contactChanged email': 80,
  'contactChanged name': 80,
  'contactChanged fields.': 250,
  'contactChanged notes': 500,
  'contactChanged tags': 500,
  'triggerEvaluated heldBefore false': 200,
  'triggerEvaluated heldBefore true': 200,
  'triggerEvaluated matched false': 3000,
  'triggerEvaluated matched true': 3000,
  'edited addContact': 100,
  'edited edit': 800,
  'edited unlock': 200,
  clockMoved: 1500,
  'note caseDiffers': 30,
  'note spacesDiffer': 30,
  'note caseAndSpacesDiffer': 30,
  'note typeDiffers': 300,
  'group all': 1000,
  'group any': 500,
  'group not': 500,
};

/** Of each step type the outcomes that there are. */
const ofStepTypes = {
  modifyEngagementScore: ['changed', 'clamped'],
  addTag: ['changed', 'unchanged'],
  removeTag: ['changed', 'unchanged'],
  updateField: ['changed', 'unchanged'],
  addNote: ['changed'],
  sendEmail: ['sent'],
  sendSms: ['sent'],
  notify: ['sent'],
  webhook: ['sent'],
  'custom.': ['sent'],
  wait: ['waiting', 'passed'],
  if: ['branched'],
  split: ['branched'],
  goTo: ['jumped'],
  goal: ['met', 'unmet', 'waiting'],
  createContact: ['created', 'changed', 'unchanged'],
  findContact: ['branched'],
  addToWorkflow: ['queued'],
  removeFromWorkflow: ['removed', 'unchanged'],
  end: ['ended'],
};

const ofGoals = {
  'waitEnded goal': 100,
  'exited goalUnmet': 40,
  'branchTaken met': 40,
  'waitStarted goal for ever': 60,
};
const ofFindContact = { 'branchTaken found': 40, 'branchTaken notFound': 40, 'branchTaken someone': 40 };
const ofRules = { 'scoreChanged rule': 200, 'scoreChanged expiry': 50 };

/**
 * Of operators both answers, of event types each one, of step types every outcome.
 * @returns {[string, number][]}
 */
export function minima(catalog) {
  const has = (type) => catalog.stepTypes.some(({ name }) => name === type);
  const hasRules = catalog.shapes.workspace.properties.some(({ name }) => name === 'scoringRules');
  const steps = Object.entries(ofStepTypes).filter(([type]) => has(type));
  return [
    ...Object.entries(always),
    ...catalog.operators.flatMap(({ name }) => ['met', 'unmet'].map((answer) => [`operator ${name} ${answer}`, 15])),
    ...catalog.eventTypes.map(({ name }) => [`event ${name}`, 60]),
    ...steps.flatMap(([type, outcomes]) => outcomes.map((outcome) => [`stepRun ${type} ${outcome}`, 40])),
    ...(has('goal') ? Object.entries(ofGoals) : []),
    ...(has('split') ? [['branchTaken drawn', 60]] : []),
    ...(has('findContact') ? Object.entries(ofFindContact) : []),
    ...(has('addToWorkflow')
      ? [
          ['enrolled without trigger', 40],
          ['exited removed', 40],
        ]
      : []),
    ...(hasRules ? Object.entries(ofRules) : []),
  ];
}
