import type { Engine } from '@rehearse/engine';

/** When the element loads the engine by itself. */
export const loadings = ['lazy', 'eager', 'manual'] as const;

/**
 * When the element loads the engine by itself: when it can be seen for the first time or a method asks for it (`lazy`),
 * as soon as it stands in a document (`eager`), or never, since the host sets `engine` (`manual`).
 */
export type Loading = (typeof loadings)[number];

/** Engines by the address of their WebAssembly: all elements of a page share one. */
const engines = new Map<string, Promise<Engine>>();

/**
 * The engine, loaded once however many ask for it. Where that fails, the next one who asks tries again.
 *
 * @param address of `rehearse.wasm`, seen from the document; "" where it is beside the program
 */
export function sharedEngine(address: string): Promise<Engine> {
  const known = engines.get(address);
  if (known) return known;
  const engine = load(address);
  engines.set(address, engine);
  engine.catch(() => engines.delete(address));
  return engine;
}

async function load(address: string): Promise<Engine> {
  const { loadEngine } = await import('@rehearse/engine');
  return loadEngine(address === '' ? {} : { wasm: new URL(address, document.baseURI) });
}

/** Calls once, when an element can be seen, or soon will be; the function that is given back stops waiting for it. */
export function whenVisible(element: Element, call: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      call();
    },
    { rootMargin: '200px' },
  );
  observer.observe(element);
  return () => observer.disconnect();
}
