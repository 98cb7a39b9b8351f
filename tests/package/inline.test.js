// @rehearse/engine/inline: the same package, with the WebAssembly inside.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as served from '@rehearse/engine';
import * as inline from '@rehearse/engine/inline';
import ts from 'typescript';
import { rejected } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

const dist = new URL('.', import.meta.resolve('@rehearse/engine'));

/** @param {string} program */
async function printed(program) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
  });
  return stdout;
}

test('it has the same names, and the same classes behind them', () => {
  assert.deepEqual(Object.keys(inline).sort(), Object.keys(served).sort());
  for (const [name, value] of Object.entries(served)) {
    if (name !== 'loadEngine') assert.equal(Reflect.get(inline, name), value, name);
  }
});

test('it has the same types', () => {
  const program = ts.createProgram(
    [new URL('index.d.ts', dist), new URL('inline.d.ts', dist)].map(({ pathname }) => pathname),
    { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, types: ['node'], strict: true },
  );
  const checker = program.getTypeChecker();
  const [names, namesInline] = ['index.d.ts', 'inline.d.ts'].map((file) => {
    const symbol = checker.getSymbolAtLocation(
      /** @type {ts.SourceFile} */ (program.getSourceFile(new URL(file, dist).pathname)),
    );
    const exported = symbol ? checker.getExportsOfModule(symbol) : [];
    return exported.map(({ name }) => name).sort();
  });
  assert.ok(names && names.length > 80);
  assert.deepEqual(namesInline, names);
});

test('it runs as the other does, and gives the same journal', async () => {
  const [one, other] = await Promise.all([served.loadEngine(), inline.loadEngine()]);
  const journals = [one, other].map((engine) => {
    const simulation = engine.simulate(workedExample);
    simulation.fire(opened);
    simulation.fire(clicked('faq'));
    return simulation.journal();
  });
  assert.equal(journals[0]?.length, journals[1]?.length);
  assert.deepEqual(journals[1], journals[0]);
});

test('importing it compiles nothing, and loading it compiles once and reads nothing', async () => {
  const program = `
    const compiled = [];
    const { compile } = WebAssembly;
    WebAssembly.compile = (bytes) => { compiled.push(bytes.byteLength); return compile(bytes); };
    globalThis.fetch = () => { throw new Error('fetched'); };
    const { loadEngine } = await import('@rehearse/engine/inline');
    const before = compiled.length;
    const engines = await Promise.all([loadEngine(), loadEngine()]);
    engines[0].simulate({ rehearse: 1, workflows: [] });
    console.log(before, compiled.length, engines.map((engine) => engine.simulationCount).join());`;
  assert.equal(await printed(program), '0 1 1,0\n');
});

test('what it needs of the platform is told where it is not there, and asked for again', async () => {
  const program = `
    import { loadEngine } from '@rehearse/engine/inline';
    const { DecompressionStream } = globalThis;
    delete globalThis.DecompressionStream;
    const told = await loadEngine().catch(({ name, code, message }) => [name, code, message].join(' | '));
    globalThis.DecompressionStream = DecompressionStream;
    console.log(told, '|', (await loadEngine()).simulationCount);`;
  assert.equal(
    await printed(program),
    'EngineLoadError | load.failed | The engine could not be unpacked: DecompressionStream is not defined | 0\n',
  );
});

test('another module may be given all the same', async () => {
  const engine = await inline.loadEngine({ wasm: new URL('rehearse.wasm', dist) });
  assert.equal(engine.simulationCount, 0);
  const wasm = new Uint8Array(8);
  await rejected(inline.loadEngine({ wasm }), inline.EngineLoadError, 'load.notWebAssembly');
});

test('the text is hardly more to fetch than the module', async (context) => {
  const fetched = async (/** @type {string} */ file) =>
    gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length;
  const [text, module] = [await fetched('inline-wasm.js'), await fetched('rehearse.wasm')];
  context.diagnostic(`${text} bytes with gzip, the module ${module}`);
  assert.ok(text < module * 1.02, `${text} bytes, the module ${module}`);
});
