// An engine that has trapped says so at every later call, and never works on with a memory that may be broken.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine, RehearseError } from '@rehearse/engine';
import { thrown } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

/** @import { Functions } from '../../wasm/dist/native.js' */

/** A WebAssembly section that declares one memory with a minimum and a maximum. */
const memorySection = 5;

/**
 * The number at a place of a WebAssembly module (LEB128), and where it ends.
 * @param {Uint8Array} bytes
 * @param {number} start
 */
function numberAt(bytes, start) {
  let value = 0;
  for (let place = start, shift = 0; ; place += 1, shift += 7) {
    const byte = bytes[place] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) {
      return { value, end: place + 1 };
    }
  }
}

/** @param {number} value */
function encoded(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      return [...bytes, rest];
    }
    bytes.push((rest % 128) | 0x80);
  }
}

/**
 * The module with a memory that cannot grow beyond what it starts with.
 * @param {Uint8Array} bytes
 */
function withSmallMemory(bytes) {
  for (let start = 8; start < bytes.length; ) {
    const { value: length, end: content } = numberAt(bytes, start + 1);
    if (bytes[start] === memorySection) {
      const { value: minimum } = numberAt(bytes, content + 2);
      const section = [1, 1, ...encoded(minimum), ...encoded(minimum)];
      const changed = [memorySection, ...encoded(section.length), ...section];
      return Uint8Array.from([...bytes.subarray(0, start), ...changed, ...bytes.subarray(content + length)]);
    }
    start = content + length;
  }
  throw new Error('The module declares no memory.');
}

test('out of memory: every later call says that the engine has stopped', async () => {
  const bytes = await readFile(new URL(import.meta.resolve('@rehearse/engine/engine.wasm')));
  const engine = await loadEngine({ wasm: withSmallMemory(bytes) });
  const simulation = engine.simulate(workedExample);
  simulation.fire(opened);
  const first = thrown(
    () => {
      for (;;) {
        simulation.fork().fire(clicked('x'.repeat(100_000)));
      }
    },
    RehearseError,
    'engine.stopped',
  );
  assert.ok(first.cause instanceof WebAssembly.RuntimeError, String(first.cause));
  for (const call of [
    () => simulation.fire(opened),
    () => simulation.contacts(),
    () => simulation.now,
    () => simulation.fork(),
    () => simulation.reset(),
    () => engine.check(workedExample),
    () => engine.simulate(workedExample),
    () => engine.simulationCount,
    () => engine.catalog,
  ]) {
    assert.equal(thrown(call, RehearseError, 'engine.stopped').cause, first.cause);
  }
  simulation.dispose();

  const other = await loadEngine();
  assert.equal(other.check(workedExample).ok, true, 'an engine that is loaded anew works');
});

test('a task that takes all memory of a worker ends it, and is told apart from the tasks that it takes along', async () => {
  const bytes = await readFile(new URL(import.meta.resolve('@rehearse/engine/engine.wasm')));
  const engine = await loadEngine({ wasm: withSmallMemory(bytes) });
  const tasks = await engine.inBackground();
  assert.equal(tasks.ended, null);
  const tooMuch = Array.from({ length: 1_000 }, (_, index) => ({ fire: clicked(`${index}`.padEnd(100_000, 'x')) }));
  const errors = await Promise.all([1, 2].map(() => tasks.run(workedExample, tooMuch).catch((error) => error)));
  assert.ok(errors.every((error) => error instanceof RehearseError && error.code === 'engine.stopped'));
  const along = /** @type {Error | null} */ (tasks.ended);
  const own = errors.find((error) => error !== along);
  assert.ok(along && errors.includes(along));
  assert.match(own.message, /failed: The engine stopped/);
  assert.equal(along.cause, own);
  await assert.rejects(tasks.check(workedExample), along);
  assert.equal(engine.check(workedExample).ok, true, 'the engine that started it goes on');
});

test('room for a batch that memory does not have is refused, and the engine works on', async () => {
  const { start } = await import('../../wasm/dist/start.js');
  const bytes = await readFile(new URL(import.meta.resolve('@rehearse/engine/engine.wasm')));
  const module = await WebAssembly.compile(withSmallMemory(bytes));
  const native = await start(module);
  const { replay } = native.ask('replayOpen', JSON.stringify(workedExample), '{}');
  assert.equal(native.call('replayRoom', replay, 1 << 28), 0);
  assert.notEqual(native.call('replayRoom', replay, 1 << 16), 0);
  assert.equal(native.ask('check', JSON.stringify(workedExample)).ok, true);
});

test('release never throws, also where the call itself traps', async () => {
  const { Native } = await import('../../wasm/dist/native.js');
  const trap = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const functions = /** @type {Functions} */ (/** @type {unknown} */ ({ dispose: trap, version: () => '1' }));
  const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const native = new Native(functions, new WebAssembly.Memory({ initial: 1 }), empty);
  assert.equal(native.call('version'), '1');
  native.release(1);
  thrown(() => native.call('version'), RehearseError, 'engine.stopped');
  native.release(2);
});
