/** Whether this is Node, or something that has what is used of it. */
export function isNode(): boolean {
  return typeof process === 'object' && typeof process.versions?.node === 'string';
}

/**
 * A module of Node. The name is not written out in an import, lest bundlers for the browser look for it.
 */
export function nodeModule<Module>(name: string): Promise<Module> {
  return import(/* webpackIgnore: true */ /* @vite-ignore */ name);
}

/** How long work may go on before others get their turn, in milliseconds: less than a picture of a smooth animation. */
const longestTurn = 12;

/** Lets timers, input and drawing have their turn, now and then. */
export class Turns {
  #start = performance.now();

  /** Whether it is time for `give`. */
  get isOver(): boolean {
    return performance.now() - this.#start > longestTurn;
  }

  /** Waits until everybody else had a turn. */
  async give(): Promise<void> {
    await nextTask();
    this.#start = performance.now();
  }
}

/** Resolves in a task of its own. Timers would do, but browsers slow them down to 4 ms. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/**
 * What a promise comes to, unless the signal aborts before: then its reason is thrown at once, and nobody is told what
 * the promise comes to.
 */
export async function unlessAborted<Value>(
  promise: PromiseLike<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) {
    return promise;
  }
  Promise.resolve(promise).catch(() => undefined); // Node would end where nobody hears that it fails
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop as () => void);
  }
}
