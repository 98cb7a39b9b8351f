/** A workspace as it is written, with what it leaves out: defaults, the ids of triggers and steps, where steps stand. */
import { parseInstant, parseUtcOffset } from './time.js';

/** The lists of steps that a step holds, in document order: each with the name that its steps' ids have. */
export function listsOf(step) {
  const lists = [];
  for (const branch of step.branches ?? []) {
    lists.push([branch.name, branch.steps]);
  }
  for (const name of ['otherwise', 'onTimeout', 'found', 'notFound']) {
    if (step[name] !== undefined) {
      lists.push([name, step[name]]);
    }
  }
  return lists;
}

export function readWorkspace(document) {
  return {
    start: parseInstant(document.clock ?? '2026-01-01T00:00:00Z'),
    utcOffset: parseUtcOffset(document.utcOffset ?? '+00:00'),
    seed: document.seed ?? 0,
    scoringRules: document.scoringRules ?? [],
    workflows: document.workflows.map(readWorkflow),
    contacts: document.contacts ?? [],
  };
}

function readWorkflow(workflow) {
  const steps = [];
  readSteps(workflow.steps, null, null, 'step-', steps);
  return {
    id: workflow.id,
    isDraft: (workflow.status ?? 'draft') === 'draft',
    allowReentry: workflow.allowReentry ?? true,
    stopOnReply: workflow.stopOnReply ?? false,
    triggers: workflow.triggers.map((trigger, index) => ({ ...trigger, id: trigger.id ?? `trigger-${index + 1}` })),
    steps,
  };
}

/**
 * All steps in document order: `step` as written, its id, its neighbours and the step whose list holds it.
 * @param {string} prefix of the ids of those that have none
 */
function readSteps(list, parent, nameOfList, prefix, all) {
  const siblings = [];
  for (const [index, step] of list.entries()) {
    const placed = { step, id: step.id ?? `${prefix}${index + 1}`, parent, nameOfList, siblings, index };
    siblings.push(placed);
    all.push(placed);
    for (const [name, steps] of listsOf(step)) {
      readSteps(steps, placed, name, `${placed.id}.${name}.`, all);
    }
  }
}

/** The step that follows one, out of the lists that end with it, or null at the end of the workflow. */
export function stepAfter(placed) {
  for (let at = placed; at !== null; at = at.parent) {
    if (at.index + 1 < at.siblings.length) {
      return at.siblings[at.index + 1];
    }
  }
  return null;
}

/** The first step of a list of a step, or what follows the step where the list is empty or not there. */
export function firstStepOf(workflow, placed, nameOfList) {
  const first = workflow.steps.find((other) => other.parent === placed && other.nameOfList === nameOfList);
  return first ?? stepAfter(placed);
}

/** Whether a step comes before another one: earlier, and not in another list of the same step. */
export function isBefore(workflow, earlier, later) {
  if (workflow.steps.indexOf(earlier) >= workflow.steps.indexOf(later)) {
    return false;
  }
  for (let a = earlier; a !== null; a = a.parent) {
    for (let b = later; b !== null; b = b.parent) {
      if (a.parent !== null && a.parent === b.parent && a.nameOfList !== b.nameOfList) {
        return false;
      }
    }
  }
  return true;
}
