/** The step `goal`: which goals lie ahead of a waiting contact, and which of them are met. */
import { evaluateAll } from './conditions.js';
import { isBefore } from './document.js';
import { contextOf } from './enrollments.js';

/**
 * Of the goals that a waiting contact stands before, or at, the last in document order that is met.
 * @param {object | null} event the one being handled, or null where the contact only begins to wait
 * @param {number} cause
 * @returns {{ goal: object, conditions: object, event: object | null, cause: number } | null}
 */
export function metGoalAhead(simulation, enrollment, event, cause) {
  let last = null;
  for (const placed of enrollment.workflow.steps) {
    if (placed.step.type === 'goal' && isAhead(enrollment, placed)) {
      const met = meets(simulation, enrollment, placed.step, event);
      last = met === null ? last : { goal: placed, cause, ...met };
    }
  }
  return last;
}

function isAhead({ workflow, wait }, goal) {
  return wait.placed === goal || isBefore(workflow, wait.placed, goal);
}

function meets(simulation, enrollment, step, event) {
  if (step.event === undefined) {
    const conditions = evaluateAll(step.conditions, contextOf(simulation, enrollment));
    return conditions.met ? { conditions, event: null } : null;
  }
  if (event === null || event.type !== step.event.type) {
    return null;
  }
  const { contact } = enrollment;
  const conditions = evaluateAll(step.event.conditions, { contact, event, now: simulation.now });
  return conditions.met ? { conditions, event } : null;
}
