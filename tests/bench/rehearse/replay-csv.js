// Rehearse as its users have it in Node: a CSV file of events and one of contacts, to the report.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from '@rehearse/engine';

export const takesFiles = true;

/** @param {string} folder */
export async function prepare(folder) {
  const engine = await loadEngine();
  const simulation = engine.simulate(readFileSync(join(folder, 'workspace.json'), 'utf8'));
  return () => async () => {
    const { checksum } = await simulation.replay(join(folder, 'events.csv'), {
      contacts: join(folder, 'contacts.csv'),
    });
    return { checksum };
  };
}
