// Tasks: what takes long, on this thread in turns or in a worker. Both come to what the engine's own methods come to.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { on } from 'node:events';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { EventError, loadEngine, RehearseError, ScenarioError, UsageError, WorkspaceError } from '@rehearse/engine';
import { startInBackground } from '../../wasm/dist/tasks/in-background.js';
import { errorOf, failureOf } from '../../wasm/dist/workers/failure.js';
import { endless } from './support/endless.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

/** @import { AsyncEngine, Stimulus } from '@rehearse/engine' */

const engine = await loadEngine();
const background = await engine.inBackground();
const inTurns = engine.inTurns();

/** @type {[string, AsyncEngine][]} */
const ways = [
  ['in turns', inTurns],
  ['in the background', background],
];

test.after(() => background.dispose());

const scenarios = {
  rehearse: /** @type {const} */ (1),
  workspace: workedExample,
  scenarios: [
    {
      name: 'right',
      steps: [{ fire: opened }, { fire: clicked('pricing') }, { expect: { contact: 'ana', engagementScore: 10 } }],
    },
    { name: 'wrong', steps: [{ fire: opened }, { expect: { contact: 'ana', engagementScore: 99 } }] },
  ],
};

/** So many stimuli that a run of them takes several turns. @type {Stimulus[]} */
const many = Array.from({ length: 4_000 }, () => ({ fire: clicked('pricing') }));

/** Scenarios that take long. */
const longTest = {
  ...scenarios,
  scenarios: Array.from({ length: 300 }, (_, index) => ({ name: `number ${index}`, steps: many.slice(0, 500) })),
};

/** What a program prints. @param {string} program @param {...string} flags of Node */
async function printed(program, ...flags) {
  const args = [...flags, '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname, timeout: 60_000 });
  return stdout;
}

for (const [name, tasks] of ways) {
  test(`${name}: checks and tests are those of the engine`, async () => {
    const broken = JSON.stringify({ rehearse: 1, workflows: [{ id: 3 }] }, null, 2);
    for (const document of [workedExample, JSON.stringify(workedExample), broken, 'no JSON', '{"a":"\ud800"}']) {
      assert.deepEqual(await tasks.check(document), engine.check(document));
    }
    for (const workspace of [undefined, workedExample, broken]) {
      for (const scenario of [scenarios, { ...scenarios, workspace: 'a.json' }, '{}', '{"a":"\ud800"}']) {
        const options = { workspace };
        assert.deepEqual(await tasks.checkScenarios(scenario, options), engine.checkScenarios(scenario, options));
        for (const more of [{}, { journals: true }, { coverage: true }]) {
          const all = { ...options, ...more };
          assert.deepEqual(await tasks.test(scenario, all), engine.test(scenario, all));
        }
      }
    }
    const { ok, scenarios: results, coverage } = await tasks.test(scenarios, { coverage: true });
    assert.deepEqual([ok, results.map((each) => each.ok)], [false, [true, false]]);
    assert.ok(coverage && coverage.percent > 0);
  });

  test(`${name}: a run leads to where a simulation stands, and goes on after what cannot be run`, async () => {
    /** @type {Stimulus[]} */
    const stimuli = [{ fire: opened }, { fire: { type: 'nope', contact: 'ana' } }, { fire: clicked('pricing') }];
    const strange = /** @type {any} */ ({ jump: 'high' });
    const told = await tasks.run(workedExample, [...stimuli, strange, { advance: '8d' }], { journal: true });
    const simulation = engine.simulate(workedExample);
    const reports = [simulation.fire(opened), simulation.fire(clicked('pricing')), simulation.advance('8d')];
    assert.deepEqual(told.journal, simulation.journal());
    assert.deepEqual(
      told.stimuli.flatMap(({ report }) => report ?? []),
      reports.map(({ seq, halted, diagnostics }) => ({ seq, halted, diagnostics })),
    );
    const [, wrong, , none] = told.stimuli;
    assert.ok(wrong?.report === null && wrong.error instanceof EventError && wrong.error.diagnostics.length === 1);
    assert.equal(wrong.error.message.match(/There is no event type/g)?.length, 2);
    assert.ok(none?.report === null && none.error instanceof UsageError);
    const { now, nextDue } = simulation;
    assert.deepEqual(
      { now: told.now, nextDue: told.nextDue, contacts: told.contacts, outbox: told.outbox, stats: told.stats },
      { now, nextDue, contacts: simulation.contacts(), outbox: simulation.outbox(), stats: simulation.stats() },
    );
    simulation.dispose();
    assert.equal(told.explanation, null);
    assert.equal('journal' in (await tasks.run(workedExample, stimuli)), false);
  });

  test(`${name}: a run explains an event by its seq, or by what led to it`, async () => {
    const [{ id: workflow } = { id: '' }] = workedExample.workflows;
    /** @type {Stimulus[]} */
    const stimuli = [{ fire: opened }, { fire: clicked('pricing') }, { fire: clicked('pricing') }];
    const simulation = engine.simulate(workedExample);
    const seqs = stimuli.map((stimulus) => simulation.apply(stimulus).seq);
    const expected = simulation.explain(seqs[2] ?? 0, workflow);
    simulation.dispose();
    const { type } = clicked('pricing');
    const event = { stimulus: 2, contact: 'ana', type };
    for (const question of [{ seq: seqs[2] ?? 0 }, event, { ...event, number: 0 }]) {
      const { explanation } = await tasks.run(workedExample, stimuli, { explain: { workflow, ...question } });
      assert.deepEqual(explanation, expected);
    }
    for (const nowhere of [{ number: 1 }, { stimulus: 7 }, { contact: 'nobody' }, { type: 'page.viewed' }]) {
      const explain = { workflow, ...event, ...nowhere };
      assert.equal((await tasks.run(workedExample, stimuli, { explain })).explanation, null);
    }
    await assert.rejects(tasks.run(workedExample, stimuli, { explain: { workflow: 'none', ...event } }), UsageError);
  });

  test(`${name}: a stimulus that is halted has its whole journal told`, async () => {
    const { stimuli, journal } = await tasks.run(endless, [{ fire: opened }], { journal: true });
    assert.equal(stimuli[0]?.report?.halted, true);
    const simulation = engine.simulate(endless);
    assert.equal(journal?.length, simulation.fire(opened).entries.length);
    simulation.dispose();
  });

  test(`${name}: what is wrong with a call is an error of the same class`, async () => {
    await assert.rejects(tasks.run('{}', []), (error) => {
      assert.ok(error instanceof WorkspaceError && error.diagnostics.length > 0);
      assert.equal(error.message.match(/value\.missing/g)?.length, error.diagnostics.length);
      return true;
    });
    await assert.rejects(tasks.check(/** @type {any} */ (undefined)), UsageError);
    const drafts = /** @type {any} */ ('perhaps');
    await assert.rejects(tasks.run(workedExample, [], { drafts }), { code: 'usage.argument' });
  });

  test(`${name}: what is handed over is read at the call`, async () => {
    const workspace = structuredClone(workedExample);
    const file = structuredClone(scenarios);
    const stimuli = [{ fire: structuredClone(opened) }, { fire: clicked('pricing') }];
    const expected = await Promise.all([
      tasks.run(workspace, stimuli),
      tasks.test(file),
      tasks.test(file, { workspace }),
    ]);
    // A long one beside them, so that those in turns have to wait for theirs.
    const asked = [
      tasks.test(longTest),
      tasks.run(workspace, stimuli),
      tasks.test(file),
      tasks.test(file, { workspace }),
    ];
    stimuli.push({ fire: clicked('pricing') });
    Object.assign(stimuli[0]?.fire ?? {}, { contact: 'nobody' });
    workspace.workflows.length = 0;
    file.scenarios.length = 0;
    const [, ...told] = await Promise.all(asked);
    assert.deepEqual(told, expected);
  });

  test(`${name}: a signal ends a task at once, and others go on`, async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const ended = [tasks.test(longTest, { signal }), tasks.run(workedExample, many, { signal })];
    const other = tasks.check(workedExample);
    setImmediate(() => controller.abort(new Error('enough')));
    for (const task of ended) {
      await assert.rejects(task, { message: 'enough' });
    }
    assert.equal((await other).ok, true);
    await assert.rejects(tasks.check(workedExample, { signal }), { message: 'enough' });
    assert.equal(engine.simulationCount, 0);
  });
}

test('in turns: timers have their turn while a long task is under way', async () => {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 1);
  await inTurns.test(longTest);
  clearInterval(timer);
  assert.ok(ticks > 2, `${ticks} ticks`);
});

test('in the background: a short task does not wait for a long one that was asked for before', async () => {
  /** @type {string[]} */
  const order = [];
  await Promise.all([
    background.test(longTest).then(() => order.push('long')),
    background.check(workedExample).then(() => order.push('short')),
  ]);
  assert.deepEqual(order, ['short', 'long']);
});

test('after dispose() nothing is answered any more, and what is under way ends', async () => {
  for (const tasks of [await engine.inBackground(), engine.inTurns()]) {
    const underWay = assert.rejects(tasks.test(longTest), { code: 'usage.disposed' });
    tasks.dispose();
    tasks.dispose();
    await underWay;
    await assert.rejects(tasks.check(workedExample), { code: 'usage.disposed' });
  }
  assert.equal(engine.simulationCount, 0);
});

test('a worker that cannot start is told by engine.worker', async () => {
  const noModule = /** @type {any} */ ({});
  await assert.rejects(startInBackground(noModule), (error) => {
    assert.ok(error instanceof RehearseError);
    assert.equal(error.code, 'engine.worker');
    return true;
  });
});

test('where a worker cannot be asked to start that is told, too, and no process waits for it', async () => {
  const program = `
    import { startInBackground } from '../../wasm/dist/tasks/in-background.js';
    startInBackground(() => 'no module').catch(({ code, message }) => console.log(code, message));
  `;
  assert.match(await printed(program), /^engine\.worker A worker could not be started: .*could not be cloned\.\n$/);
});

test('where Node may not start workers that is told', async () => {
  const program = `
    import { loadEngine } from '@rehearse/engine';
    (await loadEngine()).inBackground().catch(({ code }) => console.log(code));
  `;
  assert.equal(await printed(program, '--experimental-permission', '--allow-fs-read=*'), 'engine.worker\n');
});

test('a process does not wait for a worker that nobody has asked for anything, and waits for a task', async () => {
  const program = `
    import { loadEngine } from '@rehearse/engine';
    const background = await (await loadEngine()).inBackground();
    background.check('{}').then(({ ok }) => console.log(ok));
  `;
  assert.equal(await printed(program), 'false\n');
});

test('a long journal is told also where a call takes few arguments, as in Safari', async () => {
  const program = `
    import { loadEngine } from '@rehearse/engine';
    import { endless } from './support/endless.js';
    import { opened } from './support/worked-example.js';
    const tasks = (await loadEngine()).inTurns();
    const { journal } = await tasks.run(endless, [{ fire: opened }], { journal: true });
    console.log(journal.length > 100_000);
  `;
  // In Node the stack says how many a call takes.
  assert.equal(await printed(program, '--stack-size=500'), 'true\n');
});

/**
 * What a worker for tasks answers, of which something is changed before it listens, when it is asked for something.
 * @param {string} change what is done to its `port`
 * @param {object[]} requests what it is asked for: a check, if nothing else is said
 * @returns {Promise<any[]>} its first two answers, of which the first is that it is ready
 */
async function answersOf(change, requests = [{ kind: 'task', id: 7, task: { kind: 'check', workspace: '{}' } }]) {
  const program = `
    const { parentPort: port } = require('node:worker_threads');
    ${change}
    import(${JSON.stringify(new URL('../../wasm/dist/task-worker.js', import.meta.url).href)});
  `;
  const worker = new Worker(program, { eval: true });
  const bytes = await readFile(new URL(import.meta.resolve('@rehearse/engine/engine.wasm')));
  worker.postMessage({ kind: 'start', module: await WebAssembly.compile(bytes) });
  try {
    const answers = [];
    for await (const [answer] of on(worker, 'message', { signal: AbortSignal.timeout(30_000) })) {
      answers.push(answer);
      if (answers.length === 2) return answers;
      for (const request of requests) worker.postMessage(request);
    }
    return answers;
  } finally {
    await worker.terminate();
  }
}

test('a worker does not go on with a task that it is told to end', async () => {
  const task = { kind: 'test', scenario: JSON.stringify(longTest), options: {} };
  const [, answer] = await answersOf('', [
    { kind: 'task', id: 7, task },
    { kind: 'end', id: 7 },
  ]);
  assert.deepEqual([answer.kind, answer.id], ['failed', 7]);
  assert.match(answer.failure.message, /aborted/);
});

test('an answer of a worker that cannot be sent is told as a failure of that task', async () => {
  const [, answer] = await answersOf(`
    const post = port.postMessage.bind(port);
    port.postMessage = (answer) => post(answer.kind === 'failed' ? answer : { ...answer, ...answer.id && { no() {} } });
  `);
  assert.equal(answer.kind, 'failed');
  assert.equal(answer.id, 7);
  assert.match(answer.failure.message, /could not be cloned/);
  assert.equal(errorOf(answer.failure, 'It').code, 'engine.failed');
});

test('a request that a worker cannot read ends all that waits', async (context) => {
  const answers = await answersOf(`
    const listen = port.on.bind(port);
    port.on = (name, listener) =>
      listen(name, (request) => (name === 'message' && request.kind === 'task' ? port.emit('messageerror') : listener(request)));
  `);
  const answer = answers.find(({ kind }) => kind === 'ended');
  assert.equal(answer?.cause, 'a request could not be read');

  const tasks = await engine.inBackground();
  const { postMessage } = Worker.prototype;
  /** @this {Worker} @param {any} request */
  const post = function (request) {
    if (request.kind !== 'task') postMessage.call(this, request);
    else setImmediate(() => this.emit('message', answer));
  };
  context.mock.method(Worker.prototype, 'postMessage', post);
  const waiting = [tasks.check(workedExample), tasks.test(scenarios)];
  for (const task of waiting) {
    await assert.rejects(task, { code: 'engine.stopped', message: /a request could not be read/ });
  }
  assert.ok(tasks.ended);
});

test('errors keep their class, code and diagnostics on the way through a worker', () => {
  const diagnostics = engine.check('{}').diagnostics;
  for (const error of [
    new WorkspaceError('A', diagnostics),
    new EventError('A', diagnostics),
    new ScenarioError('A', diagnostics),
    new UsageError('usage.argument', 'A'),
  ]) {
    const restored = errorOf(structuredClone(failureOf(error)), 'It');
    assert.ok(restored.constructor === error.constructor);
    assert.deepEqual({ ...restored, message: restored.message }, { ...error, message: error.message });
  }
  const other = errorOf(failureOf(new Error('B')), 'It');
  assert.deepEqual([other.code, other.message], ['engine.failed', 'It failed: B']);
  assert.equal(errorOf(failureOf(new RehearseError('engine.stopped', 'B')), 'It').code, 'engine.stopped');
});
