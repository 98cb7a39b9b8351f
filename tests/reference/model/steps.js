/** What each type of step does. Each gives what happens next: see `Next`. */

import { evaluateAll } from './conditions.js';
import { queueFieldEvent, queueTagEvents, setField, setTags, writeContactChanged } from './contacts.js';
import { createContact } from './create-contact.js';
import { firstStepOf, stepAfter } from './document.js';
import { activeOf, contextOf, exit } from './enrollments.js';
import { write } from './journal.js';
import { queueEnrollment } from './queue.js';
import { changeScore, scoreAfter } from './scores.js';
import { drawBranch } from './split.js';
import { newNotes, render, renderScalar } from './texts.js';
import { beginWait, forgetWait, passWait, readWait } from './waits.js';

/**
 * What happens after a step: the next one (null: the workflow is done), or the enrollment has ended, or it waits and
 * perhaps a goal takes it on.
 * @typedef {{ step: object | null } | { isOver: true } | { waits: true, jump: object | null }} Next
 */

/** The parameters of steps that are texts of messages, in the order in which they are shown. */
const contentOf = {
  sendEmail: ['email', 'subject', 'body', 'to'],
  sendSms: ['text', 'to'],
  notify: ['text', 'subject', 'to'],
  webhook: ['url', 'body', 'fields'],
  custom: ['text', 'subject', 'body', 'to', 'url', 'fields'],
};

const noBranch = { draw: null, found: null };

/**
 * @param {object} run `simulation`, `enrollment`, `placed` (the step), `place`, `cause` of the run
 * @returns {Next}
 */
export function runStep(run) {
  const { type } = run.placed.step;
  const behaviour = type.startsWith('custom.') ? sendMessage : behaviours[type];
  return behaviour(run, run.placed.step) ?? { step: stepAfter(run.placed) };
}

/** Writes the step's first entry. */
function ran({ simulation, cause, place, placed }, outcome) {
  return write(simulation, 'stepRun', cause, place, { type: placed.step.type, outcome });
}

function branchTaken({ simulation, place }, cause, facets) {
  return write(simulation, 'branchTaken', cause, place, { ...facets });
}

function modifyEngagementScore(run, step) {
  const { simulation, enrollment, place } = run;
  const points = step.operation === 'add' ? step.points : -step.points;
  const after = scoreAfter(enrollment.contact.engagementScore, points);
  const isReal = after.score !== enrollment.contact.engagementScore;
  const entry = ran(run, isReal ? 'changed' : 'clamped');
  changeScore(simulation, enrollment.contact, entry, place, { ...after, source: 'step' });
}

function addTag(run, step) {
  changeTags(run, { add: step.tags });
}

function removeTag(run, step) {
  changeTags(run, { remove: step.all === true ? run.enrollment.contact.tags : step.tags });
}

function changeTags(run, wanted) {
  const { simulation, enrollment, place } = run;
  const { change, removed, added } = setTags(enrollment.contact, wanted);
  const entry = ran(run, change === null ? 'unchanged' : 'changed');
  if (change !== null) {
    const changed = writeContactChanged(simulation, entry, place, { changes: [change] });
    queueTagEvents(simulation, enrollment.contact, { removed, added }, changed);
  }
}

function updateField(run, step) {
  const { simulation, enrollment, place } = run;
  const notes = newNotes();
  const value = step.clear === true ? null : renderScalar(step.value, contextOf(simulation, enrollment), notes);
  const change = setField(simulation, enrollment.contact, step.field, value);
  const entry = ran(run, change === null ? 'unchanged' : 'changed');
  if (change !== null) {
    const changed = writeContactChanged(simulation, entry, place, { changes: [change], ...notes });
    queueFieldEvent(simulation, enrollment.contact, step.field, changed);
  }
}

function addNote(run, step) {
  const { simulation, enrollment, place } = run;
  const notes = newNotes();
  const value = render(step.text, contextOf(simulation, enrollment), notes);
  enrollment.contact.notes.push(value);
  const entry = ran(run, 'changed');
  writeContactChanged(simulation, entry, place, { changes: [{ field: 'notes', previous: null, value }], ...notes });
}

function sendMessage(run, step) {
  const { simulation, enrollment, place } = run;
  const context = contextOf(simulation, enrollment);
  const notes = newNotes();
  const content = {};
  for (const name of contentOf[step.type] ?? contentOf.custom) {
    if (name === 'fields') {
      Object.assign(content, contentFields(step.fields ?? {}, context, notes));
    } else if (step[name] !== undefined) {
      content[name] = render(step[name], context, notes);
    }
  }
  const entry = ran(run, 'sent');
  write(simulation, 'message', entry, place, { channel: step.type, content, ...notes });
}

/** No fields are as good as none. */
function contentFields(given, context, notes) {
  const pairs = Object.entries(given).map(([key, value]) => [key, renderScalar(value, context, notes)]);
  return pairs.length === 0 ? {} : { fields: Object.fromEntries(pairs) };
}

function wait(run, step) {
  const { simulation, enrollment, placed, place } = run;
  const read = readWait(simulation, enrollment, step);
  const entry = ran(run, read.passes ? 'passed' : 'waiting');
  if (read.passes) {
    passWait(simulation, place, entry, read);
    return undefined;
  }
  return { waits: true, jump: beginWait(simulation, enrollment, placed, place, entry, read) };
}

function ifStep(run, step) {
  const { simulation, enrollment, placed } = run;
  const entry = ran(run, 'branched');
  const tried = [];
  let branch = step.otherwise === undefined ? null : 'otherwise';
  for (const { name, conditions } of step.branches) {
    const trace = evaluateAll(conditions, contextOf(simulation, enrollment));
    tried.push({ name, conditions: trace });
    if (trace.met) {
      branch = name;
      break;
    }
  }
  branchTaken(run, entry, { branch, tried, ...noBranch });
  return { step: branch === null ? stepAfter(placed) : firstStepOf(enrollment.workflow, placed, branch) };
}

function split(run, step) {
  const { simulation, enrollment, placed } = run;
  const parts = [String(simulation.seed), enrollment.workflow.id, placed.id, enrollment.contact.id];
  const { branch, draw } = drawBranch(step.branches, parts);
  const entry = ran(run, 'branched');
  branchTaken(run, entry, { branch: branch.name, tried: [], draw, found: null });
  return { step: firstStepOf(enrollment.workflow, placed, branch.name) };
}

function goTo(run, step) {
  ran(run, 'jumped');
  return { step: run.enrollment.workflow.steps.find(({ id }) => id === step.step) };
}

function end(run) {
  const { simulation, enrollment, placed } = run;
  exit(simulation, enrollment, 'end', ran(run, 'ended'), placed.id);
  return { isOver: true };
}

function goal(run, step) {
  const { simulation, enrollment, placed, place } = run;
  const isEvent = step.event !== undefined;
  const trace = isEvent ? null : evaluateAll(step.conditions, contextOf(simulation, enrollment));
  const isMet = trace?.met === true;
  const ifUnmet = step.ifUnmet ?? 'continue';
  if (!isMet && ifUnmet === 'wait') {
    const entry = ran(run, 'waiting');
    const waiting = { form: 'goal', due: null, event: isEvent ? step.event.type : null, conditions: trace };
    return { waits: true, jump: beginWait(simulation, enrollment, placed, place, entry, waiting) };
  }
  let last = ran(run, isMet ? 'met' : 'unmet');
  if (trace !== null) {
    const facets = { branch: isMet ? 'met' : null, tried: [{ name: 'met', conditions: trace }], ...noBranch };
    last = branchTaken(run, last, facets);
  }
  if (!isMet && ifUnmet === 'end') {
    exit(simulation, enrollment, 'goalUnmet', last, placed.id);
    return { isOver: true };
  }
  return undefined;
}

function findContact(run, step) {
  const { simulation, enrollment, placed } = run;
  const entry = ran(run, 'branched');
  let found = null;
  const tried = [];
  for (const contact of simulation.contacts.filter((other) => other !== enrollment.contact)) {
    const conditions = evaluateAll(step.conditions, { ...contextOf(simulation, enrollment), contact });
    if (conditions.met) {
      found = contact.id;
      tried.push({ name: 'found', conditions });
      break;
    }
  }
  const branch = found === null ? 'notFound' : 'found';
  branchTaken(run, entry, { branch, tried, draw: null, found });
  return { step: firstStepOf(enrollment.workflow, placed, branch) };
}

function addToWorkflow(run, step) {
  const { simulation, enrollment } = run;
  const workflow = simulation.workflows.find(({ id }) => id === step.workflow);
  queueEnrollment(simulation, enrollment.contact, workflow, ran(run, 'queued'));
}

function removeFromWorkflow(run, step) {
  const { simulation, enrollment: own, placed } = run;
  const gone = activeOf(simulation, own.contact).filter((one) => isNamed(step.workflow, one, own));
  const entry = ran(run, gone.length > 0 ? 'removed' : 'unchanged');
  for (const enrollment of gone) {
    exit(simulation, enrollment, 'removed', entry, enrollment === own ? placed.id : enrollment.wait.placed.id);
    forgetWait(simulation, enrollment);
  }
  return gone.includes(own) ? { isOver: true } : undefined;
}

function isNamed(name, enrollment, own) {
  switch (name) {
    case 'current':
      return enrollment === own;
    case 'others':
      return enrollment !== own;
    case 'all':
      return true;
    default:
      return enrollment.workflow.id === name;
  }
}

const behaviours = {
  modifyEngagementScore,
  addTag,
  removeTag,
  updateField,
  addNote,
  sendEmail: sendMessage,
  sendSms: sendMessage,
  notify: sendMessage,
  webhook: sendMessage,
  wait,
  if: ifStep,
  split,
  goTo,
  end,
  goal,
  createContact: (run, step) => createContact(run, step.contact, (outcome) => ran(run, outcome)),
  findContact,
  addToWorkflow,
  removeFromWorkflow,
};
