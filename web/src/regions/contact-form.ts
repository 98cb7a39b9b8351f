import type { CatalogProperty } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { propertyControl } from '../forms/controls.js';
import type { Form } from '../forms/form.js';
import { texts } from '../texts/texts.js';

type Json = Record<string, unknown>;

/** Rows for a contact's properties, by the catalog; every change gives the whole contact. */
export function contactRows(
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
