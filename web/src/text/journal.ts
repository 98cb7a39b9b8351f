import type { Change, Entry } from '@rehearse/engine';
import type { PlacedStep } from '../document/step-ids.js';
import { instantInWords, scoreInWords, signed, valueInWords } from './format.js';
import { counted, type Parts, small, strong } from './parts.js';
import { eventInWords, namesInWords, stepInWords, type Words } from './sentences.js';

/** What the journal's sentences need to know besides words. */
export interface JournalWords extends Words {
  contactName(id: string | null): string;
  /** The step that an entry names, or undefined where the workflow no longer has it. */
  stepOf(workflow: string | null, step: string | null): PlacedStep | undefined;
}

/** Why a workflow did not take a contact in. */
export const refusals: Record<string, string> = {
  draft: 'it is a draft; publish it to let it start',
  alreadyActive: 'the contact is in it already',
  reentryOff: 'the contact was in it before and re-entry is off',
  locked: 'a loop locked it for this contact until it is unlocked',
};

const halts: Record<string, string> = {
  entryLimit: 'too many entries from one stimulus',
  textLimit: 'too much text from one stimulus',
  effortLimit: 'too many conditions tested by one stimulus',
};

const exits: Record<string, string> = {
  completed: 'its last step is done',
  end: 'a step ended it',
  stepLimit: 'it took 1,000 steps without waiting',
  stopOnReply: 'the contact replied',
  halted: 'the run was halted',
  removed: 'a step removed the contact',
  goalUnmet: 'a goal is not met',
};

const outcomes: Record<string, string> = {
  unchanged: ': nothing to change',
  clamped: ': held at the end of the range',
  passed: ': passed at once',
  created: ': a new contact',
  queued: ': queued, until what is under way is done',
  met: ': met',
  unmet: ': not met',
};

const waitEnds: Record<string, string> = {
  time: 'the time came',
  event: 'the event came',
  conditions: 'the conditions hold',
  timeout: 'its time ran out',
  goal: 'a goal is met',
};

/** Why a text did not compare as one might think. */
export const notes: Record<string, string> = {
  caseDiffers: 'differs in upper and lower case only',
  spacesDiffer: 'differs in spaces at the ends only',
  caseAndSpacesDiffer: 'differs in case and outer spaces only',
  typeDiffers: 'is of another type',
};

/** One entry of the journal as a plain sentence. */
export function entryInWords(words: JournalWords, entry: Entry): Parts {
  const contact = strong(words.contactName(entry.contact));
  const workflow = strong(words.references.workflowName(entry.workflow));
  switch (entry.kind) {
    case 'event':
      return [contact, ': ', ...eventInWords(words, entry.event)];
    case 'triggerEvaluated':
      return [
        'Trigger ',
        // An id from its place says no more than the number.
        strong((entry.trigger ?? '').replace(/^trigger-(?=\d+$)/, '')),
        ' of ',
        workflow,
        entry.matched ? ' matched' : ` did not match${crossing(entry)}`,
      ];
    case 'enrolled':
      return [contact, ' enters ', workflow];
    case 'enrollmentRefused':
      return [contact, ' does not enter ', workflow, `: ${refusals[entry.reason] ?? entry.reason}`];
    case 'stepRun':
      return ['Step: ', ...stepWords(words, entry), outcomes[entry.outcome] ?? ''];
    case 'branchTaken':
      return branchWords(words, entry);
    case 'scoreChanged':
      return [
        contact,
        ': score ',
        strong(`${scoreInWords(entry.previous)} → ${scoreInWords(entry.score)}`),
        ` (${signed(entry.delta) || '0'})${entry.clamped ? ', held at the end of the range' : ''}`,
        ...sourceWords(entry),
      ];
    case 'waitStarted':
      return ['Waits', ...waitWords(words, entry)];
    case 'waitEnded':
      return ['The wait is over: ', waitEnds[entry.by] ?? entry.by];
    case 'message':
      return [
        strong(words.vocabulary.stepLabel(entry.channel)),
        ...(entry.content.to ? [': ', strong(entry.content.to), ','] : []),
        ' goes to the outbox',
        ...unresolved(entry.unresolved),
        ...cut(entry.truncated),
      ];
    case 'contactChanged':
      return [
        contact,
        ': ',
        ...changesInWords(words, entry.changes),
        ...unresolved(entry.unresolved),
        ...cut(entry.truncated),
      ];
    case 'exited':
      return [contact, ' leaves ', workflow, `: ${exits[entry.reason] ?? entry.reason}`];
    case 'workflowLocked':
      return ['A loop: ', workflow, ' is locked for ', contact, ' until it is unlocked'];
    case 'halted':
      return [
        `Halted: ${halts[entry.reason] ?? entry.reason}; ${counted(entry.dropped, 'queued event')} dropped`,
        ...(entry.to === null ? [] : ['; the clock was to go to ', strong(instantInWords(entry.to))]),
      ];
    case 'clockMoved':
      return ['Clock: ', strong(instantInWords(entry.from)), ' → ', strong(instantInWords(entry.to))];
    case 'edited':
      return editedInWords(words, entry);
  }
}

/** What changed a score, where it is neither the step before nor the hand before. */
function sourceWords({ rule, source }: Extract<Entry, { kind: 'scoreChanged' }>): Parts {
  if (rule === null) return [];
  return source === 'expiry' ? [', as points of rule ', strong(rule), ' expire'] : [', by rule ', strong(rule)];
}

function crossing(entry: Extract<Entry, { kind: 'triggerEvaluated' }>): string {
  return entry.conditions.met && entry.heldBefore ? ': its conditions held before, too' : '';
}

function stepWords(words: JournalWords, entry: Extract<Entry, { kind: 'stepRun' }>): Parts {
  const placed = words.stepOf(entry.workflow, entry.step);
  return placed ? stepInWords(words, placed.step) : [small(words.vocabulary.stepLabel(entry.type))];
}

function branchWords(words: JournalWords, entry: Extract<Entry, { kind: 'branchTaken' }>): Parts {
  const { branch, draw, found } = entry;
  if (found !== null) return ['Finds ', strong(words.contactName(found))];
  const type = words.stepOf(entry.workflow, entry.step)?.step.type;
  if (type === 'findContact') return ['Finds nobody'];
  if (type === 'goal') return [branch === null ? 'The goal is not met' : 'The goal is met'];
  if (branch === null) return ['No branch holds'];
  const drawn = draw ? ` (drew ${draw.value} of 0 to ${draw.of - 1})` : '';
  return ['Takes the branch ', strong(branch), drawn];
}

function waitWords(words: JournalWords, entry: Extract<Entry, { kind: 'waitStarted' }>): Parts {
  const parts: Parts = [];
  if (entry.event) parts.push(' for ', strong(words.vocabulary.eventLabel(entry.event)));
  if (entry.conditions) parts.push(' for its conditions to hold');
  if (entry.due)
    parts.push(entry.event || entry.conditions ? ', at most until ' : ' until ', strong(instantInWords(entry.due)));
  return parts;
}

function unresolved(names: readonly string[]): Parts {
  return names.length === 0 ? [] : ['; left empty, as there is no such field: ', strong(names.join(', '))];
}

function cut(truncated: boolean): Parts {
  return truncated ? ['; too long, and cut'] : [];
}

function editedInWords(words: JournalWords, entry: Extract<Entry, { kind: 'edited' }>): Parts {
  const contact = strong(words.contactName(entry.contact));
  if (entry.action === 'addContact') return [contact, ' arrives'];
  if (entry.action === 'unlock')
    return [strong(words.references.workflowName(entry.workflow)), ' is unlocked for ', contact];
  return [
    contact,
    ' is changed by hand',
    ...(entry.changes.length > 0 ? ([': ', ...changesInWords(words, entry.changes)] as Parts) : []),
  ];
}

/** Changes of a contact, one after the other. */
export function changesInWords(words: Words, changes: readonly Change[]): Parts {
  return changes.flatMap(({ field, previous, value }, index): Parts => {
    const resource = words.vocabulary.fieldChoice(`contact.${field}`)?.resource;
    const shown = (each: unknown) => (resource ? namesInWords(words, resource, each) : valueInWords(each));
    return [index > 0 ? ', ' : '', `${fieldName(field)} `, strong(`${shown(previous)} → ${shown(value)}`)];
  });
}

function fieldName(field: string): string {
  return field === 'engagementScore' ? 'score' : field.replace(/^fields\./, '');
}
