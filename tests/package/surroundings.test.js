import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packInto, run } from '../packed/support/pack.js';

const packageFolder = dirname(dirname(fileURLToPath(import.meta.resolve('@rehearse/engine'))));
const temporary = await mkdtemp(join(tmpdir(), 'rehearse-'));
after(() => rm(temporary, { recursive: true }));

/**
 * Runs a module's text in a fresh process, and gives what it printed.
 * @param {string} program
 * @param {string} cwd
 */
async function evaluate(program, cwd) {
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd });
  assert.equal(stderr, '');
  return stdout;
}

/** Loads the engine from an address, fires one event, prints the score. @param {string} address */
const program = (address) => `
  import { loadEngine } from ${JSON.stringify(address)};
  const engine = await loadEngine();
  const simulation = engine.simulate({
    rehearse: 1,
    workflows: [{ id: 'w', status: 'published', triggers: [{ type: 'link.clicked' }],
      steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 7 }] }],
    contacts: [{ id: 'ana' }],
  });
  simulation.fire({ type: 'link.clicked', contact: 'ana', link: 'faq' });
  console.log(simulation.contact('ana').engagementScore);`;

test('it loads from any folder', async () => {
  assert.equal(await evaluate(program(import.meta.resolve('@rehearse/engine')), '/'), '7\n');
});

test('it loads from a path with spaces and other special characters', async () => {
  const folder = join(temporary, 'a path with spaces, % and #');
  await mkdir(folder);
  await cp(join(packageFolder, 'dist'), join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  assert.equal(await evaluate(program(pathToFileURL(join(folder, 'dist/index.js')).href), temporary), '7\n');
});

test('it loads in a worker thread', async () => {
  const worker = new Worker(
    new URL(
      `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      import { loadEngine } from ${JSON.stringify(import.meta.resolve('@rehearse/engine'))};
      const engine = await loadEngine();
      parentPort.postMessage(engine.simulate({ rehearse: 1, workflows: [], contacts: [{ id: 'ana' }] }).contacts().length);
    `)}`,
    ),
  );
  const answer = await new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject));
  assert.equal(answer, 1);
  await worker.terminate();
});

test('importing it does nothing, and loading it leaves no listener and no global behind', async () => {
  const printed = await evaluate(
    `
    const events = ['uncaughtException', 'unhandledRejection', 'exit', 'beforeExit', 'SIGINT', 'SIGTERM', 'message'];
    const state = () => JSON.stringify([events.map((event) => process.listenerCount(event)), process.eventNames().length,
      Object.getOwnPropertyNames(globalThis)]);
    const reads = [];
    const { compile, instantiate } = WebAssembly;
    WebAssembly.compile = (...given) => { reads.push('compile'); return compile(...given); };
    const before = state();
    const { loadEngine } = await import('@rehearse/engine');
    console.log(reads.length, state() === before);
    const engine = await loadEngine();
    engine.simulate({ rehearse: 1, workflows: [] }).dispose();
    console.log(reads.length, state() === before);`,
    import.meta.dirname,
  );
  assert.equal(printed, '0 true\n1 true\n');
});

test('20 loads, of every entry, with replays in threads, leave every listener and global as it was', async () => {
  const printed = await evaluate(
    `
    import * as served from '@rehearse/engine';
    import * as inline from '@rehearse/engine/inline';
    import { loadGiven } from '@rehearse/engine/testing';
    const state = () => JSON.stringify([process.eventNames().map(String).sort().map((name) => [name, process.listenerCount(name)]),
      Reflect.ownKeys(globalThis).map(String).sort()]);
    const use = async (engine) => {
      const simulation = engine.simulate({ rehearse: 1, workflows: [], contacts: [{ id: 'ana' }] });
      await simulation.replay('at,contact,type,link\\n2026-03-02T09:00:00Z,"ana",link.clicked,faq\\n', { workers: 2 });
      simulation.dispose();
    };
    // What the platform itself sets up for the first thread of a process stays.
    await use(await served.loadEngine());
    const before = state();
    for (let count = 0; count < 10; count += 1) {
      await use(await served.loadEngine());
      const engine = await inline.loadEngine();
      await use(engine);
      (await loadGiven(engine))({ rehearse: 1, workflows: [] });
    }
    console.log(state() === before ? 'same' : before + state());`,
    import.meta.dirname,
  );
  assert.equal(printed, 'same\n');
});

test('it does without eval', async () => {
  const { stdout } = await run(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', program('@rehearse/engine')],
    { cwd: import.meta.dirname },
  );
  assert.equal(stdout, '7\n');
});

test('the packed package installs in an empty folder, offline, and works there', async () => {
  const folder = join(temporary, 'empty');
  await mkdir(folder);
  const { files } = await packInto(folder);
  for (const file of [
    'LICENSE',
    'README.md',
    'package.json',
    'bin/rehearse.js',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/index.d.ts.map',
    'dist/rehearse.js',
    'dist/rehearse.wasm',
    'src/index.ts',
  ]) {
    assert.ok(files.includes(file), `${file} is packed`);
  }
  assert.deepEqual(
    files.filter(
      (file) => !/^(bin|dist|src|templates)\/|^(LICENSE|README\.md|THIRD-PARTY\.md|package\.json)$/.test(file),
    ),
    [],
  );

  assert.equal(await evaluate(program('@rehearse/engine'), folder), '7\n');
  const scenario = {
    rehearse: 1,
    workspace: { rehearse: 1, workflows: [] },
    scenarios: [{ name: 'none', steps: [{ advance: '1d' }] }],
  };
  await writeFile(join(folder, 'some.scenario.json'), JSON.stringify(scenario));
  const { stdout: tested } = await run(join(folder, 'node_modules/.bin/rehearse'), ['test', 'some.scenario.json'], {
    cwd: folder,
  });
  assert.match(tested, /✓ none/);

  // The types stand alone: with the DOM's types and without, checked as strictly as TypeScript can.
  await writeFile(
    join(folder, 'use.ts'),
    `import { loadEngine, type Entry, EventError } from '@rehearse/engine';
     const engine = await loadEngine({ wasm: new URL('file:///nowhere') });
     using simulation = engine.simulate({ rehearse: 1, workflows: [] });
     const entries: readonly Entry[] = simulation.fire({ type: 'link.clicked', contact: 'ana', link: 'faq' }).entries;
     for (const entry of entries) if (entry.kind === 'scoreChanged') { const delta: number = entry.delta; void delta; }
     // @ts-expect-error an operator that there is not
     engine.check({ rehearse: 1, workflows: [{ id: 'w', triggers: [{ type: 'a', conditions: [{ field: 'f', operator: 'is' }] }], steps: [] }] });
     void EventError;`,
  );
  const root = dirname(packageFolder);
  await mkdir(join(folder, 'node_modules/@types'));
  await symlink(join(root, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'));
  for (const lib of ['es2022', 'es2022,dom']) {
    await run(
      process.execPath,
      [
        join(root, 'node_modules/typescript/bin/tsc'),
        ...['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--target', 'es2022'],
        ...['--module', 'nodenext', '--types', 'node', '--lib', lib, 'use.ts'],
      ],
      { cwd: folder },
    ).catch((error) => assert.fail(error.stdout));
  }
});
