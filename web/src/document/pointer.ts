/**
 * Places in a document, as JSON Pointers (RFC 6901), and changes at a place. A change gives a new document that shares
 * what it left alone: nothing that was handed in is ever written to.
 */

type Container = Record<string, unknown> | unknown[];

/** The pointer's keys, unescaped; none for the whole document. */
function keysOf(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `pointer` with further keys. */
export function join(pointer: string, ...keys: (string | number)[]): string {
  return pointer + keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function changeAt<T>(document: T, keys: string[], change: (value: unknown) => unknown): T {
  const [key, ...rest] = keys;
  if (key === undefined) return change(document) as T;
  const copy = (Array.isArray(document) ? [...document] : { ...document }) as Record<string, unknown>;
  const previous = Object.hasOwn(copy, key) ? copy[key] : undefined;
  const value = rest.length > 0 ? changeAt(previous ?? {}, rest, change) : change(previous);
  if (value === undefined) delete copy[key];
  else Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true });
  return copy as T;
}

/** The document with `value` at the place; undefined takes the key away. */
export function withValue<T>(document: T, pointer: string, value: unknown): T {
  return changeAt(document, keysOf(pointer), () => value);
}

/** The document with `value` put into the list at the place, before `index`; a list that is missing is made. */
export function withInserted<T>(document: T, list: string, index: number, value: unknown): T {
  return changeAt(document, keysOf(list), (items) => ((items as unknown[]) ?? []).toSpliced(index, 0, value));
}

/** The document without the list's item at `index`. */
export function withRemoved<T>(document: T, list: string, index: number): T {
  return changeAt(document, keysOf(list), (items) => (items as unknown[]).toSpliced(index, 1));
}

/** The document with the list's item at `from` moved to `to`. */
export function withMoved<T>(document: T, list: string, from: number, to: number): T {
  return changeAt(document, keysOf(list), (items) => {
    const all = items as unknown[];
    return all.toSpliced(from, 1).toSpliced(to, 0, all[from]);
  });
}

/** Calls `visit` for every object in the document, outermost first. */
export function forEachObject(document: unknown, visit: (object: Record<string, unknown>) => void): void {
  if (typeof document !== 'object' || document === null) return;
  if (!Array.isArray(document)) visit(document as Record<string, unknown>);
  for (const value of Object.values(document as Container)) forEachObject(value, visit);
}
