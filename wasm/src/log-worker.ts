// A worker, of Node or of the web, that reads a log and replays it, so that the page's thread need not.

import { contactEvents } from './replay/contact-events.js';
import { failureOf } from './replay/log-failure.js';
import type { LogAnswer, LogRequest, LogTask } from './replay/log-messages.js';
import type { Means } from './replay/means.js';
import { checkedOptions } from './replay/options.js';
import papa from './replay/papaparse.js';
import { isNode, nodeModule } from './replay/platform.js';
import { replay } from './replay/replay.js';
import type { CompareOptions } from './replay/replay-options.js';
import { start } from './start.js';

const means: Means = {
  loadPapa: async () => papa,
  workersWanted: async () => 1,
  startEngines() {
    throw new Error('a worker starts no others');
  },
};

/** Called when the next page of scores is wanted. */
let giveMore = () => {};

async function perform(task: LogTask, post: (answer: LogAnswer) => void): Promise<unknown> {
  const native = await start(task.module);
  const { workspaces, log, runDrafts, wantsScores } = task;
  const options: CompareOptions = {
    ...task.options,
    onProgress: (progress) => post({ kind: 'progress', progress }),
    onScores: wantsScores
      ? (contacts) =>
          new Promise((resolve) => {
            giveMore = resolve;
            post({ kind: 'scores', contacts });
          })
      : undefined,
  };
  const settings = checkedOptions(options, workspaces.length === 2, runDrafts, native.ask('catalog'));
  return task.kind === 'contact'
    ? contactEvents(log, task.contact, task.most, settings, means)
    : replay(native, workspaces, log, settings, means);
}

function serve(receive: (listener: (request: LogRequest) => void) => void, post: (answer: LogAnswer) => void) {
  receive((request) => {
    if (request.kind === 'more') {
      giveMore();
      return;
    }
    perform(request, post).then(
      (result) => post({ kind: 'done', result }),
      (error) => post({ kind: 'failed', failure: failureOf(error) }),
    );
  });
  post({ kind: 'ready' });
}

if (isNode()) {
  nodeModule<typeof import('node:worker_threads')>('node:worker_threads').then(({ parentPort }) => {
    serve(
      (listener) => parentPort?.on('message', listener),
      (message) => parentPort?.postMessage(message),
    );
  });
} else {
  const scope = globalThis as unknown as {
    onmessage: (event: MessageEvent<LogRequest>) => void;
    postMessage(answer: LogAnswer): void;
  };
  serve(
    (listener) => {
      scope.onmessage = ({ data }) => listener(data);
    },
    (message) => scope.postMessage(message),
  );
}
