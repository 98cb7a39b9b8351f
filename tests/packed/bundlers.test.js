// The package through bundlers: what they make is loaded in Chromium, under the policy that the package asks for, or run
// in Node.

import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';
import { listen, useBrowser } from '../browser/support/chromium.js';
import { folderServer, packagePolicy } from '../browser/support/folder-server.js';
import { folderIn, installed, run } from './support/installed.js';

const where = await installed();
const { folder } = where;

/** What every page and program comes to; threads where workers were built along. */
const answer = (workers = 1) => ({ score: 7, rows: 2, workers, ...(workers > 1 && { checked: true }) });

const shared = useBrowser(folderServer(folder, () => ({ 'content-security-policy': packagePolicy })));

/** What a page tells, and what it fetched. @param {string} url */
async function visit(url) {
  const page = await shared.browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  /** @type {string[]} */
  const fetched = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => fetched.push(request.url()));
  page.on('console', (message) => {
    // Browsers ask for an icon by themselves.
    if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico')) complaints.push(message.text());
  });
  await page.goto(url);
  const title = await page
    .waitForFunction(() => document.title, undefined, { timeout: 20_000 })
    .then((handle) => handle.jsonValue())
    .catch(() => 'nothing was told');
  await page.close();
  assert.deepEqual(complaints, [], title);
  assert.ok(title.startsWith('{'), title);
  return { told: JSON.parse(title), fetched };
}

/** A page for a script. @param {string} made the folder's name @param {string} script @param {string} kind */
async function pageFor(made, script, kind = 'type="module"') {
  await writeFile(join(folder, made, 'index.html'), `<!doctype html><script ${kind} src="${script}"></script>`);
  return `${shared.address}${made}/index.html`;
}

/** @param {string} made */
const wasmIn = async (made) =>
  (await readdir(join(folder, made), { recursive: true })).filter((file) => file.endsWith('.wasm'));

/** The last line that a program prints. @param {string} file */
async function printedBy(file) {
  const { stdout } = await run(process.execPath, [file], { cwd: folder });
  return JSON.parse(stdout);
}

async function freePort() {
  const other = createServer();
  const { port } = new URL(await listen(other));
  await new Promise((resolve) => other.close(resolve));
  return Number(port);
}

// ---------------------------------------------------------------- Vite

/** @param {string} script @param {import('vite').InlineConfig} [config] */
async function viteBuild(script, config = {}) {
  const made = `vite-${script.replace('.js', '')}`;
  const entry = join(folder, 'index.html');
  await writeFile(entry, `<!doctype html><script type="module" src="/${script}"></script>`);
  await vite.build({
    root: folder,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: join(folder, made), emptyOutDir: false, modulePreload: { polyfill: false } },
    ...config,
  });
  return { made, url: `${shared.address}${made}/index.html` };
}

test('Vite builds it without settings: the module is an asset, and the workers come along', async () => {
  const { made, url } = await viteBuild('page.js');
  assert.equal((await wasmIn(made)).length, 1);
  const { told, fetched } = await visit(url);
  assert.deepEqual(told, answer(2));
  assert.equal(fetched.filter((file) => file.endsWith('.wasm')).length, 1);
});

test('Vite builds a module worker that loads it', async () => {
  const { url } = await viteBuild('worker-page.js', { worker: { format: 'es' } });
  assert.deepEqual((await visit(url)).told, answer());
});

test('Vite builds it with the module inside: there is no asset', async () => {
  const { made, url } = await viteBuild('inline-page.js');
  assert.deepEqual(await wasmIn(made), []);
  assert.deepEqual((await visit(url)).told, answer());
});

test("Vite's development server serves it where dependencies stay where they are", async () => {
  await writeFile(join(folder, 'index.html'), '<!doctype html><script type="module" src="/page.js"></script>');
  const development = await vite.createServer({
    root: folder,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(folder, '.vite'),
    optimizeDeps: { exclude: ['@rehearse/engine'] },
    server: { port: await freePort(), host: '127.0.0.1', strictPort: true },
  });
  try {
    await development.listen();
    const { told, fetched } = await visit(development.resolvedUrls?.local[0] ?? '');
    assert.deepEqual(told, answer(2));
    assert.ok(fetched.some((file) => file.endsWith('.wasm')));
  } finally {
    await development.close();
  }
});

test('Vite renders it on a server: from node_modules, and bundled with the module inside', async () => {
  const development = await vite.createServer({
    root: folder,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(folder, '.vite'),
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false },
  });
  try {
    const { render } = await development.ssrLoadModule('/render.js');
    assert.equal(await render(), '<p>Ana has 7 points.</p>');
  } finally {
    await development.close();
  }
  await vite.build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: 'inline-program.js', outDir: join(folder, 'vite-server') },
  });
  assert.deepEqual(await printedBy('vite-server/inline-program.js'), answer());
});

// ------------------------------------------------------------- webpack

/** @param {string} script @param {import('webpack').Configuration} [settings] @param {object} [output] */
async function webpackBuild(script, settings = {}, output = {}) {
  const made = `webpack-${script.replace('.js', '')}`;
  /** @type {import('webpack').Stats} */
  const stats = await new Promise((resolve, reject) => {
    webpack(
      {
        context: folder,
        entry: `./${script}`,
        mode: 'production',
        // What it makes smaller is not looked at here, and takes most of the time.
        optimization: { minimize: false },
        performance: { hints: false },
        output: { path: join(folder, made), filename: 'main.js', ...output },
        ...settings,
      },
      (error, result) => (error || !result ? reject(error) : resolve(result)),
    );
  });
  assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString('errors-warnings'));
  return { made, url: await pageFor(made, 'main.js', 'defer') };
}

test('webpack builds it without settings and warnings: one asset, and the workers', async () => {
  const { made, url } = await webpackBuild('page.js');
  assert.equal((await wasmIn(made)).length, 1);
  assert.deepEqual((await visit(url)).told, answer(2));
});

test('webpack builds a module worker that loads it', async () => {
  assert.deepEqual((await visit((await webpackBuild('worker-page.js')).url)).told, answer());
});

test('webpack builds it with the module inside: there is no asset', async () => {
  const { made, url } = await webpackBuild('inline-page.js');
  assert.deepEqual(await wasmIn(made), []);
  assert.deepEqual((await visit(url)).told, answer());
});

test('webpack builds it for Node', async () => {
  const { made } = await webpackBuild('program.js', { target: 'node20' }, { publicPath: '' });
  await writeFile(join(folder, made, 'package.json'), '{ "type": "commonjs" }');
  assert.deepEqual(await printedBy(`${made}/main.js`), answer());
});

// ------------------------------------------------------------- esbuild

/**
 * @param {string} script
 * @param {string} name
 * @param {import('esbuild').BuildOptions} settings
 */
async function esbuildBuild(script, name, settings) {
  const made = `esbuild-${name}`;
  await folderIn(where, made);
  const { warnings } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints: [script],
    bundle: true,
    outdir: made,
    logLevel: 'silent',
    ...settings,
  });
  return { made, warnings: warnings.map(({ text }) => text) };
}

test('esbuild bundles it for the browser, with the module as a file of its own', async () => {
  const { made } = await esbuildBuild('asset-page.js', 'asset', { format: 'esm', loader: { '.wasm': 'file' } });
  assert.equal((await wasmIn(made)).length, 1);
  assert.deepEqual((await visit(await pageFor(made, 'asset-page.js'))).told, answer());
});

test('esbuild bundles it into one classic script, with the module inside', async () => {
  const { made } = await esbuildBuild('inline-page.js', 'inline', { format: 'iife', minify: true });
  assert.deepEqual(await readdir(join(folder, made)), ['inline-page.js']);
  assert.deepEqual((await visit(await pageFor(made, 'inline-page.js', 'defer'))).told, answer());
});

test('esbuild bundles it for Node: beside the module, or with the module inside, as ES module and as CommonJS', async () => {
  const { made } = await esbuildBuild('program.js', 'node', { platform: 'node', format: 'esm' });
  await copyFile(join(folder, 'node_modules/@rehearse/engine/dist/rehearse.wasm'), join(folder, made, 'rehearse.wasm'));
  const single = await esbuildBuild('inline-program.js', 'node-inline', { platform: 'node', format: 'esm' });
  assert.deepEqual(await printedBy(`${made}/program.js`), answer());
  assert.deepEqual(await printedBy(`${single.made}/inline-program.js`), answer());
  const common = await esbuildBuild('inline-program.js', 'node-cjs', {
    platform: 'node',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  assert.deepEqual(await printedBy(`${common.made}/inline-program.cjs`), answer());
});

test('a bundle holds nothing of what is not used', async () => {
  await writeFile(
    join(folder, 'unused.js'),
    "import '@rehearse/engine'; import '@rehearse/engine/inline'; console.log(1);",
  );
  const { made } = await esbuildBuild('unused.js', 'unused', { format: 'esm', minify: true });
  assert.equal(await readFile(join(folder, made, 'unused.js'), 'utf8'), 'console.log(1);\n');
});
