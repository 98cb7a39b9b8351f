import type { CatalogAttribute, ContactState, FiredEvent } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import {
  type EventDraft,
  eventOfType,
  missingAttribute,
  proposedEvent,
  type SuggestionSources,
  suggestedEvents,
  withoutEmptyFields,
} from '../document/suggestions.js';
import {
  type Control,
  choiceControl,
  eventTypeControl,
  mapControl,
  numberControl,
  textControl,
  yesNoControl,
} from '../forms/controls.js';
import { Form } from '../forms/form.js';
import { icon } from '../styles/icons.js';
import { balanced, setApart } from '../text/balanced.js';
import { capital, plain, rendered, shortened, worded } from '../text/parts.js';
import { wordsOf } from '../text/runs.js';
import { eventInWords } from '../text/sentences.js';
import { texts } from '../texts/texts.js';
import { ContactOptions } from './contact-options.js';
import { Region } from './region.js';

/** Where events are fired: a contact, an event type, its attributes, and one button. */
export class ComposerRegion extends Region {
  #contact = '';
  #draft: EventDraft | null = null;
  /** Whether a person has changed the draft; until then it follows the workspace. */
  #touched = false;
  /** Which of the workspaces it shows. */
  #load = 0;
  /** The stimulus that it changes, as the store says; -1 where it fires a new one. */
  #editing = -1;
  #error: (() => string | TemplateResult) | null = null;
  /** The workspace, the timeline and the place on it that the error is of: it stays until one of them is another. */
  #errorOf: readonly unknown[] = [];
  readonly #options = new ContactOptions();

  protected override storeChanged(): void {
    const { store } = this;
    const contacts = store.contacts;
    if (!store.contact(this.#contact)) this.#contact = contacts[0]?.id ?? '';
    if (store.loads !== this.#load) this.#touched = false;
    this.#load = store.loads;
    const now = [store.loads, store.runs, store.selected, store.timeline.editing];
    if (now.some((each, index) => each !== this.#errorOf[index])) this.#error = null;
    this.#errorOf = now;
    if (store.timeline.editing !== this.#editing) this.#follow(store.timeline.editing);
    if (!this.#touched || !this.#draft) this.#draft = this.#proposal();
  }

  /** Takes up an event that was fired, or lets go of it. */
  #follow(index: number): void {
    this.#editing = index;
    const stimulus = this.store.runs[index]?.stimulus;
    this.#touched = stimulus !== undefined && 'fire' in stimulus;
    if (stimulus === undefined || !('fire' in stimulus)) return;
    const { contact, ...draft } = stimulus.fire;
    this.#contact = contact;
    this.#draft = draft as EventDraft;
    this.focusOn('#type');
  }

  get #sources(): SuggestionSources | null {
    const { vocabulary, document } = this.store;
    return vocabulary ? { vocabulary, references: this.store.references, document } : null;
  }

  get #contactState(): ContactState | undefined {
    return this.store.contact(this.#contact);
  }

  #suggestions(): EventDraft[] {
    return this.#sources ? suggestedEvents(this.#sources, this.#contactState) : [];
  }

  /** What to fire next, as long as nobody has chosen: what a wait of the contact wants, else what starts something. */
  #proposal(): EventDraft | null {
    const outside = this.store.vocabulary?.catalog.eventTypes.find(({ origin }) => origin === 'outside');
    const isWaiting = (this.#contactState?.waiting.length ?? 0) > 0;
    if (this.#draft && this.store.runs.length > 0 && !isWaiting) return this.#draft;
    const sources = this.#sources;
    if (!sources || !outside) return null;
    return proposedEvent(sources, this.#contactState) ?? eventOfType(sources, outside.name);
  }

  /** Another contact may be waited for otherwise: until somebody has chosen an event, the proposal is theirs. */
  #chooseContact(id: string): void {
    this.#contact = id;
    const proposed = this.#sources ? proposedEvent(this.#sources, this.#contactState) : undefined;
    if (!this.#touched && proposed) this.#draft = proposed;
    this.requestUpdate();
  }

  #edit(draft: EventDraft): void {
    this.#draft = draft;
    this.#touched = true;
    this.#error = null;
    this.requestUpdate();
  }

  #set(name: string, value: unknown): void {
    if (!this.#draft) return;
    const { [name]: _, ...others } = this.#draft;
    const gone = value === undefined || value === '';
    this.#edit((gone ? others : { ...this.#draft, [name]: value }) as EventDraft);
  }

  #fire(draft: EventDraft): void {
    const vocabulary = this.store.vocabulary;
    const missing = vocabulary ? missingAttribute(vocabulary, draft) : undefined;
    if (missing) {
      this.#ask(missing);
      return;
    }
    const event = { ...withoutEmptyFields(draft), contact: this.#contact } as FiredEvent;
    const { stimuli, timeline } = this.store;
    const isNew = timeline.editing < 0;
    const error = isNew ? stimuli.do({ fire: event }) : stimuli.replace(timeline.editing, { fire: event });
    this.#error = error === null ? null : () => worded(error);
    this.requestUpdate();
  }

  /** Says which attribute is missing, and leads to it. */
  #ask({ name, resource }: CatalogAttribute): void {
    this.#error = () => {
      const { chooseFirst, fillInFirst } = texts().composer;
      const label = setApart(this.store.vocabulary?.attribute(this.#draft?.type ?? '', name)?.label ?? name);
      return resource ? chooseFirst(label) : fillInFirst(label);
    };
    this.requestUpdate();
    this.focusOn(`#attribute-${name}`);
  }

  override render(): TemplateResult {
    const { store } = this;
    const draft = this.#draft;
    const words = texts().composer;
    if (!store.vocabulary || !draft) return html`<h2>${words.heading}</h2><p class="empty">${words.waiting}</p>`;
    return html`
      <form class="stack" @submit=${(event: Event) => {
        event.preventDefault();
        this.#fire(draft);
      }}>
        <h2>${this.#editing < 0 ? words.heading : words.changeStimulus(this.#editing + 1)}</h2>
        ${this.#momentHint()}
        ${this.#fields(draft)}
        ${this.#requiredHint(draft)}
        ${this.#error ? html`<p class="problem" id="fire-error" role="alert"><span class="error"><strong>${words.notFired}</strong> ${this.#error()}</span></p>` : nothing}
        ${this.#buttons(draft)}
      </form>
      ${this.#editing < 0 ? this.#quickEvents(draft) : nothing}`;
  }

  /** Who does what: a contact, an event type and its attributes. */
  #fields(draft: EventDraft): TemplateResult | typeof nothing {
    const { vocabulary, references, document } = this.store;
    if (!vocabulary) return nothing;
    const words = texts().composer;
    const change = (type: unknown) => this.#chooseType(String(type));
    const form = new Form({ vocabulary, references, document, diagnostics: [], apply: () => {} });
    const types = vocabulary.catalog.eventTypes.filter(({ origin }) => origin === 'outside');
    return html`
      <div class="fields">
        <div class="field"><label for="contact">${words.contact}</label>${this.#contactControl()}</div>
        <div class="field"><label for="type">${words.event}</label>${eventTypeControl({ id: 'type', value: draft.type, change }, form, types)}</div>
        ${this.#attributes(draft)}
      </div>`;
  }

  #buttons(draft: EventDraft): TemplateResult {
    const { store } = this;
    const words = texts().composer;
    const isNew = this.#editing < 0;
    const isNobodyThere = store.contacts.length === 0;
    const contact = isNobodyThere
      ? nothing
      : html`<bdi>${balanced(shortened(store.contactName(this.#contact)))}</bdi>, `;
    return html`
      <div class="row">
        <button type="submit" class="primary fire" ?disabled=${isNobodyThere}>
          ${icon('bolt')}<span>${isNew ? words.fire : words.changeTo}: ${contact}${rendered(eventInWords(wordsOf(store), draft))}</span>
        </button>
        ${isNew ? nothing : html`<button type="button" id="cancel-edit" @click=${() => store.stimuli.edit(-1)}>${words.cancel}</button>`}
      </div>
      ${isNobodyThere ? html`<p class="hint">${words.addContactFirst}</p>` : nothing}`;
  }

  /** Drawn anew only where it changes: there may be thousands. */
  #contactControl(): unknown {
    const options = this.#options.of(this.store.contacts);
    const change = (id: unknown) => this.#chooseContact(String(id));
    return guard([options, this.#contact, texts()], () =>
      choiceControl({ id: 'contact', value: this.#contact, change }, options),
    );
  }

  /** Where among the stimuli the event comes, if that is not the end. */
  #momentHint(): TemplateResult | typeof nothing {
    const { store } = this;
    if (this.#editing >= 0) return html`<p class="hint">${texts().composer.runAgain}</p>`;
    if (store.timeline.isAtEnd) return nothing;
    const { lookingAt, backToEnd } = texts().composer;
    return html`
      <p class="moment">${icon('clock')}<span>${lookingAt(store.selected + 1, store.runs.length)}</span>
        <button type="button" class="small" id="to-end" @click=${() => store.stimuli.select(store.runs.length - 1)}>${backToEnd}</button></p>`;
  }

  #requiredHint(draft: EventDraft): TemplateResult | typeof nothing {
    const attributes = this.store.vocabulary?.eventType(draft.type)?.attributes ?? [];
    return attributes.some(({ required }) => required)
      ? html`<p class="hint key">${texts().composer.needed}</p>`
      : nothing;
  }

  #chooseType(type: string): void {
    if (this.#sources) this.#edit(eventOfType(this.#sources, type));
  }

  #attributes(draft: EventDraft): TemplateResult {
    const row = this.store.vocabulary?.eventType(draft.type);
    const attributes = row?.attributes ?? [];
    const isMain = ({ name, required, resource }: CatalogAttribute) =>
      required || draft[name] !== undefined || (resource !== null && attributes.length < 4);
    const others = attributes.filter((attribute) => !isMain(attribute));
    const words = texts().composer;
    return html`
      ${attributes.filter(isMain).map((attribute) => this.#attribute(draft, attribute))}
      ${
        row?.hasFields
          ? html`<div class="field wide"><span class="label">${words.fields}</span>${mapControl(
              {
                id: 'fields',
                value: draft.fields,
                change: (fields) => this.#set('fields', fields),
                label: words.fieldsOfEvent,
              },
              this.store.references.keys('event.fields.'),
            )}</div>`
          : nothing
      }
      ${
        others.length > 0
          ? html`<details class="wide"><summary>${words.moreAttributes}</summary><div class="fields">${others.map(
              (attribute) => this.#attribute(draft, attribute),
            )}</div></details>`
          : nothing
      }`;
  }

  #attribute(draft: EventDraft, { name, kind, label, required, resource }: CatalogAttribute): TemplateResult {
    const id = `attribute-${name}`;
    const isMissing = this.#error !== null && required && (draft[name] === undefined || draft[name] === '');
    const control: Control = {
      id,
      value: draft[name],
      change: (value) => this.#set(name, value),
      required,
      invalid: isMissing,
      describedBy: isMissing ? 'fire-error' : '',
    };
    const suggestions = this.store.references.ofField(`event.${name}`, resource);
    const known = this.store.references.name(resource, String(draft[name] ?? ''));
    return html`
      <div class="field">
        <label for=${id} class=${required ? 'required' : ''}>${label}${required ? nothing : html` <span class="optional">${texts().composer.optional}</span>`}</label>
        ${kind === 'number' ? numberControl(control) : kind === 'yesNo' ? yesNoControl(control) : textControl(control, suggestions)}
        ${known === String(draft[name] ?? '') ? nothing : html`<span class="hint"><bdi>${balanced(known)}</bdi></span>`}
      </div>`;
  }

  #quickEvents(draft: EventDraft): TemplateResult | typeof nothing {
    const words = (each: EventDraft) => plain(eventInWords(wordsOf(this.store), each));
    const byWords = new Map(this.#suggestions().map((each) => [words(each), each]));
    byWords.delete(words(draft));
    const suggestions = [...byWords.values()];
    if (suggestions.length === 0) return nothing;
    return html`
      <div class="quick" role="group" aria-label=${texts().composer.others}>
        <span class="muted">${texts().composer.orFire}</span>
        ${suggestions.map(
          (each) =>
            html`<button type="button" class="small" @click=${() => this.#fire(each)}><span>${rendered(capital(eventInWords(wordsOf(this.store), each)))}</span></button>`,
        )}
      </div>`;
  }

  static override styles = [
    Region.styles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }

      form.stack {
        gap: var(--space-3);
      }

      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
        gap: var(--space-3);
        align-items: start;
      }

      .field {
        align-content: start;
      }

      .moment {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        padding: var(--space-2);
        border-radius: var(--radius-small);
        background: var(--accent-soft);
        font-size: var(--text-small);
      }

      .moment span {
        flex: 1 1 14rem;
      }

      .wide {
        grid-column: 1 / -1;
      }

      details .fields {
        padding-block-start: var(--space-2);
      }

      .label {
        color: var(--muted);
        font-size: var(--text-small);
        font-weight: 500;
      }

      .optional {
        font-weight: 400;
      }

      .required::after {
        content: ' *' / '';
        color: var(--bad);
      }

      .fire {
        min-block-size: 2.75rem;
        padding-inline: var(--space-4);
        text-align: start;
        font-size: 0.9375rem;
        justify-self: start;
        max-inline-size: 100%;
      }

      .fire span,
      .quick button span {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }

      .quick {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        padding-block-start: var(--space-3);
        border-block-start: 1px solid var(--line);
      }

      .quick button {
        font-weight: 400;
        border-color: var(--line);
        text-align: start;
      }
    `,
  ];
}
