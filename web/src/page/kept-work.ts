import { isSession, type Session } from '../store/session.js';
import { ask, change } from './database.js';

/** What is told of something that the browser keeps. */
export interface KeptHead {
  /** What it is kept under. */
  id: string;
  /** What the workspace is called; "" where it has no name, or cannot be read. */
  name: string;
  /** When it was kept, in milliseconds since 1970. */
  at: number;
}

/** What was open once, as the browser keeps it. */
export interface KeptWork extends KeptHead {
  /** The sample that it was made of, or "". */
  sample: string;
  session: Session;
}

/** The most that are kept; beyond it the oldest goes. */
export const mostKept = 20;

/** What is kept under an id; null where there is none. Throws where the browser keeps nothing. */
export async function readWork(id: string): Promise<KeptWork | null> {
  const work: unknown = await ask('works', (works) => works.get(id));
  return isKeptWork(work) ? work : null;
}

/** The heads of all that is kept, the latest first. Throws where the browser keeps nothing. */
export async function listWork(): Promise<KeptHead[]> {
  const heads: unknown[] = await ask('heads', (store) => store.getAll());
  return heads.filter(isHead).sort((one, other) => other.at - one.at);
}

/** What was kept last and can be read; null where there is nothing. Throws where the browser keeps nothing. */
export async function latestWork(): Promise<KeptWork | null> {
  for (const { id } of await listWork()) {
    const work = await readWork(id);
    if (work) return work;
  }
  return null;
}

/** Keeps it. Throws where the browser does not, or has no room for it. */
export function keepWork(work: KeptWork): Promise<void> {
  const { id, name, at } = work;
  return change(({ works, heads }) => {
    works.put(work);
    heads.put({ id, name, at });
  });
}

/** Keeps it no longer. */
export function deleteWork(id: string): Promise<void> {
  return change(({ works, heads }) => {
    works.delete(id);
    heads.delete(id);
  });
}

/** An id that no other tab comes upon; `crypto.randomUUID` would be there on secure pages only. */
export function newWorkId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}

function isHead(value: unknown): value is KeptHead {
  const { id, name, at } = (value ?? {}) as Partial<KeptHead>;
  return typeof id === 'string' && typeof name === 'string' && typeof at === 'number';
}

/** Another version of the page may have kept something else. */
function isKeptWork(value: unknown): value is KeptWork {
  if (!isHead(value)) return false;
  const { sample, session } = value as Partial<KeptWork>;
  return typeof sample === 'string' && isSession(session);
}
