import type {
  AsyncEngine,
  CheckResult,
  CheckScenariosTaskOptions,
  Engine,
  RunOptions,
  RunResult,
  ScenarioFile,
  Stimulus,
  TaskOptions,
  TestResult,
  TestTaskOptions,
  Workspace,
} from '@rehearse/engine';
import type { Background } from './background.js';
import { tellNoWorker } from './no-worker.js';

/** What takes long and is no part of the timeline: checks, tests, and whole runs aside. */
type TaskRunner = Pick<AsyncEngine, 'check' | 'checkScenarios' | 'test' | 'run'>;

/**
 * What runs a workspace beside the timeline: on this thread, in turns with whatever else is to be done, or in the worker
 * that all elements of a page share. Whoever asks need not know which.
 */
export class Tasks implements TaskRunner {
  #isInBackground = false;
  #inTurns: { engine: Engine; tasks: AsyncEngine } | null = null;
  /** Set while nobody looks: until then, whoever asks of a worker waits. */
  #rest: { over: Promise<void>; end: () => void } | null = null;
  /** The worker that is used. */
  #background: Background | null = null;

  constructor(private readonly engine: () => Engine | null) {}

  /** Whether a worker is wanted. Where none can be had, all is done here. */
  get isInBackground(): boolean {
    return this.#isInBackground;
  }

  set isInBackground(on: boolean) {
    this.#isInBackground = on;
    if (!on) this.release();
  }

  check(workspace: Workspace | string, options?: TaskOptions): Promise<CheckResult> {
    return this.#do((tasks) => tasks.check(workspace, options), options?.signal);
  }

  checkScenarios(scenario: ScenarioFile | string, options?: CheckScenariosTaskOptions): Promise<CheckResult> {
    return this.#do((tasks) => tasks.checkScenarios(scenario, options), options?.signal);
  }

  test(scenario: ScenarioFile | string, options?: TestTaskOptions): Promise<TestResult> {
    return this.#do((tasks) => tasks.test(scenario, options), options?.signal);
  }

  run(workspace: Workspace | string, stimuli: readonly Stimulus[], options?: RunOptions): Promise<RunResult> {
    return this.#do((tasks) => tasks.run(workspace, stimuli, options), options?.signal);
  }

  /** Needs no worker until `wake`, whoever asks: the last one that rests ends it. */
  rest(): void {
    let end = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#rest ??= { over, end };
    this.release();
  }

  /** Does again what is asked for, and what was asked for meanwhile. */
  wake(): void {
    this.#rest?.end();
    this.#rest = null;
  }

  /** Lets go of the worker until something is asked of one: what is under way is done again, by that of the present engine. */
  release(): void {
    this.#background?.release(this);
    this.#background = null;
  }

  async #do<Result>(task: (tasks: TaskRunner) => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
    for (;;) {
      const engine = this.engine();
      if (!engine) throw new Error('The engine is not loaded.');
      if (!this.#isInBackground) return task(this.#tasksHere(engine));
      await this.#restIsOver(signal);
      const background = await backgroundOf(engine);
      signal?.throwIfAborted();
      // Meanwhile the worker may be wanted no more, or the engine be another.
      if (this.#rest || !this.#isInBackground || engine !== this.engine()) continue;
      if (!background) return task(this.#tasksHere(engine));
      try {
        return await this.#use(background).do(task);
      } catch (error) {
        if ((error as { code?: string }).code !== 'usage.disposed') throw error;
        // That worker is wanted no more, but still the answer.
      }
    }
  }

  /** Over when somebody looks again, or when whoever asked wants no answer any more. */
  async #restIsOver(signal: AbortSignal | undefined): Promise<void> {
    if (!this.#rest || signal?.aborted) return;
    const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
    await Promise.race([this.#rest.over, aborted]);
  }

  #use(background: Background): Background {
    if (background !== this.#background) this.release();
    this.#background = background;
    background.hold(this);
    return background;
  }

  #tasksHere(engine: Engine): AsyncEngine {
    if (this.#inTurns?.engine !== engine) this.#inTurns = { engine, tasks: engine.inTurns() };
    return this.#inTurns.tasks;
  }
}

/** The worker of an engine; null where what starts one cannot be loaded. */
async function backgroundOf(engine: Engine): Promise<Background | null> {
  try {
    return (await import('./background.js')).Background.of(engine);
  } catch (error) {
    tellNoWorker(error);
    return null;
  }
}
