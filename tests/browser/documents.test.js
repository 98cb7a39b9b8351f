// The documents' examples that need a browser: bundled by Vite as they stand, and loaded under the page's policy. Which
// they are, tests/package/documents.test.js says: docs/embedding.md, README.md, wasm/README.md, web/README.md.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import * as vite from 'vite';
import { blocksOf, root } from '../../docs/generator/examples.js';
import { pageHeaders } from '../../web/serve.mjs';
import { useBrowser } from './support/chromium.js';
import { folderServer } from './support/folder-server.js';

// In the project, so that its packages are found.
const folder = join(root, 'build/documents');
const shared = useBrowser(folderServer(folder, () => pageHeaders));
after(() => rm(folder, { recursive: true, force: true }));

/** What the examples take as given. */
const given = `const workspace = { rehearse: 1, workflows: [], contacts: [{ id: 'ana', name: 'Ana Ruiz' }] };
  const save = (saved) => { globalThis.saved = saved; };`;

/**
 * Bundles a page, loads it, and gives what an expression comes to there as soon as that is something.
 * @param {string} name
 * @param {string} html
 * @param {string} script
 * @param {string} expression
 */
async function told(name, html, script, expression) {
  const source = join(folder, `${name}-source`);
  await mkdir(source, { recursive: true });
  await writeFile(join(source, 'index.html'), `<!doctype html>\n${html}`);
  await writeFile(join(source, 'test-mode.js'), script);
  await vite.build({
    root: source,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(folder, name),
      target: 'es2022',
      minify: false,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  });
  const page = await shared.browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${shared.address}${name}/index.html`);
  let value = await page.evaluate(expression);
  for (let waited = 0; !value && waited < 15_000; waited += 50) {
    await page.waitForTimeout(50);
    value = await page.evaluate(expression);
  }
  await page.close();
  assert.deepEqual(complaints, []);
  return value;
}

/** Whether the element shows the contact, which it does when the engine runs the workspace. */
const runs = `(() => {
  const tester = document.querySelector('rehearse-tester');
  return tester?.engine && JSON.parse(tester.workspaceText).contacts[0].name;
})()`;
const page = '<rehearse-tester></rehearse-tester>\n<script type="module" src="./test-mode.js"></script>';

/** @param {string} path @param {string} language @param {string} [part] that the block holds */
async function blockOf(path, language, part = '') {
  const block = (await blocksOf(path)).find((each) => each.language === language && each.text.includes(part));
  assert.ok(block, `${path} has a block of ${language}`);
  return block.text;
}

test('docs/embedding.md: the element in an application', async () => {
  const html = await blockOf('docs/embedding.md', 'html');
  const script = await blockOf('docs/embedding.md', 'js');
  assert.equal(await told('embedding', html, `${given}\n${script}`, runs), 'Ana Ruiz');
});

test('README.md: the element in an application', async () => {
  const script = await blockOf('README.md', 'ts');
  assert.equal(await told('readme', page, `${given}\n${script}`, runs), 'Ana Ruiz');
});

test('web/README.md: the element in an application', async () => {
  const script = await blockOf('web/README.md', 'js');
  assert.equal(await told('web-readme', page, `${given}\n${script}`, runs), 'Ana Ruiz');
});

test("web/README.md: another language, and words of one's own", async () => {
  const script = await blockOf('web/README.md', 'js', 'useTexts');
  const whole = `import '@rehearse/tester/define';
    import { loadEngine } from '@rehearse/engine';
    ${script}
    const tester = document.querySelector('rehearse-tester');
    ${given}
    tester.workspace = workspace;
    tester.engine = await loadEngine();
    const reset = () => tester.shadowRoot.querySelector('rehearse-clock')?.shadowRoot.querySelector('#reset')?.textContent;
    const wait = async (text) => { while (reset() !== text) await new Promise((done) => setTimeout(done, 20)); };
    await wait('Start over');
    useTexts(spanish);
    await wait('Reiniciar');
    useTexts(english);
    await wait('Reset');
    globalThis.allSaid = true;`;
  assert.equal(await told('texts', page, whole, 'globalThis.allSaid'), true);
});

test("wasm/README.md: the WebAssembly by a bundler's own word for an asset's address", async () => {
  const script = await blockOf('wasm/README.md', 'js', '?url');
  const whole = `import { loadEngine } from '@rehearse/engine';\n${script}\nglobalThis.version = engine.version;`;
  assert.equal(await told('asset', page, whole, 'globalThis.version'), '0.1.0');
});

test('the globals that importing the element sets in Node are those that the document names', async () => {
  const script = `const before = new Set(Object.getOwnPropertyNames(globalThis));
    await import('@rehearse/tester');
    console.log(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name)).join());`;
  const arguments_ = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, { cwd: root });
  const said = await readFile(join(root, 'docs/embedding.md'), 'utf8');
  const [, named = ''] = /The only globals(.*?)\n\n/s.exec(said) ?? [];
  const names = [...named.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  assert.deepEqual(stdout.trim().split(',').sort(), names.sort());
});
