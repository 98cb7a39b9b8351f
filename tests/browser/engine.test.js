// The package @rehearse/engine as it is, without a bundler: in a page, in a module worker, and where a policy or the
// network keeps it from loading.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { packageServer } from './support/folder-server.js';

/** @import { Page } from 'playwright-core' */

const run = `
  import { loadEngine } from './index.js';
  export async function run() {
    const engine = await loadEngine();
    const simulation = engine.simulate({
      rehearse: 1,
      workflows: [{ id: 'w', status: 'published', triggers: [{ type: 'link.clicked' }],
        steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 7 }] }],
      contacts: [{ id: 'ana' }],
    });
    const { fired } = simulation.fire({ type: 'link.clicked', contact: 'ana', link: 'faq' });
    return [fired[0].workflow, simulation.contact('ana').engagementScore];
  }
  export const failure = () => loadEngine().then(() => 'loaded', ({ name, code, message, address, cause }) =>
    ({ name, code, message, address, cause: String(cause) }));`;
const worker = "import { run } from './run.js'; run().then(postMessage);";

/** What is served beside the package's files. @type {Record<string, [type: string, body: string]>} */
const extra = {
  '/': ['text/html', '<!doctype html><title>Engine</title>'],
  '/without': ['text/html', '<!doctype html><title>Engine</title>'],
  '/run.js': ['text/javascript', run],
  '/worker.js': ['text/javascript', worker],
};

const shared = useBrowser(packageServer(extra, { '/without': "script-src 'self'" }));

/**
 * @param {string} path
 * @param {(page: Page) => Promise<void>} look
 */
async function visit(path, look) {
  const page = await shared.browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(shared.address + path);
  await look(page);
  assert.deepEqual(complaints, []);
  await page.close();
}

/** @param {string} name */
const call = (name) => `import('./run.js').then((module) => module.${name}())`;

test('it loads in a page under a policy that allows WebAssembly and no eval', async () => {
  await visit('', async (page) => {
    assert.deepEqual(await page.evaluate(call('run')), ['w', 7]);
    assert.deepEqual(await page.evaluate(`Promise.all([${call('run')}, ${call('run')}])`), [
      ['w', 7],
      ['w', 7],
    ]);
    const reads = await page.evaluate(
      "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length",
    );
    assert.equal(reads, 1, 'the WebAssembly is fetched once');
  });
});

test('it loads in a module worker', async () => {
  await visit('', async (page) => {
    const answer = await page.evaluate(
      `new Promise((resolve, reject) => {
        const worker = new Worker('./worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      })`,
    );
    assert.deepEqual(answer, ['w', 7]);
  });
});

test('a policy that forbids WebAssembly is told with the word that lifts it', async () => {
  await visit('without', async (page) => {
    const { name, code, message, cause } = /** @type {any} */ (await page.evaluate(call('failure')));
    assert.equal(name, 'EngineLoadError');
    assert.equal(code, 'load.policy');
    assert.match(message, /'wasm-unsafe-eval'.*script-src/);
    assert.match(cause, /CompileError/);
  });
});

test('without the network it says so, and loads when the network is back', async () => {
  await visit('', async (page) => {
    // The modules are there; only the WebAssembly is not.
    await page.evaluate("import('./run.js').then(() => undefined)");
    await page.context().setOffline(true);
    const { code, message, address: read } = /** @type {any} */ (await page.evaluate(call('failure')));
    assert.equal(code, 'load.unreachable');
    assert.match(message, /offline/);
    assert.equal(read, `${shared.address}rehearse.wasm`);
    await page.context().setOffline(false);
    assert.deepEqual(await page.evaluate(call('run')), ['w', 7]);
  });
});
