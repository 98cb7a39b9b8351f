// A worker, of Node or of the web, that reads a log and replays it, so that the page's thread need not.

import { contactEvents } from './replay/contact-events.js';
import type { LogAnswer, LogRequest, LogTask } from './replay/log-messages.js';
import type { Means } from './replay/means.js';
import { checkedOptions } from './replay/options.js';
import papa from './replay/papaparse.js';
import { replay } from './replay/replay.js';
import type { CompareOptions } from './replay/replay-options.js';
import { start } from './start.js';
import { failureOf } from './workers/failure.js';
import { serve } from './workers/serve.js';

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

const failed = (error: unknown): LogAnswer => ({ kind: 'failed', failure: failureOf(error) });

serve<LogRequest, LogAnswer>({
  greeting: { kind: 'ready' },
  unreadable: () => failed(new Error('a request could not be read')),
  hear(request, post) {
    if (request.kind === 'more') {
      giveMore();
      return;
    }
    // What goes wrong may also be that the result cannot be sent.
    perform(request, post)
      .then((result) => post({ kind: 'done', result }))
      .catch((error) => post(failed(error)));
  },
});
