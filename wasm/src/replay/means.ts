import type { Native } from '../native.js';
import type { PapaParse } from './csv-records.js';
import type { Opening } from './native-replay.js';
import type { Target } from './target.js';

/**
 * What a replay uses besides the engine, which depends on where it runs: in the worker of `log-worker.ts` nothing may be
 * loaded later, since bundlers make one file of a worker, and no further workers are started.
 */
export interface Means {
  loadPapa(): Promise<PapaParse>;
  /** How many workers are wanted. */
  workersWanted(workers: number | 'auto'): Promise<number>;
  /** Engines in workers. */
  startEngines(native: Native, opening: Opening, workers: number, signal: AbortSignal | undefined): Promise<Target>;
}
