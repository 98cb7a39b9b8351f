// From a CSV file on the disk to the report, in Node.

import { atLeast } from '../harness/targets.js';
import { versioned } from '../harness/versions.js';
import { compete } from './compete.js';

export async function files(context) {
  const usual = context.usual();
  const race = await compete(context, usual, 'From a CSV file to the report, in Node', [
    { key: 'csv', label: 'Rehearse, simulation.replay of a CSV file', module: 'rehearse/replay-csv.js', step: 1 },
    {
      key: 'papa',
      label: `${versioned('papaparse')} alone, on the same file`,
      module: 'peers/papaparse.js',
      step: 1,
      reads: usual.size.events,
    },
    {
      key: 'papaFast',
      label: `${versioned('papaparse')} alone, in its fast mode, which knows no quotation marks`,
      module: 'peers/papaparse-fast.js',
      step: 1,
      reads: usual.size.events,
    },
  ]);
  race.unit = 'rows';
  race.reference = 'csv';
  race.targets = [atLeast('CSV file to report in Node, rows', race.rateOf('csv'), 1e6, 1e6, '/s')];
  return race;
}
