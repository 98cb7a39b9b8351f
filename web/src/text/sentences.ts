import type {
  CatalogProperty,
  Condition,
  Conditions,
  FiredEvent,
  PropertyKindName,
  ScoringRule,
  Step,
  Trigger,
  Workflow,
} from '@rehearse/engine';
import { type References, wantedValues } from '../document/references.js';
import { percentOf, shareOf } from '../document/shares.js';
import { choiceRule, type Vocabulary } from '../document/vocabulary.js';
import { texts } from '../texts/texts.js';
import { choiceInWords } from './choices.js';
import { durationInWords, instantInWords, signed, valueInWords } from './format.js';
import { capital, joined, type Parts, small, stopped, strong } from './parts.js';

/** What sentences need to know. */
export interface Words {
  vocabulary: Vocabulary;
  references: References;
}

/** A workflow in one sentence: `When trigger link Pricing is clicked, if tags contain lead, add 10 to …`. */
export function workflowInWords(words: Words, workflow: Workflow): Parts {
  const said = texts().sentences;
  const triggers = workflow.triggers.map((trigger) => {
    const when = momentInWords(words, trigger) === null ? [said.when] : [];
    return [...when, ...triggerInWords(words, trigger)];
  });
  const begin: Parts = triggers.length > 0 ? capital(joinedTriggers(triggers)) : [said.whenAdded];
  const steps = workflow.steps.slice(0, 5).map((step) => stepInWords(words, step));
  if (workflow.steps.length > 5) steps.push([said.moreSteps(workflow.steps.length - 5)]);
  return steps.length > 0 ? stopped([...begin, ': ', ...joined(steps, ', ')]) : [...begin, said.nothingYet];
}

/** A trigger: the event, and its conditions after an `if`. */
export function triggerInWords(words: Words, trigger: Trigger | { type: string; conditions?: Conditions }): Parts {
  const said = texts().sentences;
  const { parts, rest } = patternInWords(words, trigger.type, trigger.conditions);
  const conditions = conditionsInWords(words, rest, [trigger.type]);
  const crossing = 'fires' in trigger && trigger.fires === 'crossing' ? [said.crossing] : [];
  return [
    ...(momentInWords(words, trigger) ?? parts),
    ...(conditions.length > 0 ? [said.ifBefore, ...conditions] : []),
    ...crossing,
  ];
}

/** Triggers of which any will do: after the first, `when` is said again only where a time stands between. */
function joinedTriggers(triggers: readonly Parts[]): Parts {
  const { when, orTriggers } = texts().sentences;
  return joined(
    triggers.map((parts, index) => {
      const isSaid = parts[0] === when && triggers[index - 1]?.[0] === when;
      return isSaid ? parts.slice(1) : parts;
    }),
    orTriggers,
  );
}

/**
 * What the clock makes an event of, such as `every 1 day at 09:00` or `3 days before renewal`; null for types of events
 * that have no such thing. A trigger says it, and the events that come of it.
 */
function momentInWords({ vocabulary }: Words, source: { type: string }): Parts | null {
  const own = vocabulary.shape('trigger').properties.filter(({ onlyFor }) => onlyFor.includes(source.type));
  const textOf = (kind: PropertyKindName) => {
    const name = own.find((property) => property.kind === kind)?.name;
    const value: unknown = name === undefined ? undefined : Reflect.get(source, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const every = textOf('duration');
  const field = textOf('dateFieldPath');
  const at = textOf('timeOfDay') ?? null;
  const said = texts().sentences;
  if (every !== undefined) return said.every(durationInWords(every), at);
  if (field === undefined) return null;
  const offset = textOf('signedDuration') ?? '';
  const length = offset === '' ? null : durationInWords(offset.replace('-', ''));
  return said.onDate(vocabulary.fieldLabel(`contact.${field}`), length, offset.startsWith('-'), at);
}

/** A scoring rule: `each time an email is opened: +5, at most 20 in all, for 30 days`. */
export function ruleInWords(words: Words, { event, conditions, points, limit, expiresAfter }: ScoringRule): Parts {
  const said = texts().sentences;
  const trigger = triggerInWords(words, { type: event, ...(conditions === undefined ? {} : { conditions }) });
  return [
    ...said.rule(trigger, typeof points === 'number' ? signed(points) || '0' : '…'),
    ...(limit === undefined ? [] : said.atMost(valueInWords(limit))),
    ...(expiresAfter === undefined ? [] : said.lasting(durationInWords(expiresAfter))),
  ];
}

/** An event pattern, with the resource that it asks for named in it; `rest` are the conditions not yet said. */
function patternInWords(
  words: Words,
  type: string,
  conditions: Conditions | undefined,
): { parts: Parts; rest: Condition[] } {
  const list = conditions === undefined ? [] : Array.isArray(conditions) ? conditions : [conditions];
  const named = list.find((condition) => nameable(words, type, condition));
  if (!named) return { parts: eventWords(words, type, null, null, true), rest: list };
  const field = 'field' in named ? named.field : '';
  const [value] = wantedValues(named, field);
  const parts = eventWords(words, type, field.slice('event.'.length), String(value), true);
  return { parts, rest: list.filter((condition) => condition !== named) };
}

function nameable(words: Words, type: string, condition: Condition): boolean {
  if (!('field' in condition) || condition.operator !== 'equalTo') return false;
  const attribute = words.vocabulary.attribute(type, String(condition.field).slice('event.'.length));
  if (!attribute?.resource) return false;
  return texts().sentences.speaksOf(type, words.vocabulary.eventLabel(type), attribute);
}

/** An event for a language to put into words. */
export interface SaidEvent {
  /** Of the catalog, such as `link.clicked`. */
  type: string;
  label: string;
  /** The attribute that says which of many it was, such as `link`, or null. */
  attributeName: string | null;
  /** What people call it. */
  attribute: string | null;
  /** What that attribute names, or null where nothing is said of it. */
  name: string | null;
  /** Whether it comes from outside, and not of what a simulation does. */
  isFromOutside: boolean;
}

/** An event in words, as a clause or as a name for it; `value` is what its attribute has to be, or null. */
function eventWords(
  words: Words,
  type: string,
  attributeName: string | null,
  value: string | null,
  isClause: boolean,
): Parts {
  const eventType = words.vocabulary.eventType(type);
  const label = words.vocabulary.eventLabel(type);
  const said = texts().sentences;
  if (eventType && label !== eventType.label) return said.ownEvent(label, isClause);
  const attribute =
    eventType?.attributes.find(({ name }) => name === attributeName) ??
    eventType?.attributes.find(({ resource }) => resource !== null);
  const event = {
    type,
    label,
    attributeName: attribute?.name ?? null,
    attribute: attribute?.label ?? null,
    name: value === null ? null : words.references.name(attribute?.resource ?? null, value),
    isFromOutside: eventType?.origin === 'outside',
  };
  return isClause ? said.eventClause(event) : said.event(event);
}

/** An event that was or will be fired, without its contact: `email spring-offer opened`. */
export function eventInWords(words: Words, event: Omit<FiredEvent, 'contact'> & { type: string }): Parts {
  const moment = momentInWords(words, event);
  if (moment !== null) return moment;
  const attributes = words.vocabulary.eventType(event.type)?.attributes ?? [];
  const named = attributes.find(({ name, resource }) => resource && typeof event[name] === 'string');
  const parts = eventWords(words, event.type, named?.name ?? null, named ? String(event[named.name]) : null, false);
  const label = words.vocabulary.eventLabel(event.type);
  const said = named && texts().sentences.speaksOf(event.type, label, named) ? named.name : null;
  const rest = attributes
    .filter(({ name }) => name !== said && event[name] !== undefined)
    .flatMap(({ name, label: of, resource }): Parts => {
      const value = event[name];
      const shown =
        resource && typeof value === 'string' ? words.references.name(resource, value) : valueInWords(value);
      return [`, ${small(of)} `, strong(shown)];
    });
  return [...parts, ...rest];
}

/** Conditions that must all hold, joined by `and`. */
export function conditionsInWords(
  words: Words,
  conditions: Conditions | undefined,
  eventTypes: readonly string[],
): Parts {
  if (conditions === undefined) return [];
  const list = Array.isArray(conditions) ? conditions : [conditions];
  return joined(
    list.map((condition) => conditionInWords(words, condition, eventTypes)),
    texts().sentences.and,
  );
}

/** One condition or group. */
function conditionInWords(words: Words, condition: Condition, eventTypes: readonly string[]): Parts {
  const { and, or, not } = texts().sentences;
  if ('all' in condition)
    return inBrackets(
      condition.all.map((each) => conditionInWords(words, each, eventTypes)),
      and,
    );
  if ('any' in condition)
    return inBrackets(
      condition.any.map((each) => conditionInWords(words, each, eventTypes)),
      or,
    );
  if ('not' in condition) return [not, '(', ...conditionsInWords(words, condition.not, eventTypes), ')'];
  const field = small(words.vocabulary.fieldLabel(condition.field, eventTypes));
  const operator = words.vocabulary.operator(condition.operator)?.label ?? condition.operator;
  if (condition.value === undefined) return [`${field} ${operator}`];
  return [
    `${field} ${operator} `,
    strong(comparedInWords(words, condition.field, condition.value, condition.operator)),
  ];
}

function inBrackets(all: readonly Parts[], separator: string): Parts {
  const parts = joined(all, separator);
  return all.length > 1 ? ['(', ...parts, ')'] : parts;
}

/** The value that a field is compared with: a resource by its name, a duration in words. */
export function comparedInWords(words: Words, field: string, value: unknown, operator?: string): string {
  const choice = words.vocabulary.fieldChoice(field);
  if (operator && choice && words.vocabulary.operator(operator)?.operands[choice.kind] === 'duration') {
    return durationInWords(value);
  }
  if (value === '') return '""';
  if (choice?.resource) return namesInWords(words, choice.resource, value);
  return valueInWords(value);
}

/** Ids of a resource by their names. */
export function namesInWords({ references }: Words, resource: string, value: unknown): string {
  const nameOf = (each: unknown) => (typeof each === 'string' ? references.name(resource, each) : each);
  return valueInWords(Array.isArray(value) ? value.map(nameOf) : nameOf(value));
}

/** A step in a few words: `add 10 to engagement score`, `wait until a trigger link is clicked (or after 7 days: end)`. */
export function stepInWords(words: Words, step: Step): Parts {
  const type = words.vocabulary.stepType(step.type);
  const label = small(words.vocabulary.stepLabel(step.type));
  if (!type) return [label];
  const choice = type.parameters.find((parameter) => parameter.kind === 'choice');
  const number = type.parameters.find((parameter) => parameter.kind === 'wholeNumber');
  if (choice && number) return amountInWords(step, label, choice, number);
  const branches = type.parameters.find(({ kind }) => kind === 'list');
  if (branches && Array.isArray(step[branches.name])) {
    return branchesInWords(words, label, branches, step[branches.name] as Branch[]);
  }
  const rule = choiceRule(type.rules);
  const said = type.parameters.filter((parameter) => step[parameter.name] !== undefined);
  const isTimeout = ({ kind, name }: CatalogProperty) => kind === 'duration' && !rule?.names.includes(name);
  const timeout = said.find(isTimeout);
  const values = said
    .filter((parameter) => !isTimeout(parameter) && parameter.kind !== 'choice')
    .map((parameter) => parameterInWords(words, parameter, step[parameter.name], rule?.names));
  const told = values.filter((parts) => parts.length > 0).slice(0, type.sendsMessage ? 1 : 2);
  const after = timeout
    ? timeoutInWords(words, step[timeout.name], stepsOf(step, type.parameters))
    : [...said.flatMap((each) => asideInWords(each, step[each.name])), ...listsInWords(words, said, step)];
  const start = said.reduce((text, each) => beforeChoice(text, each, step[each.name]), label);
  return told.length === 0 ? [start, ...after] : [start, ' ', ...joined(told, ', '), ...after];
}

/** `remove from workflow` before `all workflows`, which says it again: `remove from`. */
function beforeChoice(label: string, { kind, choices }: CatalogProperty, value: unknown): string {
  const isChoice = kind === 'workflowReference' && choices.includes(String(value));
  return isChoice ? texts().sentences.beforeChoice(label) : label;
}

/** What a choice beside the matter itself says, unless it is as by default: ` (if it is not met: leave the workflow)`. */
function asideInWords(property: CatalogProperty, value: unknown): Parts {
  if (property.kind !== 'choice' || value === property.default) return [];
  return [` (${small(property.label)}: `, strong(choiceInWords(property, String(value))), ')'];
}

/** The steps inside a step, after what they are for: ` (if one is found: add tag lead; if none is found: end)`. */
function listsInWords(words: Words, said: readonly CatalogProperty[], step: Step): Parts {
  const lists = said.flatMap(({ kind, name, label }): Parts[] => {
    const steps = kind === 'steps' ? (step[name] as Step[]) : [];
    return steps.length === 0 ? [] : [[`${small(label)}: `, ...fewInWords(words, steps)]];
  });
  return lists.length === 0 ? [] : [' (', ...joined(lists, '; '), ')'];
}

/** The first steps of a list. */
function fewInWords(words: Words, steps: readonly Step[]): Parts {
  const few = steps.slice(0, 3).map((each) => stepInWords(words, each));
  if (steps.length > 3) few.push(['…']);
  return joined(few, ', ');
}

interface Branch extends Record<string, unknown> {
  name?: string;
  conditions?: Conditions;
}

/** What a step chooses between: its shares, the conditions of its branches, or their names. */
function branchesInWords(words: Words, label: string, property: CatalogProperty, branches: readonly Branch[]): Parts {
  const share = shareOf(words.vocabulary.shape(property.shape));
  if (share !== undefined) {
    const shares = branches.map(
      ({ name }, index): Parts => [`${percentOf(branches, index, share)} `, strong(name ?? '')],
    );
    return [label, ': ', ...joined(shares, ', ')];
  }
  const all = branches.map(({ name, conditions }): Parts => {
    const said = conditionsInWords(words, conditions, []);
    return said.length > 0 ? said : [strong(name ?? '')];
  });
  return [label, ' ', ...joined(all, texts().sentences.or), ' …'];
}

/** What a wait does when it has waited long enough: ` (or after 3 days: end)`. */
function timeoutInWords(words: Words, timeout: unknown, steps: readonly Step[]): Parts {
  const said = texts().sentences;
  return said.timeout(durationInWords(timeout), steps.length > 0 ? fewInWords(words, steps) : [said.goOn]);
}

/** The steps inside a step. */
function stepsOf(step: Step, parameters: readonly CatalogProperty[]): Step[] {
  return parameters.filter(({ kind }) => kind === 'steps').flatMap(({ name }) => (step[name] ?? []) as Step[]);
}

/** `add 10 to engagement score` from a choice, a number, and a label such as `modify engagement score`. */
function amountInWords(step: Step, label: string, choice: CatalogProperty, number: CatalogProperty): Parts {
  const operation = String(step[choice.name] ?? '');
  const points = valueInWords(step[number.name]);
  return texts().sentences.amount(operation, choiceInWords(choice, operation), points, label);
}

/** An object such as a contact, by the first that it says. */
function firstTextOf(object: object): Parts {
  const text = Object.values(object).find((value) => typeof value === 'string' && value !== '');
  return text === undefined ? [] : [strong(String(text))];
}

function conditionsAfter(words: Words, before: string, conditions: Conditions): Parts {
  const said = conditionsInWords(words, conditions, []);
  return said.length === 0 ? [] : [before, ...said];
}

function parameterInWords(
  words: Words,
  parameter: CatalogProperty,
  value: unknown,
  alternatives: readonly string[] = [],
): Parts {
  // Of several ways to say what is meant, the label says which one it is.
  const label =
    alternatives.includes(parameter.name) || parameter.kind === 'duration' ? `${small(parameter.label)} ` : '';
  switch (parameter.kind) {
    case 'duration':
      return [label, strong(durationInWords(value))];
    case 'instant':
      return [label, strong(instantInWords(String(value)))];
    case 'object':
      return typeof (value as Trigger).type === 'string'
        ? [texts().sentences.beforeMoment(label), ...triggerInWords(words, value as Trigger)]
        : firstTextOf(value as object);
    case 'conditions':
      return conditionsAfter(
        words,
        texts().sentences.beforeMoment(label) || texts().sentences.where,
        value as Conditions,
      );
    case 'list':
      return joined(
        (value as { name?: string }[]).map(({ name }): Parts => [strong(name ?? '')]),
        texts().sentences.or,
      );
    case 'steps':
      return [];
    case 'yesNo':
    case 'flag':
      return value === true ? [small(parameter.label)] : [];
    case 'scalarMap':
      return [];
    case 'workflowReference':
      return parameter.choices.includes(String(value))
        ? [choiceInWords(parameter, String(value))]
        : [strong(words.references.workflowName(String(value)))];
    case 'workflowReferences':
      return joined(
        (value as string[]).map((each): Parts => [strong(words.references.workflowName(each))]),
        ', ',
      );
    case 'tags':
    case 'texts':
      return joined(
        (value as string[]).map((each): Parts => [strong(words.references.name(parameter.resource, each))]),
        ', ',
      );
    default:
      // A text of several words ends with a stop of its own, which would stand in the middle of the sentence.
      return [
        strong(
          parameter.resource
            ? words.references.name(parameter.resource, String(value))
            : valueInWords(value).replace(/\.$/, ''),
        ),
      ];
  }
}
