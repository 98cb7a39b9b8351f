import type { Functions } from './native.js';

/** The glue that Emscripten writes beside the module. */
export default function createModule(options: {
  /** Starts the module with these imports, and hands the instance on; returns no exports because it is not done yet. */
  instantiateWasm(imports: WebAssembly.Imports, started: (instance: WebAssembly.Instance) => void): object;
}): Promise<Functions>;
