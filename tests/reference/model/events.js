/** How an event is handled, and all that a stimulus causes. */
import { evaluateAll } from './conditions.js';
import { firstStepOf, stepAfter } from './document.js';
import { activeOf, enroll, exit, placeOf } from './enrollments.js';
import { metGoalAhead } from './goals.js';
import { halt, isOverLimit, write } from './journal.js';
import { run, runFromGoal } from './runs.js';
import { applyScoringRules } from './scoring-rules.js';
import { endedByEvent, endOfWait, forgetWait } from './waits.js';

/**
 * Everything that is queued, and what that causes.
 * @param {number} left how much more is due at this moment
 * @returns {boolean} whether the stimulus was not halted
 */
export function drainQueue(simulation, left = 0) {
  while (!isOverLimit(simulation) && simulation.queue.length > 0) {
    const { event, enrollment, cause } = simulation.queue.shift();
    if (event !== undefined) {
      handleEvent(simulation, event, cause);
    } else {
      const nothing = { type: null, attributes: [], fields: [] };
      start(simulation, enrollment.contact, enrollment.workflow, { event: nothing, cause });
    }
  }
  if (isOverLimit(simulation)) {
    halt(simulation, left);
    return false;
  }
  return true;
}

/**
 * @param {object} event `type`, `contact`, `attributes` and `fields` (pairs), `origin`
 * @param {{ workflow: object, trigger: object } | null} only the trigger that the clock made it for
 */
export function handleEvent(simulation, event, cause, only = null) {
  const { contact } = event;
  const place = { contact: contact.id, workflow: only?.workflow.id, trigger: only?.trigger.id };
  const seq = write(simulation, 'event', cause, place, { origin: event.origin, event: shown(event) });
  applyScoringRules(simulation, contact, event, seq);
  if (event.type === 'contact.replied') {
    stopOnReply(simulation, contact, seq);
  }
  goOn(simulation, contact, event, seq);
  for (const workflow of simulation.workflows) {
    if (isOverLimit(simulation)) {
      return;
    }
    const triggers = workflow.triggers.filter((trigger) =>
      only === null ? trigger.type === event.type : trigger === only.trigger,
    );
    trigger(simulation, workflow, triggers, event, seq);
  }
}

/** The event as an entry shows it. */
function shown({ type, contact, attributes, fields, hasFields, id }) {
  const shown = { type, contact: contact.id };
  if (id !== undefined) {
    shown.id = id;
  }
  Object.assign(shown, Object.fromEntries(attributes));
  if (hasFields === true) {
    shown.fields = Object.fromEntries(fields);
  }
  return shown;
}

function stopOnReply(simulation, contact, seq) {
  for (const enrollment of activeOf(simulation, contact)) {
    if (enrollment.workflow.stopOnReply) {
      exit(simulation, enrollment, 'stopOnReply', seq, enrollment.wait.placed.id);
      forgetWait(simulation, enrollment);
    }
  }
}

/** Waits and goals that the event satisfies, oldest enrollment first. */
function goOn(simulation, contact, event, seq) {
  for (const enrollment of activeOf(simulation, contact)) {
    if (enrollment.isActive && !isOverLimit(simulation)) {
      const met = metGoalAhead(simulation, enrollment, event, seq);
      if (met !== null) {
        runFromGoal(simulation, enrollment, met);
      } else {
        endWaitByEvent(simulation, enrollment, event, seq);
      }
    }
  }
}

function endWaitByEvent(simulation, enrollment, event, seq) {
  const ending = endedByEvent(simulation, enrollment, event);
  if (ending !== null) {
    if (ending.by === 'event') {
      enrollment.event = event;
    }
    leaveWait(simulation, enrollment, seq, ending);
  }
}

/** A wait ends, and the contact goes on: after a time-out with its steps. */
export function leaveWait(simulation, enrollment, cause, ending) {
  const { placed } = enrollment.wait;
  forgetWait(simulation, enrollment);
  const ended = endOfWait(simulation, { ...placeOf(enrollment), step: placed.id }, cause, ending);
  const next = ending.by === 'timeout' ? firstStepOf(enrollment.workflow, placed, 'onTimeout') : stepAfter(placed);
  run(simulation, enrollment, next, ended);
}

/** Evaluates the triggers of one workflow that are the event's; the first that holds starts it. */
function trigger(simulation, workflow, triggers, event, seq) {
  let first = null;
  for (const one of triggers) {
    const entry = evaluateTrigger(simulation, workflow, one, event, seq);
    if (entry !== null && first === null) {
      first = { trigger: one.id, event, cause: entry };
    }
  }
  if (first !== null && !isOverLimit(simulation)) {
    start(simulation, event.contact, workflow, first);
  }
}

/** The entry, if it holds, else null. */
function evaluateTrigger(simulation, workflow, one, event, seq) {
  const { contact } = event;
  const context = { contact, event, now: simulation.now };
  const conditions = evaluateAll(one.conditions, context);
  const heldBefore = one.fires === 'crossing' ? evaluateAll(one.conditions, before(context)).met : null;
  const matched = conditions.met && heldBefore !== true;
  const place = { contact: contact.id, workflow: workflow.id, trigger: one.id };
  const entry = write(simulation, 'triggerEvaluated', seq, place, { matched, conditions, heldBefore });
  return matched ? entry : null;
}

/** As things stood before a change of the score. */
function before({ contact, event, now }) {
  const previous = event.attributes.find(([name]) => name === 'previousScore')[1];
  const attributes = event.attributes.map(([name, value]) => [name, name === 'score' ? previous : value]);
  return { contact: { ...contact, engagementScore: previous }, event: { ...event, attributes }, now };
}

function start(simulation, contact, workflow, { trigger, event, cause }) {
  const enrolled = enroll(simulation, contact, workflow, { trigger, event, cause });
  if (enrolled !== null) {
    run(simulation, enrolled.enrollment, workflow.steps[0] ?? null, enrolled.entry);
  }
}
