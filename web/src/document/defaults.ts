import type { CatalogProperty, CatalogRule, OperandName, Step, Workspace } from '@rehearse/engine';
import { freeId, kebab } from './ids.js';
import { freeLetter, shareOf } from './shares.js';
import { choiceRule, isOpen, type Vocabulary } from './vocabulary.js';

/** What new things are made with. */
export interface Surroundings {
  vocabulary: Vocabulary;
  document: Workspace;
  /** The event types that conditions can look at. */
  eventTypes: readonly string[];
  /** Whether conditions are on one event, such as a trigger's; if not, they begin with the contact. */
  isOnEvent: boolean;
  /** Ids that steps of the same workflow have. */
  stepIds: readonly string[];
}

/** The value that a property starts with when a form makes it. */
export function defaultOf(property: CatalogProperty, around: Surroundings): unknown {
  switch (property.kind) {
    case 'points':
      return Math.min(10, property.maximum);
    case 'wholeNumber':
    case 'score':
      return Math.max(property.minimum, Math.min(property.maximum, property.minimum > 0 ? 10 : 0));
    case 'yesNo':
    case 'flag':
      return true;
    case 'choice':
      return property.choices[0] ?? '';
    case 'instant':
      return new Date(Date.parse(around.document.clock ?? '2026-01-01T00:00:00Z') + 86_400_000)
        .toISOString()
        .replace('.000Z', 'Z');
    case 'duration':
    case 'signedDuration':
      return '1d';
    case 'timeOfDay':
      return '09:00';
    case 'utcOffset':
      return '+00:00';
    case 'scalarMap':
    case 'clearableMap':
      return {};
    case 'texts':
    case 'workflowReferences':
    case 'tags':
      return property.minimum > 0 && property.resource
        ? (around.document.resources?.tags?.slice(0, 1).map((tag) => tag.id) ?? [])
        : [];
    case 'eventType':
    case 'awaitedEventType':
      return around.vocabulary.catalog.eventTypes[0]?.name ?? '';
    case 'conditions':
      return property.required ? [defaultCondition(around)] : [];
    case 'contactFieldPath':
      return 'name';
    case 'dateFieldPath':
      return 'createdAt';
    case 'object':
      return defaultObject(property.shape, around);
    case 'list':
      return property.minimum > 0 ? firstItems(property, around) : [];
    case 'steps':
      return [];
    case 'workflowReference':
      return property.choices[0] ?? around.document.workflows[0]?.id ?? '';
    case 'stepReference':
      return around.stepIds[0] ?? '';
    default:
      return '';
  }
}

/** What a list that must not be empty starts with: where the items share a whole, two halves. */
function firstItems(property: CatalogProperty, around: Surroundings): Record<string, unknown>[] {
  const first = defaultItem(property, [], around);
  return shareOf(around.vocabulary.shape(property.shape)) === undefined
    ? [first]
    : [first, defaultItem(property, [first], around)];
}

/** A new item for a list, with a name that no other item has; its share is that of the last. */
export function defaultItem(
  property: CatalogProperty,
  items: readonly Record<string, unknown>[],
  around: Surroundings,
): Record<string, unknown> {
  const item = defaultObject(property.shape, around);
  const shape = around.vocabulary.shape(property.shape);
  const names = items.map(({ name }) => String(name ?? ''));
  const share = shareOf(shape);
  if (share !== undefined) return { ...item, name: freeLetter(names), [share]: items.at(-1)?.[share] ?? 50 };
  const isNamed = shape.properties.some(
    ({ name, kind, required }) => name === 'name' && kind === 'identifier' && required,
  );
  return isNamed ? { ...item, name: freeId(kebab(property.name).replace(/(?<=ch|x)es$|s$/, ''), names) } : item;
}

/** An object of a shape with its required properties. */
export function defaultObject(shape: string | null, around: Surroundings): Record<string, unknown> {
  return defaultProperties(around.vocabulary.shape(shape).properties, around.vocabulary.shape(shape).rules, around);
}

function defaultProperties(
  properties: readonly CatalogProperty[],
  rules: readonly CatalogRule[],
  around: Surroundings,
) {
  const first = rules.find((rule) => rule.kind === 'exactlyOne')?.names[0];
  const wanted = properties.filter((property) => property.required || property.name === first);
  return Object.fromEntries(wanted.map((property) => [property.name, defaultOf(property, around)]));
}

/** A new step of the named type, with an id that no other step of the workflow has. */
export function defaultStep(typeName: string, around: Surroundings): Step {
  const type = around.vocabulary.stepType(typeName);
  const name = isOpen(typeName) ? `${typeName}step` : typeName;
  const parameters = type ? defaultProperties(type.parameters, type.rules, around) : {};
  return { id: freeId(kebab(name), around.stepIds), type: name, ...parameters };
}

/** A comparison to start from: the first field of the event, or of the contact. */
export function defaultCondition(around: Surroundings): Record<string, unknown> {
  const [choice] = around.vocabulary.fieldChoices(around.isOnEvent ? around.eventTypes : []);
  if (!choice) return { field: '', operator: '' };
  const field = choice.hasKey ? `${choice.field}key` : choice.field;
  const [first] = around.vocabulary.operatorsFor(choice.kind);
  if (!first) return { field, operator: '' };
  return withOperand({ field, operator: first.operator.name }, first.operand);
}

/** The comparison with a value that suits the operand; one that suits already is kept. */
export function withOperand(comparison: Record<string, unknown>, operand: OperandName): Record<string, unknown> {
  const { value, ...rest } = comparison;
  if (operand === 'none') return rest;
  return { ...rest, value: suits(value, operand) ? value : defaultOperand(value, operand) };
}

function suits(value: unknown, operand: OperandName): boolean {
  switch (operand) {
    case 'number':
      return typeof value === 'number';
    case 'yesNo':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    case 'duration':
      return typeof value === 'string' && /^\d+[wdhms]/.test(value);
    default:
      return ['string', 'number', 'boolean'].includes(typeof value);
  }
}

function defaultOperand(previous: unknown, operand: OperandName): unknown {
  const text = Array.isArray(previous) ? String(previous[0] ?? '') : typeof previous === 'string' ? previous : '';
  switch (operand) {
    case 'number':
      return 0;
    case 'yesNo':
      return true;
    case 'texts':
      return text === '' ? [] : [text];
    case 'duration':
      return '7d';
    default:
      return text;
  }
}

/** A rule's parameters after another of its names was chosen: the old ones go, with all that needed them. */
export function withChosen(
  object: Record<string, unknown>,
  properties: readonly CatalogProperty[],
  rules: readonly CatalogRule[],
  chosen: string | null,
  around: Surroundings,
): Record<string, unknown> {
  const others = choiceRule(rules)?.names.filter((name) => name !== chosen) ?? [];
  const result = Object.fromEntries(Object.entries(object).filter(([key]) => !others.includes(key)));
  const property = properties.find((each) => each.name === chosen);
  if (property && !(property.name in result))
    result[property.name] = defaultOf({ ...property, required: true }, around);
  return withoutUnneeded(result, rules);
}

/** The object without the properties whose needs are gone. */
export function withoutUnneeded(
  object: Record<string, unknown>,
  rules: readonly CatalogRule[],
): Record<string, unknown> {
  const unmet = rules.find(
    (rule) =>
      rule.kind === 'needsOneOf' &&
      rule.names[0] !== undefined &&
      rule.names[0] in object &&
      !rule.names.slice(1).some((name) => name in object),
  );
  if (!unmet) return object;
  const rest = Object.fromEntries(Object.entries(object).filter(([key]) => key !== unmet.names[0]));
  return withoutUnneeded(rest, rules);
}
