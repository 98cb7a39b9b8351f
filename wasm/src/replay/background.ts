import { RehearseError, UsageError } from '../errors.js';
import { messageOf } from '../input.js';
import { errorOf } from '../workers/failure.js';
import { notStarted, startThread, type Thread } from '../workers/threads.js';
import type { LogAnswer, LogRequest, LogTask } from './log-messages.js';
import type { CompareOptions } from './replay-options.js';

/**
 * Has something done with a log by a worker of its own, which ends with it, however it ends.
 * @param options as they were given: functions and the signal stay here
 * @throws RehearseError `engine.worker` where no worker can be started
 */
export async function inBackground<Result>(
  task: Omit<LogTask, 'options' | 'wantsScores'>,
  options: CompareOptions,
): Promise<Result> {
  const { signal, onProgress, onScores, background: _background, ...others } = options;
  signal?.throwIfAborted();
  const request: LogTask = { ...task, options: others, wantsScores: onScores !== undefined };
  const { promise, resolve, reject } = withResolvers<Result>();
  let isReady = false;
  const end = (cause: string) =>
    reject(
      isReady ? new RehearseError('engine.stopped', `The worker of the replay ended: ${cause}.`) : notStarted(cause),
    );
  let thread: Thread<LogRequest> | undefined;
  const hear = async (answer: LogAnswer) => {
    try {
      switch (answer.kind) {
        case 'ready':
          isReady = true;
          post(thread as Thread<LogRequest>, request);
          break;
        case 'progress':
          await onProgress?.(answer.progress);
          break;
        case 'scores':
          await onScores?.(answer.contacts);
          thread?.post({ kind: 'more' });
          break;
        case 'done':
          resolve(answer.result as Result);
          break;
        case 'failed':
          reject(errorOf(answer.failure, 'The worker of the replay'));
          break;
      }
    } catch (error) {
      reject(error);
    }
  };
  const abort = () => reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    thread = await startThread(fileForNode, startForWeb, hear, end);
    return await promise;
  } finally {
    signal?.removeEventListener('abort', abort);
    thread?.stop();
  }
}

/** @throws UsageError for what cannot be handed to a worker */
function post(thread: Thread<LogRequest>, request: LogRequest): void {
  try {
    thread.post(request);
  } catch (cause) {
    throw new UsageError('usage.argument', `The log cannot be handed to a worker: ${messageOf(cause)}`, { cause });
  }
}

const fileForNode = '../log-worker.js';
const startForWeb = () => new Worker(new URL('../log-worker.js', import.meta.url), { type: 'module' });

interface Resolvers<Result> {
  promise: Promise<Result>;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

function withResolvers<Result>(): Resolvers<Result> {
  const made = {} as Resolvers<Result>;
  made.promise = new Promise<Result>((resolve, reject) => {
    made.resolve = resolve;
    made.reject = reject;
  });
  made.promise.catch(() => undefined); // it may fail before anybody waits for it
  return made;
}
