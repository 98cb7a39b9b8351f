// JSON Schemas (draft 2020-12) for workspaces and scenario files, made from the engine's catalog: from the same tables
// that the engine reads documents by. A new row of a table is in the schemas by itself; a new kind of property, of value
// or of operand needs a line in one of the switches below, and the compiler says where.
//
// They are made here and not in the engine because editors are the only ones that want them: they are the same for
// everybody, and every page that loads the engine would have to fetch the code that makes them.

/** @import { Catalog, CatalogContactField, CatalogEventType, CatalogOperator, CatalogProperty, CatalogRule, CatalogStepType } from '@rehearse/engine' */
/** @import { OperandName, ValueKindName } from '@rehearse/engine' */
/** @typedef {{ [keyword: string]: unknown }} Schema */

/** Keys of a host's own, on every object. */
const extensionPattern = '^(x-|\\$schema$)';

/** What property rows have as `maximum` where there is none. */
const unbounded = 2 ** 31 - 1;

const days = [
  '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])',
  '(0[469]|11)-(0[1-9]|[12][0-9]|30)',
  '02-(0[1-9]|[12][0-9])',
];
const timeOfDay = '([01][0-9]|2[0-3]):[0-5][0-9]';
const offset = '[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)';

const durationParts = '(?=.*[1-9])([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?';

/** @type {Record<'instant' | 'duration' | 'signedDuration' | 'timeOfDay' | 'utcOffset', Schema>} */
const formats = {
  instant: {
    description: 'ISO 8601 with an offset, such as 2026-03-02T09:00:00Z.',
    type: 'string',
    pattern: `^(?!0000)[0-9]{4}-(${days.join('|')})T${timeOfDay}(:[0-5][0-9](\\.[0-9]{1,3})?)?(Z|${offset})$`,
  },
  duration: {
    description: 'Whole numbers with units, largest first: 2w, 3d, 1d12h, 45m, 30s.',
    type: 'string',
    pattern: `^${durationParts}$`,
  },
  signedDuration: {
    description: 'A duration; with - in front, so long before.',
    type: 'string',
    pattern: `^-?${durationParts}$`,
  },
  timeOfDay: { type: 'string', pattern: `^${timeOfDay}$` },
  utcOffset: { type: 'string', pattern: `^${offset}$` },
};

/** Kinds of property that name the event type that stands beside them.
 * @type {readonly string[]} */
const eventTypeKinds = ['eventType', 'awaitedEventType'];

const scalarTypes = ['string', 'number', 'boolean'];
const groups = ['all', 'any', 'not'];

/** @param {never} kind @param {string} what @returns {never} */
function unknown(kind, what) {
  throw new Error(`scripts/schema.js does not know what ${what} "${kind}" is in a schema: add it to the switch.`);
}

/** @param {number} minimum @param {number} maximum */
function items(minimum, maximum) {
  return { ...(minimum > 0 && { minItems: minimum }), ...(maximum < unbounded && { maxItems: maximum }) };
}

/** Whether events of that type are made by the clock, for one trigger. @param {{ origin: string }} type */
const isOfClock = ({ origin }) => origin === 'clock';

/** @param {string} text */
const escaped = (text) => text.replaceAll('.', '\\.');

/** Whether a name of the catalog stands for all names that begin with it. @param {string} name */
const isPrefix = (name) => name.endsWith('.');

/** @param {string} name */
const nameForPeople = (name) => (isPrefix(name) ? `${name}NAME` : name);

/** Objects with one of these keys or more. @param {readonly string[]} keys */
const hasAny = (keys) => ({ anyOf: keys.map((key) => ({ required: [key] })) });

/** Objects without any of these keys. @param {readonly string[]} keys */
const hasNone = (keys) => ({ properties: Object.fromEntries(keys.map((key) => [key, false])) });

/** Objects with one of these keys at the most. @param {readonly string[]} keys */
const hasOneAtMost = (keys) => ({
  dependentSchemas: Object.fromEntries(keys.slice(0, -1).map((key, index) => [key, hasNone(keys.slice(index + 1))])),
});

/** Objects that have the key, and a value there that fits. @param {string} key @param {Schema} value */
const where = (key, value) => ({ type: 'object', properties: { [key]: value }, required: [key] });

/**
 * What must fit, and what must not, gives a better place to look for a mistake than a choice among alternatives.
 * @param {Schema} condition @param {Schema} consequence @param {Schema} [otherwise] @returns {Schema}
 */
function when(condition, consequence, otherwise) {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: condition, then: consequence, ...(otherwise && { else: otherwise }) };
}

/** `allOf`, where there is anything to be said. @param {Schema[]} schemas */
const all = (schemas) => (schemas.length > 0 ? { allOf: schemas } : {});

/** @param {readonly CatalogRule[]} rules @returns {Schema[]} */
function ruleSchemas(rules) {
  return rules.flatMap(({ kind, names }) => {
    const [first = '', ...others] = names;
    switch (kind) {
      case 'exactlyOne':
        return { ...hasAny(names), ...hasOneAtMost(names) };
      case 'needsOneOf':
        return { dependentSchemas: { [first]: hasAny(others) } };
      case 'othersNeedFirst':
        return { dependentRequired: Object.fromEntries(others.map((name) => [name, [first]])) };
      case 'needsWholeDays':
        return []; // what a duration comes to does not show in its letters: 24h is a day
      default:
        return unknown(kind, 'a rule of the kind');
    }
  });
}

/** Makes the definitions that a schema needs, each when it is first asked for. */
class Definitions {
  /** @type {Record<string, Schema>} */
  definitions = {};

  /** @param {Catalog} catalog */
  constructor(catalog) {
    this.catalog = catalog;
  }

  /**
   * A reference to a definition, which is made if it is not there. Its name is taken first, for it may refer to itself.
   * @param {string} name
   * @param {() => Schema} make
   */
  reference(name, make) {
    if (!(name in this.definitions)) {
      this.definitions[name] = {};
      this.definitions[name] = make();
    }
    return { $ref: `#/$defs/${name}` };
  }

  /** @param {string} name */
  limit(name) {
    const row = this.catalog.limits.find((limit) => limit.name === name);
    if (!row) throw new Error(`The catalog has no limit "${name}".`);
    return row.value;
  }

  // ---------------------------------------------------------------- names of types

  /** A name that is one of these, or begins with one that ends in a dot. @param {readonly string[]} names @returns {Schema} */
  oneOfNames(names) {
    const whole = names.filter((name) => !isPrefix(name));
    const patterns = names.filter(isPrefix).map((name) => ({ type: 'string', pattern: this.prefixPattern(name) }));
    const schemas = whole.length > 0 ? [{ enum: whole }, ...patterns] : patterns;
    return schemas.length === 1 ? /** @type {Schema} */ (schemas[0]) : { anyOf: schemas };
  }

  /** @param {string} prefix */
  prefixPattern(prefix) {
    return `^${escaped(prefix)}[\\s\\S]{1,${this.limit('idLength')}}$`;
  }

  /**
   * The same with the words that an editor shows beside each.
   * @param {readonly { name: string, label: string, documentation: string }[]} rows
   */
  describedNames(rows) {
    return {
      type: 'string',
      anyOf: rows.map(({ name, label, documentation }) => ({
        title: label,
        description: documentation,
        ...(isPrefix(name) ? { pattern: this.prefixPattern(name) } : { const: name }),
      })),
    };
  }

  // ---------------------------------------------------------------- objects

  /**
   * An object that has no keys but these and those of a host's own.
   * @param {{ description?: string, properties: Schema, required: string[], rules: Schema[] }} content
   */
  closedObject({ description, properties, required, rules }) {
    return {
      ...(description && { description }),
      type: 'object',
      properties,
      ...(required.length > 0 && { required }),
      patternProperties: { [extensionPattern]: true },
      additionalProperties: false,
      ...all(rules),
    };
  }

  /** @param {readonly CatalogProperty[]} rows @param {(row: CatalogProperty) => Schema} [value] */
  properties(rows, value = (row) => this.value(row)) {
    return Object.fromEntries(
      rows.map((row) => [
        row.name,
        {
          title: row.label,
          description: row.documentation,
          ...(row.default !== null && { default: row.default }),
          ...value(row),
        },
      ]),
    );
  }

  /** @param {string} name */
  shape(name) {
    return this.reference(name, () => this.makeShape(name));
  }

  /** @param {string} name @returns {Schema} */
  makeShape(name) {
    if (name === 'scoreMatch') return this.scoreMatch();
    const shape = this.catalog.shapes[name];
    if (!shape) throw new Error(`The catalog has no shape "${name}".`);
    const event = shape.properties.find(({ kind }) => eventTypeKinds.includes(kind));
    const rules = [...ruleSchemas(shape.rules), ...(event ? this.besideEvent(event, shape.properties) : [])];
    if (name === 'expectation') rules.push(this.expectsSomething(shape.properties));
    return this.closedObject({
      description: shape.documentation,
      properties: this.properties(shape.properties, (row) => this.valueIn(name, row, event)),
      required: shape.properties
        .filter(({ required, onlyFor }) => required && onlyFor.length === 0)
        .map((row) => row.name),
      rules,
    });
  }

  /** @param {string} shape @param {CatalogProperty} row @param {CatalogProperty | undefined} event @returns {Schema} */
  valueIn(shape, row, event) {
    if (eventTypeKinds.includes(row.kind)) return this.value(row);
    // Beside an event type, conditions follow from that type: see `besideEvent`.
    if (row.kind === 'conditions' && event) return {};
    if (shape === 'messageMatch' && row.name === 'channel') return this.channel();
    return this.value(row);
  }

  /**
   * What depends on an event type that the object names: the fields of its conditions, and properties for some types only.
   * @param {CatalogProperty} event
   * @param {readonly CatalogProperty[]} rows
   */
  besideEvent(event, rows) {
    const schemas = rows
      .filter(({ onlyFor }) => onlyFor.length > 0)
      .map(({ name, onlyFor, required }) =>
        required
          ? when(where(event.name, this.oneOfNames(onlyFor)), { required: [name] }, hasNone([name]))
          : when(where(event.name, { not: this.oneOfNames(onlyFor) }), hasNone([name])),
      );
    const conditions = rows.filter(({ kind }) => kind === 'conditions').map(({ name }) => name);
    if (conditions.length === 0) return schemas;
    for (const types of this.alikeEventTypes()) {
      const reference = this.conditions(types);
      schemas.push(
        when(where(event.name, this.oneOfNames(types.map(({ name }) => name))), {
          properties: Object.fromEntries(conditions.map((name) => [name, reference])),
        }),
      );
    }
    return schemas;
  }

  /** Whom it speaks of is not what must be so. @param {readonly CatalogProperty[]} rows */
  expectsSomething(rows) {
    const subjects = ['contactReference', 'workflowReference'];
    return hasAny(rows.filter(({ kind }) => !subjects.includes(kind)).map(({ name }) => name));
  }

  scoreMatch() {
    const operators = this.catalog.operators.filter(({ operands }) => operands.number);
    const names = operators.map(({ name }) => name);
    return this.closedObject({
      description: this.catalog.shapes.scoreMatch?.documentation ?? '',
      properties: Object.fromEntries(
        operators.map(({ name, operands }) => [
          name,
          operands.number === 'none' ? { const: true } : this.operand(operands.number ?? 'number'),
        ]),
      ),
      required: [],
      rules: [hasAny(names)],
    });
  }

  /** The types of the steps that send messages. */
  channel() {
    return this.oneOfNames(this.catalog.stepTypes.filter((row) => row.sendsMessage).map(({ name }) => name));
  }

  // ---------------------------------------------------------------- values

  /** @param {CatalogProperty} row @returns {Schema} */
  value(row) {
    const { minimum, maximum } = row;
    const shape = row.shape ?? '';
    switch (row.kind) {
      case 'version':
        return { const: 1 };
      case 'workflowReference':
        return row.choices.length > 0 ? { type: 'string', anyOf: [{ enum: row.choices }, {}] } : { type: 'string' };
      case 'text':
      case 'stepReference':
      case 'contactReference':
        return { type: 'string' };
      case 'identifier':
        return { type: 'string', minLength: minimum, maxLength: maximum };
      case 'wholeNumber':
        return { type: 'integer', minimum, maximum };
      case 'points':
        return { type: 'integer', minimum, maximum, not: { const: 0 } };
      case 'score':
        return { type: ['integer', 'null'], minimum, maximum };
      case 'yesNo':
        return { type: 'boolean' };
      case 'flag':
        return { const: true };
      case 'choice':
        return { enum: row.choices };
      case 'instant':
      case 'duration':
      case 'signedDuration':
      case 'timeOfDay':
      case 'utcOffset':
        return this.format(row.kind);
      case 'scalar':
        return { type: scalarTypes };
      case 'scalarMap':
        return this.map(scalarTypes, maximum);
      case 'clearableMap':
        return this.map([...scalarTypes, 'null'], maximum);
      case 'texts':
      case 'workflowReferences':
        return { type: 'array', items: { type: 'string' }, ...items(minimum, maximum) };
      case 'tags':
        return { type: 'array', items: this.tag(), ...items(minimum, maximum) };
      case 'eventType':
        return this.eventType(true);
      case 'awaitedEventType':
        return this.eventType(false);
      case 'conditions':
        return this.conditions(this.catalog.eventTypes);
      case 'contactFieldPath':
        return this.contactPath(({ settable }) => settable);
      case 'dateFieldPath':
        return this.contactPath(({ kind }) => kind === 'time');
      case 'event':
        return this.event();
      case 'object':
        return shape === 'scoreMatch' ? this.scoreOrMatch(row) : this.shape(shape);
      case 'list':
        return { type: 'array', items: this.shape(shape), ...items(minimum, maximum) };
      case 'steps':
        return this.steps();
      case 'workspace':
        return {
          type: ['string', 'object'],
          minLength: 1,
          ...when({ type: 'object' }, this.shape('workspace')),
        };
      default:
        return unknown(row.kind, 'a property of the kind');
    }
  }

  /** @param {keyof typeof formats} name */
  format(name) {
    return this.reference(name, () => formats[name]);
  }

  /** @param {string[]} types @param {number} maximum */
  map(types, maximum) {
    return { type: 'object', additionalProperties: { type: types }, maxProperties: maximum };
  }

  tag() {
    return this.reference('tag', () => ({ type: 'string', minLength: 1, maxLength: this.limit('idLength') }));
  }

  /** @param {(field: CatalogContactField) => boolean} accepts */
  contactPath(accepts) {
    const names = this.catalog.contactFields.filter(accepts);
    return {
      type: 'string',
      anyOf: [
        { enum: names.map(({ field }) => field.replace('contact.', '')) },
        { description: 'fields.KEY', pattern: '^fields\\.[\\s\\S]' },
      ],
    };
  }

  /** @param {CatalogProperty} row @returns {Schema} */
  scoreOrMatch({ minimum, maximum, shape }) {
    return {
      type: ['integer', 'null', 'object'],
      minimum,
      maximum,
      ...when({ type: 'object' }, this.shape(shape ?? '')),
    };
  }

  // ---------------------------------------------------------------- steps

  steps() {
    return this.reference('steps', () => ({ type: 'array', items: this.reference('step', () => this.step()) }));
  }

  step() {
    const { stepTypes } = this.catalog;
    return {
      description: 'Something that happens, or a turn of the way.',
      type: 'object',
      properties: {
        id: {
          title: 'Id',
          description: 'Names the step; made from its place by default: `step-1`, `step-2.hot.1`.',
          type: 'string',
          minLength: 1,
          maxLength: this.limit('idLength'),
        },
        type: { title: 'Type', description: 'What the step does.', ...this.describedNames(stepTypes) },
      },
      required: ['type'],
      ...all(
        stepTypes.map((type) =>
          when(
            where('type', this.oneOfNames([type.name])),
            this.reference(`step.${nameForPeople(type.name)}`, () => this.stepOf(type)),
          ),
        ),
      ),
    };
  }

  /** @param {CatalogStepType} type */
  stepOf({ label, documentation, parameters, rules }) {
    const content = this.closedObject({
      description: documentation,
      properties: { id: true, type: true, ...this.properties(parameters) },
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
      rules: ruleSchemas(rules),
    });
    return { title: label, ...content };
  }

  // ---------------------------------------------------------------- events

  /** The names of event types. Those that the clock makes are for triggers alone. @param {boolean} mayBeOfClock */
  eventType(mayBeOfClock) {
    const types = this.catalog.eventTypes.filter((type) => mayBeOfClock || !isOfClock(type));
    return this.reference(types.length < this.catalog.eventTypes.length ? 'eventTypeToAwait' : 'eventType', () =>
      this.describedNames(types),
    );
  }

  /** Event types in groups of those with the same attributes of the same kinds. */
  alikeEventTypes() {
    /** @type {Map<string, CatalogEventType[]>} */
    const found = new Map();
    for (const type of this.catalog.eventTypes) {
      const key = JSON.stringify([type.attributes.map(({ name, kind }) => [name, kind]), type.hasFields]);
      found.set(key, [...(found.get(key) ?? []), type]);
    }
    return [...found.values()];
  }

  event() {
    return this.reference('event', () => this.makeEvent());
  }

  makeEvent() {
    const types = this.catalog.eventTypes.filter(({ origin }) => origin === 'outside');
    return {
      description: 'An event fired from outside.',
      type: 'object',
      properties: {
        type: { title: 'Event', description: 'What happens.', ...this.describedNames(types) },
        contact: { title: 'Contact', description: 'The id of the contact that it happens to.', type: 'string' },
        id: {
          title: 'Id',
          description: 'A name of your own for the event, for journals.',
          type: 'string',
          minLength: 1,
          maxLength: this.limit('idLength'),
        },
      },
      required: ['type', 'contact'],
      ...all(types.map((type) => when(where('type', this.oneOfNames([type.name])), this.eventOf(type)))),
    };
  }

  /** @param {CatalogEventType} type */
  eventOf({ attributes, hasFields, documentation }) {
    const fields = { title: 'Fields', description: 'Texts, numbers, true or false, by key.' };
    return this.closedObject({
      description: documentation,
      properties: {
        type: true,
        contact: true,
        id: true,
        ...Object.fromEntries(
          attributes.map(({ name, label, kind }) => [name, { title: label, ...this.attribute(kind) }]),
        ),
        ...(hasFields && { fields: { ...fields, ...this.map(scalarTypes, this.limit('items')) } }),
      },
      required: attributes.filter(({ required }) => required).map(({ name }) => name),
      rules: [],
    });
  }

  /** @param {ValueKindName} kind @returns {Schema} */
  attribute(kind) {
    switch (kind) {
      case 'number':
        return { type: 'number' };
      case 'yesNo':
        return { type: 'boolean' };
      case 'time':
        return this.format('instant');
      case 'text':
        return { type: 'string' };
      case 'scalar':
      case 'tags':
        return { type: scalarTypes };
      default:
        return unknown(kind, 'an attribute of the kind');
    }
  }

  // ---------------------------------------------------------------- conditions

  /**
   * Conditions that may name the attributes of these event types.
   * @param {readonly CatalogEventType[]} types
   */
  conditions(types) {
    const isAny = types.length === this.catalog.eventTypes.length;
    const [first] = types;
    const suffix = isAny || !first ? '' : `.${nameForPeople(first.name)}`;
    return this.reference(`conditions${suffix}`, () => {
      const condition = this.reference(`condition${suffix}`, () => this.condition(types, suffix));
      return {
        type: ['array', 'object'],
        ...when({ type: 'array' }, { items: condition }, condition),
      };
    });
  }

  /** @param {readonly CatalogEventType[]} types @param {string} suffix @returns {Schema} */
  condition(types, suffix) {
    const self = { $ref: `#/$defs/condition${suffix}` };
    const list = { type: 'array', items: self };
    /** @type {Map<string, ValueKindName>} */
    const attributes = new Map();
    for (const { name, kind } of types.flatMap((type) => type.attributes)) {
      const path = `event.${name}`;
      if (!attributes.has(path)) attributes.set(path, kind); // of several with that name the first, as in the engine
    }
    const paths = [...attributes.keys()];
    const hasFields = types.some((type) => type.hasFields);
    const kinds = [...new Set(attributes.values())];
    return this.closedObject({
      description: 'A comparison, or a group of conditions.',
      properties: {
        field: {
          title: 'Field',
          description: 'What is looked at.',
          type: 'string',
          anyOf: [
            ...(paths.length > 0 ? [{ enum: paths }] : []),
            ...(hasFields ? [this.fieldKey('event')] : []),
            this.contactField(),
          ],
        },
        operator: { title: 'Operator', description: 'How it is compared.', ...this.operator() },
        value: { title: 'Value', description: 'What it is compared with.' },
        all: { title: 'All of', description: 'Holds if all of these hold.', ...list },
        any: { title: 'Any of', description: 'Holds if one of these holds, or more.', ...list },
        not: {
          title: 'Not',
          description: 'Holds if this does not hold.',
          $ref: `#/$defs/conditions${suffix}`,
        },
      },
      required: [],
      rules: [
        this.reference('conditionForm', () => this.conditionForm()),
        this.reference('contactComparisons', () => this.contactComparisons()),
        ...kinds.map((kind) =>
          this.comparisonOf({ enum: paths.filter((path) => attributes.get(path) === kind) }, kind),
        ),
        ...(hasFields ? [this.comparisonOf(this.fieldKey('event'), 'scalar')] : []),
      ],
    });
  }

  operator() {
    return this.reference('operator', () => ({
      anyOf: this.catalog.operators.map(({ name, label }) => ({ const: name, description: label })),
    }));
  }

  /** Either a comparison or one group. @returns {Schema} */
  conditionForm() {
    return {
      type: 'object',
      ...when(hasAny(groups), hasNone(['field', 'operator', 'value']), { required: ['field', 'operator'] }),
      ...hasOneAtMost(groups),
    };
  }

  /** @param {'event' | 'contact'} of */
  fieldKey(of) {
    return this.reference(`${of}FieldKey`, () => ({
      description: `${of}.fields.KEY`,
      type: 'string',
      pattern: `^${of}\\.fields\\.[\\s\\S]`,
    }));
  }

  contactField() {
    return this.reference('contactField', () => ({
      type: 'string',
      anyOf: [
        ...this.catalog.contactFields.map(({ field, label }) => ({ const: field, description: label })),
        this.fieldKey('contact'),
      ],
    }));
  }

  contactComparisons() {
    const { contactFields } = this.catalog;
    const kinds = [...new Set(contactFields.map(({ kind }) => kind))];
    return {
      type: 'object',
      allOf: [
        ...kinds.map((kind) => {
          const fields = contactFields.filter((row) => row.kind === kind).map(({ field }) => field);
          return this.comparisonOf({ enum: fields }, kind);
        }),
        this.comparisonOf(this.fieldKey('contact'), 'scalar'),
      ],
    };
  }

  /** @param {Schema} field @param {ValueKindName} kind @returns {Schema} */
  comparisonOf(field, kind) {
    return when(
      where('field', field),
      this.reference(`comparison.${kind}`, () => this.comparison(kind)),
    );
  }

  /** The operators for fields of that kind, and what each compares with. @param {ValueKindName} kind @returns {Schema} */
  comparison(kind) {
    const operators = this.catalog.operators.filter(({ operands }) => operands[kind]);
    const operands = [...new Set(operators.flatMap(({ operands }) => operands[kind] ?? []))];
    return {
      type: 'object',
      properties: { operator: { enum: operators.map(({ name }) => name) } },
      allOf: operands.map((operand) =>
        when(
          where('operator', { enum: namesWith(operators, kind, operand) }),
          operand === 'none' ? hasNone(['value']) : where('value', this.operand(operand)),
        ),
      ),
    };
  }

  /** @param {OperandName} operand @returns {Schema} */
  operand(operand) {
    switch (operand) {
      case 'none':
        return {};
      case 'number':
        return { type: 'number' };
      case 'text':
        return { type: 'string' };
      case 'yesNo':
        return { type: 'boolean' };
      case 'scalar':
        return { type: scalarTypes };
      case 'texts':
        return { type: 'array', items: { type: 'string' }, ...items(1, this.limit('items')) };
      case 'duration':
        return this.format('duration');
      default:
        return unknown(operand, 'an operand');
    }
  }
}

/** @param {readonly CatalogOperator[]} operators @param {ValueKindName} kind @param {OperandName} operand */
function namesWith(operators, kind, operand) {
  return operators.filter(({ operands }) => operands[kind] === operand).map(({ name }) => name);
}

/**
 * @param {Catalog} catalog
 * @param {string} shape that of the whole document
 * @param {string} title
 */
function documentSchema(catalog, shape, title) {
  const definitions = new Definitions(catalog);
  return wholeSchema(definitions, title, definitions.shape(shape));
}

/** @param {Definitions} definitions @param {string} title @param {Schema} root */
function wholeSchema({ definitions }, title, root) {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...root, $defs: definitions };
}

/** The schema of workspace documents. @param {Catalog} catalog */
export const workspaceSchema = (catalog) => documentSchema(catalog, 'workspace', 'Rehearse workspace');

/** The schema of scenario files. @param {Catalog} catalog */
export const scenarioSchema = (catalog) => documentSchema(catalog, 'scenarioFile', 'Rehearse scenario file');

/** The schema of traces. @param {Catalog} catalog */
export function traceSchema(catalog) {
  const definitions = new Definitions(catalog);
  const drafts = catalog.shapes.scenario?.properties.find(({ name }) => name === 'drafts');
  const members = {
    rehearse: { title: 'Version', description: 'The version of this format: 1.', const: 1 },
    engine: { title: 'Engine', description: 'The version of the engine that ran it.', type: 'string' },
    name: { title: 'Name', description: 'What it is a run of, such as the file of the workspace.', type: 'string' },
    drafts: { title: 'Drafts', description: drafts?.documentation, enum: drafts?.choices },
    workspace: definitions.shape('workspace'),
    stimuli: {
      title: 'Stimuli',
      description: 'What was done, in order.',
      type: 'array',
      items: { type: 'object', ...definitions.shape('scenarioStep'), ...hasNone(['expect']) },
    },
  };
  const root = definitions.closedObject({
    description: 'A run, written down: a workspace, and what was done to it.',
    properties: members,
    required: Object.keys(members),
    rules: [],
  });
  return wholeSchema(definitions, 'Rehearse trace', root);
}
