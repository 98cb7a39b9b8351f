/** Enrollments: the gates before them, how they begin and how they end. */
import { chainTo, write } from './journal.js';
import { minute } from './time.js';

const mostStarts = 49;
const countedFor = 30 * minute;

/** What the conditions and texts of an enrollment's steps see. */
export function contextOf(simulation, { contact, event }) {
  return { contact, event, now: simulation.now };
}

/** Those of a contact that are under way, oldest first. */
export function activeOf(simulation, contact) {
  return simulation.enrollments.filter((one) => one.contact === contact && one.isActive);
}

/**
 * Tries the gates; gives the enrollment with the entry that says so, or null where it was refused.
 * @param {object} event what the steps will see
 * @param {number} cause
 */
export function enroll(simulation, contact, workflow, { trigger, event, cause }) {
  const place = { contact: contact.id, workflow: workflow.id, trigger };
  const reason = gate(simulation, contact, workflow, place, cause);
  if (reason !== null) {
    write(simulation, 'enrollmentRefused', cause, place, { reason });
    return null;
  }
  const enrollment = { id: simulation.enrollments.length + 1, contact, workflow, event, isActive: true, wait: null };
  simulation.enrollments.push(enrollment);
  simulation.starts.push({ contact, workflow, at: simulation.now });
  const entry = write(simulation, 'enrolled', cause, { ...place, enrollment: enrollment.id }, {});
  return { enrollment, entry };
}

function gate(simulation, contact, workflow, place, cause) {
  const ofSame = simulation.enrollments.filter((one) => one.contact === contact && one.workflow === workflow);
  if (workflow.isDraft && !simulation.runsDrafts) {
    return 'draft';
  }
  if (ofSame.some((one) => one.isActive)) {
    return 'alreadyActive';
  }
  if (!workflow.allowReentry && ofSame.length > 0) {
    return 'reentryOff';
  }
  if (contact.locked.includes(workflow)) {
    return 'locked';
  }
  const isOfSame = (start) => start.contact === contact && start.workflow === workflow;
  const since = simulation.now - countedFor;
  if (simulation.starts.filter((start) => isOfSame(start) && start.at >= since).length >= mostStarts) {
    contact.locked.push(workflow);
    write(simulation, 'workflowLocked', cause, place, { chain: chainTo(simulation, cause) });
    return 'locked';
  }
  return null;
}

/** Lifts a lock, if there is one; starts are then counted from none. */
export function unlock(simulation, contact, workflow) {
  if (contact.locked.includes(workflow)) {
    contact.locked = contact.locked.filter((one) => one !== workflow);
    simulation.starts = simulation.starts.filter((start) => start.contact !== contact || start.workflow !== workflow);
  }
}

/** @param {string | undefined} step where it ends */
export function exit(simulation, enrollment, reason, cause, step) {
  enrollment.isActive = false;
  write(simulation, 'exited', cause, { ...placeOf(enrollment), step }, { reason });
}

export function placeOf({ contact, workflow, id }) {
  return { contact: contact.id, workflow: workflow.id, enrollment: id };
}
