import type { ScoreChangedEntry } from '@rehearse/engine';
import { isMadeId } from '../document/step-ids.js';
import type { JournalWords } from './journal.js';
import { type Parts, strong } from './parts.js';

/** What changed a score: `by Nurture, step reward`, `by rule opened`, `by hand`. */
export function scoreSourceInWords(
  words: JournalWords,
  { source, workflow, step, rule }: Pick<ScoreChangedEntry, 'source' | 'workflow' | 'step' | 'rule'>,
): Parts {
  switch (source) {
    case 'rule':
      return ['by rule ', strong(rule)];
    case 'expiry':
      return ['expired, of rule ', strong(rule)];
    case 'edit':
      return ['by hand'];
    default: {
      const placed = words.stepOf(workflow, step);
      const by: Parts = ['by ', strong(words.references.workflowName(workflow))];
      return placed && isMadeId(placed.step) ? by : [...by, ', step ', strong(step)];
    }
  }
}
