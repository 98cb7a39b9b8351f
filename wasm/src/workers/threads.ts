import { RehearseError } from '../errors.js';
import { messageOf } from '../input.js';
import { isNode, nodeModule } from '../platform.js';
import { startTrusted } from './trusted-workers.js';

/** What workers of Node and of the web have in common, as far as they are used here. */
export interface Thread<Request> {
  post(request: Request): void;
  stop(): void;
  /** Whether the process waits for it; pages never do. */
  hold(on: boolean): void;
}

/** Why a worker ended whose answer did not arrive whole. */
const unreadableAnswer = 'its answer could not be read';

const here = import.meta.url;

/**
 * Starts a worker: a thread of Node, or a worker of the web, also where a page requires Trusted Types.
 * @param file for Node, seen from here; in a constant where this is called, lest bundlers for the browser take it along
 *   twice, or warn
 * @param start makes it, on the web; written out where this is called, so that bundlers take the worker along
 * @param onEnd is told why it ended; in Node also where it was asked to
 * @throws RehearseError `engine.worker` where none can be made
 */
export async function startThread<Request, Answer>(
  file: string,
  start: () => Worker,
  onAnswer: (answer: Answer) => void,
  onEnd: (cause: string) => void,
): Promise<Thread<Request>> {
  try {
    return isNode() ? await startNodeThread(file, onAnswer, onEnd) : startWebThread(start, onAnswer, onEnd);
  } catch (cause) {
    throw notStarted(messageOf(cause));
  }
}

async function startNodeThread<Request, Answer>(
  file: string,
  onAnswer: (answer: Answer) => void,
  onEnd: (cause: string) => void,
): Promise<Thread<Request>> {
  const { Worker: NodeWorker } = await nodeModule<typeof import('node:worker_threads')>('node:worker_threads');
  // Flags of this process, such as --input-type, need not suit a file.
  const worker = new NodeWorker(new URL(file, here), { execArgv: [] });
  worker.on('message', onAnswer);
  worker.on('error', (error) => onEnd(error.message));
  worker.on('messageerror', () => onEnd(unreadableAnswer));
  worker.on('exit', (status) => onEnd(`it left with status ${status}`));
  return {
    post: (request) => worker.postMessage(request),
    stop: () => void worker.terminate(),
    hold: (on) => (on ? worker.ref() : worker.unref()),
  };
}

function startWebThread<Request, Answer>(
  start: () => Worker,
  onAnswer: (answer: Answer) => void,
  onEnd: (cause: string) => void,
): Thread<Request> {
  const worker = startTrusted(start);
  worker.onmessage = ({ data }) => onAnswer(data);
  worker.onerror = (event) => {
    event.preventDefault(); // it is told by the error
    onEnd(event.message || 'it could not be loaded');
  };
  worker.onmessageerror = () => onEnd(unreadableAnswer);
  return { post: (request) => worker.postMessage(request), stop: () => worker.terminate(), hold: () => undefined };
}

/** The error of a worker that never came to life. */
export function notStarted(cause: string): RehearseError {
  const policy = isNode() ? '' : " A Content-Security-Policy must allow it: worker-src 'self'.";
  const why = cause.replace(/\.$/, ''); // some platforms end theirs with a full stop
  return new RehearseError('engine.worker', `A worker could not be started: ${why}.${policy}`);
}
