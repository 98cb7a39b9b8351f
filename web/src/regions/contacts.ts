import type { Contact, ContactEdit, ContactState, Scalar } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { freeId, kebab } from '../document/defaults.js';
import { join, withInserted, withRemoved, withValue } from '../document/pointer.js';
import { Form } from '../forms/form.js';
import { icon } from '../styles/icons.js';
import { between, instantInWords, scoreInWords, signed, valueInWords } from '../text/format.js';
import { rendered, shortened } from '../text/parts.js';
import { journalWords } from '../text/runs.js';
import { scoreSourceInWords } from '../text/score-source.js';
import { texts } from '../texts/texts.js';
import { contactRows } from './contact-form.js';
import { Region } from './region.js';
import { ledgerStyles, scoreLedger } from './score-ledger.js';

type Json = Record<string, unknown>;

/** More contacts than this are shown only when asked for, or found by a search. */
const pageSize = 40;

/** The contacts as they are now: scores and what changed them last, tags, fields, notes, waits, locks. */
export class ContactsRegion extends Region {
  #editing = '';
  #adding = false;
  /** What the open form holds. */
  #form: Json = {};
  #error = '';
  #search = '';
  #limit = pageSize;
  /** The contacts whose score's history is open. */
  readonly #histories = new Set<string>();

  protected override storeChanged(): void {
    if (this.#editing !== '' && !this.store.contacts.some(({ id }) => id === this.#editing)) this.#editing = '';
  }

  #focus(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  #startEdit(contact: ContactState): void {
    this.#adding = false;
    this.#editing = contact.id;
    this.#error = '';
    const { name, email, engagementScore, tags, fields } = contact;
    this.#form = {
      ...(name === null ? {} : { name }),
      ...(email === null ? {} : { email }),
      engagementScore,
      tags,
      fields,
    };
    this.#focus('.edit input');
  }

  #startAdd(): void {
    this.#editing = '';
    this.#adding = true;
    this.#error = '';
    const ids = this.store.contacts.map(({ id }) => id);
    this.#form = { id: freeId('contact', ids), engagementScore: null };
    this.#focus('.edit input');
  }

  #close(focus: string): void {
    this.#editing = '';
    this.#adding = false;
    this.#error = '';
    this.#focus(focus);
  }

  /** Changes the contact as it is now: a stimulus, which the journal shows. */
  #applyNow(contact: ContactState): void {
    const edit = { contact: contact.id, ...changesOf(contact, this.#form) };
    const error = this.store.do({ edit });
    if (error === null) this.#close(`[data-edit="${CSS.escape(contact.id)}"]`);
    else this.#fail(error);
  }

  /** Changes what the contact starts with: the workspace, and so everything from the start on. */
  #applyToStart(contact: ContactState): void {
    const { store } = this;
    const index = (store.document.contacts ?? []).findIndex(({ id }) => id === contact.id);
    const { fields, ...rest } = changesOf(contact, this.#form);
    let document = Object.entries(rest).reduce(
      (changed, [key, value]) => withValue(changed, join(`/contacts/${index}`, key), value),
      store.document,
    );
    for (const [key, value] of Object.entries(fields ?? {})) {
      document = withValue(document, join(`/contacts/${index}/fields`, key), value ?? undefined);
    }
    store.setDocument(document);
    this.#close(`[data-edit="${CSS.escape(contact.id)}"]`);
  }

  #addNow(): void {
    const error = this.store.do({ addContact: this.#form as unknown as Contact });
    if (error === null) this.#close('#add-contact');
    else this.#fail(error);
  }

  #addToStart(): void {
    const { store } = this;
    const id = String(this.#form.id ?? '');
    if (id === '' || store.contacts.some((contact) => contact.id === id)) {
      const { needsId, idTaken } = texts().contacts;
      this.#fail(id === '' ? needsId : idTaken(id));
      return;
    }
    store.setDocument(withInserted(store.document, '/contacts', store.document.contacts?.length ?? 0, this.#form));
    this.#close('#add-contact');
  }

  /** Takes the contact out of the workspace; what was done to it stays on the timeline, and says that it is gone. */
  #delete(contact: ContactState): void {
    const { store } = this;
    const index = (store.document.contacts ?? []).findIndex(({ id }) => id === contact.id);
    if (index < 0) return;
    store.setDocument(
      withRemoved(store.document, '/contacts', index),
      texts().contacts.deleted(contact.name || contact.id),
    );
    this.#close('#add-contact');
  }

  #fail(error: string): void {
    this.#error = error;
    this.requestUpdate();
  }

  /** The id follows the name until somebody sets it. */
  #setNew(contact: Json): void {
    const before = this.#form;
    const follows = before.id === idFrom(before.name) || String(before.id).startsWith('contact');
    this.#form =
      contact.name !== before.name && follows && contact.name ? { ...contact, id: idFrom(contact.name) } : contact;
    this.requestUpdate();
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
      ${this.#adding ? this.#addForm() : nothing}
      ${all.length === 0 && !this.#adding ? html`<p class="empty">${words.empty}</p>` : nothing}
      <ul class="plain cards">
        ${repeat(
          shown,
          ({ id }) => id,
          (contact) =>
            html`<li class="card contact">${this.#editing === contact.id ? this.#editForm(contact) : this.#contact(contact)}</li>`,
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
          <h3 class="clamp"><bdi>${name || id}</bdi></h3>
          <p class="muted clamp"><bdi>${email || id}</bdi></p>
        </div>
        <p class=${`score ${engagementScore === null ? 'none' : ''}`}><span class="visually-hidden">${words.score}</span>${scoreInWords(engagementScore)}</p>
      </div>
      ${this.#lastChange(contact)}
      ${this.#history(contact)}
      ${tags.length > 0 ? html`<ul class="plain row tags" aria-label=${words.tags}>${tags.map((tag) => html`<li class="tag"><bdi>${this.store.references.name('tags', tag)}</bdi></li>`)}</ul>` : nothing}
      ${this.#waits(contact)}
      ${this.#locks(contact)}
      ${
        Object.keys(fields).length > 0
          ? html`<dl class="facts">${Object.entries(fields).map(([key, value]) => html`<dt><bdi>${key}</bdi></dt><dd><bdi>${valueInWords(value)}</bdi></dd>`)}</dl>`
          : nothing
      }
      ${notes.length > 0 ? html`<ul class="notes" aria-label=${words.notes}>${notes.map((note) => html`<li><bdi>${note}</bdi></li>`)}</ul>` : nothing}
      <button type="button" class="small quiet edit-button" data-edit=${id} aria-label=${words.editIt(name || id)} @click=${() => this.#startEdit(contact)}>${icon('pencil')} ${words.edit}</button>`;
  }

  #lastChange({ lastScoreChange }: ContactState): TemplateResult | typeof nothing {
    if (!lastScoreChange) return nothing;
    const { delta, at, clamped } = lastScoreChange;
    const by = rendered(scoreSourceInWords(journalWords(this.store), lastScoreChange));
    return html`<p class="change"><strong>${signed(delta) || '0'}</strong> ${by}${clamped ? texts().contacts.clamped : nothing} · <time class="muted" datetime=${at}>${instantInWords(at)}</time></p>`;
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
        <summary>${texts().contacts.history}<span class="visually-hidden"> ${texts().contacts.of(name || id)}</span></summary>
        ${isOpen ? scoreLedger(journalWords(this.store), this.store.viewed?.ledger(id) ?? []) : nothing}
      </details>`;
  }

  #waits({ waiting }: ContactState): TemplateResult | typeof nothing {
    if (waiting.length === 0) return nothing;
    const { store } = this;
    const now = store.viewed?.now ?? '';
    const words = texts().contacts;
    const rowOf = ({ workflow, event, due, form }: ContactState['waiting'][number]) => {
      const isForConditions = form === 'untilConditions' || form === 'goal';
      const awaited = event ? (store.vocabulary?.eventLabel(event).toLowerCase() ?? '') : null;
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
    this.store.do({ unlock: { contact, workflow } });
    this.#focus(`[data-edit="${CSS.escape(contact)}"]`);
  }

  get #forms(): Form | null {
    const { store } = this;
    if (!store.vocabulary) return null;
    return new Form({
      vocabulary: store.vocabulary,
      references: store.references,
      document: store.document,
      diagnostics: [],
      apply: () => {},
    });
  }

  #editForm(contact: ContactState): TemplateResult | typeof nothing {
    const form = this.#forms;
    if (!form) return nothing;
    const properties = form.vocabulary.shape('contactEdit').properties.filter(({ name }) => name !== 'contact');
    const isSample = this.store.mayEdit && (this.store.document.contacts ?? []).some(({ id }) => id === contact.id);
    const change = (changed: Json) => {
      this.#form = changed;
      this.requestUpdate();
    };
    const words = texts().contacts;
    return html`
      <form class="edit stack" aria-label=${words.editIt(contact.name || contact.id)} @submit=${(event: Event) => {
        event.preventDefault();
        this.#applyNow(contact);
      }}>
        ${contactRows(form, 'edit', properties, this.#form, change)}
        ${this.#problem()}
        <div class="row">
          <button type="submit">${words.changeNow}</button>
          ${isSample ? html`<button type="button" @click=${() => this.#applyToStart(contact)}>${words.changeFromStart}</button>` : nothing}
          <button type="button" class="quiet" @click=${() => this.#close(`[data-edit="${CSS.escape(contact.id)}"]`)}>${words.cancel}</button>
          ${isSample ? html`<span class="grow"></span><button type="button" class="quiet danger" aria-label=${words.deleteIt(contact.name || contact.id)} @click=${() => this.#delete(contact)}>${words.delete}</button>` : nothing}
        </div>
        <p class="hint">${isSample ? words.hintOfBoth : words.hintOfNow}</p>
      </form>`;
  }

  #addForm(): TemplateResult | typeof nothing {
    const form = this.#forms;
    if (!form) return nothing;
    const properties = form.vocabulary.shape('contact').properties.filter(({ kind }) => kind !== 'instant');
    const order = [
      ...properties.filter(({ name }) => name === 'name'),
      ...properties.filter(({ name }) => name !== 'name'),
    ];
    const words = texts().contacts;
    return html`
      <form class="edit card stack" aria-label=${words.addOne} @submit=${(event: Event) => {
        event.preventDefault();
        this.#addToStart();
      }}>
        ${contactRows(form, 'add', order, this.#form, (contact) => this.#setNew(contact))}
        ${this.#problem()}
        <div class="row">
          <button type="submit" ?disabled=${!this.store.mayEdit}>${words.addFromStart}</button>
          <button type="button" @click=${() => this.#addNow()}>${words.arriveNow}</button>
          <button type="button" class="quiet" @click=${() => this.#close('#add-contact')}>${words.cancel}</button>
        </div>
        <p class="hint">${words.hintOfAdding}</p>
      </form>`;
  }

  #problem(): TemplateResult | typeof nothing {
    return this.#error
      ? html`<p class="problem" role="alert"><span class="error"><strong>${texts().contacts.notDone}</strong> ${this.#error}</span></p>`
      : nothing;
  }

  static override styles = [
    Region.styles,
    ledgerStyles,
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
        grid-template-columns: auto 1fr;
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

      .edit.stack {
        gap: var(--space-3);
      }

      .edit.card {
        padding: var(--space-3);
      }

      .optional {
        font-weight: 400;
      }
    `,
  ];
}

function idFrom(name: unknown): string {
  return kebab(String(name ?? ''));
}

/** What an edit has to set for the contact to become what the form holds. */
function changesOf(contact: ContactState, form: Json): ContactEdit {
  const edit: ContactEdit = {};
  const { name, email, engagementScore, tags, fields } = form as ContactEdit;
  if (name !== undefined && name !== (contact.name ?? '')) edit.name = name;
  if (email !== undefined && email !== (contact.email ?? '')) edit.email = email;
  if (engagementScore !== undefined && engagementScore !== contact.engagementScore)
    edit.engagementScore = engagementScore;
  if (tags !== undefined && JSON.stringify(tags) !== JSON.stringify(contact.tags)) edit.tags = tags;
  const changed = changedFields(contact.fields, fields ?? {});
  if (Object.keys(changed).length > 0) edit.fields = changed;
  return edit;
}

function changedFields(
  before: Record<string, Scalar>,
  after: Record<string, Scalar | null>,
): Record<string, Scalar | null> {
  const set = Object.entries(after).filter(([key, value]) => before[key] !== value);
  const cleared = Object.keys(before)
    .filter((key) => !Object.hasOwn(after, key))
    .map((key): [string, null] => [key, null]);
  return Object.fromEntries([...set, ...cleared]);
}
