// An engine of a replay in a worker of its own, of Node or of the web: it runs one part of the log.

import { RehearseError } from './errors.js';
import { messageOf } from './input.js';
import { NativeReplay, RowRefused } from './replay/native-replay.js';
import { isNode, nodeModule } from './replay/platform.js';
import { prepare } from './replay/target.js';
import type { WorkerAnswer, WorkerRequest } from './replay/worker-messages.js';
import { start } from './start.js';

let replay: NativeReplay | undefined;

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  if (request.kind === 'open') {
    replay = new NativeReplay(await start(request.module), request.opening);
    return { kind: 'done' };
  }
  if (replay === undefined) {
    throw new Error('there is no replay');
  }
  switch (request.kind) {
    case 'take': {
      const { delivery } = request;
      prepare(replay, delivery);
      if (delivery.rows > 0) {
        replay.takeRows(delivery.table, delivery);
      }
      for (const refusal of delivery.refusals) {
        replay.refuse(delivery.table, refusal);
      }
      return { kind: 'done' };
    }
    case 'finish':
      return { kind: 'outcome', outcome: { report: replay.finish(request.end), part: replay.part() } };
    case 'scores':
      return { kind: 'scores', contacts: replay.scores(request.first, request.count) };
  }
}

async function answerOrFail(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return await answer(request);
  } catch (error) {
    if (error instanceof RowRefused) {
      const { table, row, code, message } = error;
      return { kind: 'refused', table, row, code, message };
    }
    return failed(error);
  }
}

function failed(error: unknown): WorkerAnswer {
  const { name, code } = error instanceof RehearseError ? error : { name: '', code: undefined };
  return { kind: 'failed', failure: { name, code, message: messageOf(error) } };
}

/** What there is to say where a request cannot be read. */
const unreadable = () => failed(new Error('a request could not be read'));

/** Answers one request after the other: opening takes a while. */
function serve(receive: (listener: (request: WorkerRequest) => void) => void, post: (answer: WorkerAnswer) => void) {
  let last: Promise<void> = Promise.resolve();
  receive((request) => {
    last = last.then(async () => post(await answerOrFail(request)));
  });
}

if (isNode()) {
  nodeModule<typeof import('node:worker_threads')>('node:worker_threads').then(({ parentPort }) => {
    parentPort?.on('messageerror', () => parentPort.postMessage(unreadable()));
    serve(
      (listener) => parentPort?.on('message', listener),
      (message) => parentPort?.postMessage(message),
    );
  });
} else {
  // At once: a message that comes before somebody listens is lost.
  const scope = globalThis as unknown as {
    onmessage: (event: MessageEvent<WorkerRequest>) => void;
    onmessageerror: () => void;
    postMessage(answer: WorkerAnswer): void;
  };
  scope.onmessageerror = () => scope.postMessage(unreadable());
  serve(
    (listener) => {
      scope.onmessage = ({ data }) => listener(data);
    },
    (message) => scope.postMessage(message),
  );
}
