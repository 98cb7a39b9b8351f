import type {
  Condition,
  Conditions,
  ConditionTrace,
  Trigger,
  TriggerExplanation,
  ValueChange,
  Workspace,
} from '@rehearse/engine';
import { freeId } from '../document/ids.js';
import type { Case, Remedy } from './remedy.js';
import { explainedWith, type Sandbox } from './trial.js';
import { valueThen } from './wanted-values.js';

/** More conditions than this are not brought to hold one after the other: each is played. */
const mostConditions = 5;

/**
 * Values that let all conditions of a trigger hold where no single value does; null where none are known. The engine
 * tells them: a copy of the trigger, on a workflow of its own that does nothing, is asked with one missing condition more
 * each time, with what was found for those before.
 */
export async function valuesTogether(
  about: Case,
  sandbox: Sandbox,
  trigger: Trigger,
  told: TriggerExplanation,
): Promise<Remedy | null> {
  const all = flat(trigger.conditions, told.conditions?.all ?? []);
  const held = all.filter(({ isMet }) => isMet).map(({ condition }) => condition);
  const missing = all.filter(({ isMet }) => !isMet).map(({ condition }) => condition);
  if (missing.length < 2 || missing.length > mostConditions) return null;
  let changes: ValueChange[] = [];
  for (const [index] of missing.entries()) {
    const asked = { ...trigger, conditions: [...held, ...missing.slice(0, index + 1)] };
    const answer = await answerOf(about, sandbox, asked, changes);
    if (answer === null || (!answer.matched && answer.change === null)) return null;
    if (answer.change) changes = withChange(changes, answer.change);
  }
  const found = valueThen(about, changes);
  const now = found && (await explainedWith(sandbox, about.question, found.edits));
  return now?.triggers.find((each) => each.trigger === told.trigger)?.matched ? found : null;
}

interface Asked {
  condition: Condition;
  isMet: boolean;
}

/** The conditions that must all hold, one by one. */
function flat(conditions: Conditions | undefined, traces: readonly ConditionTrace[]): Asked[] {
  const list = conditions === undefined ? [] : Array.isArray(conditions) ? conditions : [conditions];
  return list.flatMap((condition, index) => {
    const trace = traces[index];
    if (trace && 'all' in condition && 'all' in trace) return flat(condition.all, trace.all);
    return [{ condition, isMet: trace?.met ?? false }];
  });
}

/** What the trigger would say to the event, were the values as in `changes`. */
async function answerOf(
  about: Case,
  sandbox: Sandbox,
  trigger: Trigger,
  changes: readonly ValueChange[],
): Promise<TriggerExplanation | null> {
  const { question, document } = about;
  const values = changes.length > 0 ? valueThen(about, changes) : { edits: [] };
  if (values === null) return null;
  const id = freeId(
    'asked',
    document.workflows.map((each) => each.id),
  );
  const probe = { id, name: id, triggers: [trigger], steps: [] };
  const explanation = await explainedWith(sandbox, { ...question, workflow: id }, values.edits, (text) =>
    withWorkflow(text, probe, question.workflow),
  );
  return explanation?.triggers[0] ?? null;
}

/** The workspace with another workflow right before one, so that it sees what that one sees. */
function withWorkflow(text: string, workflow: Workspace['workflows'][number], before: string): string {
  const document = JSON.parse(text) as Workspace;
  const index = document.workflows.findIndex(({ id }) => id === before);
  return JSON.stringify({ ...document, workflows: document.workflows.toSpliced(index, 0, workflow) });
}

/** The changes with another one; of one field there is one change, from what there was to what is wanted last. */
function withChange(changes: readonly ValueChange[], change: ValueChange): ValueChange[] {
  const before = changes.find(({ field }) => field === change.field);
  const others = changes.filter(({ field }) => field !== change.field);
  if (!before) return [...others, change];
  const difference =
    before.difference === null || change.difference === null ? null : before.difference + change.difference;
  return [...others, { ...change, actual: before.actual, difference }];
}
