import type { CatalogContactField, CatalogProperty, Diagnostic } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { join } from '../document/pointer.js';
import type { Suggestion } from '../document/references.js';
import { isMadeId } from '../document/step-ids.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { choicesInWords } from '../text/choices.js';
import { durationInWords } from '../text/format.js';
import { plain, worded } from '../text/parts.js';
import { stepInWords } from '../text/sentences.js';
import { severityWord } from '../text/severity.js';
import { texts } from '../texts/texts.js';
import {
  type Control,
  choiceControl,
  eventTypeControl,
  instantControl,
  mapControl,
  numberControl,
  scalarControl,
  textControl,
  textOf,
  yesNoControl,
} from './controls.js';
import { durationControl } from './duration.js';
import { controlId, type Form } from './form.js';

/** A key of a document and what a form calls it. */
export type Labelled = Pick<CatalogProperty, 'name' | 'label'>;

/** Problems as a form shows them. */
export interface ShownProblems {
  /** The id of their text, or "". */
  describedBy: string;
  /** Whether one of them is an error. */
  invalid: boolean;
  shown: TemplateResult | typeof nothing;
}

/** The problems found at a place, with the id of their text; keys of `properties` are called by their labels. */
export function problemsOf(
  problems: readonly Diagnostic[],
  id: string,
  properties: readonly Labelled[] = [],
): ShownProblems {
  if (problems.length === 0) return { describedBy: '', invalid: false, shown: nothing };
  const describedBy = `${id}-problem`;
  const shown = html`<p class="problem" id=${describedBy}>${problems.map(
    ({ severity, message, hint }) =>
      html`<span class=${severity}><strong>${severityWord(severity)}</strong> ${worded(labelled(message, properties))} ${worded(labelled(hint, properties))}</span>`,
  )}</p>`;
  return { describedBy, invalid: problems.some(({ severity }) => severity === 'error'), shown };
}

/** A message in which the labels of a form stand for the keys of the document. */
function labelled(message: string, properties: readonly Labelled[]): string {
  return properties.reduce((text, { name, label }) => text.replaceAll(`\`${name}\``, label), message);
}

/** The control for a property that is a single value, chosen by its kind; undefined for kinds that are parts of a form. */
export function propertyControl(
  form: Form,
  property: CatalogProperty,
  control: Control,
  long: boolean,
): TemplateResult | undefined {
  switch (property.kind) {
    case 'text':
      if (property.resource) return textControl(control, form.references.ofResource(property.resource));
      return long ? longTextControl(control) : textControl(control);
    case 'identifier':
    case 'utcOffset':
    case 'contactReference':
      return textControl(control, [], true);
    case 'workflowReference':
      return choiceControl(control, [
        ...choicesInWords(property),
        ...form.document.workflows
          .filter(({ id }) => !property.choices.includes(id))
          .map(({ id, name }) => ({ value: id, label: name || id })),
      ]);
    case 'stepReference':
      return choiceControl(
        control,
        form.scope.steps.map(({ id, step }) => ({
          value: id,
          label: isMadeId(step) ? plain(stepInWords(form, step)) : `${id}: ${plain(stepInWords(form, step))}`,
        })),
      );
    case 'wholeNumber':
    case 'points':
      return numberControl(control, { ...property, whole: true });
    case 'score':
      return numberControl(control, { ...property, whole: true }, null);
    case 'yesNo':
      return yesNoControl(control);
    case 'flag':
      return flagControl(control);
    case 'choice':
      return choiceControl(control, choicesInWords(property));
    case 'instant':
      return instantControl(control);
    case 'duration':
      return durationControl(control);
    case 'scalar':
      return scalarControl(control);
    case 'scalarMap':
    case 'clearableMap':
      return mapControl(control, form.references.keys('contact.fields.'));
    case 'workflowReferences':
      return tokensControl(
        control,
        form.document.workflows.map(({ id, name }) => ({ value: id, label: name || id })),
      );
    case 'texts':
    case 'tags':
      return tokensControl(control, form.references.ofResource(property.resource));
    case 'eventType':
      return eventTypeControl(control, form, form.vocabulary.catalog.eventTypes);
    case 'awaitedEventType':
      return eventTypeControl(
        control,
        form,
        form.vocabulary.catalog.eventTypes.filter(({ origin }) => origin !== 'clock'),
      );
    case 'contactFieldPath':
      return textControl(
        control,
        contactPaths(form, ({ settable }) => settable),
      );
    case 'timeOfDay':
      return timeOfDayControl(control);
    case 'signedDuration':
      return signedDurationControl(control);
    case 'dateFieldPath':
      return contactPathControl(form, control, ({ kind }) => kind === 'time');
    default:
      return undefined;
  }
}

/** Fields of a contact, and its custom ones. */
function contactPaths(form: Form, accepts: (field: CatalogContactField) => boolean): Suggestion[] {
  const keys = form.references.keys('contact.fields.').map((key) => `fields.${key}`);
  const names = form.vocabulary.catalog.contactFields
    .filter(accepts)
    .map(({ field }) => field.slice('contact.'.length));
  return [...names, ...keys].map((value) => ({ value, label: value }));
}

/** Whether leaving the control empty takes the property away. */
function removedWhenEmpty(property: CatalogProperty, value: unknown): boolean {
  if (property.required) return false;
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** A labelled row for a property that is a single value. */
export function propertyRow(
  form: Form,
  object: string,
  property: CatalogProperty,
  value: unknown,
  options: { long?: boolean; hideLabel?: boolean; change?(value: unknown): void } = {},
): TemplateResult {
  const pointer = join(object, property.name);
  const id = controlId(pointer);
  const problems = problemsOf(form.problemsWithin(pointer), id, [property]);
  const change =
    options.change ?? ((to: unknown) => form.change(pointer, removedWhenEmpty(property, to) ? undefined : to));
  // What is missing is told where it is missed: at the object around it.
  const isMissing =
    property.required && value === undefined && form.problemsAt(object).some(({ code }) => code === 'value.missing');
  const control: Control = {
    id,
    value,
    change,
    describedBy: problems.describedBy || (isMissing ? controlId(object, '-problem') : ''),
    invalid: problems.invalid || isMissing,
  };
  // A choice that may be left out shows what leaving it out means.
  const shown = value === undefined && property.kind === 'choice' && !property.required ? property.choices[0] : value;
  return html`
    <div class=${`field ${property.kind}`} data-pointer=${pointer}>
      <label for=${id} class=${options.hideLabel ? 'visually-hidden' : ''} title=${property.documentation.replaceAll('`', '')}>${property.label}</label>
      ${
        property.kind === 'score' && !property.required
          ? optionalScoreControl(control, property)
          : propertyControl(form, property, { ...control, value: shown }, options.long ?? false)
      }
      ${
        ['duration', 'signedDuration'].includes(property.kind) && value
          ? html`<span class="hint">${durationInWords(String(value).replace('-', ''))}</span>`
          : nothing
      }
      ${problems.shown}
    </div>`;
}

/** A score that may be left alone, emptied or set: empty is not the same as left out. */
function optionalScoreControl(control: Control, limits: { minimum: number; maximum: number }): TemplateResult {
  const kind = control.value === undefined ? 'none' : control.value === null ? 'empty' : 'set';
  const values: Record<string, number | null | undefined> = { none: undefined, empty: null, set: 0 };
  const { leave, makeEmpty, setTo, points } = texts().forms;
  const kinds = [
    { value: 'none', label: leave },
    { value: 'empty', label: makeEmpty },
    { value: 'set', label: setTo },
  ];
  const shown = choiceControl({ ...control, value: kind, change: (to) => control.change(values[String(to)]) }, kinds);
  if (kind !== 'set') return shown;
  const number = { ...control, id: `${control.id}-number`, label: points };
  return html`<span class="pair">${shown}${numberControl(number, { ...limits, whole: true }, null)}</span>`;
}

/** Text of several lines. */
function longTextControl(control: Control): TemplateResult {
  return html`
    <textarea id=${control.id} rows="1" aria-label=${control.label ?? nothing}
      aria-describedby=${control.describedBy || nothing} aria-invalid=${control.invalid ? 'true' : nothing}
      .value=${live(String(control.value ?? ''))} @input=${(event: Event) => control.change(textOf(event))}></textarea>`;
}

/** True or absent. */
function flagControl(control: Control): TemplateResult {
  return html`
    <input id=${control.id} type="checkbox" aria-label=${control.label ?? nothing}
      aria-describedby=${control.describedBy || nothing} aria-invalid=${control.invalid ? 'true' : nothing}
      .checked=${live(control.value === true)}
      @change=${(event: Event) => control.change((event.target as HTMLInputElement).checked || undefined)}>`;
}

/** A time of day such as `09:00`. */
function timeOfDayControl(control: Control): TemplateResult {
  return html`
    <input id=${control.id} type="time" aria-describedby=${control.describedBy || nothing}
      aria-invalid=${control.invalid ? 'true' : nothing} .value=${live(String(control.value ?? ''))}
      @change=${(event: Event) => control.change(textOf(event).slice(0, 5))}>`;
}

/** How long after something, or before it: a duration, and which of the two. */
function signedDurationControl(control: Control): TemplateResult {
  const value = String(control.value ?? '');
  const isBefore = value.startsWith('-');
  const change = (duration: string, before: boolean) =>
    control.change(duration === '' ? '' : `${before ? '-' : ''}${duration.replace('-', '')}`);
  const duration = { ...control, value: value.replace('-', ''), change: (to: unknown) => change(String(to), isBefore) };
  const side = choiceControl(
    {
      id: `${control.id}-side`,
      value: isBefore ? 'before' : 'after',
      label: texts().forms.beforeOrAfter,
      change: (to) => change(value || '1d', to === 'before'),
    },
    [
      { value: 'before', label: texts().forms.before },
      { value: 'after', label: texts().forms.after },
    ],
  );
  return html`<span class="pair side">${durationControl(duration)}${side}</span>`;
}

/** A field of the contact: one that every contact has, or one of its own by its key. */
function contactPathControl(
  form: Form,
  control: Control,
  accepts: (field: CatalogContactField) => boolean,
): TemplateResult {
  const prefix = 'fields.';
  const value = String(control.value ?? '');
  const keys = form.references.keys('contact.fields.');
  const isOwn = value.startsWith(prefix);
  const options = form.vocabulary.catalog.contactFields
    .filter(accepts)
    .map(({ field, label }) => ({ value: field.slice('contact.'.length), label }));
  const choice = {
    ...control,
    value: isOwn ? prefix : value,
    change: (to: unknown) => control.change(to === prefix ? `${prefix}${keys[0] ?? 'date'}` : to),
  };
  const key = {
    id: `${control.id}-key`,
    value: value.slice(prefix.length),
    label: texts().forms.nameOfField,
    change: (to: unknown) => control.change(prefix + String(to)),
  };
  return html`<span class="pair">${choiceControl(choice, [...options, { value: prefix, label: `${texts().forms.fieldOfContact} …` }])}${
    isOwn
      ? textControl(
          key,
          keys.map((each) => ({ value: each, label: each })),
          true,
        )
      : nothing
  }</span>`;
}

/** A list of short texts as tokens: Enter or a comma adds what is typed. */
export function tokensControl(control: Control, suggestions: readonly Suggestion[] = []): TemplateResult {
  const tokens = Array.isArray(control.value) ? control.value.map(String) : [];
  const nameOf = (token: string) => suggestions.find(({ value }) => value === token)?.label ?? token;
  const add = (input: HTMLInputElement) => {
    const added = input.value
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '' && !tokens.includes(each));
    input.value = '';
    if (added.length > 0) control.change([...tokens, ...new Set(added)]);
  };
  const remove = (event: Event, token: string) => {
    const input = (event.target as HTMLElement).closest('.tokens')?.querySelector('input');
    control.change(tokens.filter((each) => each !== token));
    input?.focus();
  };
  return html`
    <div class="tokens">
      ${repeat(
        tokens,
        (token) => token,
        (
          token,
        ) => html`<span class="token"><bdi>${balanced(nameOf(token))}</bdi><button type="button" class="icon" aria-label=${texts().forms.removeIt(nameOf(token))}
            @click=${(event: Event) => remove(event, token)}>${icon('cross')}</button></span>`,
      )}
      ${tokenInput(
        control,
        suggestions.filter(({ value }) => !tokens.includes(value)),
        add,
      )}
    </div>`;
}

/** Where a token is typed; `add` takes what stands in it. */
function tokenInput(
  control: Control,
  suggestions: readonly Suggestion[],
  add: (input: HTMLInputElement) => void,
): TemplateResult {
  const keyed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    add(event.target as HTMLInputElement);
  };
  return html`
      <input id=${control.id} type="text" autocomplete="off" spellcheck="false" placeholder=${texts().forms.addToken}
        list=${suggestions.length > 0 ? `${control.id}-list` : nothing} aria-label=${control.label ?? nothing}
        aria-describedby=${control.describedBy || nothing} aria-invalid=${control.invalid ? 'true' : nothing}
        @keydown=${keyed} @change=${(event: Event) => add(event.target as HTMLInputElement)}>
      ${
        suggestions.length === 0
          ? nothing
          : html`<datalist id=${`${control.id}-list`}>${suggestions.map(
              ({ value, label }) => html`<option value=${value}>${label === value ? nothing : label}</option>`,
            )}</datalist>`
      }`;
}
