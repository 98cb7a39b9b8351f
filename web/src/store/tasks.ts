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

/** What takes long and is no part of the timeline: checks, tests, and whole runs aside. */
type Doing = Pick<AsyncEngine, 'check' | 'checkScenarios' | 'test' | 'run'>;

/**
 * What runs a workspace beside the timeline: on this thread, in turns with whatever else is to be done, or in the worker
 * that all elements of a page share. Whoever asks need not know which.
 */
export class Tasks implements Doing {
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
    if (!on) this.#release();
  }

  check(workspace: Workspace | string, options?: TaskOptions): Promise<CheckResult> {
    return this.#do((tasks) => tasks.check(workspace, options));
  }

  checkScenarios(scenario: ScenarioFile | string, options?: CheckScenariosTaskOptions): Promise<CheckResult> {
    return this.#do((tasks) => tasks.checkScenarios(scenario, options));
  }

  test(scenario: ScenarioFile | string, options?: TestTaskOptions): Promise<TestResult> {
    return this.#do((tasks) => tasks.test(scenario, options));
  }

  run(workspace: Workspace | string, stimuli: readonly Stimulus[], options?: RunOptions): Promise<RunResult> {
    return this.#do((tasks) => tasks.run(workspace, stimuli, options));
  }

  /** Needs no worker until `wake`, whoever asks: the last one that rests ends it. */
  rest(): void {
    let end = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#rest ??= { over, end };
    this.#release();
  }

  /** Does again what is asked for, and what was asked for meanwhile. */
  wake(): void {
    this.#rest?.end();
    this.#rest = null;
  }

  #release(): void {
    this.#background?.release(this);
    this.#background = null;
  }

  async #do<Result>(task: (tasks: Doing) => Promise<Result>): Promise<Result> {
    for (;;) {
      const engine = this.engine();
      if (!engine) throw new Error('The engine is not loaded.');
      if (!this.#isInBackground) return task(this.#tasksHere(engine));
      await this.#rest?.over;
      const { Background } = await import('./background.js');
      // Meanwhile the worker may be wanted no more, or the engine be another.
      if (this.#rest || !this.#isInBackground || engine !== this.engine()) continue;
      try {
        return await this.#use(Background.of(engine)).do(task);
      } catch (error) {
        if ((error as { code?: string }).code !== 'usage.disposed') throw error;
        // That worker is wanted no more, but still the answer.
      }
    }
  }

  #use(background: Background): Background {
    if (background !== this.#background) this.#release();
    this.#background = background;
    background.hold(this);
    return background;
  }

  #tasksHere(engine: Engine): AsyncEngine {
    if (this.#inTurns?.engine !== engine) this.#inTurns = { engine, tasks: engine.inTurns() };
    return this.#inTurns.tasks;
  }
}
