import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEngine } from '@rehearse/engine';
import { unlessAborted } from '../../../wasm/dist/platform.js';
import { csvOf, madeUpEvents, workspace } from './support/logs.js';

const logs = new URL('support/logs.js', import.meta.url).href;

/**
 * Runs a script in a process of its own, which must end well: what nobody hears of ends a process.
 * @param {string} script may speak of `replay(source, options)`, `log`, `controller` and `reason`
 */
async function survives(script) {
  const preamble = `
    import assert from 'node:assert/strict';
    import { loadEngine } from '@rehearse/engine';
    import { csvOf, madeUpEvents, workspace } from ${JSON.stringify(logs)};
    const engine = await loadEngine();
    const log = csvOf(madeUpEvents(300));
    const reason = new Error('enough');
    const controller = new AbortController();
    const replay = (source, options) =>
      engine.simulate(workspace).replay(source, { signal: controller.signal, ...options });
  `;
  const epilogue = `
    await new Promise((resolve) => setTimeout(resolve, 50));
    console.log('went on');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', preamble + script + epilogue], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    output += text;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual([status, output], [0, 'went on\n']);
}

test('what fails after the signal ends nothing', async () => {
  /** @type {unknown[]} */
  const unheard = [];
  const listener = (/** @type {unknown} */ error) => unheard.push(error);
  process.on('unhandledRejection', listener);
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5));
  const reason = new Error('enough');
  await assert.rejects(unlessAborted(late, AbortSignal.abort(reason)), reason);
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', listener);
  assert.deepEqual(unheard, []);
});

test('a process survives a signal while workers are asked for scores', async () => {
  await survives(`
    await assert.rejects(replay(log, { workers: 2, onScores: () => controller.abort(reason) }), reason);
  `);
});

test('a process survives a signal while a source fails', async () => {
  await survives(`
    let asked = 0;
    const source = {
      [Symbol.asyncIterator]: () => ({
        async next() {
          asked += 1;
          if (asked === 1) {
            return { value: log, done: false };
          }
          controller.abort(reason);
          await new Promise((resolve) => setTimeout(resolve, 10));
          throw new Error('Premature close');
        },
      }),
    };
    await assert.rejects(replay(source), reason);
    assert.equal(asked, 2);
  `);
});

test('a signal ends the telling of scores, also with the last page', async () => {
  const engine = await loadEngine();
  const simulation = engine.simulate(workspace);
  const log = csvOf(madeUpEvents(3));
  await simulation.replay(log);
  for (const workers of [1, 2]) {
    const controller = new AbortController();
    const reason = new Error('enough');
    let pages = 0;
    const onScores = () => {
      pages += 1;
      controller.abort(reason);
    };
    await assert.rejects(simulation.replay(log, { signal: controller.signal, workers, onScores }), reason);
    assert.equal(pages, 1);
  }
  simulation.dispose();
});
