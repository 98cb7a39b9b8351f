// An engine of a replay in a worker of its own, of Node or of the web: it runs one part of the log.

import { NativeReplay, RowRefused } from './replay/native-replay.js';
import { prepare } from './replay/target.js';
import type { WorkerAnswer, WorkerRequest } from './replay/worker-messages.js';
import { start } from './start.js';
import { failureOf } from './workers/failure.js';
import { serve } from './workers/serve.js';

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

const failed = (error: unknown): WorkerAnswer => ({ kind: 'failed', failure: failureOf(error) });

/** The request that was answered last: opening takes a while. */
let last: Promise<void> = Promise.resolve();

serve<WorkerRequest, WorkerAnswer>({
  unreadable: () => failed(new Error('a request could not be read')),
  hear(request, post) {
    last = last.then(async () => post(await answerOrFail(request)));
  },
});
