import type { Entry } from '../../types.js';
import { journalTree } from '../../words/journal-tree.js';
import type { JournalWords } from '../../words/journal-words.js';
import type { Style } from '../../words/style.js';

/** The entries that led to a failure, as a tree of causes: some of a journal's, so that more may have come of each. */
export function journalExcerpt(entries: readonly Entry[], words: JournalWords, style: Style): string[] {
  return [...journalTree(words, entries, style, { isWhole: false })];
}
