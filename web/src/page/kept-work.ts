import { createStore, del, delMany, entries, get, keys, set, type UseStore } from 'idb-keyval';
import { isSession, type Session } from '../store/session.js';

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

let store: UseStore | null = null;
let headStore: UseStore | null = null;

/** The database of this page; nothing else is kept in it. */
function kept(): UseStore {
  store ??= createStore('rehearse', 'work');
  return store;
}

/** The heads of what is kept, so that a list of it does not read all of it. What is kept itself counts. */
function heads(): UseStore {
  headStore ??= createStore('rehearse-heads', 'heads');
  return headStore;
}

/** What is kept under an id; null where there is none. Throws where the browser keeps nothing. */
export async function readWork(id: string): Promise<KeptWork | null> {
  const work: unknown = await get(id, kept());
  return isKeptWork(work) ? work : null;
}

/** The heads of all that is kept, the latest first. Throws where the browser keeps nothing. */
export async function listWork(): Promise<KeptHead[]> {
  const [ids, known] = await Promise.all([keys<string>(kept()), entries<string, unknown>(heads())]);
  const found = new Map(known.filter(([, head]) => isHead(head)) as [string, KeptHead][]);
  const there = new Set(ids);
  const gone = known.map(([id]) => id).filter((id) => !there.has(id));
  if (gone.length > 0) await delMany(gone, heads());
  const all = await Promise.all(ids.map(async (id) => found.get(id) ?? (await headOf(id))));
  return all.filter((head) => head !== null).sort((one, other) => other.at - one.at);
}

/** The head of what was kept before there were heads, or while the page was ended; null for what is no work. */
async function headOf(id: string): Promise<KeptHead | null> {
  const work = await readWork(id);
  if (!work) return null;
  await keepHead(work);
  return work;
}

function keepHead({ id, name, at }: KeptHead): Promise<void> {
  return set(id, { id, name, at }, heads());
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
export async function keepWork(work: KeptWork): Promise<void> {
  await set(work.id, work, kept());
  await keepHead(work);
}

/** Keeps it no longer. */
export async function deleteWork(id: string): Promise<void> {
  await del(id, kept());
  await del(id, heads());
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
