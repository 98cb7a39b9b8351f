import type {
  Comparison,
  Condition,
  Conditions,
  ConditionTrace,
  Explanation,
  Scalar,
  Trigger,
  TriggerExplanation,
  ValueChange,
} from '@rehearse/engine';
import { join } from '../document/pointer.js';
import type { Edit } from './edits.js';
import { type Case, type Held, type Measure, type Remedy, remedy, workflowIndex } from './remedy.js';
import { valuesTogether } from './several-values.js';
import type { Sandbox } from './trial.js';
import { fromStart, valueThen } from './wanted-values.js';

/** A trigger, and where it stands in the document. */
interface PlacedTrigger {
  trigger: Trigger;
  pointer: string;
}

/** Ways to let the nearest trigger's conditions hold. */
export async function conditionWays(about: Case, sandbox: Sandbox | null): Promise<Remedy[]> {
  const told = nearestTrigger(about.explanation);
  const place = told && triggerAt(about, told.trigger);
  if (!told || !place) return [];
  if (told.conditions?.met && told.heldBefore) {
    return [remedy({ kind: 'everyChange' }, { kind: 'set', pointer: join(place.pointer, 'fires'), value: undefined })];
  }
  const { change } = told;
  const ways = change === null ? [] : [...valueWays(about, change), ...comparisonWays(place, told, change)];
  if (ways.length > 0) return ways;
  const together = sandbox && (await valuesTogether(about, sandbox, place.trigger, told));
  return [...(together ? [together] : []), ...withoutConditions(place, told)];
}

/** The trigger that the explanation's smallest change is of. */
function nearestTrigger({ triggers, change }: Explanation): TriggerExplanation | undefined {
  const missed = triggers.filter(({ conditions, matched }) => conditions !== null && !matched);
  const wanted = JSON.stringify(change);
  return (
    missed.find((each) => change !== null && JSON.stringify(each.change) === wanted) ??
    missed.find((each) => each.change !== null) ??
    missed[0]
  );
}

function triggerAt(about: Case, id: string): PlacedTrigger | undefined {
  const workflow = workflowIndex(about);
  const triggers = about.document.workflows[workflow]?.triggers ?? [];
  const index = triggers.findIndex((each, position) => (each.id ?? `trigger-${position + 1}`) === id);
  const trigger = triggers[index];
  return trigger && { trigger, pointer: join('/workflows', workflow, 'triggers', index) };
}

/** The same change, of what is there: of the contact before the event, from the start, or of the event itself. */
function valueWays(about: Case, change: ValueChange): Remedy[] {
  const then = valueThen(about, [change]);
  return [...(then ? [then] : []), ...fromStart(about, change)];
}

/** The conditions on the field, asking for what was there. */
function comparisonWays({ trigger, pointer }: PlacedTrigger, told: TriggerExplanation, change: ValueChange): Remedy[] {
  const measures: Measure[] = [];
  const conditions = relaxed(trigger.conditions, told.conditions?.all ?? [], change, (comparison, value) =>
    measures.push({ kind: 'condition', change, comparison, value }),
  );
  if (measures.length === 0) return [];
  return [{ measures, edits: [{ kind: 'set', pointer: join(pointer, 'conditions'), value: conditions }] }];
}

type Found = (comparison: Comparison, value: Comparison['value']) => void;

function relaxed(
  conditions: Conditions | undefined,
  traces: readonly ConditionTrace[],
  change: ValueChange,
  found: Found,
): Conditions | undefined {
  if (conditions === undefined) return undefined;
  if (!Array.isArray(conditions)) return relaxedOne(conditions, traces[0], change, found);
  return conditions.map((each, index) => relaxedOne(each, traces[index], change, found));
}

/** A condition that lets through what was there; what is under `not` asks for the opposite, and stays. */
function relaxedOne(
  condition: Condition,
  trace: ConditionTrace | undefined,
  change: ValueChange,
  found: Found,
): Condition {
  if (!trace || trace.met) return condition;
  if ('all' in condition && 'all' in trace) {
    return { ...condition, all: relaxed(condition.all, trace.all, change, found) as Condition[] };
  }
  if ('any' in condition && 'any' in trace) {
    return { ...condition, any: relaxed(condition.any, trace.any, change, found) as Condition[] };
  }
  if (!('field' in condition) || condition.field !== change.field) return condition;
  const value = lettingThrough(condition, change.actual);
  if (value === undefined) return condition;
  found(condition, value);
  return { ...condition, value };
}

/** What a comparison would have to compare with to hold for what was there; undefined for nothing. */
function lettingThrough({ operator, value }: Comparison, actual: Held): Comparison['value'] {
  if (actual === null || Array.isArray(actual)) return undefined;
  const present = actual as Scalar;
  if (operator === 'equalTo') return present;
  if (operator === 'anyOf' && Array.isArray(value) && typeof present === 'string') return [...value, present];
  if (typeof present !== 'number') return undefined;
  const offset = { greaterThanOrEqualTo: 0, lessThanOrEqualTo: 0, greaterThan: -1, lessThan: 1 }[operator as string];
  return offset === undefined ? undefined : present + offset;
}

/** The trigger without those of its conditions that did not hold. */
function withoutConditions({ trigger, pointer }: PlacedTrigger, { conditions }: TriggerExplanation): Remedy[] {
  if (!conditions || trigger.conditions === undefined) return [];
  const list = Array.isArray(trigger.conditions) ? trigger.conditions : [trigger.conditions];
  const kept = list.filter((_, index) => conditions.all[index]?.met);
  const edit: Edit = { kind: 'set', pointer: join(pointer, 'conditions'), value: kept };
  return [remedy({ kind: 'withoutConditions', count: list.length - kept.length }, edit)];
}
