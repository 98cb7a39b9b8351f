import type { Step, Workflow } from '@rehearse/engine';
import { eachStep, flowOf } from './flow.js';
import { kebab } from './ids.js';
import type { Vocabulary } from './vocabulary.js';

/** A step with its place and the id that journals name it by. */
export interface PlacedStep {
  step: Step;
  id: string;
  pointer: string;
}

/**
 * Every step of a workflow in the order of the document, with the id that it has or gets from its place:
 * `step-2`, and inside branches `step-2.hot.1`.
 */
export function placedSteps(vocabulary: Vocabulary, workflow: Workflow, pointer: string): PlacedStep[] {
  return eachStep(flowOf(vocabulary, workflow, pointer).steps);
}

/** Whether a step goes by an id that nobody chose: one from its place, or one that a form made from its type. */
export function isMadeId({ id, type }: Step): boolean {
  const made = kebab(type);
  return !id || id === made || (id.startsWith(`${made}-`) && /^\d+$/.test(id.slice(made.length + 1)));
}
