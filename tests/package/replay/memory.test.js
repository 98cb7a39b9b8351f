import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadEngine } from '@rehearse/engine';
import { checkedOptions } from '../../../wasm/dist/replay/options.js';
import { replay } from '../../../wasm/dist/replay/replay.js';
import { start } from '../../../wasm/dist/start.js';
import { csvOf, madeUpEvents, workspace } from './support/logs.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** How many bytes of buffers, the engine's memory among them, this process has when nothing is left to be collected. */
function bufferBytes() {
  collect();
  return process.memoryUsage().arrayBuffers + process.memoryUsage().external;
}

test('replays leave nothing behind, however they end', async () => {
  const engine = await loadEngine();
  const simulation = engine.simulate(workspace);
  const log = csvOf(madeUpEvents(300));
  const options = { batchSize: 100, sort: true, end: '2027-01-01T00:00:00Z', excerpts: { opened: 3 } };
  const round = async () => {
    await simulation.replay(log, options);
    await engine.compare(workspace, workspace, log, { batchSize: 100 });
    await assert.rejects(simulation.replay(log.replace('email.opened', 'x'), { batchSize: 100, strict: true }));
    await assert.rejects(simulation.replay(log, { batchSize: 100, end: 'never' }));
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await assert.rejects(
      simulation.replay(log, { batchSize: 10, signal: controller.signal, onProgress, onScores() {} }),
    );
  };
  for (let count = 0; count < 30; count += 1) {
    await round();
  }
  const before = bufferBytes();
  for (let count = 0; count < 150; count += 1) {
    await round();
  }
  assert.equal(engine.replayCount, 0);
  const more = bufferBytes() - before;
  // The engine's memory grows by 64 KiB at least, and never shrinks.
  assert.ok(more < 64 * 1024, `${more} bytes more`);
  simulation.dispose();
});

test('texts are forgotten when there are too many, and the report is the same', async () => {
  const bytes = await readFile(new URL(import.meta.resolve('@rehearse/engine/engine.wasm')));
  const native = await start(await WebAssembly.compile(bytes));
  const { catalog } = await loadEngine();
  const [header, ...rows] = csvOf(madeUpEvents(5000)).trim().split('\n');
  const log = [`${header},id`, ...rows.map((row, index) => `${row},event-${index}`)].join('\n');
  const text = JSON.stringify(workspace);
  const run = (/** @type {object} */ options, /** @type {number} */ mostTexts) =>
    replay(native, [text], log, { ...checkedOptions({ batchSize: 50, ...options }, false, false, catalog), mostTexts });
  for (const options of [{}, { workers: 2 }, { sort: true }]) {
    assert.deepEqual(await run(options, 60), await run(options, Number.POSITIVE_INFINITY), JSON.stringify(options));
  }
});
