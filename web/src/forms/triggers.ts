import type { CatalogProperty, Trigger } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { defaultOf } from '../document/defaults.js';
import { join } from '../document/pointer.js';
import { isOpen } from '../document/vocabulary.js';
import { texts } from '../texts/texts.js';
import { conditionsEditor } from './conditions.js';
import { groupedOptions } from './controls.js';
import { addPlace, controlId, type Form } from './form.js';
import { problemsOf, propertyRow } from './properties.js';
import { itemActions } from './steps.js';

/** Whether a property may stand on a trigger of that type. */
function isFor({ onlyFor }: CatalogProperty, type: string): boolean {
  return onlyFor.length === 0 || onlyFor.includes(type);
}

/** A trigger with what its type requires, and without what is for other types only. */
function triggerOf(form: Form, trigger: Trigger): Trigger {
  const { properties } = form.vocabulary.shape('trigger');
  const fitting = Object.entries(trigger).filter(([key]) =>
    properties.every((property) => property.name !== key || isFor(property, trigger.type)),
  );
  const required = properties.filter((property) => property.onlyFor.includes(trigger.type) && property.required);
  const added = required.map((property) => [property.name, defaultOf(property, form)]);
  return { ...Object.fromEntries(added), ...Object.fromEntries(fitting) };
}

/** What starts a workflow: a list of triggers, each with its form. */
export function triggersEditor(form: Form, list: string, triggers: readonly Trigger[]): TemplateResult {
  const add = (event: Event) => {
    const select = (event.target as HTMLElement).parentElement?.querySelector('select');
    if (!select) return;
    const type = isOpen(select.value) ? `${select.value}event` : select.value;
    form.insert(list, triggers.length, triggerOf(form, { type, conditions: [] }));
  };
  const said = texts().forms;
  return html`
    ${triggers.length === 0 ? html`<p class="hint">${said.noTrigger}</p>` : nothing}
    <ol class="plain stack" aria-label=${said.triggers}>
      ${triggers.map((trigger, index) => triggerEditor(form, list, trigger, index, triggers.length))}
    </ol>
    <div class="row add" data-pointer=${addPlace(list)}>
      <select aria-label=${said.eventToAdd}>${groupedOptions(form.vocabulary.catalog.eventTypes, '')}</select>
      <button type="button" @click=${add}>${said.addTrigger}</button>
    </div>`;
}

function triggerEditor(form: Form, list: string, trigger: Trigger, index: number, count: number): TemplateResult {
  const pointer = join(list, index);
  const inner = form.within({ eventTypes: [trigger.type], isOnEvent: true });
  const { properties } = form.vocabulary.shape('trigger');
  const problems = problemsOf(form.problemsAt(pointer), controlId(pointer), properties);
  // What does not belong here stays in sight where it is: the problem at it says to take it away.
  const shown = properties.filter((property) => isFor(property, trigger.type) || property.name in trigger);
  const row = (property: CatalogProperty) => propertyOf(inner, pointer, trigger, property);
  const said = texts().forms;
  const ids = shown.filter(({ kind }) => kind === 'identifier');
  const isIdWrong = ids.some(({ name }) => form.problemsWithin(join(pointer, name)).length > 0);
  return html`
    <li class="step trigger" data-pointer=${pointer}>
      <div class="head">
        <h4>${index === 0 ? said.trigger : said.orTrigger}</h4>
        <span class="grow"></span>
        ${itemActions(form, list, index, count, said.triggerNamed(String(trigger.id ?? index + 1)))}
      </div>
      ${problems.shown}
      ${shown.filter(({ kind }) => kind === 'eventType').map(row)}
      ${shown.filter(({ onlyFor }) => onlyFor.length > 0).map(row)}
      ${shown
        .filter(({ kind }) => kind === 'conditions')
        .map(({ name, label }) => conditionsEditor(inner, join(pointer, name), trigger.conditions, label))}
      <details class="more" ?open=${isIdWrong}>
        <summary>${said.id}</summary>
        ${ids.map(row)}
      </details>
    </li>`;
}

function propertyOf(form: Form, pointer: string, trigger: Trigger, property: CatalogProperty): TemplateResult {
  const value = trigger[property.name as keyof Trigger];
  if (property.kind !== 'eventType') return propertyRow(form, pointer, property, value);
  const change = (type: unknown) => form.change(pointer, triggerOf(form, { ...trigger, type: String(type) }));
  return propertyRow(form, pointer, property, value, { change });
}
