import type { CatalogProperty, Conditions, Step, Trigger, Workflow } from '@rehearse/engine';
import { join } from './pointer.js';
import { needsOf, type Vocabulary } from './vocabulary.js';

/** A trigger with its place and the id that journals name it by. */
export interface FlowTrigger {
  id: string;
  pointer: string;
  trigger: Trigger;
}

/** A step with the ways that lead on from it inside the step. */
export interface FlowStep {
  kind: 'step' | 'goal';
  id: string;
  pointer: string;
  step: Step;
  lanes: FlowLane[];
}

/** A way through a step: a branch, or what is done when a wait has lasted long enough. */
export interface FlowLane {
  kind: 'branch' | 'timeout';
  /** As journals name it: a branch by its name, others by the parameter that holds their steps. */
  name: string;
  id: string;
  pointer: string;
  /** The branch as it is written; null for a list of steps alone. */
  branch: FlowBranch | null;
  /** The parameter of the step that holds it. */
  parameter: CatalogProperty;
  /** For `timeout`: the parameter that says how long. */
  limit: string | null;
  steps: FlowStep[];
}

/** One of the branches of a step. */
export interface FlowBranch extends Record<string, unknown> {
  name?: string;
  conditions?: Conditions;
}

/** A workflow as people draw it, in the order of the document. */
export interface Flow {
  triggers: FlowTrigger[];
  steps: FlowStep[];
  /** The place behind the last step. */
  end: string;
}

const flows = new WeakMap<Workflow, { pointer: string; vocabulary: Vocabulary; flow: Flow }>();

/** The flow of a workflow that stands at a place of a document; worked out once for each workflow. */
export function flowOf(vocabulary: Vocabulary, workflow: Workflow, pointer: string): Flow {
  const known = flows.get(workflow);
  if (known?.pointer === pointer && known.vocabulary === vocabulary) return known.flow;
  const list = join(pointer, 'steps');
  const flow = {
    triggers: (Array.isArray(workflow.triggers) ? workflow.triggers : []).map((trigger, index) => ({
      id: trigger?.id || `trigger-${index + 1}`,
      pointer: join(pointer, 'triggers', index),
      trigger,
    })),
    steps: stepsOf(vocabulary, workflow.steps, list, (number) => `step-${number}`),
    end: join(list, '-'),
  };
  flows.set(workflow, { pointer, vocabulary, flow });
  return flow;
}

/** Every step of a flow in the order of the document. */
export function eachStep(steps: readonly FlowStep[]): FlowStep[] {
  return steps.flatMap((step) => [step, ...step.lanes.flatMap((lane) => eachStep(lane.steps))]);
}

/** Steps with the ids that they have or get from their places: `step-2`, and inside branches `step-2.hot.1`. */
function stepsOf(vocabulary: Vocabulary, steps: unknown, list: string, idOf: (number: number) => string): FlowStep[] {
  if (!Array.isArray(steps)) return [];
  return (steps as Step[]).flatMap((step, index): FlowStep[] => {
    if (typeof step !== 'object' || step === null) return [];
    const pointer = join(list, index);
    const id = typeof step.id === 'string' && step.id !== '' ? step.id : idOf(index + 1);
    const lanes = lanesOf(vocabulary, step, id, pointer);
    return [{ kind: step.type === 'goal' ? 'goal' : 'step', id, pointer, step, lanes }];
  });
}

function lanesOf(vocabulary: Vocabulary, step: Step, id: string, pointer: string): FlowLane[] {
  const { parameters = [], rules = [] } = vocabulary.stepType(String(step.type)) ?? {};
  return parameters.flatMap((parameter): FlowLane[] => {
    const value = step[parameter.name];
    const place = join(pointer, parameter.name);
    if (parameter.kind === 'steps') {
      const [limit = null] = needsOf(rules, parameter.name);
      const isEmpty = !Array.isArray(value) || value.length === 0;
      if (limit !== null && step[limit] === undefined && isEmpty) return [];
      return [lane(vocabulary, parameter, limit, parameter.name, `${id}.${parameter.name}`, place, null, value)];
    }
    if (parameter.kind !== 'list' || !Array.isArray(value)) return [];
    return (value as FlowBranch[]).map((branch, index) => {
      const name = String(branch?.name);
      return lane(vocabulary, parameter, null, name, `${id}.${name}`, join(place, index), branch, branch?.steps);
    });
  });
}

function lane(
  vocabulary: Vocabulary,
  parameter: CatalogProperty,
  limit: string | null,
  name: string,
  id: string,
  pointer: string,
  branch: FlowBranch | null,
  steps: unknown,
): FlowLane {
  const list = branch === null ? pointer : join(pointer, 'steps');
  const inner = stepsOf(vocabulary, steps, list, (number) => `${id}.${number}`);
  return { kind: limit === null ? 'branch' : 'timeout', name, id, pointer, branch, parameter, limit, steps: inner };
}
