import type { ConditionsTrace, Entry, RefusalReason, Workspace } from '@rehearse/engine';

type TriggerEntry = Extract<Entry, { kind: 'triggerEvaluated' }>;

/** What one workflow did at a stimulus. */
export interface WorkflowOutcome {
  workflow: string;
  status: 'started' | 'refused' | 'heldBefore' | 'notMatched' | 'wentOn' | 'notListening';
  /** For `refused`. */
  reason: RefusalReason | null;
  /** The triggers that were looked at, each time they were. */
  triggers: {
    id: string;
    contact: string;
    matched: boolean;
    heldBefore: boolean | null;
    conditions: ConditionsTrace;
  }[];
  /** The event types that would start it. */
  listensFor: string[];
}

/** What every workflow of the document did in these entries, in the order of the document. */
export function outcomesOf(document: Workspace, entries: readonly Entry[]): WorkflowOutcome[] {
  const byWorkflow = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.workflow === null) continue;
    const list = byWorkflow.get(entry.workflow);
    if (list) list.push(entry);
    else byWorkflow.set(entry.workflow, [entry]);
  }
  return document.workflows.map(({ id, triggers }) => {
    const own = byWorkflow.get(id) ?? [];
    const evaluated = own.filter((entry): entry is TriggerEntry => entry.kind === 'triggerEvaluated');
    const refusal = own.find((entry) => entry.kind === 'enrollmentRefused');
    const started = own.some((entry) => entry.kind === 'enrolled');
    return {
      workflow: id,
      status: started ? 'started' : refusal ? 'refused' : unstarted(evaluated, own),
      reason: refusal && 'reason' in refusal ? (refusal.reason as RefusalReason) : null,
      triggers: evaluated.map((entry) => ({
        id: entry.trigger ?? '',
        contact: entry.contact ?? '',
        matched: entry.matched,
        heldBefore: entry.heldBefore,
        conditions: entry.conditions,
      })),
      listensFor: [...new Set(triggers.map(({ type }) => type))],
    };
  });
}

/** Why nothing started although nothing was refused. */
function unstarted(evaluated: readonly TriggerEntry[], own: readonly Entry[]): WorkflowOutcome['status'] {
  if (evaluated.some(({ conditions, heldBefore }) => conditions.met && heldBefore)) return 'heldBefore';
  if (evaluated.length > 0) return 'notMatched';
  return own.length > 0 ? 'wentOn' : 'notListening';
}
