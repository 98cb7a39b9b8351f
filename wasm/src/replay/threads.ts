import { nodeModule } from './platform.js';

/** What workers of Node and of the web have in common, as far as replays use it. */
export interface Thread<Request> {
  post(request: Request): void;
  stop(): void;
}

/** Why a worker ended whose answer did not arrive whole. */
export const unreadableAnswer = 'its answer could not be read';

const here = import.meta.url;

/**
 * Starts a worker of Node.
 * @param file seen from here; not written out where it is used, lest bundlers for the browser take it along twice, or warn
 * @param onEnd is told why it ended, also where it was asked to
 */
export async function startNodeThread<Request, Answer>(
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
  return { post: (request) => worker.postMessage(request), stop: () => void worker.terminate() };
}
