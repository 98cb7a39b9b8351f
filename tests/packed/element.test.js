// The packed element: how much of it is loaded at once, that importing it does nothing, and that what it names is there.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import * as esbuild from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import webpack from 'webpack';
import { folderIn, installed, run } from './support/installed.js';

const where = await installed();
const { tester } = where;
const folder = await folderIn(where, 'tester');
const description = JSON.parse(await readFile(join(tester.folder, 'package.json'), 'utf8'));

/** What a host loads before anybody has done anything, with Lit and without the engine: KiB, compressed. */
const mostAtOnce = 45;

/** What esbuild makes of a host's program, file by file, and which of it is loaded at once. @param {string} script */
async function bundled(script) {
  const made = await esbuild.build({
    stdin: { contents: script, resolveDir: folder },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'out',
    write: false,
    metafile: true,
    external: ['@rehearse/engine'],
  });
  const outputs = made.metafile.outputs;
  const contents = new Map(made.outputFiles.map(({ path, contents }) => [path.split('/').at(-1), contents]));
  const start = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === '<stdin>') ?? '';
  /** @type {Set<string>} */
  const atOnce = new Set();
  const visit = (/** @type {string} */ path) => {
    if (atOnce.has(path) || !outputs[path]) return;
    atOnce.add(path);
    for (const { kind, path: imported } of outputs[path].imports) if (kind !== 'dynamic-import') visit(imported);
  };
  visit(start);
  const sizeOf = (/** @type {string} */ path) =>
    gzipSync(contents.get(path.split('/').at(-1)) ?? '', { level: 9 }).length / 1024;
  const sum = (/** @type {string[]} */ paths) => paths.map(sizeOf).reduce((all, each) => all + each, 0);
  return {
    atOnce: sum([...atOnce]),
    all: sum(Object.keys(outputs)),
    text: String(contents.get(start.split('/').at(-1))),
  };
}

test(`what is loaded at once is at most ${mostAtOnce} KiB; the rest comes when it is shown`, async (context) => {
  const { atOnce, all } = await bundled("import '@rehearse/tester/define';");
  context.diagnostic(`at once ${atOnce.toFixed(1)} KiB, with all later parts ${all.toFixed(1)} KiB`);
  assert.ok(atOnce <= mostAtOnce, `${atOnce.toFixed(1)} KiB are loaded at once`);
  assert.ok(all > atOnce + 15, 'parts are loaded later');
});

test('what is loaded at once has all the texts that it shows', async () => {
  const first = await readFile(join(tester.folder, 'dist/element/parts/tester.js'), 'utf8');
  const list = /\bown = \{(\s*announcements\b[^}]*)\}/.exec(first)?.[1] ?? '';
  const there = new Set(list.split(',').map((each) => each.split(':')[0]?.trim()));
  const used = [
    ...first.matchAll(/\btexts\(\)\.(\w+)/g),
    ...[...first.matchAll(/const \{([^}]*)\} = texts\(\);/g)].flatMap(([, names = '']) => [
      ...names.matchAll(/(\w+)(?::\s*\w+)?/g),
    ]),
  ].map(([, name]) => name);
  assert.ok(used.length > 20);
  assert.deepEqual(
    [...new Set(used)].filter((name) => !there.has(name)),
    [],
  );
});

test('who imports only the class or the texts registers nothing, and gets no more than that', async () => {
  const { text } = await bundled("import { english } from '@rehearse/tester'; globalThis.texts = english.regions;");
  assert.doesNotMatch(text, /customElements\.define|rehearse-composer/);
});

test('a server that imports it is not touched', async () => {
  const program = join(folder, 'server.js');
  await writeFile(
    program,
    `const before = new Set(Reflect.ownKeys(globalThis));
     const made = await import('@rehearse/tester');
     const lit = new Set(['litElementVersions', 'litHtmlVersions', 'reactiveElementVersions', 'litPropertyMetadata', 'litServerRoot', 'customElements']);
     const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key) && !lit.has(key));
     console.log(JSON.stringify({ names: Object.keys(made).sort(), added: added.map(String) }));`,
  );
  const { stdout } = await run(process.execPath, [program]);
  const { names, added } = JSON.parse(stdout);
  assert.deepEqual(added, []);
  for (const name of ['RehearseTester', 'english', 'texts', 'useTexts']) assert.ok(names.includes(name), name);
});

test('webpack makes files of its own of the later parts, without a warning', async () => {
  await writeFile(join(folder, 'host.js'), "import '@rehearse/tester/define';");
  /** @type {import('webpack').Stats} */
  const stats = await new Promise((resolve, reject) => {
    webpack(
      {
        context: folder,
        entry: './host.js',
        mode: 'production',
        optimization: { minimize: false },
        performance: { hints: false },
        output: { path: join(folder, 'webpack'), filename: 'main.js' },
      },
      (error, result) => (error || !result ? reject(error) : resolve(result)),
    );
  });
  assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString('errors-warnings'));
  const names = stats.toJson({ assets: true }).assets?.map(({ name }) => name) ?? [];
  assert.ok(names.filter((name) => name.endsWith('.js')).length > 5, names.join());
  assert.equal(names.filter((name) => name.endsWith('.wasm')).length, 1);
});

test('publint and Are the types wrong? find nothing', async () => {
  const { messages } = await publint({ pkgDir: tester.folder, strict: true, pack: false });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, description, { color: false })),
    [],
  );
  const data = createPackageFromTarballData(await readFile(tester.tarball));
  const { problems } = /** @type {import('@arethetypeswrong/core').Analysis} */ (
    await checkPackage(data, { entrypoints: ['.', './define', './texts/es'] })
  );
  const told = problems
    .filter(({ kind }) => kind !== 'CJSResolvesToESM')
    .filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'));
  assert.deepEqual(told, []);
});

test('nothing but the built element is packed', () => {
  const others = tester.files.filter((file) => !file.startsWith('dist/element/'));
  assert.deepEqual(others.sort(), ['README.md', 'custom-elements.json', 'package.json']);
});

test('custom-elements.json tells of the class as it is', async () => {
  const program = join(folder, 'class.js');
  await writeFile(
    program,
    `import { RehearseTester } from '@rehearse/tester';
     RehearseTester.observedAttributes; // which makes the class look at its properties
     const own = Object.getOwnPropertyDescriptors(RehearseTester.prototype);
     const inherited = new Set(['constructor', 'render', 'connectedCallback', 'disconnectedCallback']);
     const members = Object.entries(own).filter(([name]) => !inherited.has(name) && !name.startsWith('_'));
     const attributes = [...RehearseTester.elementProperties].map(([name, { attribute }]) => [attribute ?? name.toLowerCase(), name]);
     console.log(JSON.stringify({
       fields: members.filter(([, { get }]) => get).map(([name, { set }]) => [name, !set]),
       methods: members.filter(([, { value }]) => typeof value === 'function').map(([name]) => name),
       attributes,
     }));`,
  );
  const { stdout } = await run(process.execPath, [program]);
  const found = JSON.parse(stdout);
  const manifest = JSON.parse(await readFile(join(tester.folder, description.customElements), 'utf8'));
  const [told] = manifest.modules.flatMap((/** @type {any} */ { declarations }) => declarations);
  const of = (/** @type {string} */ kind) => told.members.filter((/** @type {any} */ member) => member.kind === kind);
  const sorted = (/** @type {any[]} */ list) => list.map((each) => JSON.stringify(each)).sort();
  assert.deepEqual(
    sorted(of('field').map((/** @type {any} */ { name, readonly }) => [name, readonly === true])),
    sorted(found.fields),
  );
  assert.deepEqual(sorted(of('method').map((/** @type {any} */ { name }) => name)), sorted(found.methods));
  assert.deepEqual(
    sorted(told.attributes.map((/** @type {any} */ { name, fieldName }) => [name, fieldName])),
    sorted(found.attributes),
  );
  const types = await readFile(join(tester.folder, 'dist/element/element/events.d.ts'), 'utf8');
  const events = [...types.matchAll(/'(rehearse-[a-z-]+)': (CustomEvent<[^>]+>)/g)].map(([, name, type]) => [
    name,
    type,
  ]);
  assert.ok(events.length > 5);
  assert.deepEqual(sorted(told.events.map((/** @type {any} */ { name, type }) => [name, type.text])), sorted(events));
  for (const { path } of manifest.modules) assert.ok(tester.files.includes(path), path);
});
