// Where replays of this thread find what they use besides the engine.

import type { Means } from './means.js';
import { WorkerEngines, workersWanted } from './worker-engines.js';

export const here: Means = {
  loadPapa: async () => (await import('./papaparse.js')).default,
  workersWanted,
  startEngines: (...asked) => WorkerEngines.start(...asked),
};
