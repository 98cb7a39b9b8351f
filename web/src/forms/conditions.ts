import type { Comparison, Condition, Conditions, OperandName } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { defaultCondition, withOperand } from '../document/defaults.js';
import { join } from '../document/pointer.js';
import type { FieldChoice } from '../document/vocabulary.js';
import { icon } from '../styles/icons.js';
import {
  type Control,
  choiceControl,
  durationControl,
  type Labelled,
  numberControl,
  problemsOf,
  scalarControl,
  textControl,
  tokensControl,
  yesNoControl,
} from './controls.js';
import { addPlace, controlId, type Form } from './form.js';

type GroupKind = 'all' | 'any' | 'not';

const groupLabels: { value: GroupKind; label: string }[] = [
  { value: 'all', label: 'All of these hold' },
  { value: 'any', label: 'Any of these holds' },
  { value: 'not', label: 'Not all of these hold' },
];

/** What the parts of a comparison are called. */
const parts: readonly Labelled[] = [
  { name: 'field', label: 'Field' },
  { name: 'operator', label: 'Operator' },
  { name: 'value', label: 'Value' },
];

/** Conditions that must all hold: a list of comparisons and groups, or one of them alone. */
export function conditionsEditor(
  form: Form,
  pointer: string,
  value: Conditions | undefined,
  label = 'Conditions',
): TemplateResult {
  const id = controlId(pointer);
  const problems = problemsOf(form.problemsAt(pointer), id);
  return html`
    <fieldset class="conditions" data-pointer=${pointer} aria-describedby=${problems.describedBy || nothing}>
      <legend>${label}</legend>
      ${conditionList(form, pointer, value, 'and')}
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
    alone ? form.change(pointer, [], addPlace(pointer)) : form.remove(pointer, index, 'The condition');
  return html`
    ${list.length === 0 ? html`<p class="hint">${form.isOnEvent ? 'None: any such event.' : 'None: it always holds.'}</p>` : nothing}
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
      <button type="button" class="small" @click=${() => add(defaultCondition(form))}>Add condition</button>
      <button type="button" class="small quiet" @click=${() => add({ any: [defaultCondition(form)] })}>Add group</button>
    </div>`;
}

function isGroup(condition: Condition): boolean {
  return 'all' in condition || 'any' in condition || 'not' in condition;
}

function groupEditor(form: Form, pointer: string, condition: Condition, remove: () => void): TemplateResult {
  const kind: GroupKind = 'all' in condition ? 'all' : 'any' in condition ? 'any' : 'not';
  const inner = (condition as Record<GroupKind, Conditions>)[kind];
  const list = Array.isArray(inner) ? inner : [inner];
  const { [kind]: _, ...others }: Record<string, unknown> = { ...condition };
  return html`
    <div class="group" role="group" aria-label="Group of conditions" data-pointer=${pointer}>
      <div class="row">
        ${choiceControl(
          {
            id: controlId(pointer, '-kind'),
            value: kind,
            label: 'How the group holds',
            change: (to) => form.change(pointer, { [String(to)]: list, ...others }),
          },
          groupLabels,
        )}
        <span class="grow"></span>
        <button type="button" class="icon" aria-label="Remove the group" @click=${remove}>${icon('cross')}</button>
      </div>
      ${conditionList(form, join(pointer, kind), inner, kind === 'any' ? 'or' : 'and')}
    </div>`;
}

function comparisonEditor(form: Form, pointer: string, comparison: Comparison, remove: () => void): TemplateResult {
  const id = controlId(pointer);
  const choices = form.vocabulary.fieldChoices(form.eventTypes);
  const choice = form.vocabulary.fieldChoice(comparison.field, form.eventTypes);
  const operand = choice ? form.vocabulary.operator(comparison.operator)?.operands[choice.kind] : undefined;
  const problems = problemsOf(form.problemsWithin(pointer), id, parts);
  const common = { describedBy: problems.describedBy, invalid: problems.invalid };
  const set = (changed: Record<string, unknown>) => form.change(pointer, changed);
  return html`
    <div class="comparison" role="group" aria-label="Condition" data-pointer=${pointer}>
      <div class="parts">
        ${fieldControl(form, choices, choice, comparison, { ...common, id: `${id}-field` }, set)}
        ${operatorControl(form, choice, comparison, { ...common, id: `${id}-operator` }, set)}
        ${valueControl(form, choice, operand, comparison, {
          ...common,
          id: `${id}-value`,
          value: comparison.value,
          label: 'Value',
          change: (value) => set({ ...comparison, value }),
        })}
      </div>
      <button type="button" class="icon" aria-label="Remove the condition" @click=${remove}>${icon('cross')}</button>
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
    ${choiceControl({ ...base, value: choice?.field ?? comparison.field, label: 'Field', change: choose }, options)}
    ${
      choice?.hasKey
        ? textControl(
            {
              id: `${base.id}-key`,
              value: comparison.field.slice(choice.field.length),
              label: 'Name of the field',
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
    { ...base, value: comparison.operator, label: 'Operator', change: choose },
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
