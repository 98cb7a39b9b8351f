// The module as it is bound, below the package's façade: for columns that are in memory already, and for a look at how
// large that memory is.

import { readFile } from 'node:fs/promises';
import createModule from '../../../wasm/dist/rehearse.js';

const path = new URL('../../../wasm/dist/rehearse.wasm', import.meta.url);

/** A started module: its functions, and its memory. */
export async function loadModule() {
  const module = await WebAssembly.compile(await readFile(path));
  let memory;
  const functions = await createModule({
    instantiateWasm(imports, started) {
      WebAssembly.instantiate(module, imports).then((instance) => {
        memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
        started(instance);
      });
      return {};
    },
  });
  return { functions, memory };
}

/** Calls a function that answers in JSON. @throws where it says that it failed */
export function ask(answer) {
  const value = JSON.parse(answer);
  if (value.ok === false) throw new Error(`${value.message} ${JSON.stringify(value.diagnostics ?? [])}`);
  return value;
}
