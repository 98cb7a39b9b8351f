import type { Entry, MessageEntry, ScoreChangedEntry, Stimulus } from '@rehearse/engine';
import { join } from '../document/pointer.js';
import { type PlacedStep, placedSteps } from '../document/step-ids.js';
import type { Store } from '../store/store.js';
import { entriesOf } from '../store/timeline.js';
import type { Run } from '../store/version.js';
import { texts } from '../texts/texts.js';
import { durationInWords, instantInWords, scoreInWords } from './format.js';
import type { JournalWords } from './journal.js';
import { capital, type Parts, stopped, strong } from './parts.js';
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
  const said = texts().runs;
  if ('advance' in stimulus) return said.movedBy(durationInWords(stimulus.advance));
  if ('advanceTo' in stimulus) return said.movedTo(instantInWords(stimulus.advanceTo));
  if ('edit' in stimulus) return said.edited(store.contactName(stimulus.edit.contact));
  if ('addContact' in stimulus) return said.arrived(stimulus.addContact.name ?? stimulus.addContact.id);
  const { contact, workflow } = stimulus.unlock;
  return said.unlocked(store.contactName(contact), store.references.workflowName(workflow));
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
  return texts().runs.workflowsStarted(workflows, contacts);
}

/** What a run did, in one sentence; for the list of what happened, and read out once. */
export function runInWords(store: Store, run: Run): Parts {
  const { fired, enrolled, scores, messages, waitsEnded, locked, halted } = summarise(entriesOf(run));
  const said = texts().runs;
  const parts: Parts = [...stopped(capital(stimulusInWords(store, run.stimulus))), ' '];
  for (const { contact, previous, score } of scores.slice(0, mostTold)) {
    parts.push(`${said.score(store.contactName(contact), `${scoreInWords(previous)} → ${scoreInWords(score)}`)}. `);
  }
  if (scores.length > mostTold) parts.push(`${said.moreScores(scores.length - mostTold)}. `);
  if (fired.length > 0) parts.push(`${startedInWords(fired.length, enrolled)}. `);
  if (waitsEnded > 0) parts.push(`${texts().runs.waitsEnded(waitsEnded)}. `);
  if (messages.length > 0) parts.push(`${said.messages(messages.length)}. `);
  if (locked > 0) parts.push(`${said.loopStopped} `);
  if (halted) parts.push(`${said.halted} `);
  if (fired.length + scores.length + waitsEnded + messages.length + locked === 0) parts.push(said.nothingFollowed);
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
