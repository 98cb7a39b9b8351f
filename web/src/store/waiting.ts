import type { ContactState, Waiting } from '@rehearse/engine';

/** Where a contact waits, with whose it is. */
export interface Standing extends Waiting {
  contact: string;
}

const known = new WeakMap<readonly ContactState[], Map<string, Map<string, Standing[]>>>();

/** Who stands where in a workflow, by the id of the step; worked out once for each list of contacts. */
export function waitingIn(contacts: readonly ContactState[], workflow: string): ReadonlyMap<string, Standing[]> {
  const workflows = known.get(contacts) ?? standings(contacts);
  known.set(contacts, workflows);
  return workflows.get(workflow) ?? new Map();
}

function standings(contacts: readonly ContactState[]): Map<string, Map<string, Standing[]>> {
  const workflows = new Map<string, Map<string, Standing[]>>();
  for (const { id, waiting } of contacts) {
    for (const wait of waiting) {
      const steps = workflows.get(wait.workflow) ?? new Map<string, Standing[]>();
      workflows.set(wait.workflow, steps);
      const here = steps.get(wait.step);
      if (here) here.push({ ...wait, contact: id });
      else steps.set(wait.step, [{ ...wait, contact: id }]);
    }
  }
  return workflows;
}
