import { isNode, nodeModule } from '../platform.js';

/** What a worker is to those who started it. */
export interface Served<Request, Answer> {
  hear(request: Request, post: (answer: Answer) => void): void;
  /** What is answered where a request does not arrive whole. */
  unreadable(): Answer;
  /** What is told once it listens. */
  greeting?: Answer;
}

/** Listens to whoever has started this worker, of Node or of the web. */
export function serve<Request, Answer>({ hear, unreadable, greeting }: Served<Request, Answer>): void {
  const listen = (
    post: (answer: Answer) => void,
    onMessage: (listener: (request: Request) => void) => void,
    onMessageError: (listener: () => void) => void,
  ) => {
    onMessageError(() => post(unreadable()));
    onMessage((request) => hear(request, post));
    if (greeting !== undefined) {
      post(greeting);
    }
  };
  if (isNode()) {
    nodeModule<typeof import('node:worker_threads')>('node:worker_threads').then(({ parentPort }) =>
      listen(
        (answer) => parentPort?.postMessage(answer),
        (listener) => parentPort?.on('message', listener),
        (listener) => parentPort?.on('messageerror', listener),
      ),
    );
    return;
  }
  // At once: a message that comes before somebody listens is lost.
  const scope = globalThis as unknown as {
    onmessage: (event: MessageEvent<Request>) => void;
    onmessageerror: () => void;
    postMessage(answer: Answer): void;
  };
  listen(
    (answer) => scope.postMessage(answer),
    (listener) => {
      scope.onmessage = ({ data }) => listener(data);
    },
    (listener) => {
      scope.onmessageerror = listener;
    },
  );
}
