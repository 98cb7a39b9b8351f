// The examples, built with Vite from the packed packages; what each of them shows is done in Chromium.

import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as vite from 'vite';
import { useBrowser } from '../browser/support/chromium.js';
import { folderServer, packagePolicy } from '../browser/support/folder-server.js';
import { installed } from './support/installed.js';

const sources = fileURLToPath(new URL('../../web/examples/', import.meta.url));
const where = await installed();
const folder = join(where.folder, 'examples');
await cp(sources, folder, { recursive: true, filter: (path) => !/node_modules|dist/.test(path.slice(sources.length)) });
const policy = `${packagePolicy}; style-src 'self'; img-src 'self'`;
const shared = useBrowser(folderServer(where.folder, () => ({ 'content-security-policy': policy })));
const versions = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8')).dependencies;

/** @param {string} example @returns {Promise<string>} the page's address */
async function build(example) {
  const root = join(folder, example);
  const { default: config } = await import(pathToFileURL(join(root, 'vite.config.js')).href);
  await vite.build({ ...config, root, configFile: false, logLevel: 'error' });
  return `${shared.address}examples/${example}/dist/index.html`;
}

for (const example of ['plain', 'react', 'vue', 'svelte']) {
  test(`${example}: a workspace is set, events are heard, a change is refused, a path is painted`, async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile(join(folder, example, 'package.json'), 'utf8'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.equal(version, name.startsWith('@rehearse/') ? '0.1.0' : versions[name], name);
    }
    const address = await build(example);
    const page = await shared.browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(15_000);
    /** @type {string[]} */
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
        complaints.push(message.text());
    });
    await page.goto(address);
    const log = async (/** @type {string[]} */ ...rows) => {
      await page.locator(`#log li:nth-child(${rows.length})`).waitFor();
      assert.deepEqual(await page.locator('#log li').allTextContents(), rows);
    };
    const canvas = (/** @type {string} */ text) => page.locator('#canvas li', { hasText: text }).waitFor();

    assert.equal(await page.locator('#name').textContent(), 'Newsletter');
    await log('ready');
    await canvas('reward: notReached');

    await page.locator('#sign-up').click();
    await log('ready', 'report: 1 started');
    await canvas('reward: taken');
    await canvas('pause: waiting');
    await page.locator('rehearse-contacts .score', { hasText: '10' }).waitFor();

    await page.getByRole('button', { name: 'Unpublish Welcome' }).click();
    await log('ready', 'report: 1 started', 'refused: what is published stays published');
    assert.equal(await page.getByRole('button', { name: 'Unpublish Welcome' }).isVisible(), true);

    await page.getByRole('button', { name: 'Edit Welcome' }).click();
    await page.locator('rehearse-workflows').getByLabel('Points', { exact: true }).fill('25');
    await page.locator('rehearse-contacts .score', { hasText: '25' }).waitFor();
    const rows = await page.locator('#log li').allTextContents();
    assert.equal(rows.at(-1), 'change');
    // The change that the host has taken over and handed back is no new workspace: the timeline stays.
    assert.equal(await page.locator('rehearse-timeline .run').count(), 1);
    await page.close();
    assert.deepEqual(complaints, []);
  });
}
