import { Engine } from './engine.js';
import { UsageError } from './errors.js';
import { start } from './start.js';
import { type Compiled, compile, startError, type WasmSource } from './wasm-source.js';

export interface LoadOptions {
  /**
   * Where the engine's WebAssembly is, if not beside this module: its address (in Node also a path of a file), its
   * bytes, the answer of `fetch`, or a module that is compiled already. A promise of one of these will do.
   */
  wasm?: WasmSource | PromiseLike<WasmSource>;
}

/** The module beside this one: read and compiled once. */
let besideThis: Promise<Compiled> | undefined;

/**
 * Loads the engine: in a browser, a worker or Node. Each call gives an engine with a memory of its own; the WebAssembly
 * beside this module is read and compiled only once.
 * @throws EngineLoadError that says which address, what came back, and what to do about it
 */
export async function loadEngine(options: LoadOptions = {}): Promise<Engine> {
  const source = await options.wasm;
  const { module, address } = await (source === undefined ? compileBesideThis() : compile(checked(source)));
  try {
    return new Engine(await start(module));
  } catch (cause) {
    throw startError(cause, address);
  }
}

async function compileBesideThis(): Promise<Compiled> {
  besideThis ??= compile(new URL('./rehearse.wasm', import.meta.url));
  try {
    return await besideThis;
  } catch (error) {
    // The next call tries again: the network may be back.
    besideThis = undefined;
    throw error;
  }
}

function checked(source: WasmSource): WasmSource {
  if (typeof source === 'string' || (typeof source === 'object' && source !== null)) {
    return source;
  }
  throw new UsageError('usage.argument', `wasm must be an address, bytes, a Response or a module, not ${source}.`);
}
