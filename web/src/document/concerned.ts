import type { Entry } from '@rehearse/engine';

/** What a stimulus had to do with a workflow: the more, the lower. */
const ranks: Partial<Record<Entry['kind'], number>> = {
  enrolled: 0,
  waitEnded: 1,
  stepRun: 1,
  exited: 1,
  enrollmentRefused: 2,
  triggerEvaluated: 3,
};

/** What a stimulus had to do with one workflow. */
export interface Concern {
  rank: number;
  /** Whose entries they are, in order. */
  contacts: Set<string>;
}

const known = new WeakMap<readonly Entry[], Map<string, Concern>>();

/** The workflows that a stimulus had to do with, in the order in which it came to them; once for each list of entries. */
export function concernedBy(entries: readonly Entry[]): ReadonlyMap<string, Concern> {
  const found = known.get(entries);
  if (found) return found;
  const concerns = new Map<string, Concern>();
  for (const { kind, workflow, contact, enrollment } of entries) {
    const rank = ranks[kind];
    if (workflow === null || rank === undefined) continue;
    const concern = concerns.get(workflow) ?? { rank, contacts: new Set<string>() };
    concerns.set(workflow, concern);
    concern.rank = Math.min(concern.rank, rank);
    if (contact !== null && (enrollment !== null || kind !== 'triggerEvaluated')) concern.contacts.add(contact);
  }
  known.set(entries, concerns);
  return concerns;
}

/** The workflow that a stimulus had most to do with: the first that it started, else the first that it moved; or null. */
export function mostConcerned(concerns: ReadonlyMap<string, Concern>): string | null {
  let best: string | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const [workflow, { rank }] of concerns) {
    if (rank < bestRank) {
      best = workflow;
      bestRank = rank;
    }
  }
  return best;
}
