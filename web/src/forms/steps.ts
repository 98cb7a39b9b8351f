import type { CatalogProperty, CatalogRule, Conditions, Step } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { defaultItem, defaultStep, withChosen, withoutUnneeded } from '../document/defaults.js';
import { join } from '../document/pointer.js';
import { percentOf, shareOf } from '../document/shares.js';
import { isMadeId } from '../document/step-ids.js';
import { choiceRule, isOpen, needsOf } from '../document/vocabulary.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { texts } from '../texts/texts.js';
import { conditionsEditor } from './conditions.js';
import { choiceControl, groupedOptions, textControl } from './controls.js';
import { addPlace, controlId, type Form } from './form.js';
import { problemsOf, propertyRow } from './properties.js';

type Json = Record<string, unknown>;

/** Buttons that move or remove an item of a list. */
export function itemActions(form: Form, list: string, index: number, count: number, noun: string): TemplateResult {
  const said = texts().forms;
  return html`
    <span class="actions">
      <button type="button" class="icon" data-action="up" aria-label=${said.moveUp(noun)} title=${said.up} ?disabled=${index === 0}
        @click=${() => form.move(list, index, index - 1, sentenceCase(noun))}>${icon('up')}</button>
      <button type="button" class="icon" data-action="down" aria-label=${said.moveDown(noun)} title=${said.down} ?disabled=${index === count - 1}
        @click=${() => form.move(list, index, index + 1, sentenceCase(noun))}>${icon('down')}</button>
      <button type="button" class="icon" aria-label=${said.removeIt(noun)} title=${said.remove} @click=${() => form.remove(list, index, sentenceCase(noun))}>${icon('cross')}</button>
    </span>`;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A list of steps, one under the other, each with its form. */
export function stepsEditor(form: Form, pointer: string, steps: readonly Step[], label: string): TemplateResult {
  const { catalog } = form.vocabulary;
  const add = (event: Event) => {
    const select = (event.target as HTMLElement).parentElement?.querySelector('select');
    if (select) form.insert(pointer, steps.length, defaultStep(select.value, form));
  };
  return html`
    <ol class="flow" aria-label=${label}>
      ${steps.map((step, index) => stepEditor(form, pointer, step, index, steps.length))}
      <li class="add">
        <div class="row" data-pointer=${addPlace(pointer)}>
          <select aria-label=${texts().forms.stepToAdd(label)}>${groupedOptions(catalog.stepTypes, '')}</select>
          <button type="button" @click=${add}>${texts().forms.addStep}</button>
        </div>
      </li>
    </ol>`;
}

function stepEditor(form: Form, list: string, step: Step, index: number, count: number): TemplateResult {
  const pointer = join(list, index);
  const type = form.vocabulary.stepType(step.type);
  const own = form.scope.steps.find((placed) => placed.pointer === pointer);
  const problems = problemsOf(
    [...form.problemsAt(pointer), ...form.problemsWithin(join(pointer, 'type'))],
    controlId(pointer),
    type?.parameters,
  );
  const noun = texts().forms.stepNamed(String(own?.id ?? index + 1));
  return html`
    <li class="step" data-pointer=${pointer}>
      <div class="head">
        <h4>${form.vocabulary.stepLabel(step.type)}</h4>
        <code class="id" ?hidden=${isMadeId(step)}><bdi>${balanced(own?.id ?? '')}</bdi></code>
        ${isMadeId(step) ? html`<span class="grow"></span>` : nothing}
        ${itemActions(form, list, index, count, noun)}
      </div>
      ${problems.shown}
      ${type && isOpen(type.name) ? ownNameRow(form, pointer, step, type.name) : nothing}
      ${type ? propertiesEditor(form, pointer, step, type.parameters, type.rules, type.sendsMessage) : nothing}
      <details class="more" ?open=${form.problemsWithin(join(pointer, 'id')).length > 0}>
        <summary>${texts().forms.id}</summary>
        ${stepIdRow(form, pointer, step, own?.id ?? '')}
      </details>
    </li>`;
}

function ownNameRow(form: Form, pointer: string, step: Step, prefix: string): TemplateResult {
  const id = controlId(join(pointer, 'type'));
  return html`
    <div class="field">
      <label for=${id}>${texts().forms.nameOfStepType}</label>
      ${textControl(
        {
          id,
          value: step.type.slice(prefix.length),
          change: (name) => form.change(join(pointer, 'type'), prefix + String(name)),
        },
        [],
        true,
      )}
    </div>`;
}

/** The step's id. Steps that name it follow when it changes. */
function stepIdRow(form: Form, pointer: string, step: Step, shown: string): TemplateResult {
  const id = controlId(join(pointer, 'id'));
  const problems = problemsOf(form.problemsWithin(join(pointer, 'id')), id);
  return html`
    <div class="field">
      <label for=${id}>${texts().forms.idHint}</label>
      ${textControl(
        {
          id,
          value: step.id ?? '',
          describedBy: problems.describedBy,
          invalid: problems.invalid,
          change: (to) => renameStep(form, pointer, shown, String(to)),
        },
        [],
        true,
      )}
      ${problems.shown}
    </div>`;
}

function renameStep(form: Form, pointer: string, from: string, to: string): void {
  const references = form.scope.steps.flatMap((placed) =>
    (form.vocabulary.stepType(placed.step.type)?.parameters ?? [])
      .filter((parameter) => parameter.kind === 'stepReference' && placed.step[parameter.name] === from)
      .map((parameter) => join(placed.pointer, parameter.name)),
  );
  form.changeAll([
    [join(pointer, 'id'), to === '' ? undefined : to],
    ...(to === '' ? [] : references.map((place): [string, unknown] => [place, to])),
  ]);
}

/** The properties of an object of the document, by the catalog's rows and rules. */
function propertiesEditor(
  form: Form,
  pointer: string,
  object: Json,
  properties: readonly CatalogProperty[],
  rules: readonly CatalogRule[],
  long = false,
): TemplateResult {
  const rule = choiceRule(rules);
  const chosen = rule?.names.find((name) => name in object) ?? null;
  const isShown = ({ name }: CatalogProperty) => {
    if (rule?.names.includes(name)) return name === chosen;
    const needs = needsOf(rules, name);
    return needs.length === 0 || name in object || needs.some((need) => need in object);
  };
  return html`
    ${rule ? chooser(form, pointer, object, properties, rules, rule, chosen) : nothing}
    ${properties.filter(isShown).map((property) => propertyEditor(form, pointer, object, property, rules, { long, hideLabel: property.name === chosen }))}`;
}

function chooser(
  form: Form,
  pointer: string,
  object: Json,
  properties: readonly CatalogProperty[],
  rules: readonly CatalogRule[],
  rule: CatalogRule,
  chosen: string | null,
): TemplateResult {
  const id = controlId(pointer, '-choice');
  const options = rule.names.map((name) => ({
    value: name,
    label: properties.find((each) => each.name === name)?.label ?? name,
  }));
  return html`
    <div class="field">
      <label for=${id}>${texts().forms.how}</label>
      ${choiceControl(
        {
          id,
          value: chosen ?? '',
          change: (name) => form.change(pointer, withChosen(object, properties, rules, String(name) || null, form)),
        },
        options,
      )}
    </div>`;
}

function propertyEditor(
  form: Form,
  object: string,
  values: Json,
  property: CatalogProperty,
  rules: readonly CatalogRule[],
  look: { long: boolean; hideLabel: boolean },
): TemplateResult {
  const pointer = join(object, property.name);
  const value = values[property.name];
  switch (property.kind) {
    case 'conditions':
      return conditionsEditor(form, pointer, value as Conditions | undefined, property.label);
    case 'steps':
      return html`<section class="branch"><h5>${property.label}</h5>
        ${Array.isArray(value) && value.length > 0 ? nothing : html`<p class="hint">${texts().forms.noSteps}</p>`}
        ${stepsEditor(form, pointer, (value ?? []) as Step[], property.label)}</section>`;
    case 'object':
      return look.hideLabel
        ? objectEditor(form, pointer, (value ?? {}) as Json, property.shape)
        : html`<section class="branch" role="group" aria-label=${property.label}><h5>${property.label}</h5>
            ${objectEditor(form, pointer, (value ?? {}) as Json, property.shape)}</section>`;
    case 'list':
      return listEditor(form, pointer, (value ?? []) as Json[], property);
    default: {
      const change = (to: unknown) => {
        const { [property.name]: _, ...others } = values;
        const gone = to === '' || to === undefined;
        // Without it, what needed it makes no sense.
        form.change(
          object,
          gone && !property.required ? withoutUnneeded(others, rules) : { ...values, [property.name]: to },
        );
      };
      const dependents = rules.some(
        (rule) => rule.kind === 'needsOneOf' && rule.names.slice(1).includes(property.name),
      );
      return propertyRow(form, object, property, value, { ...look, ...(dependents ? { change } : {}) });
    }
  }
}

/** An object inside another, such as the event that is waited for. */
export function objectEditor(form: Form, pointer: string, object: Json, shapeName: string | null): TemplateResult {
  const shape = form.vocabulary.shape(shapeName);
  const typeName = shape.properties.find(({ kind }) => kind === 'eventType' || kind === 'awaitedEventType')?.name;
  const inner =
    typeName === undefined ? form : form.within({ eventTypes: [String(object[typeName] ?? '')], isOnEvent: true });
  // An id comes last: what it is matters more.
  const isLast = ({ kind, name }: CatalogProperty) => kind === 'identifier' && name === 'id';
  const properties = [
    ...shape.properties.filter((each) => !isLast(each)),
    ...shape.properties.filter((each) => isLast(each)),
  ];
  return html`<div class="object" data-pointer=${pointer}>${propertiesEditor(inner, pointer, object, properties, shape.rules)}</div>`;
}

/** A list of objects of one shape, such as the branches of an `if`. */
function listEditor(form: Form, pointer: string, items: readonly Json[], property: CatalogProperty): TemplateResult {
  const noun = texts().forms.nounOf(property.label);
  const share = shareOf(form.vocabulary.shape(property.shape));
  const add = () => form.insert(pointer, items.length, defaultItem(property, items, form));
  const problems = problemsOf(form.problemsAt(pointer), controlId(pointer));
  return html`
    ${items.map((item, index) => {
      const percent = percentOf(items, index, share);
      return html`
      <section class="branch" data-pointer=${join(pointer, index)}>
        <div class="head">
          <h5>${noun} ${index + 1}</h5>
          ${percent ? html`<span class="badge">${percent}</span>` : nothing}
          ${itemActions(form, pointer, index, items.length, `${noun} ${index + 1}`)}
        </div>
        ${objectEditor(form, join(pointer, index), item, property.shape)}
      </section>`;
    })}
    ${problems.shown}
    <div class="row" data-pointer=${addPlace(pointer)}><button type="button" class="small" @click=${add}>${texts().forms.addOne(noun)}</button></div>`;
}
