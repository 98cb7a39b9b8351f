// Replays in a browser: in a page, in a module worker, and over several workers, under a policy; the reports are Node's.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { csvOf, madeUpEvents, workspace } from '../package/replay/support/logs.js';
import { useBrowser } from './support/chromium.js';
import { packagePolicy, packageServer } from './support/folder-server.js';

/** @import { Page } from 'playwright-core' */

const events = madeUpEvents(5000);
// With a cell that only a real reader of CSV can read.
const log = csvOf(events).replace(',pricing,', ',"pric""ing\n",');

const run = `
  import { loadEngine } from './index.js';
  const engine = await loadEngine();

  /** The log as a file that was chosen would be, and what came of it but for how it was come by. */
  export async function replay(workspace, log, options) {
    const simulation = engine.simulate(workspace);
    const told = [];
    const onProgress = (progress) => told.push(progress);
    const { workers, why, ...report } = await simulation.replay(new File([log], 'log.csv'), { ...options, onProgress });
    simulation.dispose();
    return { workers, why, report: JSON.stringify(report), last: told.at(-1), left: engine.replayCount };
  }

  export async function abort(workspace, log, options) {
    const controller = new AbortController();
    const endless = new ReadableStream({ pull(stream) { stream.enqueue(new TextEncoder().encode(log)); log = '\\n'; } });
    setTimeout(() => controller.abort(new Error('enough')), 100);
    const simulation = engine.simulate(workspace);
    const message = await simulation.replay(endless, { ...options, signal: controller.signal }).catch((error) => error.message);
    return [message, engine.replayCount];
  }

  export const path = (workspace) => engine.simulate(workspace).replay('log.csv').catch(({ name, message }) => [name, message]);`;
const worker = `
  import { replay } from './run.js';
  addEventListener('message', async ({ data }) => postMessage(await replay(...data)));
  postMessage('ready');`;

/** What is served beside the package's files. @type {Record<string, [type: string, body: string]>} */
const extra = {
  '/': ['text/html', '<!doctype html><title>Replay</title>'],
  '/no-workers': ['text/html', '<!doctype html><title>Replay</title>'],
  '/run.js': ['text/javascript', run],
  '/worker.js': ['text/javascript', worker],
};

/** @type {Page} */
let page;
/** What Node makes of it. @type {string} */
let expected;

const shared = useBrowser(
  packageServer(extra, { '/no-workers': packagePolicy.replace("worker-src 'self'", "worker-src 'none'") }),
  async ({ browser, address }) => {
    page = await browser.newPage();
    await page.goto(address);
    const simulation = (await loadEngine()).simulate(workspace);
    const { workers: _workers, why: _why, ...report } = await simulation.replay(log);
    assert.equal(report.rows.used, events.length);
    expected = JSON.stringify(report);
  },
);

/**
 * @param {string} name
 * @param {...unknown} given
 * @returns {Promise<any>}
 */
const call = (name, ...given) =>
  page.evaluate(`import('./run.js').then((module) => module.${name}(...${JSON.stringify(given)}))`);

test('a file in a page', async () => {
  const { report, workers, last, left } = await call('replay', workspace, log, {});
  assert.equal(report, expected);
  assert.deepEqual([workers, left], [1, 0]);
  assert.deepEqual([last.rows, last.bytes, last.totalBytes], [events.length, log.length, log.length]);
});

test('in a module worker', async () => {
  const { report, left } = await page.evaluate(
    ({ workspace, log }) =>
      new Promise((resolve, reject) => {
        const worker = new Worker('./worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => (data === 'ready' ? worker.postMessage([workspace, log, {}]) : resolve(data));
        worker.onerror = ({ message }) => reject(new Error(message));
      }),
    { workspace, log },
  );
  assert.deepEqual([report, left], [expected, 0]);
});

test('over several workers', async () => {
  const { report, workers, why } = await call('replay', workspace, log, { workers: 3 });
  assert.deepEqual([report, workers, why], [expected, 3, null]);
});

test('in the background: a worker of the package reads the file', async () => {
  const { report, last, left } = await call('replay', workspace, log, { background: true });
  assert.deepEqual([report, left, last.rows], [expected, 0, events.length]);
});

test('a policy that forbids workers is told', async () => {
  const other = await shared.browser.newPage();
  await other.goto(new URL('no-workers', page.url()).href);
  const given = JSON.stringify([workspace, log, { background: true }]);
  const failure = await other.evaluate(
    `import('./run.js').then((module) => module.replay(...${given}).catch(({ name, code, message }) => [name, code, message]))`,
  );
  assert.deepEqual(failure.slice(0, 2), ['RehearseError', 'engine.worker']);
  assert.match(failure[2], /worker-src 'self'/);
  await other.close();
});

test('a signal ends it', async () => {
  for (const workers of [1, 2]) {
    assert.deepEqual(await call('abort', workspace, log, { workers }), ['enough', 0]);
  }
});

test('a path is no log here', async () => {
  const [name, message] = await call('path', workspace);
  assert.equal(name, 'UsageError');
  assert.match(message, /in Node only/);
});
