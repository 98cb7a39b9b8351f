import { english } from './english.js';

/**
 * Every text that the tester says by itself, by part: plain strings, and functions where something stands in between.
 * What the engine says of bad documents comes from the engine, in English.
 */
export type Texts = typeof english;

let current: Texts = english;

/** Dispatches `change` when the texts are others. */
export const textsChanged = new EventTarget();

/** The texts to be shown now. Ask for them where they are shown, not when a module is loaded. */
export function texts(): Texts {
  return current;
}

/**
 * Shows all testers of the page in another language, or with words of your own: one language at a time, as a page has
 * one. `english` stands in until then. What is on the page is drawn anew.
 */
export function useTexts(other: Texts): void {
  if (other === current) return;
  current = other;
  textsChanged.dispatchEvent(new Event('change'));
}
