import type { Entry, RefusalReason, Workspace } from '@rehearse/engine';

type TriggerEntry = Extract<Entry, { kind: 'triggerEvaluated' }>;

/** What one workflow did with one contact at one event, or when its turn came in the queue. */
export interface Turn {
  /** The seq of the event's entry; null where a step had added the contact, and no event was looked at. */
  event: number | null;
  contact: string;
  status: 'started' | 'refused' | 'heldBefore' | 'notMatched';
  /** For `refused`. */
  reason: RefusalReason | null;
  /** The triggers that were looked at. */
  triggers: TriggerEntry[];
  /** For `started`: the entry that enrolled the contact. */
  enrolled: Entry | null;
}

/** What one workflow did at a stimulus. */
export interface WorkflowOutcome {
  workflow: string;
  /** Of its turns, the first that there is of: started, refused, held before, not matched. */
  status: Turn['status'] | 'wentOn' | 'notListening';
  /** In the order in which they came. */
  turns: Turn[];
  /** The event types that would start it. */
  listensFor: string[];
}

const order: readonly Turn['status'][] = ['started', 'refused', 'heldBefore', 'notMatched'];

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
    const turns = turnsOf(own);
    return {
      workflow: id,
      status:
        order.find((status) => turns.some((turn) => turn.status === status)) ??
        (own.length > 0 ? 'wentOn' : 'notListening'),
      turns,
      listensFor: [...new Set(triggers.map(({ type }) => type))],
    };
  });
}

/** The turns that a workflow's entries tell of. */
function turnsOf(own: readonly Entry[]): Turn[] {
  const turns = new Map<string, Turn>();
  /** By the entry that may cause an enrollment. */
  const byCause = new Map<number, Turn>();
  for (const entry of own) {
    if (entry.kind === 'triggerEvaluated') {
      const key = `event ${entry.cause}`;
      const turn = turns.get(key) ?? newTurn(entry, entry.cause);
      turn.triggers.push(entry);
      if (entry.conditions.met && entry.heldBefore) turn.status = 'heldBefore';
      turns.set(key, turn);
      byCause.set(entry.seq, turn);
    }
    if (entry.kind !== 'enrolled' && entry.kind !== 'enrollmentRefused') continue;
    const turn = byCause.get(entry.cause ?? 0) ?? newTurn(entry, null);
    turn.status = entry.kind === 'enrolled' ? 'started' : 'refused';
    if (entry.kind === 'enrolled') turn.enrolled = entry;
    else turn.reason = entry.reason;
    if (turn.triggers.length === 0) turns.set(`queued ${entry.seq}`, turn);
  }
  return [...turns.values()];
}

function newTurn({ contact }: Entry, event: number | null): Turn {
  return { event, contact: contact ?? '', status: 'notMatched', reason: null, triggers: [], enrolled: null };
}
