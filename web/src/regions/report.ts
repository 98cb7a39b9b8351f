import type { Entry, MessageEntry, Workspace } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { outcomesOf, type WorkflowOutcome } from '../document/outcomes.js';
import { forEachObject } from '../document/pointer.js';
import { needed } from '../parts.js';
import { makeTest } from '../store/make-test.js';
import { entriesOf } from '../store/timeline.js';
import type { Run } from '../store/version.js';
import { questionAt, type WhyQuestion } from '../store/why-question.js';
import { balanced } from '../text/balanced.js';
import { explanationInWords } from '../text/explanation.js';
import { scoreInWords } from '../text/format.js';
import { entryInWords } from '../text/journal.js';
import { capital, joined, type Parts, plain, rendered, shortened, small, strong, worded } from '../text/parts.js';
import { journalWords, startedInWords, stimulusInWords, summarise, wordsOf } from '../text/runs.js';
import type { Words } from '../text/sentences.js';
import { texts } from '../texts/texts.js';
import { conditionTrace, traceStyles } from './condition-trace.js';
import { journalStyles, journalTree } from './journal-tree.js';
import { outboxView } from './outbox.js';
import { effectsList, type OutcomeSurroundings, outcomeCard } from './outcome-card.js';
import { Region } from './region.js';
import { panel, tabs } from './tabs.js';

type View = 'why' | 'ask' | 'journal' | 'outbox';

/** The most entries of the journal that are shown at once; the latest ones. */
const mostEntries = 200;

/** The most workflows of one kind that are shown: each that did not start is explained, which takes its time. */
const mostOutcomes = 8;

/** The most workflows that do not listen whose explanation is asked for. */
const mostExplained = 50;

/** What happened at the stimulus that is looked at: what fired and why, what did not and why not, the journal, the outbox. */
export class ReportRegion extends Region {
  #view: View = 'why';
  #wholeJournal = false;
  /** Whether those are listed that do not listen; there may be hundreds. */
  #showsDeaf = false;
  /** How many more workflows are shown than at first, and of which entries. */
  #more: { entries: readonly Entry[]; count: number } = { entries: [], count: 0 };

  /** Why no test was made, and of which run. */
  #noTest: { run: Run; why(): string } | null = null;

  /** What was asked last: a new question is shown. */
  #asked: WhyQuestion | null = null;

  protected override storeChanged(): void {
    const { question } = this.store;
    if (question !== null && question !== this.#asked) this.#view = 'ask';
    this.#asked = question;
  }

  readonly #ask = (event: number, workflow: string) => {
    const { store } = this;
    store.ask(questionAt(store.runs, event, workflow));
    this.focusOn('#tab-ask');
  };

  async #makeTest(run: Run): Promise<void> {
    const why = await makeTest(this.store);
    this.#noTest = why && { run, why };
    this.requestUpdate();
  }

  #show(view: View): void {
    this.#view = view;
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const { store } = this;
    const run = store.selectedRun;
    const outbox = store.timeline.outbox;
    const words = texts().report;
    return html`
      <h2>${texts().regions.report}</h2>
      ${run ? this.#headline(run) : nothing}
      ${tabs<View>(
        words.views,
        [
          { name: 'why', label: words.why },
          { name: 'ask', label: texts().whyNot.tab },
          { name: 'journal', label: words.journal },
          { name: 'outbox', label: words.outbox, count: outbox.length },
        ],
        this.#view,
        (view) => this.#show(view),
      )}
      ${panel(this.#view, this.#content(run, outbox))}`;
  }

  #content(run: Run | null, outbox: readonly MessageEntry[]): TemplateResult {
    if (this.#view === 'outbox') return outboxView(this.store, outbox);
    if (this.#view === 'ask') {
      const update = () => this.requestUpdate();
      return html`<rehearse-why-not .store=${this.store}>${needed('rehearse-why-not', update)}</rehearse-why-not>`;
    }
    return run ? this.#runView(run) : firstHint();
  }

  #headline(run: Run): TemplateResult {
    const { store } = this;
    const entries = entriesOf(run);
    const { fired, enrolled, scores, messages, waitsEnded, refused, locked, halted } = summarise(entries);
    const quiet = fired.length + scores.length + messages.length + waitsEnded === 0;
    const words = texts().report;
    return html`
      <div class="headline">
        <p class="stimulus">${rendered(capital(stimulusInWords(store, run.stimulus)))}</p>
        ${run.skipped ? html`<p class="row"><span class="badge">${words.skipped}</span> <span class="muted">${words.nothingCame}</span></p>` : nothing}
        ${run.error ? html`<p class="problem"><span class="error"><strong>${words.notRunAgain}</strong> ${worded(run.error)}</span></p>` : nothing}
        <p class="row">
          ${scores.slice(0, 5).map(
            ({
              contact,
              previous,
              score,
            }) => html`<span class="move"><bdi>${balanced(shortened(store.contactName(contact)))}</bdi>
              <span class="visually-hidden">${words.scoreFrom}</span> <span class="muted">${scoreInWords(previous)}</span> → <strong>${scoreInWords(score)}</strong></span>`,
          )}
          ${scores.length > 5 ? html`<span class="muted">${words.moreScores(scores.length - 5)}</span>` : nothing}
          ${fired.length > 0 ? html`<span class="badge good">${startedInWords(fired.length, enrolled)}</span>` : nothing}
          ${waitsEnded > 0 ? html`<span class="badge accent">${texts().runs.waitsEnded(waitsEnded)}</span>` : nothing}
          ${messages.length > 0 ? html`<span class="badge accent">${words.messages(messages.length)}</span>` : nothing}
          ${refused > 0 ? html`<span class="badge warn">${words.refused(refused)}</span>` : nothing}
          ${locked > 0 ? html`<span class="badge bad">${words.loopLocked}</span>` : nothing}
          ${halted ? html`<span class="badge bad">${words.halted}</span>` : nothing}
          ${quiet && !run.error && !run.skipped ? html`<span class="badge">${words.nothingStarted}</span>` : nothing}
          ${
            run.skipped || run.error
              ? nothing
              : html`<span class="grow"></span><button type="button" class="small" id="make-test" @click=${() => void this.#makeTest(run)}>${words.makeTest}</button>`
          }
        </p>
        ${this.#noTest?.run === run ? html`<p class="problem"><span class="error">${worded(this.#noTest.why())}</span></p>` : nothing}
      </div>`;
  }

  #runView(run: Run): TemplateResult {
    if (this.#view === 'journal') return this.#journal(run);
    return run.skipped ? html`<p class="hint">${texts().report.passedOver}</p>` : this.#why(run);
  }

  #journal(run: Run): TemplateResult {
    const all = this.#wholeJournal ? this.store.timeline.journal : entriesOf(run);
    const shown = all.slice(-mostEntries);
    const toggle = (event: Event) => {
      this.#wholeJournal = (event.target as HTMLInputElement).checked;
      this.requestUpdate();
    };
    const words = texts().report;
    return html`
      <label class="row check"><input type="checkbox" .checked=${this.#wholeJournal} @change=${toggle}> ${words.wholeJournal}</label>
      ${all.length > shown.length ? html`<p class="hint">${words.latestEntries(mostEntries, all.length)}</p>` : nothing}
      ${shown.length === 0 ? html`<p class="empty">${words.noEntries}</p>` : journalTree(journalWords(this.store), shown)}`;
  }

  #why(run: Run): TemplateResult {
    const { store } = this;
    const entries = entriesOf(run);
    const around = { store, words: journalWords(store), entries, ask: this.#ask };
    const outcomes = outcomesOf(store.running, entries);
    const started = outcomes.filter(({ status }) => status === 'started');
    const held = outcomes.filter(({ status }) => ['refused', 'notMatched', 'heldBefore'].includes(status));
    const refused = held.filter(({ status }) => status === 'refused').length;
    const counts = texts().report.counts(started.length, held.length - refused, refused, waitsBegun(entries));
    return html`
      ${counts === '' ? nothing : html`<p class="muted counts">${counts}</p>`}
      ${this.#scored(around)}
      ${this.#continued(around)}
      ${this.#awaited(run)}
      ${this.#outcomes(around, texts().report.started, started)}
      ${this.#outcomes(around, texts().report.didNotStart, held)}
      ${this.#deaf(
        outcomes.filter(({ status }) => status === 'notListening'),
        entries.find(({ kind }) => kind === 'event')?.seq ?? null,
      )}`;
  }

  #outcomes(
    around: OutcomeSurroundings,
    heading: string,
    outcomes: readonly WorkflowOutcome[],
  ): TemplateResult | typeof nothing {
    if (outcomes.length === 0) return nothing;
    const more = this.#more.entries === around.entries ? this.#more.count : 0;
    const shown = outcomes.slice(0, mostOutcomes + more);
    const left = outcomes.length - shown.length;
    const showMore = () => {
      this.#more = { entries: around.entries, count: more + mostOutcomes };
      this.requestUpdate();
    };
    return html`
      <section class="stack"><h3>${heading}</h3>
        ${shown.map((each) => outcomeCard(around, each))}
        ${left > 0 ? html`<div><button type="button" class="small" @click=${showMore}>${texts().report.showMore(Math.min(left, mostOutcomes), left)}</button></div>` : nothing}
      </section>`;
  }

  /** Points that came without a workflow: from scoring rules, and back when they expired. */
  #scored({ words, entries }: OutcomeSurroundings): TemplateResult | typeof nothing {
    const changes = entries.filter((entry) => entry.kind === 'scoreChanged' && entry.rule !== null);
    if (changes.length === 0) return nothing;
    return html`
      <section class="stack">
        <h3>${texts().report.scoringRules}</h3>
        <ul class="effects">${changes.slice(0, mostOutcomes).map((entry) => html`<li>${rendered(entryInWords(words, entry))}</li>`)}</ul>
        ${changes.length > mostOutcomes ? html`<p class="muted">${texts().report.moreChanges(changes.length - mostOutcomes)}</p>` : nothing}
      </section>`;
  }

  /** Workflows that are for other events; `event` is the one that they are explained for. */
  #deaf(outcomes: readonly WorkflowOutcome[], event: number | null): TemplateResult | typeof nothing {
    if (outcomes.length === 0) return nothing;
    const words = wordsOf(this.store);
    const why = (workflow: string, index: number) =>
      event === null || index >= mostExplained
        ? nothing
        : html`<br>${rendered(explanationInWords(words, this.store.timeline.explain(event, workflow)))}`;
    return html`
      <details ?open=${this.#showsDeaf} @toggle=${this.#toggled}>
        <summary>${texts().report.notListening(outcomes.length)}</summary>
        ${
          this.#showsDeaf
            ? html`<ul class="deaf">${outcomes.map((each, index) => html`<li>${rendered(deafness(words, each))}${why(each.workflow, index)}</li>`)}</ul>`
            : nothing
        }
      </details>`;
  }

  #toggled(event: Event): void {
    this.#showsDeaf = (event.target as HTMLDetailsElement).open;
    this.requestUpdate();
  }

  /** For an event that waits are for, where it started nothing and no wait went on: whether the contact waits at all. */
  #awaited(run: Run): TemplateResult | typeof nothing {
    const { store } = this;
    if (!('fire' in run.stimulus) || !run.report) return nothing;
    const { type, contact } = run.stimulus.fire;
    const { fired, waitsEnded } = summarise(entriesOf(run));
    if (fired.length + waitsEnded > 0 || !isAwaitedAnywhere(store.running, type)) return nothing;
    const waits = waitsBefore(store.runs.slice(0, store.runs.indexOf(run)), contact, type);
    const { waitsNowhere, waitDoesNotHold } = texts().report;
    const name = store.contactName(contact);
    if (waits.length === 0) return html`<p class="reason">${rendered(waitsNowhere(name))}</p>`;
    const workflows = joined(
      waits.map((workflow) => [strong(store.references.workflowName(workflow))]),
      ', ',
    );
    return html`<p class="reason">${rendered(waitDoesNotHold(name, workflows))}</p>`;
  }

  /** Waits that went on, with what let them. */
  #continued({ words, entries }: OutcomeSurroundings): TemplateResult | typeof nothing {
    const waits = entries.filter((entry) => entry.kind === 'waitEnded');
    if (waits.length === 0) return nothing;
    return html`
      <section class="stack">
        <h3>${texts().report.wentOn}</h3>
        ${waits.slice(0, 50).map((entry) => {
          return html`
            <article class="outcome">
              <p>${rendered(texts().report.inWorkflow(words.contactName(entry.contact), words.references.workflowName(entry.workflow)))}: ${small(plain(entryInWords(words, entry)))}</p>
              ${entry.conditions === null || entry.conditions.all.length === 0 ? nothing : conditionTrace(words, entry.conditions, [])}
              ${effectsList(words, entries, entry)}
            </article>`;
        })}
      </section>`;
  }

  static override styles = [
    Region.styles,
    traceStyles,
    journalStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        container-type: inline-size;
      }

      .headline {
        display: grid;
        gap: var(--space-2);
      }

      .stimulus {
        font-size: var(--text-small);
        color: var(--muted);
      }

      .stimulus .name {
        color: var(--text);
      }

      .move {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--space-1);
        font-variant-numeric: tabular-nums;
      }

      .move strong {
        font-size: 1.125rem;
        color: var(--accent);
      }

      .panel {
        display: grid;
        gap: var(--space-4);
      }

      .outcome {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--sunken);
      }

      .outcome > .row,
      .message > .row {
        flex-wrap: nowrap;
        align-items: start;
      }

      .message time {
        flex: none;
      }

      .move strong,
      .move .muted {
        white-space: nowrap;
      }

      .reason,
      .nearest {
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }

      .nearest strong {
        color: var(--accent);
      }

      .turn {
        display: grid;
        gap: var(--space-2);
        padding-block-start: var(--space-2);
        border-block-start: 1px solid var(--line);
      }

      .turn h5 {
        font-weight: 600;
      }

      .deaf,
      .effects {
        display: grid;
        gap: var(--space-1);
        padding-inline-start: var(--space-4);
        font-size: var(--text-small);
      }

      .deaf {
        padding-block-start: var(--space-2);
        color: var(--muted);
      }

      .check {
        color: var(--text);
        min-block-size: 1.5rem;
      }

      .messages {
        display: grid;
        gap: var(--space-2);
      }

      .message {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
      }

      .message dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-1) var(--space-3);
        font-size: var(--text-small);
      }

      .message dt {
        color: var(--muted);
      }

      .message dd {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
    `,
  ];
}

function deafness({ vocabulary, references }: Words, { workflow, listensFor }: WorkflowOutcome): Parts {
  const types = listensFor.map((type) => vocabulary.eventLabel(type));
  return texts().report.listensFor(references.workflowName(workflow), types);
}

/** Whether a step of a published workflow, anywhere, waits for events of the type. */
function isAwaitedAnywhere(document: Workspace, type: string): boolean {
  let found = false;
  forEachObject(
    document.workflows.map(({ steps }) => steps),
    (object) => {
      // A pattern stands inside a step, under a key of its own.
      found ||= Object.values(object).some((value) => (value as { type?: unknown } | null)?.type === type);
    },
  );
  return found;
}

/** How many enrollments began to wait, and wait still when all of it was done. */
function waitsBegun(entries: readonly Entry[]): number {
  const waiting = new Set<number | null>();
  for (const { kind, enrollment } of entries) {
    if (kind === 'waitStarted') waiting.add(enrollment);
    if (kind === 'waitEnded' || kind === 'exited') waiting.delete(enrollment);
  }
  return waiting.size;
}

/** The workflows in which the contact waited for events of the type when these runs were over. */
function waitsBefore(runs: readonly Run[], contact: string, type: string): string[] {
  const waits = new Map<number, string>();
  for (const entry of runs.flatMap((run) => entriesOf(run))) {
    if (entry.contact !== contact || entry.enrollment === null) continue;
    if (entry.kind === 'waitStarted' && entry.event === type) waits.set(entry.enrollment, entry.workflow ?? '');
    if (entry.kind === 'waitEnded' || entry.kind === 'exited') waits.delete(entry.enrollment);
  }
  return [...new Set(waits.values())];
}

function firstHint(): TemplateResult {
  return html`<p class="empty">${texts().regions.reportEmpty}</p>`;
}
