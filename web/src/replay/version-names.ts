import type { Workspace } from '@rehearse/engine';
import { parse } from '../document/text.js';
import type { Finished } from './replay-run.js';

const known = new WeakMap<Finished, ReadonlyMap<string, string>>();

/**
 * What the workflows of a replay are called, by id: as the version that ran has them, and as the other one has those that
 * are in it alone. Those without a name go by their id.
 */
export function workflowNames(finished: Finished): ReadonlyMap<string, string> {
  const before = known.get(finished);
  if (before) return before;
  const names = new Map<string, string>();
  for (const version of [finished.asked.other, finished.asked.version]) {
    const { workflows } = (version && (parse(version.text) as Workspace | undefined)) ?? { workflows: [] };
    for (const { id, name } of workflows) names.set(id, name || id);
  }
  known.set(finished, names);
  return names;
}
