import type { CatalogProperty, Entry, MessageEntry, Workspace } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { outcomesOf, type WorkflowOutcome } from '../document/outcomes.js';
import { forEachObject } from '../document/pointer.js';
import { entriesOf, type Run, type Store } from '../store/store.js';
import { icon } from '../styles/icons.js';
import { instantInWords, scoreInWords, valueInWords } from '../text/format.js';
import { entryInWords, refusals } from '../text/journal.js';
import { capital, counted, joined, type Parts, rendered, shortened, small, strong } from '../text/parts.js';
import { journalWords, stimulusInWords, summarise, wordsOf } from '../text/runs.js';
import type { Words } from '../text/sentences.js';
import { conditionTrace, traceStyles } from './condition-trace.js';
import { journalStyles, journalTree } from './journal-tree.js';
import { Region } from './region.js';
import { panel, tabs } from './tabs.js';

type View = 'why' | 'journal' | 'outbox';

/** The most entries of the journal that are shown at once; the latest ones. */
const mostEntries = 500;

/** How an outcome is shown: a look, a sign, and always a word. */
const statuses = {
  started: { look: 'good', sign: 'tick', label: 'Started' },
  refused: { look: 'warn', sign: 'lock', label: 'Refused' },
  heldBefore: { look: 'warn', sign: 'cross', label: 'Held before' },
  notMatched: { look: 'bad', sign: 'cross', label: 'Conditions do not hold' },
  wentOn: { look: 'accent', sign: 'clock', label: 'Went on' },
  notListening: { look: '', sign: 'cross', label: 'Does not listen' },
} as const;

/** What happened at the stimulus that is looked at: what fired and why, what did not and why not, the journal, the outbox. */
export class ReportRegion extends Region {
  #view: View = 'why';
  #wholeJournal = false;
  /** Whether those are listed that do not listen; there may be hundreds. */
  #showsDeaf = false;

  #show(view: View): void {
    this.#view = view;
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const { store } = this;
    const run = store.selectedRun;
    const outbox = store.simulation?.outbox() ?? [];
    return html`
      <h2>What happened</h2>
      ${run ? this.#headline(run) : nothing}
      ${tabs<View>(
        'Ways to see what happened',
        [
          { name: 'why', label: 'Why' },
          { name: 'journal', label: 'Journal' },
          { name: 'outbox', label: 'Outbox', count: outbox.length },
        ],
        this.#view,
        (view) => this.#show(view),
      )}
      ${panel(this.#view, this.#view === 'outbox' ? outboxView(store, outbox) : run ? this.#runView(run) : firstHint())}`;
  }

  #headline(run: Run): TemplateResult {
    const { store } = this;
    const entries = entriesOf(run);
    const { fired, scores, messages, waitsEnded, refused, locked, halted } = summarise(entries);
    const quiet = fired.length + scores.length + messages.length + waitsEnded === 0;
    return html`
      <div class="headline">
        <p class="stimulus">${rendered(capital(stimulusInWords(store, run.stimulus)))}</p>
        ${run.error ? html`<p class="problem"><span class="error"><strong>Could not be run again.</strong> ${run.error}</span></p>` : nothing}
        <p class="row">
          ${scores.slice(0, 5).map(
            ({
              contact,
              previous,
              score,
            }) => html`<span class="move"><bdi>${shortened(store.contactName(contact))}</bdi>
              <span class="visually-hidden">score from</span> <span class="muted">${scoreInWords(previous)}</span> → <strong>${scoreInWords(score)}</strong></span>`,
          )}
          ${scores.length > 5 ? html`<span class="muted">and ${counted(scores.length - 5, 'more score')}</span>` : nothing}
          ${fired.length > 0 ? html`<span class="badge good">${counted(fired.length, 'workflow')} started</span>` : nothing}
          ${waitsEnded > 0 ? html`<span class="badge accent">${counted(waitsEnded, 'wait')} ended</span>` : nothing}
          ${messages.length > 0 ? html`<span class="badge accent">${counted(messages.length, 'message')}</span>` : nothing}
          ${refused > 0 ? html`<span class="badge warn">${refused} refused</span>` : nothing}
          ${locked > 0 ? html`<span class="badge bad">Loop locked</span>` : nothing}
          ${halted ? html`<span class="badge bad">Halted</span>` : nothing}
          ${quiet && !run.error ? html`<span class="badge">Nothing started</span>` : nothing}
        </p>
      </div>`;
  }

  #runView(run: Run): TemplateResult {
    return this.#view === 'journal' ? this.#journal(run) : this.#why(run);
  }

  #journal(run: Run): TemplateResult {
    const all = this.#wholeJournal ? (this.store.simulation?.journal() ?? []) : entriesOf(run);
    const shown = all.slice(-mostEntries);
    const toggle = (event: Event) => {
      this.#wholeJournal = (event.target as HTMLInputElement).checked;
      this.requestUpdate();
    };
    return html`
      <label class="row check"><input type="checkbox" .checked=${this.#wholeJournal} @change=${toggle}> The whole journal, not only this one</label>
      ${all.length > shown.length ? html`<p class="hint">The latest ${mostEntries} of ${all.length} entries.</p>` : nothing}
      ${shown.length === 0 ? html`<p class="empty">No entries.</p>` : journalTree(journalWords(this.store), shown)}`;
  }

  #why(run: Run): TemplateResult {
    const { store } = this;
    const entries = entriesOf(run);
    const outcomes = outcomesOf(store.running, entries);
    const started = outcomes.filter(({ status }) => status === 'started');
    const held = outcomes.filter(({ status }) => ['refused', 'notMatched', 'heldBefore'].includes(status));
    const deaf = outcomes.filter(({ status }) => status === 'notListening');
    return html`
      ${this.#continued(entries)}
      ${this.#awaited(run)}
      ${
        started.length === 0
          ? nothing
          : html`
        <section class="stack"><h3>Started</h3>${started.map((each) => this.#outcome(each, this.#begun(entries, each)))}</section>`
      }
      ${
        held.length === 0
          ? nothing
          : html`
        <section class="stack"><h3>Did not start</h3>${held.map((each) => this.#outcome(each))}</section>`
      }
      ${
        deaf.length === 0
          ? nothing
          : html`
        <details ?open=${this.#showsDeaf} @toggle=${this.#toggled}>
          <summary>${counted(deaf.length, 'workflow')} ${deaf.length === 1 ? 'does' : 'do'} not listen for what happened</summary>
          ${this.#showsDeaf ? html`<ul class="deaf">${deaf.map((each) => html`<li>${rendered(this.#deafness(each))}</li>`)}</ul>` : nothing}
        </details>`
      }`;
  }

  #toggled(event: Event): void {
    this.#showsDeaf = (event.target as HTMLDetailsElement).open;
    this.requestUpdate();
  }

  #deafness({ workflow, listensFor }: WorkflowOutcome) {
    const { vocabulary, references } = wordsOf(this.store);
    const types = listensFor.map((type) => [small(vocabulary.eventLabel(type))]);
    const name = strong(references.workflowName(workflow));
    return types.length === 0 ? [name, ' has no trigger'] : [name, ' waits for: ', ...joined(types, ', ', ' or ')];
  }

  /** What a workflow did after it had taken contacts in, for the first few of them. */
  #begun(entries: readonly Entry[], { workflow }: WorkflowOutcome): TemplateResult {
    const enrolled = entries.filter((entry) => entry.kind === 'enrolled' && entry.workflow === workflow);
    return html`${enrolled.slice(0, 10).map((entry) => this.#effects(entries, entry))}${
      enrolled.length > 10 ? html`<p class="muted">and ${enrolled.length - 10} more contacts</p>` : nothing
    }`;
  }

  #effects(entries: readonly Entry[], from: Entry): TemplateResult | typeof nothing {
    const words = journalWords(this.store);
    const effects = effectsOf(entries, from).slice(0, 12);
    if (effects.length === 0) return nothing;
    return html`<ul class="effects">${effects.map((effect) => html`<li>${rendered(entryInWords(words, effect))}</li>`)}</ul>`;
  }

  /** For an event that waits are for, where it started nothing and no wait went on: whether the contact waits at all. */
  #awaited(run: Run): TemplateResult | typeof nothing {
    const { store } = this;
    if (!('fire' in run.stimulus) || !run.report) return nothing;
    const { type, contact } = run.stimulus.fire;
    const { fired, waitsEnded } = summarise(entriesOf(run));
    if (fired.length + waitsEnded > 0 || !isAwaitedAnywhere(store.running, type)) return nothing;
    const waits = waitsBefore(store.runs.slice(0, store.runs.indexOf(run)), contact, type);
    const name = html`<bdi class="name">${shortened(store.contactName(contact))}</bdi>`;
    if (waits.length === 0) return html`<p class="reason">${name} is not waiting for it in any workflow.</p>`;
    const workflows = joined(
      waits.map((workflow) => [strong(store.references.workflowName(workflow))]),
      ', ',
    );
    return html`<p class="reason">${name} waits for such an event in ${rendered(workflows)}, but the conditions of the wait do not hold.</p>`;
  }

  /** Waits that went on, with what let them. */
  #continued(entries: readonly Entry[]): TemplateResult | typeof nothing {
    const words = journalWords(this.store);
    const waits = entries.filter((entry) => entry.kind === 'waitEnded');
    if (waits.length === 0) return nothing;
    return html`
      <section class="stack">
        <h3>Went on</h3>
        ${waits.slice(0, 50).map((entry) => {
          return html`
            <article class="outcome">
              <p><bdi class="name">${shortened(words.contactName(entry.contact))}</bdi> in <bdi class="name">${shortened(words.references.workflowName(entry.workflow))}</bdi>: ${rendered([small(asText(entryInWords(words, entry)))])}</p>
              ${entry.conditions === null || entry.conditions.all.length === 0 ? nothing : conditionTrace(words, entry.conditions, [])}
              ${this.#effects(entries, entry)}
            </article>`;
        })}
      </section>`;
  }

  #outcome(outcome: WorkflowOutcome, further: unknown = nothing): TemplateResult {
    const { store } = this;
    const words = wordsOf(store);
    const { workflow, status, reason, triggers } = outcome;
    const source = words.references.workflow(workflow);
    const { look, sign, label } = statuses[status];
    const badge = html`<span class=${`badge ${look}`}>${icon(sign)}${label}</span>`;
    return html`
      <article class="outcome">
        <div class="row"><h4 class="clamp"><bdi>${words.references.workflowName(workflow)}</bdi></h4><span class="grow"></span>${badge}</div>
        ${status === 'refused' ? html`<p class="reason">It would have started, but ${refusals[reason ?? ''] ?? reason}.</p>` : nothing}
        ${triggers.slice(0, 20).map(({ id, contact, matched, heldBefore, conditions }) => {
          const type = source?.triggers.find((trigger, index) => (trigger.id ?? `trigger-${index + 1}`) === id)?.type;
          return html`
            ${triggers.length > 1 ? html`<p class="muted">Trigger <bdi>${id}</bdi> for <bdi>${store.contactName(contact)}</bdi>: ${matched ? 'matched' : 'did not match'}</p>` : nothing}
            ${conditionTrace(words, conditions, type ? [type] : [])}
            ${conditions.met && heldBefore ? html`<p class="reason">The conditions held for the score before, too; it fires only when they begin to hold.</p>` : nothing}`;
        })}
        ${further}
      </article>`;
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

      .reason {
        font-size: var(--text-small);
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

/** What followed from an entry that a person cares for: scores, messages, changes, the end. */
function effectsOf(entries: readonly Entry[], from: Entry): Entry[] {
  const caused = new Set([from.seq]);
  return entries.filter((entry) => {
    if (entry.cause === null || !caused.has(entry.cause)) return false;
    caused.add(entry.seq);
    return (
      entry.enrollment === from.enrollment &&
      ['scoreChanged', 'message', 'contactChanged', 'waitStarted', 'exited', 'branchTaken'].includes(entry.kind)
    );
  });
}

/** Whether a step of a published workflow, anywhere, waits for events of the type. */
function isAwaitedAnywhere(document: Workspace, type: string): boolean {
  let found = false;
  forEachObject(
    document.workflows.map(({ steps }) => steps),
    ({ untilEvent }) => {
      found ||= (untilEvent as { type?: string } | undefined)?.type === type;
    },
  );
  return found;
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

function asText(parts: readonly (string | { strong: string })[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}

function firstHint(): TemplateResult {
  return html`<p class="empty">Fire an event, and see here what it started, what it did not, and why.</p>`;
}

function outboxView(store: Store, outbox: readonly MessageEntry[]): TemplateResult {
  const words = wordsOf(store);
  return html`
    <p class="hint">Simulation: nothing is sent. This is what would have gone out, the latest first.</p>
    ${outbox.length === 0 ? html`<p class="empty">No messages.</p>` : nothing}
    <ul class="plain messages">
      ${outbox
        .slice(-100)
        .toReversed()
        .map(
          (message) => html`
        <li class="message">
          <div class="row">
            ${icon('mail')}<span class="about">${rendered(headingOf(words, message, store.contactName(message.contact)))}</span>
            <span class="grow"></span><time class="muted" datetime=${message.at}>${instantInWords(message.at)}</time>
          </div>
          <dl>
            ${Object.entries(message.content).map(([name, value]) => {
              if (name === 'to') return nothing;
              const parameter = parameterOf(words, message, name);
              return html`<dt>${parameter?.label ?? name}</dt><dd><bdi>${contentInWords(words, parameter, value)}</bdi></dd>`;
            })}
            <dt>Sent by</dt><dd><bdi>${words.references.workflowName(message.workflow)}</bdi></dd>
          </dl>
          ${message.unresolved.length > 0 ? html`<p class="problem"><span class="warning"><strong>Warning</strong> There is no ${message.unresolved.join(', ')}: left empty.</span></p>` : nothing}
          ${message.truncated ? html`<p class="problem"><span class="warning"><strong>Warning</strong> A text was too long, and was cut.</span></p>` : nothing}
        </li>`,
        )}
    </ul>`;
}

/** What kind of message it is and for whom: a recipient of its own, or the contact. */
function headingOf({ vocabulary }: Words, { channel, content }: MessageEntry, contact: string): Parts {
  const label = strong(vocabulary.stepLabel(channel));
  return content.to
    ? [label, ': ', strong(content.to), ', about ', strong(contact)]
    : [label, ' for ', strong(contact)];
}

function parameterOf({ vocabulary }: Words, { channel }: MessageEntry, name: string): CatalogProperty | undefined {
  return vocabulary.stepType(channel)?.parameters.find((parameter) => parameter.name === name);
}

function contentInWords({ references }: Words, parameter: CatalogProperty | undefined, value: unknown): string {
  if (parameter?.resource) return references.name(parameter.resource, String(value));
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, each]) => `${key}: ${valueInWords(each)}`)
    .join('\n');
}
