import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import { isSession, type Session } from '../store/session.js';

/** What was open once, as the browser keeps it. */
export interface KeptWork {
  /** What it is kept under. */
  id: string;
  /** What the workspace is called; "" where it has no name, or cannot be read. */
  name: string;
  /** When it was kept, in milliseconds since 1970. */
  at: number;
  /** The sample that it was made of, or "". */
  sample: string;
  session: Session;
}

/** The most that are kept; beyond it the oldest goes. */
export const mostKept = 20;

let store: UseStore | null = null;

/** The database of this page; nothing else is kept in it. */
function kept(): UseStore {
  store ??= createStore('rehearse', 'work');
  return store;
}

/** What is kept under an id; null where there is none. Throws where the browser keeps nothing. */
export async function readWork(id: string): Promise<KeptWork | null> {
  const work: unknown = await get(id, kept());
  return isKeptWork(work) ? work : null;
}

/** All that is kept, the latest first. Throws where the browser keeps nothing. */
export async function listWork(): Promise<KeptWork[]> {
  const all = await entries<string, unknown>(kept());
  return all
    .map(([, work]) => work)
    .filter(isKeptWork)
    .sort((one, other) => other.at - one.at);
}

/** Keeps it. Throws where the browser does not, or has no room for it. */
export async function keepWork(work: KeptWork): Promise<void> {
  await set(work.id, work, kept());
}

/** Keeps it no longer. */
export async function deleteWork(id: string): Promise<void> {
  await del(id, kept());
}

/** An id that no other tab comes upon; `crypto.randomUUID` would be there on secure pages only. */
export function newWorkId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}

/** Another version of the page may have kept something else. */
function isKeptWork(value: unknown): value is KeptWork {
  const { id, name, at, sample, session } = (value ?? {}) as Partial<KeptWork>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof at === 'number' &&
    typeof sample === 'string' &&
    isSession(session)
  );
}
