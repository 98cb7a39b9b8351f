import type { Entry } from '../../types.js';
import { journalTree } from '../journal-tree.js';
import type { JournalWords } from '../journal-words.js';
import type { Style } from '../style.js';

/** The entries that led to a failure, as a tree of causes: some of a journal's, so that more may have come of each. */
export function journalExcerpt(entries: readonly Entry[], words: JournalWords, style: Style): string[] {
  return [...journalTree(words, entries, style, { isWhole: false })];
}
