import { RehearseError } from '../errors.js';
import type { Native } from '../native.js';
import { isNode, nodeModule, unlessAborted } from '../platform.js';
import type { ContactScores } from '../types.js';
import { errorOf } from '../workers/failure.js';
import { startThread, type Thread } from '../workers/threads.js';
import { type Opening, RowRefused } from './native-replay.js';
import type { Delivery, Outcome, Target } from './target.js';
import type { WorkerAnswer, WorkerRequest } from './worker-messages.js';

/** How many deliveries may be on their way: enough that no worker waits while the next one is being read. */
const mostOnTheirWay = 4;

/** How many workers `'auto'` starts at the most: reading is done by one thread, which does not keep more busy. */
const mostByItself = 8;

/** How many workers are wanted. */
export async function workersWanted(workers: number | 'auto'): Promise<number> {
  if (workers !== 'auto') {
    return workers;
  }
  const processors = isNode()
    ? (await nodeModule<typeof import('node:os')>('node:os')).availableParallelism()
    : (navigator.hardwareConcurrency ?? 1);
  return Math.min(processors, mostByItself);
}

/**
 * Engines in workers. Each is given every row and takes those of its own contacts, which it tells by a hash of their
 * ids: so it sees the time of every row, and what comes of it is what a process over that part of the log comes to.
 */
export class WorkerEngines implements Target {
  readonly why = null;
  readonly #native: Native;
  readonly #engines: readonly WorkerEngine[];
  readonly #signal: AbortSignal | undefined;
  #onTheirWay: Promise<void>[] = [];

  /**
   * Starts workers, and opens a part of the replay in each.
   * @throws RehearseError where one cannot be started
   */
  static async start(
    native: Native,
    opening: Opening,
    workers: number,
    signal: AbortSignal | undefined,
  ): Promise<WorkerEngines> {
    const engines: WorkerEngine[] = [];
    try {
      for (let index = 0; index < workers; index += 1) {
        engines.push(await WorkerEngine.start());
      }
      const opened = engines.map((engine, index) => {
        const options = { ...opening.options, partition: { index, of: workers } };
        return engine.ask({ kind: 'open', module: native.module, opening: { ...opening, options } });
      });
      await unlessAborted(Promise.all(opened), signal);
      return new WorkerEngines(native, engines, signal);
    } catch (error) {
      for (const engine of engines) {
        engine.stop();
      }
      throw error;
    }
  }

  private constructor(native: Native, engines: readonly WorkerEngine[], signal: AbortSignal | undefined) {
    this.#native = native;
    this.#engines = engines;
    this.#signal = signal;
  }

  get workers(): number {
    return this.#engines.length;
  }

  async take(delivery: Delivery): Promise<void> {
    const shared = sharedDelivery(delivery);
    const taken = this.#askAll({ kind: 'take', delivery: shared }).then(() => undefined);
    taken.catch(() => undefined); // it is looked at later
    this.#onTheirWay.push(taken);
    while (this.#onTheirWay.length > mostOnTheirWay) {
      await unlessAborted(this.#onTheirWay.shift() as Promise<void>, this.#signal);
    }
  }

  async finish(end: string): Promise<Outcome> {
    await unlessAborted(Promise.all(this.#onTheirWay), this.#signal);
    const answers = await unlessAborted(this.#askAll({ kind: 'finish', end }), this.#signal);
    const parts = answers.map((answer) => (answer.kind === 'outcome' ? answer.outcome.part : undefined));
    const { report } = this.#native.ask('replayMerge', JSON.stringify(parts));
    return { report, part: undefined };
  }

  /**
   * Asks all engines the same.
   * @throws RowRefused for the first row of all that one of them refused
   */
  async #askAll(request: WorkerRequest): Promise<WorkerAnswer[]> {
    const results = await Promise.allSettled(this.#engines.map((engine) => engine.ask(request)));
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    const refused = errors.filter((error) => error instanceof RowRefused).sort((a, b) => a.row - b.row);
    if (errors.length > 0) {
      throw refused[0] ?? errors[0];
    }
    return results.map((result) => (result as PromiseFulfilledResult<WorkerAnswer>).value);
  }

  /** Worker by worker, each in its order of arrival. */
  async *scores(count: number): AsyncIterable<ContactScores[]> {
    for (const engine of this.#engines) {
      for (let first = 0; ; first += count) {
        const answer = await unlessAborted(engine.ask({ kind: 'scores', first, count }), this.#signal);
        if (answer.kind !== 'scores' || answer.contacts.length === 0) {
          break;
        }
        yield answer.contacts;
      }
    }
  }

  dispose(): void {
    for (const engine of this.#engines) {
      engine.stop();
    }
  }
}

/** What waits for an answer. */
interface Waiting {
  resolve(answer: WorkerAnswer): void;
  reject(error: Error): void;
}

/** An engine in a worker, which answers in the order in which it is asked. */
class WorkerEngine {
  readonly #waiting: Waiting[] = [];
  #thread: Thread<WorkerRequest> | undefined;
  /** Why it answers no more. */
  #ended: Error | undefined;

  static async start(): Promise<WorkerEngine> {
    const engine = new WorkerEngine();
    engine.#thread = await startThread<WorkerRequest, WorkerAnswer>(
      fileForNode,
      startForWeb,
      (answer) => engine.#answer(answer),
      (cause) => engine.#end(cause),
    );
    return engine;
  }

  /** @throws RowRefused, RehearseError */
  ask(request: WorkerRequest): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#thread?.post(request);
    });
  }

  stop(): void {
    this.#thread?.stop();
    this.#end('it was stopped');
  }

  #answer(answer: WorkerAnswer): void {
    const waiting = this.#waiting.shift();
    if (answer.kind === 'refused') {
      waiting?.reject(new RowRefused(answer.table, answer.row, answer.code, answer.message));
    } else if (answer.kind === 'failed') {
      waiting?.reject(errorOf(answer.failure, 'A worker of the replay'));
    } else {
      waiting?.resolve(answer);
    }
  }

  #end(cause: string): void {
    this.#ended ??= new RehearseError('engine.stopped', `A worker of the replay ended: ${cause}.`);
    for (const { reject } of this.#waiting.splice(0)) {
      reject(this.#ended);
    }
  }
}

const fileForNode = '../replay-worker.js';
const startForWeb = () => new Worker(new URL('../replay-worker.js', import.meta.url), { type: 'module' });

/** Whether threads may look at the same memory here. */
const isShared = typeof SharedArrayBuffer === 'function';

/** A copy that stays as it is while the next rows are read, and which no worker need copy where memory is shared. */
function sharedDelivery(delivery: Delivery): Delivery {
  const { texts, at, cells } = delivery;
  return {
    ...delivery,
    texts: texts && {
      count: texts.count,
      ends: copied(texts.ends),
      kinds: copied(texts.kinds),
      bytes: copied(texts.bytes),
    },
    at: at && copied(at),
    cells: cells.map(copied),
  };
}

function copied<Elements extends Uint8Array | Uint32Array | Float64Array>(elements: Elements): Elements {
  if (!isShared) {
    return elements.slice() as Elements;
  }
  const Kind = elements.constructor as new (buffer: SharedArrayBuffer) => Elements;
  const copy = new Kind(new SharedArrayBuffer(elements.byteLength));
  copy.set(elements);
  return copy;
}
