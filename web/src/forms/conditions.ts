import type { Comparison, Condition, Conditions, OperandName } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { defaultCondition, withOperand } from '../document/defaults.js';
import { join } from '../document/pointer.js';
import type { FieldChoice } from '../document/vocabulary.js';
import { icon } from '../styles/icons.js';
import { texts } from '../texts/texts.js';
import { type Control, choiceControl, numberControl, scalarControl, textControl, yesNoControl } from './controls.js';
import { durationControl } from './duration.js';
import { addPlace, controlId, type Form } from './form.js';
import { type Labelled, problemsOf, tokensControl } from './properties.js';

type GroupKind = 'all' | 'any' | 'not';

const groupKinds: readonly GroupKind[] = ['all', 'any', 'not'];

/** What the parts of a comparison are called. */
function comparisonParts(): Labelled[] {
  const { field, operator, value } = texts().forms;
  return [
    { name: 'field', label: field },
    { name: 'operator', label: operator },
    { name: 'value', label: value },
  ];
}

/** Conditions that must all hold: a list of comparisons and groups, or one of them alone. */
export function conditionsEditor(
  form: Form,
  pointer: string,
  value: Conditions | undefined,
  label = texts().forms.conditions,
): TemplateResult {
  const id = controlId(pointer);
  const problems = problemsOf(form.problemsAt(pointer), id);
  return html`
    <fieldset class="conditions" data-pointer=${pointer} aria-describedby=${problems.describedBy || nothing}>
      <legend>${label}</legend>
      ${conditionList(form, pointer, value, texts().forms.and)}
      ${problems.shown}
    </fieldset>`;
}

function conditionList(form: Form, pointer: string, value: Conditions | undefined, word: string): TemplateResult {
  const alone = value !== undefined && !Array.isArray(value);
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const add = (condition: unknown) => {
    if (alone) form.change(pointer, [value, condition], join(pointer, 1));
    else form.insert(pointer, list.length, condition);
  };
  const remove = (index: number) =>
    alone ? form.change(pointer, [], addPlace(pointer)) : form.remove(pointer, index, texts().forms.theCondition);
  const said = texts().forms;
  return html`
    ${list.length === 0 ? html`<p class="hint">${form.isOnEvent ? said.anyEvent : said.alwaysHolds}</p>` : nothing}
    <ul class="plain stack">
      ${list.map((condition, index) => {
        const place = alone ? pointer : join(pointer, index);
        return html`<li>
          ${index > 0 ? html`<span class="joiner">${word}</span>` : nothing}
          ${isGroup(condition) ? groupEditor(form, place, condition, () => remove(index)) : comparisonEditor(form, place, condition as Comparison, () => remove(index))}
        </li>`;
      })}
    </ul>
    <div class="row" data-pointer=${addPlace(pointer)}>
      <button type="button" class="small" @click=${() => add(defaultCondition(form))}>${said.addCondition}</button>
      <button type="button" class="small quiet" @click=${() => add({ any: [defaultCondition(form)] })}>${said.addGroup}</button>
    </div>`;
}

function isGroup(condition: Condition): boolean {
  return 'all' in condition || 'any' in condition || 'not' in condition;
}

function groupEditor(form: Form, pointer: string, condition: Condition, remove: () => void): TemplateResult {
  const kind: GroupKind = 'all' in condition ? 'all' : 'any' in condition ? 'any' : 'not';
  const inner = (condition as Record<GroupKind, Conditions>)[kind];
  const list = Array.isArray(inner) ? inner : [inner];
  const said = texts().forms;
  const { [kind]: _, ...others }: Record<string, unknown> = { ...condition };
  return html`
    <div class="group" role="group" aria-label=${said.group} data-pointer=${pointer}>
      <div class="row">
        ${choiceControl(
          {
            id: controlId(pointer, '-kind'),
            value: kind,
            label: said.howGroupHolds,
            change: (to) => form.change(pointer, { [String(to)]: list, ...others }),
          },
          groupKinds.map((value) => ({ value, label: said.groupKinds[value] })),
        )}
        <span class="grow"></span>
        <button type="button" class="icon" aria-label=${said.removeGroup} @click=${remove}>${icon('cross')}</button>
      </div>
      ${conditionList(form, join(pointer, kind), inner, kind === 'any' ? said.or : said.and)}
    </div>`;
}

function comparisonEditor(form: Form, pointer: string, comparison: Comparison, remove: () => void): TemplateResult {
  const id = controlId(pointer);
  const choices = form.vocabulary.fieldChoices(form.eventTypes);
  const choice = form.vocabulary.fieldChoice(comparison.field, form.eventTypes);
  const operand = choice ? form.vocabulary.operator(comparison.operator)?.operands[choice.kind] : undefined;
  const problems = problemsOf(form.problemsWithin(pointer), id, comparisonParts());
  const common = { describedBy: problems.describedBy, invalid: problems.invalid };
  const said = texts().forms;
  const set = (changed: Record<string, unknown>) => form.change(pointer, changed);
  return html`
    <div class="comparison" role="group" aria-label=${said.condition} data-pointer=${pointer}>
      <div class="parts">
        ${fieldControl(form, choices, choice, comparison, { ...common, id: `${id}-field` }, set)}
        ${operatorControl(form, choice, comparison, { ...common, id: `${id}-operator` }, set)}
        ${valueControl(form, choice, operand, comparison, {
          ...common,
          id: `${id}-value`,
          value: comparison.value,
          label: said.value,
          change: (value) => set({ ...comparison, value }),
        })}
      </div>
      <button type="button" class="icon" aria-label=${said.removeCondition} @click=${remove}>${icon('cross')}</button>
      ${problems.shown}
    </div>`;
}

type Base = Pick<Control, 'id'> & Partial<Control>;
type SetComparison = (changed: Record<string, unknown>) => void;

function fieldControl(
  form: Form,
  choices: readonly FieldChoice[],
  choice: FieldChoice | undefined,
  comparison: Comparison,
  base: Base,
  set: SetComparison,
): TemplateResult {
  const options = choices.map(({ field, label, hasKey }) => ({ value: field, label: hasKey ? `${label} …` : label }));
  const choose = (field: unknown) => {
    const chosen = choices.find((each) => each.field === field);
    if (!chosen) return;
    const [key] = form.references.keys(chosen.field);
    set(suited(form, { ...comparison, field: chosen.hasKey ? chosen.field + (key ?? 'key') : chosen.field }, chosen));
  };
  return html`
    ${choiceControl({ ...base, value: choice?.field ?? comparison.field, label: texts().forms.field, change: choose }, options)}
    ${
      choice?.hasKey
        ? textControl(
            {
              id: `${base.id}-key`,
              value: comparison.field.slice(choice.field.length),
              label: texts().forms.nameOfField,
              change: (key) => set({ ...comparison, field: choice.field + String(key) }),
            },
            form.references.keys(choice.field).map((key) => ({ value: key, label: key })),
            true,
          )
        : nothing
    }`;
}

/** The comparison with an operator and a value that suit the field. */
function suited(form: Form, comparison: Comparison, choice: FieldChoice): Record<string, unknown> {
  const operators = form.vocabulary.operatorsFor(choice.kind);
  const found = operators.find(({ operator }) => operator.name === comparison.operator) ?? operators[0];
  if (!found) return { ...comparison };
  return withOperand({ ...comparison, operator: found.operator.name }, found.operand);
}

function operatorControl(
  form: Form,
  choice: FieldChoice | undefined,
  comparison: Comparison,
  base: Base,
  set: SetComparison,
): TemplateResult {
  const operators = form.vocabulary.operatorsFor(choice?.kind ?? 'scalar');
  const choose = (name: unknown) => {
    const found = operators.find(({ operator }) => operator.name === name);
    if (found) set(withOperand({ ...comparison, operator: found.operator.name }, found.operand));
  };
  return choiceControl(
    { ...base, value: comparison.operator, label: texts().forms.operator, change: choose },
    operators.map(({ operator }) => ({ value: operator.name, label: operator.label })),
  );
}

function valueControl(
  form: Form,
  choice: FieldChoice | undefined,
  operand: OperandName | undefined,
  comparison: Comparison,
  control: Control,
): TemplateResult | typeof nothing {
  const suggestions = form.references.ofField(comparison.field, choice?.resource ?? null);
  switch (operand) {
    case 'none':
      return nothing;
    case 'number':
      return numberControl(control);
    case 'yesNo':
      return yesNoControl(control);
    case 'texts':
      return tokensControl(control, suggestions);
    case 'duration':
      return durationControl(control);
    case 'scalar':
      return scalarControl(control, suggestions);
    default:
      return textControl(control, suggestions);
  }
}
