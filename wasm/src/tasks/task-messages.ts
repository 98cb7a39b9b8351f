import type { CheckScenariosOptions, TestOptions } from '../engine.js';
import type { Failure } from '../workers/failure.js';
import type { RunOptions, RunResult, StimulusResult } from './async-engine.js';

/** What the worker of `task-worker.ts` is asked for: to start, then tasks, each of which may be ended before it is done. */
export type TaskRequest =
  | { kind: 'start'; module: WebAssembly.Module }
  | { kind: 'task'; id: number; task: Task }
  | { kind: 'end'; id: number };

/** A task as it can be handed to a worker: documents and stimuli are texts. */
export type Task =
  | { kind: 'check'; workspace: string }
  | { kind: 'checkScenarios'; scenario: string; options: TextOptions<CheckScenariosOptions> }
  | { kind: 'test'; scenario: string; options: TextOptions<Omit<TestOptions, 'filter' | 'onScenario'>> }
  | { kind: 'run'; workspace: string; stimuli: string; options: Omit<RunOptions, 'signal'> };

type TextOptions<Options> = Omit<Options, 'workspace'> & { workspace: string | undefined };

/** What the worker tells. */
export type TaskAnswer =
  | { kind: 'ready' }
  /** It did not start, or goes on no more: nothing that waits is answered. */
  | { kind: 'ended'; cause: string }
  | { kind: 'done'; id: number; result: unknown }
  | { kind: 'failed'; id: number; failure: Failure };

/** A run as it is told: errors would lose their class on the way. */
export interface ToldRun extends Omit<RunResult, 'stimuli'> {
  stimuli: (Pick<StimulusResult, 'report'> & { failure: Failure | null })[];
}
