import type { Engine } from './engine.js';
import { type LoadOptions, load, once } from './load.js';
import { compile } from './wasm-source.js';

/** The module beside this one: read and compiled once. */
const besideThis = once(() => compile(new URL('./rehearse.wasm', import.meta.url)));

/**
 * Loads the engine: in a browser, a worker or Node. Each call gives an engine with a memory of its own; the WebAssembly
 * beside this module is read and compiled only once.
 * @throws EngineLoadError that says which address, what came back, and what to do about it
 */
export function loadEngine(options: LoadOptions = {}): Promise<Engine> {
  return load(options, besideThis);
}
