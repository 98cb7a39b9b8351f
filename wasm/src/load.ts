import { Engine } from './engine.js';
import { UsageError } from './errors.js';
import { start } from './start.js';
import { type Compiled, compile, startError, type WasmSource } from './wasm-source.js';

/** How the engine is loaded. */
export interface LoadOptions {
  /**
   * Where the engine's WebAssembly is, if not where the package has it: its address (in Node also a path of a file), its
   * bytes, the answer of `fetch`, or a module that is compiled already. A promise of one of these will do.
   */
  wasm?: WasmSource | PromiseLike<WasmSource>;
}

/**
 * An engine of what the options name, or else of the package's own.
 * @throws EngineLoadError
 * @internal
 */
export async function load(options: LoadOptions, own: () => Promise<Compiled>): Promise<Engine> {
  const source = await options.wasm;
  const { module, address } = await (source === undefined ? own() : compile(checked(source)));
  try {
    return new Engine(await start(module));
  } catch (cause) {
    throw startError(cause, address);
  }
}

/**
 * Compiles once, whoever asks; but where that fails, the next one who asks tries again: the network may be back.
 * @internal
 */
export function once(compileIt: () => Promise<Compiled>): () => Promise<Compiled> {
  let compiled: Promise<Compiled> | undefined;
  return async () => {
    compiled ??= compileIt();
    try {
      return await compiled;
    } catch (error) {
      compiled = undefined;
      throw error;
    }
  };
}

function checked(source: WasmSource): WasmSource {
  if (typeof source === 'string' || (typeof source === 'object' && source !== null)) {
    return source;
  }
  throw new UsageError('usage.argument', `wasm must be an address, bytes, a Response or a module, not ${source}.`);
}
