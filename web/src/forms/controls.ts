import type { CatalogEventType, CatalogStepType, Scalar } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Suggestion } from '../document/references.js';
import { isOpen } from '../document/vocabulary.js';
import { icon } from '../styles/icons.js';
import { texts } from '../texts/texts.js';
import type { Form } from './form.js';

/** What a single control shows and where it puts what is typed. */
export interface Control {
  id: string;
  value: unknown;
  change(value: unknown): void;
  /** Ids of the texts that describe it, or "". */
  describedBy?: string;
  invalid?: boolean;
  /** Whether it must hold something. */
  required?: boolean;
  /** Where no label stands beside it. */
  label?: string;
}

/** The text of the element that an event comes from. */
export function textOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

/** A line of text; `suggestions` are offered as one types. */
export function textControl(control: Control, suggestions: readonly Suggestion[] = [], late = false): TemplateResult {
  const listId = `${control.id}-list`;
  const take = (event: Event) => control.change(textOf(event));
  return html`
    <input id=${control.id} type="text" autocomplete="off" spellcheck="false"
      list=${suggestions.length > 0 ? listId : nothing}
      aria-label=${control.label ?? nothing} aria-describedby=${control.describedBy || nothing}
      aria-invalid=${control.invalid ? 'true' : nothing} aria-required=${control.required ? 'true' : nothing}
      .value=${live(control.value === undefined || control.value === null ? '' : String(control.value))}
      @input=${late ? nothing : take} @change=${late ? take : nothing}>
    ${
      suggestions.length === 0
        ? nothing
        : html`<datalist id=${listId}>${suggestions.map(
            ({ value, label }) => html`<option value=${value}>${label === value ? nothing : label}</option>`,
          )}</datalist>`
    }`;
}

/** A number; an empty control gives `whenEmpty`. */
export function numberControl(
  control: Control,
  limits: { minimum?: number; maximum?: number; whole?: boolean } = {},
  whenEmpty: null | undefined = undefined,
): TemplateResult {
  const take = (event: Event) => {
    const { valueAsNumber } = event.target as HTMLInputElement;
    control.change(Number.isNaN(valueAsNumber) ? whenEmpty : valueAsNumber);
  };
  return html`
    <input id=${control.id} type="number" inputmode="numeric" min=${limits.minimum ?? nothing} max=${limits.maximum ?? nothing}
      step=${limits.whole ? 1 : 'any'} placeholder=${whenEmpty === null ? texts().format.empty : nothing}
      aria-label=${control.label ?? nothing} aria-describedby=${control.describedBy || nothing}
      aria-invalid=${control.invalid ? 'true' : nothing}
      .value=${live(control.value === undefined || control.value === null ? '' : String(control.value))} @input=${take}>`;
}

/** One of several values. */
export function choiceControl(control: Control, options: readonly Suggestion[]): TemplateResult {
  const value = String(control.value ?? '');
  const known = options.some((option) => option.value === value);
  return html`
    <select id=${control.id} aria-label=${control.label ?? nothing} aria-describedby=${control.describedBy || nothing}
      aria-invalid=${control.invalid ? 'true' : nothing}
      @change=${(event: Event) => control.change(textOf(event))}>
      ${known ? nothing : html`<option value=${value} .selected=${live(true)}>${value || texts().forms.choose}</option>`}
      ${options.map((option) => html`<option value=${option.value} .selected=${live(option.value === value)}>${option.label}</option>`)}
    </select>`;
}

/** Yes or no. */
export function yesNoControl(control: Control): TemplateResult {
  return choiceControl(
    { ...control, value: String(control.value), change: (value) => control.change(value === 'true') },
    [
      { value: 'true', label: texts().format.yes },
      { value: 'false', label: texts().format.no },
    ],
  );
}

/** A moment, shown and typed as UTC, which is what the engine's clock runs on. */
export function instantControl(control: Control): TemplateResult {
  const date = new Date(String(control.value ?? ''));
  const value = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, date.getUTCSeconds() > 0 ? 19 : 16);
  const take = (event: Event) => control.change(instantOf(textOf(event)));
  return html`
    <input id=${control.id} type="datetime-local" step=${date.getUTCSeconds() > 0 ? 1 : 60} aria-label=${control.label ?? nothing}
      aria-describedby=${control.describedBy || nothing} aria-invalid=${control.invalid ? 'true' : nothing}
      .value=${live(value)} @change=${take}>`;
}

/** What a date and time control holds as an instant of the documents, or undefined. */
export function instantOf(text: string): string | undefined {
  if (text === '') return undefined;
  return `${text.length === 16 ? `${text}:00` : text.slice(0, 19)}Z`;
}

/** A string, a number or a yes/no, with its type beside it. */
export function scalarControl(control: Control, suggestions: readonly Suggestion[] = []): TemplateResult {
  const type = typeof control.value;
  const said = texts().forms;
  const kinds = [
    { value: 'string', label: said.text },
    { value: 'number', label: said.number },
    { value: 'boolean', label: said.yesNo },
  ];
  const convert = (kind: unknown) => control.change(converted(control.value as Scalar, String(kind)));
  const value =
    type === 'number'
      ? numberControl(control)
      : type === 'boolean'
        ? yesNoControl(control)
        : textControl(control, suggestions);
  return html`<span class="pair">${choiceControl(
    {
      id: `${control.id}-kind`,
      value: type === 'undefined' ? 'string' : type,
      change: convert,
      label: said.kindOfValue,
    },
    kinds,
  )}${value}</span>`;
}

function converted(value: Scalar | undefined, kind: string): Scalar {
  if (kind === 'number') return Number(value) || 0;
  if (kind === 'boolean') return value === true || value === 'true' || value === 'yes';
  return value === undefined ? '' : String(value);
}

/** Named values. */
export function mapControl(control: Control, keys: readonly string[] = []): TemplateResult {
  const entries = Object.entries((control.value ?? {}) as Record<string, Scalar>);
  const set = (changed: [string, Scalar][]) => control.change(Object.fromEntries(changed));
  const said = texts().forms;
  const free = keys.find((key) => !entries.some(([name]) => name === key));
  const row = ([key, value]: [string, Scalar], index: number) => html`
    <div class="pair">
      ${textControl(
        {
          id: `${control.id}-key-${index}`,
          value: key,
          label: said.field,
          change: (name) => set(entries.with(index, [String(name), value])),
        },
        keys.map((each) => ({ value: each, label: each })),
        true,
      )}
      ${scalarControl({
        id: `${control.id}-value-${index}`,
        value,
        label: said.valueOf(key),
        change: (changed) => set(entries.with(index, [key, (changed ?? 0) as Scalar])),
      })}
      <button type="button" class="icon" aria-label=${said.removeIt(key)} @click=${() => set(entries.toSpliced(index, 1))}>${icon('cross')}</button>
    </div>`;
  return html`
    <div class="map" role="group" aria-label=${control.label ?? said.fields}>
      ${entries.map(row)}
      <button type="button" id=${control.id} class="small" aria-label=${said.addField} @click=${() => set([...entries, [free ?? `field${entries.length + 1}`, '']])}>${said.addField}</button>
    </div>`;
}

/** Rows of the catalog as options, under the headings of their groups. */
export function groupedOptions(rows: readonly (CatalogEventType | CatalogStepType)[], value: string): TemplateResult {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return html`${groups.map(
    (group) =>
      html`<optgroup label=${group}>${rows
        .filter((row) => row.group === group)
        .map(
          (row) => html`<option value=${row.name} .selected=${live(row.name === value)}>${row.label}</option>`,
        )}</optgroup>`,
  )}`;
}

/** An event type; for a host's own, its name beside it. */
export function eventTypeControl(control: Control, form: Form, types: readonly CatalogEventType[]): TemplateResult {
  const value = String(control.value ?? '');
  const row = form.vocabulary.eventType(value);
  const own = row && isOpen(row.name) ? row : null;
  const names = form.references.ofResource('events');
  return html`
    <select id=${control.id} aria-label=${control.label ?? nothing} aria-describedby=${control.describedBy || nothing}
      aria-invalid=${control.invalid ? 'true' : nothing}
      @change=${(event: Event) => control.change(isOpen(textOf(event)) ? `${textOf(event)}event` : textOf(event))}>
      ${row ? nothing : html`<option value=${value} .selected=${live(true)}>${value || texts().forms.choose}</option>`}
      ${groupedOptions(types, row?.name ?? '')}
    </select>
    ${
      own === null
        ? nothing
        : textControl(
            {
              id: `${control.id}-name`,
              value: value.slice(own.name.length),
              label: texts().forms.nameOfEvent,
              change: (name) => control.change(own.name + String(name)),
            },
            names,
            true,
          )
    }`;
}
