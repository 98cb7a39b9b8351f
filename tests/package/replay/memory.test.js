import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { here } from '../../../wasm/dist/replay/here.js';
import { checkedOptions } from '../../../wasm/dist/replay/options.js';
import { replay } from '../../../wasm/dist/replay/replay.js';
import { start } from '../../../wasm/dist/start.js';
import { csvOf, madeUpEvents, workspace } from './support/logs.js';

const bytes = await readFile(new URL(import.meta.resolve('@rehearse/engine/engine.wasm')));
const native = await start(await WebAssembly.compile(bytes));
const { catalog } = await loadEngine();
const text = JSON.stringify(workspace);

/**
 * Replays in an engine whose memory can be looked at.
 * @param {string} log
 * @param {import('@rehearse/engine').CompareOptions} options
 * @param {object} [settings]
 */
function run(log, options, settings) {
  const isCompare = options.thresholds !== undefined;
  const all = { ...checkedOptions({ batchSize: 100, ...options }, isCompare, false, catalog), ...settings };
  return replay(native, isCompare ? [text, text] : [text], log, all, here);
}

test('replays leave nothing behind in the engine, however they end', async () => {
  const log = csvOf(madeUpEvents(300));
  const round = async () => {
    await run(log, { sort: true, end: '2027-01-01T00:00:00Z', excerpts: { opened: 3 } });
    await run(log, { thresholds: [50] });
    await assert.rejects(run(log.replace('email.opened', 'x'), { strict: true }));
    await assert.rejects(run(log, { end: 'never' }));
    await assert.rejects(run(log, { map: { email: 'Campaign' } }));
    const controller = new AbortController();
    const { signal } = controller;
    await assert.rejects(run(log, { batchSize: 10, signal, onProgress: () => controller.abort() }));
    await assert.rejects(run(log, { onScores: () => Promise.reject(new Error('full')) }), /full/);
  };
  for (let count = 0; count < 20; count += 1) {
    await round();
  }
  const before = native.memory.buffer.byteLength;
  for (let count = 0; count < 200; count += 1) {
    await round();
  }
  assert.equal(native.call('replayCount'), 0);
  assert.equal(native.memory.buffer.byteLength, before);
});

test('texts are forgotten when there are too many, and the report is the same', async () => {
  const [header, ...rows] = csvOf(madeUpEvents(5000)).trim().split('\n');
  const log = [`${header},id`, ...rows.map((row, index) => `${row},event-${index}`)].join('\n');
  for (const options of [{}, { workers: 2 }, { sort: true }]) {
    const few = await run(log, { batchSize: 50, ...options }, { mostTexts: 60 });
    const many = await run(log, { batchSize: 50, ...options }, { mostTexts: Number.POSITIVE_INFINITY });
    assert.deepEqual(few, many, JSON.stringify(options));
  }
});

test('what no event of a type has is left out, also of types that come again after texts were forgotten', async () => {
  const types = ['email.opened', 'link.clicked', 'order.placed', 'appointment.booked'];
  const rows = Array.from({ length: 4000 }, (_, index) => {
    // Which of them comes first, and so has the lowest number, changes from batch to batch.
    return `2026-01-05T10:00:00Z,c${index % 50},${types[(index + Math.floor(index / 50)) % 4]},e${index}`;
  });
  const log = `at,contact,type,email\n${rows.join('\n')}`;
  const few = await run(log, { batchSize: 50 }, { mostTexts: 60 });
  assert.deepEqual(/** @type {any} */ (few).warnings[0]?.counts, { email: 3000 });
  assert.deepEqual(few, await run(log, { batchSize: 50 }));
});

test('texts that are forgotten with the last of the contacts are not those of the log', async () => {
  const log = csvOf(madeUpEvents(500));
  const contacts = [
    'id,name,email',
    ...Array.from({ length: 50 }, (_, index) => `contact-${index},n${index},e${index}`),
  ];
  for (const workers of [1, 2]) {
    const options = { batchSize: 10, workers, contacts: `${contacts.join('\n')}\n` };
    const few = await run(log, options, { mostTexts: 4 });
    const many = await run(log, options, { mostTexts: Number.POSITIVE_INFINITY });
    assert.deepEqual(few, many);
    assert.ok('rows' in many && many.rows.used === 500);
  }
});
