// A worker, of Node or of the web, with an engine of its own that does what takes long.

import { messageOf } from './input.js';
import { originOf } from './simulation.js';
import { start } from './start.js';
import { EngineInTurns } from './tasks/in-turns.js';
import type { Task, TaskAnswer, TaskRequest, ToldRun } from './tasks/task-messages.js';
import { failureOf } from './workers/failure.js';
import { serve } from './workers/serve.js';

let engine: EngineInTurns | undefined;

/** What ends each task that is under way. */
const ends = new Map<number, AbortController>();

async function startEngine(module: WebAssembly.Module): Promise<TaskAnswer> {
  const native = await start(module);
  const replays = () => Promise.reject(new Error('no log is replayed here'));
  engine = new EngineInTurns(originOf(native, () => native.ask('catalog'), replays));
  return { kind: 'ready' };
}

async function perform(task: Task, signal: AbortSignal): Promise<unknown> {
  if (engine === undefined) {
    throw new Error('it was not started');
  }
  switch (task.kind) {
    case 'check':
      return engine.check(task.workspace, { signal });
    case 'checkScenarios':
      return engine.checkScenarios(task.scenario, { ...task.options, signal });
    case 'test':
      return engine.test(task.scenario, { ...task.options, signal });
    case 'run': {
      const result = await engine.run(task.workspace, JSON.parse(task.stimuli), { ...task.options, signal });
      const stimuli = result.stimuli.map(({ report, error }) => ({ report, failure: error && failureOf(error) }));
      return { ...result, stimuli } satisfies ToldRun;
    }
  }
}

/** Does a task; one that was ended is answered, too, and nobody hears it. */
async function answerOf(id: number, task: Task): Promise<TaskAnswer> {
  const end = new AbortController();
  ends.set(id, end);
  try {
    return { kind: 'done', id, result: await perform(task, end.signal) };
  } catch (error) {
    return { kind: 'failed', id, failure: failureOf(error) };
  } finally {
    ends.delete(id);
  }
}

const ended = (cause: string): TaskAnswer => ({ kind: 'ended', cause });

serve<TaskRequest, TaskAnswer>({
  // Nobody knows which task it was: all end, lest one waits for ever.
  unreadable: () => ended('a request could not be read'),
  hear(request, post) {
    switch (request.kind) {
      case 'start':
        startEngine(request.module).then(post, (error) => post(ended(messageOf(error))));
        break;
      case 'task':
        answerOf(request.id, request.task)
          .then(post)
          // An answer that cannot be sent, such as one that is too large, is none: whoever waits is told so.
          .catch((error) => post({ kind: 'failed', id: request.id, failure: failureOf(error) }));
        break;
      case 'end':
        ends.get(request.id)?.abort();
        break;
    }
  },
});
