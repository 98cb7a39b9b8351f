import type { Change, Entry } from '@rehearse/engine';
import type { PlacedStep } from '../document/step-ids.js';
import { texts } from '../texts/texts.js';
import { instantInWords, scoreInWords, signed, valueInWords, wordFor } from './format.js';
import { type Parts, small, strong } from './parts.js';
import { eventInWords, namesInWords, stepInWords, type Words } from './sentences.js';

/** What the journal's sentences need to know besides words. */
export interface JournalWords extends Words {
  contactName(id: string | null): string;
  /** The step that an entry names, or undefined where the workflow no longer has it. */
  stepOf(workflow: string | null, step: string | null): PlacedStep | undefined;
}

/** One entry of the journal as a plain sentence. */
export function entryInWords(words: JournalWords, entry: Entry): Parts {
  const said = texts().journal;
  const contact = words.contactName(entry.contact);
  const workflow = words.references.workflowName(entry.workflow);
  switch (entry.kind) {
    case 'event':
      return [strong(contact), ': ', ...eventInWords(words, entry.event)];
    case 'triggerEvaluated':
      // An id from its place says no more than the number.
      return said.trigger(
        (entry.trigger ?? '').replace(/^trigger-(?=\d+$)/, ''),
        workflow,
        entry.matched,
        Boolean(entry.conditions.met && entry.heldBefore),
      );
    case 'enrolled':
      return said.enrolled(contact, workflow);
    case 'enrollmentRefused':
      return said.refused(contact, workflow, wordFor(said.refusals, entry.reason));
    case 'stepRun':
      return said.step(stepWords(words, entry), (said.outcomes as Record<string, string>)[entry.outcome] ?? '');
    case 'branchTaken':
      return branchWords(words, entry);
    case 'scoreChanged': {
      const move = `${scoreInWords(entry.previous)} → ${scoreInWords(entry.score)}`;
      return [...said.score(contact, move, signed(entry.delta) || '0', entry.clamped), ...sourceWords(entry)];
    }
    case 'waitStarted':
      return said.waits(
        entry.event ? words.vocabulary.eventLabel(entry.event) : null,
        Boolean(entry.conditions),
        entry.due ? instantInWords(entry.due) : null,
      );
    case 'waitEnded':
      return [said.waitOver(wordFor(said.waitEnds, entry.by))];
    case 'message':
      return [...said.message(words.vocabulary.stepLabel(entry.channel), entry.content.to ?? null), ...flaws(entry)];
    case 'contactChanged':
      return [strong(contact), ': ', ...changesInWords(words, entry.changes), ...flaws(entry)];
    case 'exited':
      return said.exited(contact, workflow, wordFor(said.exits, entry.reason));
    case 'workflowLocked':
      return said.locked(contact, workflow);
    case 'halted':
      return said.halted(
        wordFor(said.halts, entry.reason),
        entry.dropped,
        entry.to === null ? null : instantInWords(entry.to),
      );
    case 'clockMoved':
      return said.clock(instantInWords(entry.from), instantInWords(entry.to));
    case 'edited':
      return editedInWords(words, entry);
  }
}

/** What changed a score, where it is neither the step before nor the hand before. */
function sourceWords({ rule, source }: Extract<Entry, { kind: 'scoreChanged' }>): Parts {
  const { byRule, byExpiry } = texts().journal;
  if (rule === null) return [];
  return source === 'expiry' ? byExpiry(rule) : byRule(rule);
}

function stepWords(words: JournalWords, entry: Extract<Entry, { kind: 'stepRun' }>): Parts {
  const placed = words.stepOf(entry.workflow, entry.step);
  return placed ? stepInWords(words, placed.step) : [small(words.vocabulary.stepLabel(entry.type))];
}

function branchWords(words: JournalWords, entry: Extract<Entry, { kind: 'branchTaken' }>): Parts {
  const { branch, draw, found } = entry;
  const said = texts().journal;
  if (found !== null) return said.finds(words.contactName(found));
  const type = words.stepOf(entry.workflow, entry.step)?.step.type;
  if (type === 'findContact') return [said.findsNobody];
  if (type === 'goal') return [branch === null ? said.goalNotMet : said.goalMet];
  if (branch === null) return [said.noBranch];
  return [...said.branch(branch), draw ? said.drew(draw.value, draw.of - 1) : ''];
}

/** What is wrong with texts that were filled in. */
function flaws({ unresolved, truncated }: { unresolved: readonly string[]; truncated: boolean }): Parts {
  const said = texts().journal;
  return [...(unresolved.length === 0 ? [] : said.unresolved(unresolved.join(', '))), truncated ? said.cut : ''];
}

function editedInWords(words: JournalWords, entry: Extract<Entry, { kind: 'edited' }>): Parts {
  const said = texts().journal;
  const contact = words.contactName(entry.contact);
  if (entry.action === 'addContact') return said.arrives(contact);
  if (entry.action === 'unlock') return said.unlocked(contact, words.references.workflowName(entry.workflow));
  const changes: Parts = entry.changes.length > 0 ? [': ', ...changesInWords(words, entry.changes)] : [];
  return [...said.edited(contact), ...changes];
}

/** Changes of a contact, one after the other. */
function changesInWords(words: Words, changes: readonly Change[]): Parts {
  return changes.flatMap(({ field, previous, value }, index): Parts => {
    const resource = words.vocabulary.fieldChoice(`contact.${field}`)?.resource;
    const shown = (each: unknown) => (resource ? namesInWords(words, resource, each) : valueInWords(each));
    return [index > 0 ? ', ' : '', `${fieldName(field)} `, strong(`${shown(previous)} → ${shown(value)}`)];
  });
}

function fieldName(field: string): string {
  return field === 'engagementScore' ? texts().journal.scoreField : field.replace(/^fields\./, '');
}
