import type { Comparison, Resources, Scalar, Workflow, Workspace } from '@rehearse/engine';
import { forEachObject } from './pointer.js';
import { isOpen, type Vocabulary } from './vocabulary.js';

const eventFields = 'event.fields.';

/** A value to offer, with what people call it. */
export interface Suggestion {
  value: string;
  label: string;
}

/** What the workspace says may stand in a place, for pickers: its resources, and what its workflows refer to. */
export class References {
  readonly #names = new Map<string, Map<string, string>>();
  readonly #values = new Map<string, Set<string>>();
  #workflows: Map<string, Workflow> | null = null;
  /** What was asked for before, by field and resource: the same is offered for thousands of triggers. */
  readonly #offered = new Map<string, readonly Suggestion[]>();

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly document: Workspace,
  ) {
    for (const [kind, items] of Object.entries((document.resources ?? {}) as Resources)) {
      if (!Array.isArray(items)) continue;
      this.#names.set(kind, new Map(items.map((item) => [String(item?.id), String(item?.name ?? item?.id)])));
    }
    for (const part of [document.workflows, document.scoringRules])
      forEachObject(part, (object) => this.#collect(object));
    for (const rule of document.scoringRules ?? []) this.#collectOwnEvent(String(rule?.event));
    for (const contact of document.contacts ?? []) {
      for (const tag of listOf(contact?.tags)) this.#add('resource:tags', tag);
      for (const key of Object.keys(contact?.fields ?? {})) this.#add('keys:contact.fields.', key);
    }
  }

  #collect(object: Record<string, unknown>): void {
    if (typeof object.field === 'string' && typeof object.operator === 'string') {
      this.#collectComparison(object as unknown as Comparison);
      return;
    }
    if (typeof object.type === 'string') this.#collectOwnEvent(object.type);
    else this.#collectContact(object);
    for (const key of eventKeysIn(Object.values(object).filter((value) => typeof value === 'string'))) {
      this.#add(`keys:${eventFields}`, key);
    }
    const parameters = typeof object.type === 'string' ? this.vocabulary.stepType(object.type)?.parameters : undefined;
    for (const { name, resource } of parameters ?? []) {
      if (resource) for (const value of listOf(object[name])) this.#add(`resource:${resource}`, value);
    }
  }

  /** A contact that a step makes. */
  #collectContact({ tags, fields }: Record<string, unknown>): void {
    for (const tag of listOf(tags)) this.#add('resource:tags', tag);
    if (typeof fields !== 'object' || fields === null) return;
    for (const key of Object.keys(fields)) this.#add('keys:contact.fields.', key);
  }

  /** A host's own event type, by the name after the dot. */
  #collectOwnEvent(type: string): void {
    const name = this.vocabulary.eventType(type)?.name ?? '';
    if (isOpen(name)) this.#add('resource:events', type.slice(name.length));
  }

  #collectComparison(comparison: Comparison): void {
    const choice = this.vocabulary.fieldChoice(comparison.field);
    if (choice?.hasKey) this.#add(`keys:${choice.field}`, comparison.field.slice(choice.field.length));
    for (const value of listOf(comparison.value)) {
      this.#add(`field:${comparison.field}`, value);
      if (choice?.resource) this.#add(`resource:${choice.resource}`, value);
    }
  }

  #add(key: string, value: string): void {
    if (value === '') return;
    const values = this.#values.get(key) ?? new Set();
    this.#values.set(key, values.add(value));
  }

  /** What a resource is called: its id where it has no name. */
  name(resource: string | null, id: string): string {
    return (resource && this.#names.get(resource)?.get(id)) || id;
  }

  /** Ids of a kind of resource: those listed first, then those that are only referred to. */
  ofResource(resource: string | null): Suggestion[] {
    if (!resource) return [];
    const ids = new Set([
      ...(this.#names.get(resource)?.keys() ?? []),
      ...(this.#values.get(`resource:${resource}`) ?? []),
    ]);
    return [...ids].map((value) => ({ value, label: this.name(resource, value) }));
  }

  /** Values of a field that conditions compare with, and the ids of its resource. */
  ofField(field: string, resource: string | null = null): readonly Suggestion[] {
    const key = `${resource} ${field}`;
    const offered = this.#offered.get(key) ?? this.#offeredFor(field, resource);
    this.#offered.set(key, offered);
    return offered;
  }

  #offeredFor(field: string, resource: string | null): Suggestion[] {
    const known = this.ofResource(resource);
    const ids = new Set(known.map(({ value }) => value));
    const further = [...(this.#values.get(`field:${field}`) ?? [])].filter((value) => !ids.has(value));
    return [...known, ...further.map((value) => ({ value, label: value }))];
  }

  /** Keys that follow `event.fields.` or `contact.fields.`. */
  keys(prefix: string): string[] {
    return [...(this.#values.get(`keys:${prefix}`) ?? [])];
  }

  /** The workflow with that id, or undefined. */
  workflow(id: string | null): Workflow | undefined {
    this.#workflows ??= new Map(this.document.workflows.map((workflow) => [workflow.id, workflow]));
    return this.#workflows.get(id ?? '');
  }

  /** What a workflow is called. */
  workflowName(id: string | null): string {
    return this.workflow(id)?.name || id || '';
  }
}

function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((each): each is string => typeof each === 'string');
  return typeof value === 'string' ? [value] : [];
}

/** Keys of the event's own fields that a part of a document refers to, in conditions and in merge fields. */
export function eventKeysIn(part: unknown): string[] {
  if (typeof part === 'string') {
    return [...part.matchAll(/\{\{\s*event\.fields\.(.+?)\s*\}\}/g)].map(([, key]) => String(key));
  }
  if (typeof part !== 'object' || part === null) return [];
  const { field } = part as Record<string, unknown>;
  const own = typeof field === 'string' && field.startsWith(eventFields) ? [field.slice(eventFields.length)] : [];
  return [...new Set([...own, ...Object.values(part).flatMap(eventKeysIn)])];
}

/** The values that conditions anywhere in a part of a document ask a field to have. */
export function wantedWithin(part: unknown, field: string): Scalar[] {
  const values: Scalar[] = [];
  forEachObject(part, (object) => {
    if (object.field === field) values.push(...wantedValues(object, field));
  });
  return values;
}

/** The values that a list of conditions asks a field to have; groups are looked into, `not` is not. */
export function wantedValues(conditions: unknown, field: string): Scalar[] {
  if (Array.isArray(conditions)) return conditions.flatMap((each) => wantedValues(each, field));
  if (typeof conditions !== 'object' || conditions === null) return [];
  const { all, any, field: own, operator, value } = conditions as Record<string, unknown>;
  if (all || any) return wantedValues(all ?? any, field);
  if (own !== field) return [];
  const least = { greaterThan: 1, greaterThanOrEqualTo: 0, lessThan: -1, lessThanOrEqualTo: 0 }[String(operator)];
  if (typeof value === 'number' && least !== undefined) return [value + least];
  if (!['equalTo', 'anyOf', 'contains', 'startsWith', 'endsWith'].includes(String(operator))) return [];
  return (Array.isArray(value) ? value : [value]).filter((each): each is Scalar =>
    ['string', 'number', 'boolean'].includes(typeof each),
  );
}
