import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadEngine } from '@rehearse/engine';
import { Engine } from '../../wasm/dist/engine.js';
import { start } from '../../wasm/dist/start.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

/** How many bytes of buffers, the engine's memory among them, this process has. */
const bufferBytes = () => process.memoryUsage().arrayBuffers + process.memoryUsage().external;

/** What a measure says once something was done so many times. @param {number} times @param {() => void} round @param {() => number} measure */
function sizeAfter(times, round, measure) {
  for (let count = 0; count < times; count += 1) {
    round();
  }
  return measure();
}

/** An engine, and how large its memory is: it grows by 64 KiB at least, and never shrinks. */
async function measured() {
  const bytes = await readFile(new URL(import.meta.resolve('@rehearse/engine/engine.wasm')));
  const native = await start(await WebAssembly.compile(bytes));
  // The constructor is not in the published types.
  return {
    engine: /** @type {Engine} */ (Reflect.construct(Engine, [native])),
    size: () => native.memory.buffer.byteLength,
  };
}

test('10,000 rounds of simulate, fire and dispose leave the memory and the handles as they were', async () => {
  const { engine, size } = await measured();
  const text = JSON.stringify(workedExample);
  const round = () => {
    const simulation = engine.simulate(text);
    simulation.fire(opened);
    simulation.fire(clicked('pricing'));
    assert.equal(simulation.advance('8d').entries.length > 0, true);
    const other = simulation.fork();
    assert.equal(other.contact('ana')?.engagementScore, 10);
    other.dispose();
    simulation.reset();
    simulation.dispose();
  };
  const before = sizeAfter(100, round, size);
  const after = sizeAfter(10_000, round, size);
  assert.equal(engine.simulationCount, 0);
  assert.equal(after, before);
});

test('checks, scenarios and rehearsals leave the memory and the handles as they were', async () => {
  const { engine, size } = await measured();
  const text = JSON.stringify(workedExample);
  const scenarios = [{ name: 'one', steps: [{ fire: opened }, { expect: { contact: 'ana', engagementScore: 1 } }] }];
  const round = () => {
    engine.check(text);
    engine.format(text);
    assert.throws(() => engine.simulate('{'));
    assert.equal(engine.test({ rehearse: 1, workspace: workedExample, scenarios }, { journals: true }).ok, false);
  };
  const before = sizeAfter(100, round, size);
  const after = sizeAfter(2_000, round, size);
  assert.equal(engine.simulationCount, 0);
  assert.equal(after, before);
});

test('stimuli that are refused leave nothing behind', async () => {
  const engine = await loadEngine();
  const simulation = engine.simulate(workedExample);
  const refused = JSON.stringify({ ...clicked('faq'), colour: 'x'.repeat(1000) });
  const round = () => assert.throws(() => simulation.fire(refused));
  const before = sizeAfter(100, round, bufferBytes);
  const more = sizeAfter(5000, round, bufferBytes) - before;
  assert.ok(more < 64 * 1024, `${more} bytes more`);
});

test('what nobody disposes of, the garbage collector does', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const engine = await loadEngine();
  const forget = () => {
    for (let count = 0; count < 50; count += 1) {
      engine.simulate(workedExample).fire(opened);
    }
  };
  forget();
  assert.equal(engine.simulationCount, 50);
  const deadline = Date.now() + 10_000;
  while (engine.simulationCount > 0 && Date.now() < deadline) {
    collect();
    await setTimeout(10);
  }
  assert.equal(engine.simulationCount, 0);
});

test('a simulation lives as long as a report that was not read', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const engine = await loadEngine();
  const report = (() => engine.simulate(workedExample).fire(opened))();
  for (let count = 0; count < 10; count += 1) {
    collect();
    await setTimeout(5);
  }
  assert.equal(engine.simulationCount, 1);
  assert.equal(report.fired.length, 1);
});
