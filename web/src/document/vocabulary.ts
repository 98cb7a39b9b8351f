import type {
  Catalog,
  CatalogAttribute,
  CatalogEventType,
  CatalogOperator,
  CatalogProperty,
  CatalogRule,
  CatalogShape,
  CatalogStepType,
  OperandName,
  ValueKindName,
} from '@rehearse/engine';
import { setApart } from '../text/balanced.js';
import { texts } from '../texts/texts.js';

/** A field that a condition may look at. */
export interface FieldChoice {
  /** In documents; of fields with a free key, the part up to and including the last dot. */
  field: string;
  label: string;
  kind: ValueKindName;
  /** Whether a key of the user's own follows. */
  hasKey: boolean;
  /** The key in `resources`, or null. */
  resource: string | null;
}

const eventFieldsPrefix = 'event.fields.';
const contactFieldsPrefix = 'contact.fields.';
const eventPrefix = 'event.';

/**
 * The engine's catalog with look-ups by name, its labels and hints in the language of the texts. All that the page knows
 * of kinds of things comes from here.
 */
export class Vocabulary {
  readonly #eventTypes: Map<string, CatalogEventType>;
  readonly #stepTypes: Map<string, CatalogStepType>;
  readonly #operators: Map<string, CatalogOperator>;
  readonly #fieldChoices = new Map<string, FieldChoice[]>();

  readonly catalog: Catalog;

  /** @param labels what a language says for the catalog's English */
  constructor(
    catalog: Catalog,
    readonly labels: Readonly<Record<string, string>> = texts().catalog,
  ) {
    this.catalog = Object.keys(labels).length === 0 ? catalog : worded(catalog, labels);
    this.#eventTypes = new Map(this.catalog.eventTypes.map((type) => [type.name, type]));
    this.#stepTypes = new Map(this.catalog.stepTypes.map((type) => [type.name, type]));
    this.#operators = new Map(this.catalog.operators.map((operator) => [operator.name, operator]));
  }

  /** The event type; for a host's own, the row that stands for them all. */
  eventType(name: string): CatalogEventType | undefined {
    return this.#eventTypes.get(name) ?? this.#eventTypes.get(openNameOf(name));
  }

  /** The step type; for a host's own, the row that stands for them all. */
  stepType(name: string): CatalogStepType | undefined {
    return this.#stepTypes.get(name) ?? this.#stepTypes.get(openNameOf(name));
  }

  operator(name: string): CatalogOperator | undefined {
    return this.#operators.get(name);
  }

  shape(name: string | null): CatalogShape {
    return this.catalog.shapes[name ?? ''] ?? { documentation: '', properties: [], rules: [] };
  }

  property(shape: string, name: string): CatalogProperty {
    const property = this.shape(shape).properties.find((each) => each.name === name);
    if (!property) throw new Error(`The catalog has no ${shape}.${name}.`);
    return property;
  }

  /** The label of an event type: its own name, for a host's own type. */
  eventLabel(name: string): string {
    const type = this.eventType(name);
    if (!type) return name;
    return isOpen(type.name) ? name.slice(type.name.length) || type.label : type.label;
  }

  /** The label of a step type: its own name, for a host's own type. */
  stepLabel(name: string): string {
    const type = this.stepType(name);
    if (!type) return name;
    return isOpen(type.name) ? name.slice(type.name.length) || type.label : type.label;
  }

  /** The fields that conditions may look at where events of these types are at hand. */
  fieldChoices(eventTypes: readonly string[]): FieldChoice[] {
    const key = eventTypes.join(' ');
    const known = this.#fieldChoices.get(key) ?? this.#fieldChoicesOf(eventTypes);
    this.#fieldChoices.set(key, known);
    return known;
  }

  #fieldChoicesOf(eventTypes: readonly string[]): FieldChoice[] {
    const choices = new Map<string, FieldChoice>();
    for (const type of eventTypes.map((name) => this.eventType(name))) {
      for (const attribute of type?.attributes ?? []) {
        const field = eventPrefix + attribute.name;
        if (!choices.has(field)) choices.set(field, { ...attribute, field, hasKey: false });
      }
      if (type?.hasFields) {
        choices.set(eventFieldsPrefix, {
          field: eventFieldsPrefix,
          label: texts().forms.fieldOfEvent,
          kind: 'scalar',
          hasKey: true,
          resource: null,
        });
      }
    }
    for (const { field, label, kind } of this.catalog.contactFields) {
      choices.set(field, { field, label, kind, hasKey: false, resource: kind === 'tags' ? 'tags' : null });
    }
    choices.set(contactFieldsPrefix, {
      field: contactFieldsPrefix,
      label: texts().forms.fieldOfContact,
      kind: 'scalar',
      hasKey: true,
      resource: null,
    });
    return [...choices.values()];
  }

  /** The choice that a field of a document is an instance of; undefined for none in the catalog. */
  fieldChoice(field: string, eventTypes: readonly string[] = []): FieldChoice | undefined {
    const prefix = [eventFieldsPrefix, contactFieldsPrefix].find((each) => field.startsWith(each));
    const choices = this.fieldChoices(eventTypes);
    const found = choices.find((choice) => choice.field === (prefix ?? field));
    if (found || !field.startsWith(eventPrefix)) return found;
    return this.fieldChoices(this.catalog.eventTypes.map((type) => type.name)).find(
      (choice) => choice.field === (prefix ?? field),
    );
  }

  /** What people call a field: `event.link` is "Trigger link", `contact.fields.city` is "city". */
  fieldLabel(field: string, eventTypes: readonly string[] = []): string {
    const choice = this.fieldChoice(field, eventTypes);
    if (!choice) return field;
    return choice.hasKey ? setApart(field.slice(choice.field.length)) || choice.label : choice.label;
  }

  /** The operators for a kind of field, with what their value must be. */
  operatorsFor(kind: ValueKindName): { operator: CatalogOperator; operand: OperandName }[] {
    return this.catalog.operators.flatMap((operator) => {
      const operand = operator.operands[kind];
      return operand ? [{ operator, operand }] : [];
    });
  }

  /** The attribute of an event type, or undefined. */
  attribute(eventType: string, name: string): CatalogAttribute | undefined {
    return this.eventType(eventType)?.attributes.find((attribute) => attribute.name === name);
  }
}

/** Whether a catalog's name stands for every name that begins with it, such as `custom.`. */
export function isOpen(name: string): boolean {
  return name.endsWith('.');
}

function openNameOf(name: string): string {
  return name.slice(0, name.indexOf('.') + 1);
}

/** The parameters that a rule lets one choose between, or undefined. */
export function choiceRule(rules: readonly CatalogRule[]): CatalogRule | undefined {
  return rules.find((rule) => rule.kind === 'exactlyOne');
}

/** The parameters that must be there for `name` to be there: one of them is enough. Empty for none. */
export function needsOf(rules: readonly CatalogRule[], name: string): string[] {
  return rules
    .filter((rule) => rule.kind === 'needsOneOf' && rule.names[0] === name)
    .flatMap((rule) => rule.names.slice(1));
}

/** The keys under which the catalog holds what people read. */
const wordedKeys = ['label', 'group', 'documentation'];

/** A part of the catalog with the labels of another language. */
function worded<T>(part: T, labels: Readonly<Record<string, string>>): T {
  if (Array.isArray(part)) return part.map((each) => worded(each, labels)) as T;
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key,
    typeof value === 'string' && wordedKeys.includes(key) ? (labels[value] ?? value) : worded(value, labels),
  ]);
  return Object.fromEntries(entries) as T;
}
