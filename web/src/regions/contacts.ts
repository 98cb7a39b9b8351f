import type { ContactState } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { needed } from '../parts.js';
import { icon } from '../styles/icons.js';
import { balanced, setApart } from '../text/balanced.js';
import { between, instantInWords, scoreInWords, signed, valueInWords } from '../text/format.js';
import { rendered, shortened, small } from '../text/parts.js';
import { journalWords } from '../text/runs.js';
import { scoreSourceInWords } from '../text/score-source.js';
import { texts } from '../texts/texts.js';
import { Region } from './region.js';

/** More contacts than this are shown only when asked for, or found by a search. */
const pageSize = 40;

/** The contacts as they are now: scores and what changed them last, tags, fields, notes, waits, locks. */
export class ContactsRegion extends Region {
  #editing = '';
  #adding = false;
  #search = '';
  #limit = pageSize;
  /** The contacts whose score's history is open. */
  readonly #histories = new Set<string>();

  protected override storeChanged(): void {
    if (this.#editing !== '' && !this.store.contact(this.#editing)) this.#editing = '';
  }

  #startEdit(contact: ContactState): void {
    this.#adding = false;
    this.#editing = contact.id;
    this.requestUpdate();
  }

  #startAdd(): void {
    this.#editing = '';
    this.#adding = true;
    this.requestUpdate();
  }

  /** The form is done with; `event` says what gets the focus. */
  #close(event: CustomEvent<string>): void {
    this.#editing = '';
    this.#adding = false;
    this.focusOn(event.detail);
  }

  override render(): TemplateResult {
    const { store } = this;
    const all = store.contacts;
    const query = this.#search.trim().toLowerCase();
    const found =
      query === ''
        ? all
        : all.filter(({ id, name, email }) => [id, name, email].some((each) => each?.toLowerCase().includes(query)));
    const shown = found.slice(0, this.#limit);
    const words = texts().contacts;
    return html`
      <div class="row"><h2>${words.heading}</h2><span class="grow"></span>
        <button type="button" class="small" id="add-contact" ?disabled=${!store.simulation} @click=${() => this.#startAdd()}>${icon('plus')} ${words.add}</button></div>
      ${all.length > 8 ? this.#searchRow() : nothing}
      ${this.#adding ? this.#form(null) : nothing}
      ${all.length === 0 && !this.#adding ? html`<p class="empty">${words.empty}</p>` : nothing}
      <ul class="plain cards">
        ${repeat(
          shown,
          ({ id }) => id,
          (contact) =>
            html`<li class="card contact">${this.#editing === contact.id ? this.#form(contact) : this.#contact(contact)}</li>`,
        )}
      </ul>
      ${
        found.length > shown.length
          ? html`<button type="button" class="small" @click=${() => {
              this.#limit += pageSize;
              this.requestUpdate();
            }}>${words.showMore(found.length - shown.length)}</button>`
          : nothing
      }`;
  }

  #searchRow(): TemplateResult {
    return html`
      <input type="search" aria-label=${texts().contacts.find} placeholder=${texts().contacts.find} .value=${this.#search}
        @input=${(event: Event) => {
          this.#search = (event.target as HTMLInputElement).value;
          this.#limit = pageSize;
          this.requestUpdate();
        }}>`;
  }

  #contact(contact: ContactState): TemplateResult {
    const { id, name, email, engagementScore, tags, fields, notes } = contact;
    const words = texts().contacts;
    return html`
      <div class="top">
        <div class="who">
          <h3 class="clamp"><bdi>${balanced(name || id)}</bdi></h3>
          <p class="muted clamp"><bdi>${balanced(email || id)}</bdi></p>
        </div>
        ${keyed(engagementScore, html`<p class=${`score ${engagementScore === null ? 'none' : ''} ${this.#hasMoved(contact) ? 'moved' : ''}`}><span class="visually-hidden">${words.score}</span>${scoreInWords(engagementScore)}</p>`)}
      </div>
      ${this.#lastChange(contact)}
      ${this.#history(contact)}
      ${tags.length > 0 ? html`<ul class="plain row tags" aria-label=${words.tags}>${tags.map((tag) => html`<li class="tag"><bdi>${balanced(this.store.references.name('tags', tag))}</bdi></li>`)}</ul>` : nothing}
      ${this.#waits(contact)}
      ${this.#locks(contact)}
      ${
        Object.keys(fields).length > 0
          ? html`<dl class="facts">${Object.entries(fields).map(([key, value]) => html`<dt><bdi>${balanced(key)}</bdi></dt><dd><bdi>${balanced(valueInWords(value))}</bdi></dd>`)}</dl>`
          : nothing
      }
      ${notes.length > 0 ? html`<ul class="notes" aria-label=${words.notes}>${notes.map((note) => html`<li><bdi>${balanced(note)}</bdi></li>`)}</ul>` : nothing}
      <button type="button" class="small quiet edit-button" data-edit=${id} aria-label=${words.editIt(name || id)} @click=${() => this.#startEdit(contact)}>${icon('pencil')} ${words.edit}</button>`;
  }

  #lastChange({ lastScoreChange }: ContactState): TemplateResult | typeof nothing {
    if (!lastScoreChange) return nothing;
    const { delta, at, clamped } = lastScoreChange;
    const by = rendered(scoreSourceInWords(journalWords(this.store), lastScoreChange));
    return html`<p class="change"><strong>${signed(delta) || '0'}</strong> ${by}${clamped ? texts().contacts.clamped : nothing} · <time class="muted" datetime=${at}>${instantInWords(at)}</time></p>`;
  }

  /** Whether the stimulus that is looked at changed the score. */
  #hasMoved({ lastScoreChange }: ContactState): boolean {
    const first = this.store.selectedRun?.report?.seq ?? Number.POSITIVE_INFINITY;
    return lastScoreChange !== null && lastScoreChange.seq >= first;
  }

  /** All changes of the score; the engine is asked for them only while they are open. */
  #history({ id, name, lastScoreChange }: ContactState): TemplateResult | typeof nothing {
    if (!lastScoreChange) return nothing;
    const isOpen = this.#histories.has(id);
    const toggled = (event: Event) => {
      if ((event.target as HTMLDetailsElement).open) this.#histories.add(id);
      else this.#histories.delete(id);
      this.requestUpdate();
    };
    return html`
      <details ?open=${isOpen} @toggle=${toggled}>
        <summary>${texts().contacts.history}<span class="visually-hidden"> ${texts().contacts.of(setApart(name || id))}</span></summary>
        ${isOpen ? html`<rehearse-score-history .store=${this.store} .contact=${id}>${this.#needed('rehearse-score-history')}</rehearse-score-history>` : nothing}
      </details>`;
  }

  #waits({ waiting }: ContactState): TemplateResult | typeof nothing {
    if (waiting.length === 0) return nothing;
    const { store } = this;
    const now = store.viewed?.now ?? '';
    const words = texts().contacts;
    const rowOf = ({ workflow, event, due, form }: ContactState['waiting'][number]) => {
      const isForConditions = form === 'untilConditions' || form === 'goal';
      const awaited = event ? small(store.vocabulary?.eventLabel(event) ?? '') : null;
      const waiting = words.waiting(shortened(store.references.workflowName(workflow)), awaited, isForConditions);
      const until = due
        ? html`${words.until(instantInWords(due))} <span class="muted">(${words.dueIn(between(now, due))})</span>`
        : nothing;
      return html`<li>${icon('clock')}<span>${rendered(waiting)}${until}</span></li>`;
    };
    return html`
      <ul class="plain stack waits" aria-label=${words.waits}>
        ${waiting.map(rowOf)}
      </ul>`;
  }

  #locks({ id, name, locked }: ContactState): TemplateResult | typeof nothing {
    if (locked.length === 0) return nothing;
    const words = texts().contacts;
    return html`
      <ul class="plain stack locks" aria-label=${words.locks}>
        ${locked.map(
          (workflow) => html`
          <li>${icon('lock')}<span class="grow">${rendered(words.locked(this.store.references.workflowName(workflow)))}</span>
            <button type="button" class="small" aria-label=${words.unlockIt(this.store.references.workflowName(workflow), name || id)}
              @click=${() => this.#unlock(id, workflow)}>${words.unlock}</button></li>`,
        )}
      </ul>`;
  }

  #unlock(contact: string, workflow: string): void {
    this.store.stimuli.do({ unlock: { contact, workflow } });
    this.focusOn(`[data-edit="${CSS.escape(contact)}"]`);
  }

  #form(contact: ContactState | null): TemplateResult {
    return html`<rehearse-contact-form .store=${this.store} .contact=${contact} @close=${this.#close}>${this.#needed('rehearse-contact-form')}</rehearse-contact-form>`;
  }

  #needed(part: string): TemplateResult | typeof nothing {
    return needed(part, () => this.requestUpdate());
  }

  static override styles = [
    Region.styles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        align-content: start;
      }

      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr));
        gap: var(--space-2);
        align-items: start;
      }

      .contact {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
      }

      .top {
        display: flex;
        justify-content: space-between;
        align-items: start;
        gap: var(--space-3);
      }

      .top {
        flex-wrap: wrap;
      }

      .who {
        flex: 1 1 6rem;
        min-inline-size: 0;
      }

      .score {
        white-space: nowrap;
        font-size: 1.5rem;
        line-height: 1.2;
        font-weight: 650;
        font-variant-numeric: tabular-nums;
        letter-spacing: -0.01em;
      }

      /* Made anew whenever the score is another one: it moves to where it stands. */
      .score.moved {
        animation: move 0.45s cubic-bezier(0.2, 0.8, 0.3, 1.2);
      }

      @keyframes move {
        from {
          transform: translateY(0.5em) scale(1.25);
          color: var(--accent);
        }
      }

      .score.none {
        font-size: 0.875rem;
        font-weight: 500;
        font-style: italic;
        color: var(--muted);
        padding-block-start: 0.25rem;
      }

      .change {
        font-size: var(--text-small);
      }

      .change time {
        white-space: nowrap;
      }

      .change strong {
        color: var(--accent);
        font-variant-numeric: tabular-nums;
      }

      .tags {
        gap: var(--space-1);
      }

      .waits li,
      .locks li {
        display: flex;
        gap: var(--space-2);
        font-size: var(--text-small);
      }

      .waits svg.icon-image,
      .locks svg.icon-image {
        margin-block-start: 0.125rem;
        color: var(--muted);
      }

      .locks li {
        align-items: center;
        padding: var(--space-1) var(--space-2);
        border-radius: var(--radius-small);
        background: var(--bad-soft);
      }

      .facts {
        display: grid;
        grid-template-columns: fit-content(50%) minmax(0, 1fr);
        gap: 0.125rem var(--space-3);
        font-size: var(--text-small);
      }

      .facts dt {
        color: var(--muted);
      }

      .notes {
        padding-inline-start: var(--space-4);
        font-size: var(--text-small);
      }

      .edit-button {
        justify-self: start;
        margin-inline-start: -0.625rem;
      }
    `,
  ];
}
