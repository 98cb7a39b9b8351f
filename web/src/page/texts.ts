import { page as english } from '../texts/english/page.js';

/** What the page around the tester says, in any language. */
export type PageTexts = typeof english;

let current: PageTexts = english;

/** What the page says, in the language it is shown in. Ask for it when it is shown. */
export function pageTexts(): PageTexts {
  return current;
}

/** Shows the page in another language, from when it is drawn next. */
export function usePageTexts(other: PageTexts): void {
  current = other;
}
