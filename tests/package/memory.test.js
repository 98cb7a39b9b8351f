import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadEngine } from '@rehearse/engine';
import { clicked, opened, workedExample } from './support/worked-example.js';

/** How many bytes of buffers, the engine's memory among them, this process has. */
const bufferBytes = () => process.memoryUsage().arrayBuffers + process.memoryUsage().external;

test('2,000 rounds of simulate, fire and dispose leave nothing behind', async () => {
  const engine = await loadEngine();
  const text = JSON.stringify(workedExample);
  const round = () => {
    const simulation = engine.simulate(text);
    simulation.fire(opened);
    simulation.fire(clicked('pricing'));
    const other = simulation.fork();
    assert.equal(other.contact('ana')?.engagementScore, 10);
    other.dispose();
    simulation.reset();
    simulation.dispose();
  };
  for (let count = 0; count < 100; count += 1) {
    round();
  }
  const before = bufferBytes();
  for (let count = 0; count < 2000; count += 1) {
    round();
  }
  assert.equal(engine.simulationCount, 0);
  // The engine's memory grows by 64 KiB at least, and never shrinks.
  assert.ok(bufferBytes() - before < 64 * 1024, `${bufferBytes() - before} bytes more`);
});

test('stimuli that are refused leave nothing behind', async () => {
  const engine = await loadEngine();
  const simulation = engine.simulate(workedExample);
  const refused = JSON.stringify({ ...clicked('faq'), colour: 'x'.repeat(1000) });
  const round = () => assert.throws(() => simulation.fire(refused));
  for (let count = 0; count < 100; count += 1) {
    round();
  }
  const before = bufferBytes();
  for (let count = 0; count < 5000; count += 1) {
    round();
  }
  assert.ok(bufferBytes() - before < 64 * 1024, `${bufferBytes() - before} bytes more`);
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
