import type { Workspace } from '@rehearse/engine';
import { forEachObject } from './pointer.js';

/** The fields that are a contact's score. */
const scoreFields = ['contact.engagementScore', 'event.score'];

const known = new WeakMap<Workspace, number[]>();

/** The scores that conditions of a workspace compare with, from the lowest; worked out once for each document. */
export function thresholdsOf(workspace: Workspace): readonly number[] {
  const found = known.get(workspace);
  if (found) return found;
  const values = new Set<number>();
  for (const part of [workspace.workflows, workspace.scoringRules]) {
    forEachObject(part, ({ field, value }) => {
      if (typeof value === 'number' && scoreFields.includes(String(field))) values.add(value);
    });
  }
  const thresholds = [...values].sort((one, other) => one - other);
  known.set(workspace, thresholds);
  return thresholds;
}
