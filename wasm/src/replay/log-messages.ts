import type { ContactScores } from '../types.js';
import type { Failure } from '../workers/failure.js';
import type { CompareOptions, ReplayProgress } from './replay-options.js';
import type { LogSource } from './source.js';

/** What the worker of `log-worker.ts` is asked for: one thing, then `more` for each page of scores. */
export type LogRequest = LogTask | { kind: 'more' };

/** What there is to do with a log, as it can be handed to a worker. */
export interface LogTask {
  kind: 'replay' | 'contact';
  module: WebAssembly.Module;
  log: LogSource;
  options: CompareOptions;
  /** Of a replay: one workspace, or the two that are compared. */
  workspaces: readonly [string] | readonly [string, string];
  runDrafts: boolean;
  wantsScores: boolean;
  /** Whose events are looked for, and how many at the most. */
  contact: string;
  most: number;
}

/** What the worker tells. */
export type LogAnswer =
  | { kind: 'ready' }
  | { kind: 'progress'; progress: ReplayProgress }
  | { kind: 'scores'; contacts: ContactScores[] }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; failure: Failure };
