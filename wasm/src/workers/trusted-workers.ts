/** As much of Trusted Types as is used; TypeScript's own types do not have it in all versions. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): TrustedPolicy;
}

interface TrustedPolicy {
  createScriptURL(address: string): string;
}

type WorkerClass = typeof Worker;

let policy: TrustedPolicy | null | undefined;

/** The policy `rehearse`; null where there are no Trusted Types, or the page's policy does not name it. */
function trustedPolicy(): TrustedPolicy | null {
  if (policy !== undefined) return policy;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    policy = trustedTypes?.createPolicy('rehearse', { createScriptURL: (address) => address }) ?? null;
  } catch {
    policy = null;
  }
  return policy;
}

/**
 * Starts one of the package's own workers, also where a page requires Trusted Types. Bundlers must find
 * `new Worker(new URL(…, import.meta.url))` written out, and take any other class than the global one for something
 * else: so that one is another while `start` runs, which is at once and calls nobody else's code.
 *
 * @internal
 */
export function startTrusted(start: () => Worker): Worker {
  const found = trustedPolicy();
  if (!found) return start();
  const trusted: TrustedPolicy = found;
  const global = globalThis as { Worker: WorkerClass };
  const Plain = global.Worker;
  global.Worker = class extends Plain {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(trusted.createScriptURL(String(address)), options);
    }
  };
  try {
    return start();
  } finally {
    global.Worker = Plain;
  }
}
