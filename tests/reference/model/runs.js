/** Runs: an enrolled contact goes from step to step until it waits or is done. */
import { stepAfter } from './document.js';
import { exit, placeOf } from './enrollments.js';
import { isOverLimit, write } from './journal.js';
import { runStep } from './steps.js';
import { endOfWait, forgetWait } from './waits.js';

const mostSteps = 1000;

/**
 * @param {object | null} first the step to begin with
 * @param {number} startCause the entry that set it going
 */
export function run(simulation, enrollment, first, startCause, stepsTaken = 0) {
  let placed = first;
  let cause = startCause;
  let taken = stepsTaken;
  while (placed !== null) {
    if (isOverLimit(simulation)) {
      exit(simulation, enrollment, 'halted', cause, placed.id);
      return;
    }
    const place = { ...placeOf(enrollment), step: placed.id };
    const next = runStep({ simulation, enrollment, placed, place, cause });
    taken += 1;
    if (next.isOver === true) {
      return;
    }
    if (next.waits === true) {
      if (next.jump === null) {
        return;
      }
      const ended = jumpToGoal(simulation, enrollment, next.jump);
      cause = ended.cause;
      taken += ended.steps;
      placed = ended.goal;
      next.step = stepAfter(placed);
    }
    if (taken >= mostSteps && next.step !== null) {
      exit(simulation, enrollment, 'stepLimit', cause, next.step.id);
      return;
    }
    placed = next.step;
  }
  exit(simulation, enrollment, 'completed', cause);
}

/** A contact leaves its wait for a goal that is met, and goes on from there. */
export function runFromGoal(simulation, enrollment, met) {
  const { cause, goal, steps } = jumpToGoal(simulation, enrollment, met);
  run(simulation, enrollment, stepAfter(goal), cause, steps);
}

function jumpToGoal(simulation, enrollment, { goal, conditions, event, cause }) {
  const { placed } = enrollment.wait;
  const place = { ...placeOf(enrollment), step: placed.id };
  forgetWait(simulation, enrollment);
  enrollment.event = event ?? enrollment.event;
  const ended = endOfWait(simulation, place, cause, { by: 'goal', conditions, goal: goal.id });
  if (placed === goal) {
    return { cause: ended, goal, steps: 0 };
  }
  const goalPlace = { ...placeOf(enrollment), step: goal.id };
  write(simulation, 'stepRun', ended, goalPlace, { type: 'goal', outcome: 'met' });
  return { cause: ended, goal, steps: 1 };
}
