import type { Session } from '../store/session.js';
import { deleteWork, type KeptWork, keepWork, listWork, mostKept, newWorkId } from './kept-work.js';
import { claim, claimed, openBefore, rememberOpen } from './tab.js';

/** A change is kept this long after it, in milliseconds: letters typed one after the other are kept together. */
const pause = 300;

/** Why the browser keeps nothing: it does not let the page, or has no room. */
export type Refusal = 'refused' | 'full';

/** Whether this tab keeps what was kept, or a copy of it, as another tab has it; or it is wanted no more. */
type GoneOn = 'ours' | 'copied' | 'unwanted';

/** What is to be kept. */
export interface Open {
  session: Session;
  name: string;
  sample: string;
}

/**
 * Keeps what is open in this tab a moment after each change, under an id that no other tab writes to. Dispatches
 * `change` when it could not, or can again.
 */
export class Keeper extends EventTarget {
  readonly #open: () => Open;
  /** What it is kept under; null where nothing was kept of it yet. */
  #id: string | null = null;
  #release: (() => void) | null = null;
  #timer = 0;
  /** Whether something has changed since it was kept. */
  #isPending = false;
  #refusal: Refusal | null = null;
  /** The session as it was opened or kept last, as text: what is the same is not kept again. */
  #last = '';
  /** All that is being written. */
  #writing: Promise<void> = Promise.resolve();

  /** The last `goOnWith`. */
  #going: Promise<unknown> = Promise.resolve();

  /** @param open gives what is to be kept, when it is kept */
  constructor(open: () => Open) {
    super();
    this.#open = open;
  }

  /** Why nothing is kept; null where it is. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** What this tab keeps its work under, or null. */
  get id(): string | null {
    return this.#id;
  }

  /**
   * Leaves what is open, and goes on keeping what is kept under an id already. A copy is kept from now on where another
   * tab has it, and where the browser cannot tell whether one has: but for what this tab had open before.
   * @param isWanted asked once it is known whether another tab has it: whether it is still to be opened
   */
  goOnWith(id: string, isWanted: () => boolean): Promise<GoneOn> {
    // One after the other: of two that ask for one id, the first would be the other tab of the second.
    const going = this.#going.then(() => this.#goOnWith(id, isWanted));
    this.#going = going;
    return going;
  }

  async #goOnWith(id: string, isWanted: () => boolean): Promise<GoneOn> {
    if (id === this.#id) return 'ours';
    const found = await claim(id);
    const release = typeof found === 'function' ? found : null;
    if (!isWanted()) {
      await release?.();
      return 'unwanted';
    }
    const isOurs = release !== null || (found === 'unknown' && openBefore() === id);
    this.leave();
    if (isOurs) {
      this.#id = id;
      this.#release = release;
      rememberOpen(id);
    }
    return found === 'taken' ? 'copied' : 'ours';
  }

  /** Keeps the present state and lets go of it: what is opened next gets an id of its own. */
  leave(): void {
    void this.flush();
    this.#release?.();
    this.#release = null;
    this.#id = null;
    rememberOpen(null);
  }

  /** What is open now is kept already, or can be had again. */
  isAsKept(): void {
    clearTimeout(this.#timer);
    this.#isPending = false;
    this.#last = JSON.stringify(this.#open().session);
  }

  /** Keeps what is open, changed or not, and at once: it may be nowhere else. */
  keep(): void {
    this.#last = '';
    this.#isPending = true;
    void this.flush();
  }

  /** Something may have changed. */
  changed(): void {
    this.#isPending = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.flush(), pause);
  }

  /** The browser keeps nothing, as reading has shown. */
  refused(error: unknown): void {
    this.#refusal = (error as Error | null)?.name === 'QuotaExceededError' ? 'full' : 'refused';
    this.dispatchEvent(new Event('change'));
  }

  /** Keeps at once what has changed. @returns when all is written, or could not be */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isPending) this.#keepNow();
    await this.#writing;
  }

  #keepNow(): void {
    this.#isPending = false;
    const open = this.#open();
    const text = JSON.stringify(open.session);
    if (text === this.#last) return;
    this.#last = text;
    const isNew = this.#id === null;
    const id = this.#id ?? newWorkId();
    if (isNew) this.#begin(id);
    const work = { id, at: Date.now(), ...open };
    // At once: a page that is left hears no more that the one before is written. The browser keeps their order.
    const before = this.#writing;
    this.#writing = this.#write(work, isNew).then(() => before);
  }

  #begin(id: string): void {
    this.#id = id;
    rememberOpen(id);
    void claim(id).then((release) => {
      if (typeof release !== 'function') return;
      if (this.#id === id) this.#release = release;
      else release();
    });
  }

  async #write(work: KeptWork, isNew: boolean): Promise<void> {
    try {
      await keepWork(work);
      if (isNew) await forgetOldest();
      if (this.#refusal === null) return;
      this.#refusal = null;
      this.dispatchEvent(new Event('change'));
    } catch (error) {
      // It is tried again with the next change.
      this.#last = '';
      this.refused(error);
    }
  }
}

/** What is beyond `mostKept` goes, the oldest first, but nothing that a tab has open. */
async function forgetOldest(): Promise<void> {
  const old = (await listWork()).slice(mostKept).map(({ id }) => id);
  if (old.length === 0) return;
  const open = await claimed(old);
  await Promise.all(old.filter((id) => !open.has(id)).map(deleteWork));
}
