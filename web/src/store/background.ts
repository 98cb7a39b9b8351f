import type { AsyncEngine, Engine } from '@rehearse/engine';
import { tellNoWorker } from './no-worker.js';

const known = new WeakMap<Engine, Background>();

/** The worker that does the tasks of all who share an engine. It is there while somebody holds it. */
export class Background {
  readonly #users = new Set<object>();
  #tasks: Promise<AsyncEngine> | null = null;

  private constructor(private readonly engine: Engine) {}

  static of(engine: Engine): Background {
    const background = known.get(engine) ?? new Background(engine);
    known.set(engine, background);
    return background;
  }

  /** From now on it is needed by `user`, too. */
  hold(user: object): void {
    this.#users.add(user);
  }

  /** It is no longer needed by `user`; the last one ends it, with all that is under way. */
  release(user: object): void {
    this.#users.delete(user);
    if (this.#users.size > 0) return;
    void this.#tasks?.then((tasks) => tasks.dispose());
    this.#tasks = null;
  }

  /**
   * Does a task in the worker; where there is none, or where it breaks down, on this thread. A task that stops the engine
   * of the worker is not tried here, where it could stop that of the page; the others go on in another worker.
   */
  async do<Result>(task: (tasks: AsyncEngine) => Promise<Result>): Promise<Result> {
    this.#tasks ??= this.#start();
    const asked = this.#tasks;
    const tasks = await asked;
    try {
      return await task(tasks);
    } catch (error) {
      if (!hasBrokenDown(tasks, error) || this.#users.size === 0) throw error;
      if (asked === this.#tasks) this.#tasks = error.cause === undefined ? Promise.resolve(this.#here(error)) : null;
      return this.do(task);
    }
  }

  async #start(): Promise<AsyncEngine> {
    try {
      return await this.engine.inBackground();
    } catch (error) {
      return this.#here(error);
    }
  }

  /** What is as good as a worker, only that the page may feel it. */
  #here(why: unknown): AsyncEngine {
    tellNoWorker(why);
    return this.engine.inTurns();
  }
}

/** Whether the worker ended under a task that would have been done otherwise. */
function hasBrokenDown(tasks: AsyncEngine, error: unknown): error is Error {
  return error === tasks.ended && (error as { code?: string }).code === 'engine.stopped';
}
