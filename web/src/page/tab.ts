/** What this tab has open, and that no other writes over it. */

/** Survives a reload of the tab; another tab has its own. */
const rememberedAs = 'rehearse-open';

/** The id of what this tab had open before it was loaded again, or null. */
export function openBefore(): string | null {
  try {
    return sessionStorage.getItem(rememberedAs);
  } catch {
    return null;
  }
}

/** Remembers what this tab has open; null: nothing that is kept. */
export function rememberOpen(id: string | null): void {
  try {
    if (id === null) sessionStorage.removeItem(rememberedAs);
    else sessionStorage.setItem(rememberedAs, id);
  } catch {
    // Without it the latest is opened the next time.
  }
}

function lockOf(id: string): string {
  return `rehearse-work-${id}`;
}

/**
 * What became of a claim: what gives it back, and says when that is done; or another tab has it; or the browser cannot
 * tell.
 */
export type Claim = (() => Promise<void>) | 'taken' | 'unknown';

/** Takes an id for this tab alone, until it is given back or the tab is closed. */
export async function claim(id: string): Promise<Claim> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return 'unknown';
  return new Promise((resolve) => {
    const over = locks.request(lockOf(id), { ifAvailable: true }, (lock) => {
      if (!lock) {
        resolve('taken');
        return;
      }
      return new Promise<void>((release) => {
        resolve(() => {
          release();
          return over;
        });
      });
    });
    over.catch(() => resolve('unknown'));
  });
}

/** The ids among these that some tab has open, this one among them. */
export async function claimed(ids: readonly string[]): Promise<Set<string>> {
  const { locks } = navigator as { locks?: LockManager };
  const held = new Set((await locks?.query().catch(() => null))?.held?.map(({ name }) => name));
  return new Set(ids.filter((id) => held.has(lockOf(id))));
}
