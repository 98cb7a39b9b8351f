import { type Functions, Native } from './native.js';
import createModule from './rehearse.js';

/** Starts a module that was compiled: an engine with a memory of its own. */
export async function start(module: WebAssembly.Module): Promise<Native> {
  const { functions, memory } = await instantiate(module);
  return new Native(functions, memory, module);
}

function instantiate(module: WebAssembly.Module): Promise<{ functions: Functions; memory: WebAssembly.Memory }> {
  return new Promise((resolve, reject) => {
    let memory: WebAssembly.Memory;
    createModule({
      instantiateWasm(imports, started) {
        WebAssembly.instantiate(module, imports)
          .then((instance) => {
            memory = memoryOf(instance);
            started(instance);
          })
          .catch(reject);
        return {};
      },
    }).then((functions) => resolve({ functions, memory }), reject);
  });
}

/** The memory, which goes by a name that the optimiser has made up. */
function memoryOf({ exports }: WebAssembly.Instance): WebAssembly.Memory {
  return Object.values(exports).find((value) => value instanceof WebAssembly.Memory) as WebAssembly.Memory;
}
