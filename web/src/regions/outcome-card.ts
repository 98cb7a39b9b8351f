import type { Entry } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import type { Turn, WorkflowOutcome } from '../document/outcomes.js';
import type { Store } from '../store/store.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { changeInWords, explanationInWords } from '../text/explanation.js';
import { wordFor } from '../text/format.js';
import { entryInWords, type JournalWords } from '../text/journal.js';
import { rendered, shortened } from '../text/parts.js';
import { texts } from '../texts/texts.js';
import { conditionTrace } from './condition-trace.js';

/** How an outcome is shown: a look and a sign; the dictionary has the word that always stands beside them. */
const statuses = {
  started: { look: 'good', sign: 'tick' },
  refused: { look: 'warn', sign: 'lock' },
  heldBefore: { look: 'warn', sign: 'cross' },
  notMatched: { look: 'bad', sign: 'cross' },
  wentOn: { look: 'accent', sign: 'clock' },
  notListening: { look: '', sign: 'cross' },
} as const;

/** The most turns of one workflow that are shown: a clock's event may come for every contact. */
const mostTurns = 10;

/** What a card about a workflow needs. */
export interface OutcomeSurroundings {
  store: Store;
  words: JournalWords;
  /** The entries of the stimulus. */
  entries: readonly Entry[];
  /** Asks what would have let a workflow start at the event with this number. */
  ask(event: number, workflow: string): void;
}

/** What one workflow did at a stimulus, contact by contact, and why. */
export function outcomeCard(around: OutcomeSurroundings, outcome: WorkflowOutcome): TemplateResult {
  const { workflow, status, turns } = outcome;
  const { look, sign } = statuses[status];
  const said = texts().outcomes;
  const contacts = new Set(turns.filter((turn) => turn.status === status).map(({ contact }) => contact)).size;
  const shown = turns.slice(0, mostTurns);
  return html`
    <article class="outcome">
      <div class="row">
        <h4 class="clamp"><bdi>${balanced(around.words.references.workflowName(workflow))}</bdi></h4><span class="grow"></span>
        <span class=${`badge ${look}`}>${icon(sign)}${said.statuses[status]}${contacts > 1 ? `: ${said.contacts(contacts)}` : nothing}</span>
      </div>
      ${shown.map((turn) => (turns.length === 1 ? turnView(around, workflow, turn) : namedTurn(around, workflow, turn)))}
      ${turns.length > shown.length ? html`<p class="muted">${said.moreTimes(turns.length - shown.length)}</p>` : nothing}
    </article>`;
}

/** One of several turns: with whose it is, and what came of it. */
function namedTurn(around: OutcomeSurroundings, workflow: string, turn: Turn): TemplateResult {
  const { look, sign } = statuses[turn.status];
  return html`
    <section class="turn">
      <div class="row"><h5><bdi>${balanced(around.words.contactName(turn.contact))}</bdi></h5><span class="grow"></span>
        <span class=${`badge ${look}`}>${icon(sign)}${texts().outcomes.statuses[turn.status]}</span></div>
      ${turnView(around, workflow, turn)}
    </section>`;
}

function turnView(around: OutcomeSurroundings, workflow: string, turn: Turn): TemplateResult {
  const { words, entries } = around;
  const { triggers, enrolled } = turn;
  const types = words.references.workflow(workflow)?.triggers ?? [];
  const said = texts().outcomes;
  return html`
    ${turn.status === 'started' ? nothing : whyItDidNot(around, workflow, turn)}
    ${triggers.map(({ trigger, matched, conditions }) => {
      const type = types.find((each, index) => (each.id ?? `trigger-${index + 1}`) === trigger)?.type;
      return html`
        ${triggers.length > 1 ? html`<p class="muted">${rendered(said.trigger(trigger ?? '', matched))}</p>` : nothing}
        ${conditionTrace(words, conditions, type ? [type] : [])}`;
    })}
    ${turn.status === 'started' || turn.event === null ? nothing : remedies(around, workflow, turn.event)}
    ${turn.status === 'started' && triggers.length === 0 ? html`<p class="reason">${said.addedByStep}</p>` : nothing}
    ${enrolled === null ? nothing : effectsList(words, entries, enrolled)}`;
}

/** Why it did not start, as the engine explains it, and the smallest change that would have let it. */
function whyItDidNot({ store, words }: OutcomeSurroundings, workflow: string, { event, reason }: Turn): TemplateResult {
  const said = texts().outcomes;
  if (event === null)
    return html`<p class="reason">${said.notAddedByStep(wordFor(texts().journal.refusals, reason))}</p>`;
  const explanation = store.timeline.explain(event, workflow);
  const { change } = explanation;
  return html`
    <p class="reason">${rendered(explanationInWords(words, explanation))}</p>
    ${change === null ? nothing : html`<p class="nearest"><span class="muted">${said.nearest}</span> <strong>${rendered(changeInWords(words, change))}</strong></p>`}`;
}

/** What can be done about it. */
function remedies({ store, words, ask }: OutcomeSurroundings, workflow: string, event: number): TemplateResult {
  const { whatWould, whatWouldLet } = texts().whyNot;
  const { heldBack } = store.timeline.explain(event, workflow);
  return html`
    <div class="row">
      ${heldBack.includes('draft') ? html`<button type="button" class="small" @click=${() => store.runDrafts(true)}>${texts().outcomes.runDrafts}</button>` : nothing}
      <button type="button" class="small" aria-label=${whatWouldLet(shortened(words.references.workflowName(workflow)))}
        @click=${() => ask(event, workflow)}>${whatWould}</button>
    </div>`;
}

/** What followed from an entry that a person cares for. */
export function effectsList(
  words: JournalWords,
  entries: readonly Entry[],
  from: Entry,
): TemplateResult | typeof nothing {
  const effects = effectsOf(entries, from).slice(0, 12);
  if (effects.length === 0) return nothing;
  return html`<ul class="effects">${effects.map((effect) => html`<li>${rendered(entryInWords(words, effect))}</li>`)}</ul>`;
}

/** Scores, messages, changes, the end: of the same enrollment, in order. */
function effectsOf(entries: readonly Entry[], from: Entry): Entry[] {
  const caused = new Set([from.seq]);
  return entries.filter((entry) => {
    if (entry.cause === null || !caused.has(entry.cause)) return false;
    caused.add(entry.seq);
    return entry.enrollment === from.enrollment && (told.includes(entry.kind) || tellsByItself(entry));
  });
}

const told: readonly Entry['kind'][] = [
  'scoreChanged',
  'message',
  'contactChanged',
  'waitStarted',
  'exited',
  'branchTaken',
];

/** Steps whose effect is told by no other entry. */
function tellsByItself(entry: Entry): boolean {
  return entry.kind === 'stepRun' && ['queued', 'removed', 'met'].includes(entry.outcome);
}
