import type { ScoreChangedEntry } from '@rehearse/engine';
import { isMadeId } from '../document/step-ids.js';
import { texts } from '../texts/texts.js';
import type { JournalWords } from './journal.js';
import type { Parts } from './parts.js';

/** What changed a score: `by Nurture, step reward`, `by rule opened`, `by hand`. */
export function scoreSourceInWords(
  words: JournalWords,
  { source, workflow, step, rule }: Pick<ScoreChangedEntry, 'source' | 'workflow' | 'step' | 'rule'>,
): Parts {
  const said = texts().scoreSources;
  switch (source) {
    case 'rule':
      return said.rule(rule ?? '');
    case 'expiry':
      return said.expiry(rule ?? '');
    case 'edit':
      return [said.edit];
    default: {
      const placed = words.stepOf(workflow, step);
      const by = words.references.workflowName(workflow);
      return placed && isMadeId(placed.step) ? said.workflow(by) : said.step(by, step ?? '');
    }
  }
}
