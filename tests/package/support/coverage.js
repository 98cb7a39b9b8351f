/** @import { Coverage, Engine, Workspace } from '@rehearse/engine' */

/**
 * A function that tells what a fresh simulation covers once the events are fired.
 * @param {Engine} engine
 * @returns {(workspace: Workspace, ...events: object[]) => Coverage}
 */
export const coverageIn =
  (engine) =>
  (workspace, ...events) => {
    const simulation = engine.simulate(workspace);
    for (const event of events) {
      simulation.fire(JSON.stringify(event));
    }
    const coverage = simulation.coverage();
    simulation.dispose();
    return coverage;
  };
