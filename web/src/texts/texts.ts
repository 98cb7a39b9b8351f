import type { english } from './english.js';
import { englishFirst } from './english-first.js';

/**
 * Every text that the tester says by itself, by part: plain strings, and functions where something stands in between.
 * What the engine says of bad documents comes from the engine, in English.
 */
export type Texts = typeof english;

/** English, as far as it is there. */
const own: Partial<Texts> = { ...englishFirst };

let current = own as Texts;

/** Dispatches `change` when the texts are others. */
export const textsChanged = new EventTarget();

/** Loads the texts of what is not there at the first look: to be awaited before anything that is loaded later is shown. */
export async function needTexts(): Promise<void> {
  Object.assign(own, (await import('./english.js')).english);
}

/** The texts to be shown now. Ask for them where they are shown, not when a module is loaded. */
export function texts(): Texts {
  return current;
}

/**
 * Shows all testers of the page in another language, or with words of your own: one language at a time, as a page has
 * one. `english` stands in until then. What is on the page is drawn anew. Throws a TypeError where parts are missing.
 */
export function useTexts(other: Texts): void {
  if (other === current) return;
  requireTexts(other);
  current = other;
  textsChanged.dispatchEvent(new Event('change'));
}

/** With half a dictionary nothing could be drawn: whoever gives one hears of it at once. */
function requireTexts(other: unknown): void {
  if (typeof other !== 'object' || other === null) {
    throw new TypeError('`useTexts` takes all texts, such as `english` or `spanish`: spread one of them into yours.');
  }
  const missing = Object.keys(own).filter((part) => (other as Record<string, unknown>)[part] === undefined);
  if (missing.length > 0) {
    throw new TypeError(`These texts are missing: ${missing.join(', ')}. Spread \`english\` into yours.`);
  }
}
