import type { Step, Workflow } from '@rehearse/engine';
import { kebab } from './ids.js';
import { join } from './pointer.js';
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
  return inList(vocabulary, workflow.steps, join(pointer, 'steps'), (number) => `step-${number}`);
}

/** Whether a step goes by an id that nobody chose: one from its place, or one that a form made from its type. */
export function isMadeId({ id, type }: Step): boolean {
  const made = kebab(type);
  return !id || id === made || (id.startsWith(`${made}-`) && /^\d+$/.test(id.slice(made.length + 1)));
}

function inList(
  vocabulary: Vocabulary,
  steps: unknown,
  pointer: string,
  idOf: (number: number) => string,
): PlacedStep[] {
  if (!Array.isArray(steps)) return [];
  return (steps as Step[]).flatMap((step, index) => {
    if (typeof step !== 'object' || step === null) return [];
    const place = join(pointer, index);
    const id = typeof step.id === 'string' && step.id !== '' ? step.id : idOf(index + 1);
    const inner = (vocabulary.stepType(String(step.type))?.parameters ?? []).flatMap((parameter) => {
      const value = step[parameter.name];
      if (parameter.kind === 'steps') {
        return inList(vocabulary, value, join(place, parameter.name), (number) => `${id}.${parameter.name}.${number}`);
      }
      if (parameter.kind !== 'list' || !Array.isArray(value)) return [];
      return (value as { name?: unknown; steps?: unknown }[]).flatMap((branch, position) =>
        inList(
          vocabulary,
          branch?.steps,
          join(place, parameter.name, position, 'steps'),
          (number) => `${id}.${String(branch?.name)}.${number}`,
        ),
      );
    });
    return [{ step, id, pointer: place }, ...inner];
  });
}
