import type { Engine } from './engine.js';
import { EngineLoadError } from './errors.js';
import wasm from './inline-wasm.js';
import { messageOf } from './input.js';
import { type LoadOptions, load, once } from './load.js';
import { type Compiled, compile } from './wasm-source.js';

/** The module inside: unpacked and compiled once. */
const inside = once(compileInside);

/**
 * Loads the engine that is inside this module: in a browser, a worker or Node. Each call gives an engine with a memory of
 * its own; the WebAssembly is unpacked and compiled only once.
 * @throws EngineLoadError that says what to do about it
 */
export function loadEngine(options: LoadOptions = {}): Promise<Engine> {
  return load(options, inside);
}

async function compileInside(): Promise<Compiled> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await unpack(Uint8Array.from(atob(wasm), (unit) => unit.charCodeAt(0)));
  } catch (cause) {
    throw new EngineLoadError('load.failed', `The engine could not be unpacked: ${messageOf(cause)}`, '', { cause });
  }
  return compile(bytes);
}

/** What was packed with gzip. Piece by piece: a `Response` would gather them, but in Node it brings all of `fetch` along. */
async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    pieces.push(value);
    length += value.length;
  }
  const bytes = new Uint8Array(length);
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return bytes;
}
