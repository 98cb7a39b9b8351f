import type { CatalogProperty, Contact, ContactEdit, ContactState, Scalar } from '@rehearse/engine';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { freeId, kebab } from '../document/ids.js';
import { join, withInserted, withRemoved, withValue } from '../document/pointer.js';
import { Form } from '../forms/form.js';
import { propertyControl } from '../forms/properties.js';
import { setApart } from '../text/balanced.js';
import { worded } from '../text/parts.js';
import { texts } from '../texts/texts.js';
import { Region } from './region.js';

type Json = Record<string, unknown>;

/**
 * Changes a contact, now or from the start on, or adds one. Dispatches `close` when it is done with; its detail selects
 * what gets the focus then.
 */
export class ContactForm extends Region {
  static override properties = { ...Region.properties, contact: { attribute: false } };

  /** The contact that is changed, or null where one is added. */
  declare contact: ContactState | null;
  /** What the form holds: once it is open, it is the person's. */
  #form: Json = {};
  /** The contact as it was then: what happened to it meanwhile is not what the person changed. */
  #before: ContactState | null = null;
  #error: string | TemplateResult = '';

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.hasUpdated) return;
    this.#before = this.contact;
    this.#form = this.contact ? formOf(this.contact) : this.#newContact();
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  #newContact(): Json {
    const ids = this.store.contacts.map(({ id }) => id);
    return { id: freeId('contact', ids), engagementScore: null };
  }

  #close(focus: string): void {
    this.dispatchEvent(new CustomEvent('close', { detail: focus }));
  }

  /** Changes the contact as it is now: a stimulus, which the journal shows. */
  #applyNow(contact: ContactState): void {
    const edit = { contact: contact.id, ...changesOf(this.#before ?? contact, this.#form) };
    const error = this.store.stimuli.do({ edit });
    if (error === null) this.#close(`[data-edit="${CSS.escape(contact.id)}"]`);
    else this.#fail(worded(error));
  }

  /** Changes what the contact starts with: the workspace, and so everything from the start on. */
  #applyToStart(contact: ContactState): void {
    const { store } = this;
    const index = (store.document.contacts ?? []).findIndex(({ id }) => id === contact.id);
    const { fields, ...rest } = changesOf(this.#before ?? contact, this.#form);
    let document = Object.entries(rest).reduce(
      (changed, [key, value]) => withValue(changed, join(`/contacts/${index}`, key), value),
      store.document,
    );
    for (const [key, value] of Object.entries(fields ?? {})) {
      document = withValue(document, join(`/contacts/${index}/fields`, key), value ?? undefined);
    }
    if (!store.setDocument(document)) return;
    this.#close(`[data-edit="${CSS.escape(contact.id)}"]`);
  }

  #addNow(): void {
    const error = this.store.stimuli.do({ addContact: this.#form as unknown as Contact });
    if (error === null) this.#close('#add-contact');
    else this.#fail(worded(error));
  }

  #addToStart(): void {
    const { store } = this;
    const id = String(this.#form.id ?? '');
    if (id === '' || store.contacts.some((contact) => contact.id === id)) {
      const { needsId, idTaken } = texts().contacts;
      this.#fail(id === '' ? needsId : idTaken(setApart(id)));
      return;
    }
    const added = withInserted(store.document, '/contacts', store.document.contacts?.length ?? 0, this.#form);
    if (store.setDocument(added)) this.#close('#add-contact');
  }

  /** Takes the contact out of the workspace; what was done to it stays on the timeline, and says that it is gone. */
  #delete(contact: ContactState): void {
    const { store } = this;
    const index = (store.document.contacts ?? []).findIndex(({ id }) => id === contact.id);
    if (index < 0) return;
    const left = withRemoved(store.document, '/contacts', index);
    if (store.setDocument(left, texts().contacts.deleted(contact.name || contact.id))) this.#close('#add-contact');
  }

  #fail(error: string | TemplateResult): void {
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

  override render(): TemplateResult | typeof nothing {
    return this.contact ? this.#editForm(this.contact) : this.#addForm();
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
        <p class="hint">${this.store.isReadonly ? words.hintReadonly : isSample ? words.hintOfBoth : words.hintOfNow}</p>
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
    const { isReadonly, mayEdit } = this.store;
    return html`
      <form class="edit card stack" aria-label=${words.addOne} @submit=${(event: Event) => {
        event.preventDefault();
        if (isReadonly) this.#addNow();
        else this.#addToStart();
      }}>
        ${contactRows(form, 'add', order, this.#form, (contact) => this.#setNew(contact))}
        ${this.#problem()}
        <div class="row">
          ${isReadonly ? nothing : html`<button type="submit" ?disabled=${!mayEdit}>${words.addFromStart}</button>`}
          <button type="button" @click=${() => this.#addNow()}>${words.arriveNow}</button>
          <button type="button" class="quiet" @click=${() => this.#close('#add-contact')}>${words.cancel}</button>
        </div>
        <p class="hint">${isReadonly ? words.hintReadonly : words.hintOfAdding}</p>
      </form>`;
  }

  #problem(): TemplateResult | typeof nothing {
    return this.#error
      ? html`<p class="problem" role="alert"><span class="error"><strong>${texts().contacts.notDone}</strong> ${this.#error}</span></p>`
      : nothing;
  }

  static override styles = [
    Region.styles,
    css`
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

/** What the form starts with. */
function formOf({ name, email, engagementScore, tags, fields }: ContactState): Json {
  return {
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
    engagementScore,
    tags,
    fields,
  };
}

/** Rows for a contact's properties, by the catalog; every change gives the whole contact. */
function contactRows(
  form: Form,
  prefix: string,
  properties: readonly CatalogProperty[],
  contact: Json,
  change: (contact: Json) => void,
): TemplateResult {
  return html`${properties.map((property) => {
    const id = `${prefix}-${property.name}`;
    const value = contact[property.name];
    const control = {
      id,
      value,
      change: (to: unknown) => {
        const { [property.name]: _, ...others } = contact;
        change(to === undefined ? others : { ...contact, [property.name]: to });
      },
    };
    const isScore = property.kind === 'score';
    return html`
      <div class="field">
        <label for=${id}>${property.label}${property.required ? nothing : html` <span class="optional">${isScore ? texts().contacts.mayBeEmpty : ''}</span>`}</label>
        ${propertyControl(form, property, control, false)}
      </div>`;
  })}`;
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
