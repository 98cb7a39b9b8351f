// Rehearse as its users have it in Node: `fire` for each event, with the whole journal kept, and nobody reads the report.

import { loadEngine } from '@rehearse/engine';
import { makeWorkspace } from '../workload/workflows.js';
import { contactsOf, eventObjects } from '../workload/workload.js';

/**
 * @param {import('../workload/workload.js').Workload} workload
 * @param {(report: import('@rehearse/engine').Report) => void} look
 * @param {(event: object, row: number) => object} change what is fired instead of an event of the workload
 */
export async function prepareFiring(workload, look, change = (event) => event) {
  const engine = await loadEngine();
  const workspace = JSON.stringify(makeWorkspace(workload.workflows, contactsOf(workload)));
  const events = eventObjects(workload).map(change);
  let simulation = engine.simulate(workspace);
  return () => {
    simulation.dispose();
    simulation = engine.simulate(workspace);
    return () => {
      for (const event of events) look(simulation.fire(event));
      return simulation.contacts().map(({ engagementScore }) => engagementScore);
    };
  };
}

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareFiring(workload, () => {});
}
