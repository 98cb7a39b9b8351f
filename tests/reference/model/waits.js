/** The step `wait`, and how every wait begins and ends. */
import { evaluateAll } from './conditions.js';
import { contextOf } from './enrollments.js';
import { metGoalAhead } from './goals.js';
import { write } from './journal.js';
import { formatInstant, parseDuration, parseInstant } from './time.js';
import { addTimer, removeTimers } from './timers.js';

const iso = (instant) => (instant === null ? null : formatInstant(instant));

/** A wait as a step says it: when it is due, and how its conditions stand. */
export function readWait(simulation, enrollment, step) {
  const timeout = step.timeout === undefined ? null : simulation.now + parseDuration(step.timeout);
  if (step.for !== undefined) {
    return { form: 'for', due: simulation.now + parseDuration(step.for), event: null, conditions: null, passes: false };
  }
  if (step.until !== undefined) {
    const due = parseInstant(step.until);
    return { form: 'until', due, event: null, conditions: null, passes: due <= simulation.now };
  }
  if (step.untilEvent !== undefined) {
    return { form: 'untilEvent', due: timeout, event: step.untilEvent.type, conditions: null, passes: false };
  }
  const conditions = evaluateAll(step.untilConditions, contextOf(simulation, enrollment));
  return { form: 'untilConditions', due: timeout, event: null, conditions, passes: conditions.met };
}

/** Runs a wait that passes at once. */
export function passWait(simulation, place, stepRun, wait) {
  const started = writeWaitStarted(simulation, place, stepRun, wait);
  endOfWait(simulation, place, started, { by: wait.form === 'until' ? 'time' : 'conditions' });
}

/**
 * The contact begins to wait.
 * @returns the goal that it is at once taken to, with the entry that says so, or null
 */
export function beginWait(simulation, enrollment, placed, place, stepRun, wait) {
  const started = writeWaitStarted(simulation, place, stepRun, wait);
  enrollment.wait = { ...wait, placed, since: simulation.now };
  if (wait.due !== null) {
    const kind = wait.form === 'for' || wait.form === 'until' ? 'wait' : 'timeout';
    addTimer(simulation, { due: wait.due, kind, enrollment });
  }
  return metGoalAhead(simulation, enrollment, null, started);
}

function writeWaitStarted(simulation, place, stepRun, { form, due, event, conditions }) {
  return write(simulation, 'waitStarted', stepRun, place, { form, due: iso(due), event, conditions });
}

export function endOfWait(simulation, place, cause, { by, conditions = null, goal = null }) {
  return write(simulation, 'waitEnded', cause, place, { by, conditions, goal });
}

/** It waits no longer. */
export function forgetWait(simulation, enrollment) {
  enrollment.wait = null;
  removeTimers(simulation, (timer) => timer.enrollment === enrollment);
}

/** How the wait itself (goals apart) is ended by an event: the reason and the conditions, or null. */
export function endedByEvent(simulation, enrollment, event) {
  const { form, placed } = enrollment.wait;
  const contact = enrollment.contact;
  if (form === 'untilEvent' && placed.step.untilEvent.type === event.type) {
    const conditions = evaluateAll(placed.step.untilEvent.conditions, { contact, event, now: simulation.now });
    return conditions.met ? { by: 'event', conditions } : null;
  }
  if (form === 'untilConditions') {
    const conditions = evaluateAll(placed.step.untilConditions, contextOf(simulation, enrollment));
    return conditions.met ? { by: 'conditions', conditions } : null;
  }
  return null;
}

/** A wait in the list that a contact has. */
export function describeWait({ workflow, id, wait }) {
  return {
    workflow: workflow.id,
    step: wait.placed.id,
    enrollment: id,
    form: wait.form,
    since: iso(wait.since),
    due: iso(wait.due),
    event: wait.event,
  };
}
