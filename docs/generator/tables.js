// The tables of docs/workspace.md, made from the engine's catalog. Each stands between two comments, the first of which
// names it: `<!-- table: limits -->` … `<!-- end -->`.

/** @import { Catalog, CatalogAttribute, CatalogEventType, CatalogProperty, CatalogRule, CatalogStepType, OperandName, ValueKindName } from '@rehearse/engine' */

/** What property rows have as `maximum` where there is none. */
const unbounded = 2 ** 31 - 1;

/** @param {never} kind @param {string} what @returns {never} */
function unknown(kind, what) {
  throw new Error(`docs/generator/tables.js has no words for ${what} "${kind}": add them to the switch.`);
}

/** @param {string} text */
const code = (text) => `\`${text}\``;

/** @param {number} number */
const withCommas = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

/** @param {readonly string[]} words @param {string} last */
function listed(words, last) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** Whether a name of the catalog stands for all names that begin with it. @param {string} name */
const typeName = (name) => (name.endsWith('.') ? `${name}NAME` : name);

/** @param {readonly string[]} heads @param {readonly (readonly string[])[]} rows */
function table(heads, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

// -------------------------------------------------------------------- objects and steps

/** @param {string} shape */
const anchor = (shape) => `shape-${shape}`;

/** @param {string | null} shape */
const linkTo = (shape) => `[${shape}](#${anchor(shape ?? '')})`;

/** @param {CatalogProperty} property */
function range({ minimum, maximum }) {
  if (maximum >= unbounded) return `, ${withCommas(minimum)} or more`;
  return minimum === -maximum ? `, ±${withCommas(maximum)}` : `, ${withCommas(minimum)} to ${withCommas(maximum)}`;
}

/** What a property holds, in words. @param {CatalogProperty} property @returns {string} */
function holds(property) {
  switch (property.kind) {
    case 'version':
      return 'the number `1`';
    case 'text':
      return 'a text';
    case 'identifier':
      return `a text of ${withCommas(property.minimum)} to ${withCommas(property.maximum)} characters`;
    case 'workflowReference':
      return [
        'the id of a workflow',
        ...(property.choices.length > 0 ? [listed(property.choices.map(code), 'or')] : []),
      ].join(', or ');
    case 'stepReference':
      return 'the id of a step';
    case 'contactReference':
      return 'the id of a contact';
    case 'wholeNumber':
      return `a whole number${range(property)}`;
    case 'points':
      return `a whole number${range(property)}, not 0`;
    case 'score':
      return `a whole number${range(property)}, or \`null\``;
    case 'yesNo':
      return '`true` or `false`';
    case 'flag':
      return '`true`';
    case 'choice':
      return listed(property.choices.map(code), 'or');
    case 'instant':
      return 'a [time](#times-and-durations)';
    case 'duration':
      return 'a [duration](#times-and-durations)';
    case 'signedDuration':
      return 'a [duration](#times-and-durations), with `-` in front or without';
    case 'timeOfDay':
      return 'a time of day such as `09:00`';
    case 'utcOffset':
      return 'an offset such as `+02:00`';
    case 'scalar':
      return 'a text, a number, `true` or `false`';
    case 'scalarMap':
      return 'texts, numbers, `true` or `false`, by key';
    case 'clearableMap':
      return 'texts, numbers, `true`, `false` or `null`, by key';
    case 'texts':
      return 'a list of texts';
    case 'workflowReferences':
      return 'a list of ids of workflows';
    case 'tags':
      return property.minimum > 0 ? 'a list of one tag or more' : 'a list of tags';
    case 'eventType':
      return 'an [event type](#events)';
    case 'awaitedEventType':
      return 'an [event type](#events) that is not of the clock';
    case 'conditions':
      return '[conditions](#conditions)';
    case 'contactFieldPath':
      return 'a field that may be set';
    case 'dateFieldPath':
      return 'a field with a date';
    case 'event':
      return 'an [event](#events)';
    case 'object':
      return property.shape === 'scoreMatch'
        ? `a whole number, \`null\`, or a ${linkTo(property.shape)}`
        : linkTo(property.shape);
    case 'list':
      return `a list of ${linkTo(property.shape)}${property.minimum > 0 ? ', one or more' : ''}`;
    case 'steps':
      return '[steps](#steps)';
    case 'workspace':
      return `a ${linkTo('workspace')}, or the path of one`;
    default:
      return unknown(property.kind, 'properties of the kind');
  }
}

/** @param {CatalogRule} rule @returns {string} */
function ruleInWords({ kind, names }) {
  const [first = '', ...others] = names.map(code);
  switch (kind) {
    case 'exactlyOne':
      return `Exactly one of ${listed([first, ...others], 'and')}.`;
    case 'needsOneOf':
      return `${first} needs ${listed(others, 'or')} beside it.`;
    case 'othersNeedFirst':
      return `${listed(others, 'and')} need ${first} beside them.`;
    case 'needsWholeDays':
      return `${first} is only for whole days of ${listed(others, 'and')}.`;
    default:
      return unknown(kind, 'rules of the kind');
  }
}

/** @param {readonly CatalogProperty[]} properties @param {readonly CatalogRule[]} rules */
function propertyTable(properties, rules) {
  const rows = properties.map((property) => [
    `${code(property.name)}${property.required ? '*' : ''}`,
    holds(property),
    property.documentation,
  ]);
  const sentences = [
    ...rules.map(ruleInWords),
    ...properties
      .filter(({ onlyFor }) => onlyFor.length > 0)
      .map(({ name, onlyFor }) => `${code(name)} is only for ${listed(onlyFor.map(code), 'and')}.`),
  ];
  return [
    ...(rows.length > 0 ? [table(['key', 'holds', 'meaning'], rows)] : []),
    ...(sentences.length > 0 ? [sentences.join(' ')] : []),
  ].join('\n\n');
}

/** @param {Catalog} catalog @param {string} name */
function shapeTable(catalog, name) {
  const shape = catalog.shapes[name];
  if (!shape) throw new Error(`The catalog has no shape "${name}".`);
  const mark = `<a id="${anchor(name)}"></a>`;
  if (name !== 'scoreMatch') {
    return `${mark}**${name}**: ${shape.documentation}\n\n${propertyTable(shape.properties, shape.rules)}`;
  }
  const operators = catalog.operators.filter(({ operands }) => operands.number).map((operator) => code(operator.name));
  return `${mark}**${name}**: ${shape.documentation} The operators: ${listed(operators, 'and')}.`;
}

/** Every shape that has no table of its own. @param {Catalog} catalog @param {readonly string[]} named */
function otherShapes(catalog, named) {
  const others = Object.keys(catalog.shapes).filter((name) => !named.includes(name));
  return others.map((name) => shapeTable(catalog, name)).join('\n\n');
}

/** @param {CatalogStepType} type */
function stepSection({ name, label, documentation, parameters, rules }) {
  const content = propertyTable(parameters, rules);
  return `#### ${typeName(name)}\n\n*${label}.* ${documentation}${content ? `\n\n${content}` : ''}`;
}

/** @param {Catalog} catalog */
function stepTables({ stepTypes }) {
  const groups = [...new Set(stepTypes.map(({ group }) => group))];
  return groups
    .flatMap((group) => [`### ${group}`, ...stepTypes.filter((type) => type.group === group).map(stepSection)])
    .join('\n\n');
}

// -------------------------------------------------------------------- events and conditions

/** @param {ValueKindName} kind @returns {string} */
function kindInWords(kind) {
  switch (kind) {
    case 'number':
      return 'number';
    case 'text':
      return 'text';
    case 'yesNo':
      return 'yes/no';
    case 'tags':
      return 'tags';
    case 'time':
      return 'time';
    case 'scalar':
      return 'custom field';
    default:
      return unknown(kind, 'values of the kind');
  }
}

/** @param {OperandName} operand @returns {string} */
function operandInWords(operand) {
  switch (operand) {
    case 'none':
      return 'no value';
    case 'yesNo':
      return '`true` or `false`';
    case 'scalar':
      return 'text, number, `true`, `false`';
    case 'texts':
      return 'list of texts';
    case 'number':
    case 'text':
    case 'duration':
      return operand;
    default:
      return unknown(operand, 'operands of the kind');
  }
}

/** @param {CatalogAttribute} attribute */
function attributeInWords({ name, kind, required }) {
  return `${code(name)}${required ? '*' : ''}${kind === 'text' ? '' : ` (${kindInWords(kind)})`}`;
}

/** @param {CatalogEventType['origin']} origin @returns {string} */
function originInWords(origin) {
  switch (origin) {
    case 'outside':
      return 'Fired from outside:';
    case 'simulation':
      return 'Made by the simulation, from steps, edits and arriving contacts; they cannot be fired:';
    case 'clock':
      return 'Made by the clock, each for one trigger; they stand on triggers only:';
    default:
      return unknown(origin, 'events of the origin');
  }
}

/** @param {Catalog} catalog */
function eventTables({ eventTypes }) {
  const origins = [...new Set(eventTypes.map(({ origin }) => origin))];
  return origins
    .map((origin) => {
      const rows = eventTypes
        .filter((type) => type.origin === origin)
        .map(({ name, attributes, hasFields, documentation }) => [
          code(typeName(name)),
          [...attributes.map(attributeInWords), ...(hasFields ? ['`fields`'] : [])].join(', '),
          documentation,
        ]);
      return `${originInWords(origin)}\n\n${table(['type', 'attributes', 'what happened'], rows)}`;
    })
    .join('\n\n');
}

/** @param {Catalog} catalog */
function fieldTable({ contactFields }) {
  const rows = [
    ...contactFields.map(({ field, label, kind }) => [code(field), kindInWords(kind), label]),
    ['`contact.fields.KEY`', 'custom field', 'What the contact has under that key'],
    ['`event.ATTRIBUTE`', 'that of the attribute', 'An attribute of the event: see [events](#events)'],
    ['`event.fields.KEY`', 'custom field', 'What the event has under that key'],
  ];
  return table(['field', 'kind', 'what it is'], rows);
}

/** @param {Catalog} catalog */
function operatorTable({ operators }) {
  /** @type {ValueKindName[]} */
  const kinds = ['number', 'text', 'yesNo', 'tags', 'time', 'scalar'];
  const rows = operators.map(({ name, operands }) => [
    code(name),
    ...kinds.map((kind) => {
      const operand = operands[kind];
      return operand === undefined ? '' : operandInWords(operand);
    }),
  ]);
  return table(['operator', ...kinds.map(kindInWords)], rows);
}

/** @param {Catalog} catalog */
function limitTable({ limits }) {
  return table(
    ['the most', 'of what'],
    limits.map(({ value, documentation }) => [withCommas(value), documentation]),
  );
}

// -------------------------------------------------------------------- the page

/** @param {Catalog} catalog @param {string} name @param {readonly string[]} names those of all tables of the page */
function tableNamed(catalog, name, names) {
  const [kind, shape = ''] = name.split(' ');
  switch (kind) {
    case 'shape':
      return shapeTable(catalog, shape);
    case 'shapes':
      return otherShapes(
        catalog,
        names.map((other) => other.split(' ')[1] ?? ''),
      );
    case 'steps':
      return stepTables(catalog);
    case 'events':
      return eventTables(catalog);
    case 'fields':
      return fieldTable(catalog);
    case 'operators':
      return operatorTable(catalog);
    case 'limits':
      return limitTable(catalog);
    default:
      throw new Error(`There is no table "${name}".`);
  }
}

const marks = /(?<start><!-- table: (?<name>[^>]*?) -->\n).*?(?<end><!-- end -->)/gs;

/** A page with its tables as the catalog has them now. @param {string} page @param {Catalog} catalog */
export function withTables(page, catalog) {
  const names = [...page.matchAll(marks)].map(({ groups }) => groups?.name ?? '');
  return page.replace(marks, (_all, start, name, end) => `${start}\n${tableNamed(catalog, name, names)}\n\n${end}`);
}
