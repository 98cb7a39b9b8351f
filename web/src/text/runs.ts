import type { Entry, MessageEntry, ScoreChangedEntry, Stimulus } from '@rehearse/engine';
import { join } from '../document/pointer.js';
import { type PlacedStep, placedSteps } from '../document/step-ids.js';
import { entriesOf, type Run, type Store } from '../store/store.js';
import { durationInWords, instantInWords, scoreInWords } from './format.js';
import type { JournalWords } from './journal.js';
import { capital, counted, type Parts, stopped, strong } from './parts.js';
import { eventInWords, type Words } from './sentences.js';

/** What the store's sentences need to know. */
export function wordsOf(store: Store): Words {
  if (!store.vocabulary) throw new Error('The engine is not loaded.');
  return { vocabulary: store.vocabulary, references: store.references };
}

/** A stimulus in one line: `Ana Ruiz: email spring-offer opened`. */
export function stimulusInWords(store: Store, stimulus: Stimulus): Parts {
  if ('fire' in stimulus) {
    return [strong(store.contactName(stimulus.fire.contact)), ': ', ...eventInWords(wordsOf(store), stimulus.fire)];
  }
  if ('advance' in stimulus) return ['Clock moved by ', strong(durationInWords(stimulus.advance))];
  if ('advanceTo' in stimulus) return ['Clock moved to ', strong(instantInWords(stimulus.advanceTo))];
  if ('edit' in stimulus) return [strong(store.contactName(stimulus.edit.contact)), ': changed by hand'];
  if ('addContact' in stimulus) return [strong(stimulus.addContact.name ?? stimulus.addContact.id), ' arrived'];
  const { contact, workflow } = stimulus.unlock;
  return [strong(store.contactName(contact)), ': unlocked for ', strong(store.references.workflowName(workflow))];
}

/** One contact's score over a run: before its first change and after its last. */
export interface ScoreMove {
  contact: string;
  previous: number | null;
  score: number | null;
}

/** What a run changed, in numbers. */
export interface RunSummary {
  /** Workflows that enrolled, each once. */
  fired: string[];
  /** How many contacts they enrolled. */
  enrolled: number;
  scores: ScoreMove[];
  messages: MessageEntry[];
  waitsEnded: number;
  refused: number;
  locked: number;
  halted: boolean;
}

const summaries = new WeakMap<readonly Entry[], RunSummary>();

/** Sums up the entries that one stimulus wrote; once for each list of entries. */
export function summarise(entries: readonly Entry[]): RunSummary {
  const known = summaries.get(entries);
  if (known) return known;
  const summary = summed(entries);
  summaries.set(entries, summary);
  return summary;
}

function summed(entries: readonly Entry[]): RunSummary {
  const scores = new Map<string, ScoreMove>();
  for (const entry of entries.filter((each): each is ScoreChangedEntry => each.kind === 'scoreChanged')) {
    const contact = entry.contact ?? '';
    const before = scores.get(contact);
    scores.set(contact, { contact, previous: before ? before.previous : entry.previous, score: entry.score });
  }
  const count = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind).length;
  return {
    fired: [...new Set(entries.filter((entry) => entry.kind === 'enrolled').map((entry) => entry.workflow ?? ''))],
    enrolled: new Set(entries.filter(({ kind }) => kind === 'enrolled').map(({ contact }) => contact)).size,
    scores: [...scores.values()],
    messages: entries.filter((entry): entry is MessageEntry => entry.kind === 'message'),
    waitsEnded: count('waitEnded'),
    refused: count('enrollmentRefused'),
    locked: count('workflowLocked'),
    halted: count('halted') > 0,
  };
}

/** The most scores that are read out. */
const mostTold = 5;

/** `1 workflow started`, and for how many contacts if it is not one alone. */
export function startedInWords(workflows: number, contacts: number): string {
  const words = `${counted(workflows, 'workflow')} started`;
  return contacts > 1 ? `${words} for ${counted(contacts, 'contact')}` : words;
}

/** What a run did, in one sentence; for the list of what happened, and read out once. */
export function runInWords(store: Store, run: Run): Parts {
  const { fired, enrolled, scores, messages, waitsEnded, locked, halted } = summarise(entriesOf(run));
  const parts: Parts = [...stopped(capital(stimulusInWords(store, run.stimulus))), ' '];
  for (const { contact, previous, score } of scores.slice(0, mostTold)) {
    parts.push(`${store.contactName(contact)}'s score: ${scoreInWords(previous)} → ${scoreInWords(score)}. `);
  }
  if (scores.length > mostTold) parts.push(`And ${counted(scores.length - mostTold, 'more score')}. `);
  if (fired.length > 0) parts.push(`${startedInWords(fired.length, enrolled)}. `);
  if (waitsEnded > 0) parts.push(`${counted(waitsEnded, 'wait')} ended. `);
  if (messages.length > 0) parts.push(`${counted(messages.length, 'message')} in the outbox. `);
  if (locked > 0) parts.push('A loop was stopped. ');
  if (halted) parts.push('The run was halted. ');
  if (fired.length + scores.length + waitsEnded + messages.length + locked === 0) parts.push('Nothing followed.');
  return parts;
}

/** Words with the names of contacts and the steps of the workflows that run. */
export function journalWords(store: Store): JournalWords {
  const words = wordsOf(store);
  const steps = new Map<string, Map<string, PlacedStep>>();
  const stepsOf = (workflow: string) => {
    const known = steps.get(workflow);
    if (known) return known;
    const index = store.running.workflows.findIndex(({ id }) => id === workflow);
    const source = store.running.workflows[index];
    const placed = source ? placedSteps(words.vocabulary, source, join('/workflows', index)) : [];
    const made = new Map(placed.map((each) => [each.id, each]));
    steps.set(workflow, made);
    return made;
  };
  return {
    ...words,
    contactName: (id) => store.contactName(id),
    stepOf: (workflow, step) => (workflow === null || step === null ? undefined : stepsOf(workflow).get(step)),
  };
}
