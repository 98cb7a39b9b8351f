import { RehearseError } from '../errors.js';
import { documentText, messageOf } from '../input.js';
import { disposeSymbol } from '../simulation.js';
import type { CheckResult, ScenarioFile, Stimulus, TestResult, Workspace } from '../types.js';
import { errorOf, type Failure } from '../workers/failure.js';
import { notStarted, startThread, type Thread } from '../workers/threads.js';
import {
  type AsyncEngine,
  type CheckScenariosTaskOptions,
  disposed,
  type RunOptions,
  type RunResult,
  type StimulusResult,
  type TaskOptions,
  type TestTaskOptions,
} from './async-engine.js';
import type { Task, TaskAnswer, TaskRequest, ToldRun } from './task-messages.js';

/** How errors of the worker begin that are nobody else's. */
const who = 'The engine in the background';

/**
 * Starts a worker with an engine of its own.
 * @param module what it starts: it was compiled already
 * @throws RehearseError `engine.worker` where no worker can be started
 */
export function startInBackground(module: WebAssembly.Module): Promise<AsyncEngine> {
  return new Promise((resolve, reject) => {
    const engine = new EngineInBackground(
      () => resolve(engine),
      (cause) => reject(notStarted(cause)),
    );
    engine.start(module).catch(reject);
  });
}

/** Who waits for a task. */
interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** What takes long, in a worker: it tells each task by a number. */
class EngineInBackground implements AsyncEngine {
  readonly #onReady: () => void;
  readonly #onNotStarted: (cause: string) => void;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Thread<TaskRequest> | undefined;
  #isReady = false;
  #tasks = 0;
  #ended: Error | null = null;

  constructor(onReady: () => void, onNotStarted: (cause: string) => void) {
    this.#onReady = onReady;
    this.#onNotStarted = onNotStarted;
  }

  get ended(): Error | null {
    return this.#ended;
  }

  async start(module: WebAssembly.Module): Promise<void> {
    this.#thread = await startThread<TaskRequest, TaskAnswer>(
      fileForNode,
      startForWeb,
      (answer) => this.#hear(answer),
      (cause) => this.#break(cause),
    );
    try {
      this.#thread.post({ kind: 'start', module });
    } catch (cause) {
      this.#break(messageOf(cause));
    }
  }

  async check(workspace: Workspace | string, { signal }: TaskOptions = {}): Promise<CheckResult> {
    return this.#ask({ kind: 'check', workspace: documentText(workspace, 'workspace') }, signal);
  }

  async checkScenarios(
    scenario: ScenarioFile | string,
    { workspace, signal }: CheckScenariosTaskOptions = {},
  ): Promise<CheckResult> {
    const options = { workspace: givenText(workspace) };
    return this.#ask({ kind: 'checkScenarios', scenario: documentText(scenario, 'scenario'), options }, signal);
  }

  async test(
    scenario: ScenarioFile | string,
    { signal, workspace, journals, coverage }: TestTaskOptions = {},
  ): Promise<TestResult> {
    const options = { workspace: givenText(workspace), journals, coverage };
    return this.#ask({ kind: 'test', scenario: documentText(scenario, 'scenario'), options }, signal);
  }

  async run(
    workspace: Workspace | string,
    stimuli: readonly Stimulus[],
    { signal, drafts, journal, explain }: RunOptions = {},
  ): Promise<RunResult> {
    const texts = { workspace: documentText(workspace, 'workspace'), stimuli: documentText([...stimuli], 'stimuli') };
    const told = await this.#ask<ToldRun>({ kind: 'run', ...texts, options: { drafts, journal, explain } }, signal);
    const results = told.stimuli.map(({ report, failure }) => ({ report, error: failure && errorOf(failure, who) }));
    return { ...told, stimuli: results as StimulusResult[] };
  }

  dispose(): void {
    this.#end(disposed());
  }

  [disposeSymbol](): void {
    this.dispose();
  }

  async #ask<Result>(task: Task, signal: AbortSignal | undefined): Promise<Result> {
    signal?.throwIfAborted();
    if (this.#ended) {
      throw this.#ended;
    }
    this.#tasks += 1;
    const id = this.#tasks;
    let abort = () => {};
    try {
      return await new Promise<Result>((resolve, reject) => {
        abort = () => {
          this.#thread?.post({ kind: 'end', id });
          reject(signal?.reason);
        };
        this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        signal?.addEventListener('abort', abort, { once: true });
        this.#thread?.hold(true);
        this.#thread?.post({ kind: 'task', id, task });
      });
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#waiting.delete(id);
      this.#thread?.hold(this.#waiting.size > 0);
    }
  }

  #hear(answer: TaskAnswer): void {
    switch (answer.kind) {
      case 'ready':
        this.#isReady = true;
        this.#thread?.hold(false);
        this.#onReady();
        break;
      case 'ended':
        this.#break(answer.cause);
        break;
      case 'done':
        this.#waiting.get(answer.id)?.resolve(answer.result);
        break;
      case 'failed':
        this.#fail(answer.id, answer.failure);
        break;
    }
  }

  /** A task that stops the engine of the worker ends the worker, with its memory, lest it stays for nothing. */
  #fail(id: number, failure: Failure): void {
    const error = errorOf(failure, who);
    this.#waiting.get(id)?.reject(error);
    if (failure.code === 'engine.stopped') {
      const why = `${who} ended: another task has stopped it.`;
      this.#end(new RehearseError('engine.stopped', why, { cause: error }), failure.message);
    }
  }

  /** It ends by itself, before it is ready or afterwards. @param cause why, in words */
  #break(cause: string): void {
    this.#end(new RehearseError('engine.stopped', `${who} ended: ${cause}.`), cause);
  }

  /** @param cause why, in words, where nobody asked for it */
  #end(error: Error, cause = ''): void {
    if (this.#ended) {
      return;
    }
    this.#ended = error;
    this.#thread?.stop();
    if (!this.#isReady) {
      this.#onNotStarted(cause);
    }
    for (const { reject } of this.#waiting.values()) {
      reject(error);
    }
  }
}

const givenText = (workspace: Workspace | string | undefined) =>
  workspace === undefined ? undefined : documentText(workspace, 'workspace');

const fileForNode = '../task-worker.js';
const startForWeb = () => new Worker(new URL('../task-worker.js', import.meta.url), { type: 'module' });
