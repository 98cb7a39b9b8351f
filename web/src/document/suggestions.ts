import type {
  CatalogAttribute,
  Conditions,
  ContactState,
  FiredEvent,
  Scalar,
  Trigger,
  Workflow,
  Workspace,
} from '@rehearse/engine';
import { join } from './pointer.js';
import { eventKeysIn, type References, wantedValues, wantedWithin } from './references.js';
import { placedSteps } from './step-ids.js';
import type { Vocabulary } from './vocabulary.js';

/** An event without its contact. */
export type EventDraft = Omit<FiredEvent, 'contact'> & { type: string };

interface Pattern {
  type: string;
  conditions?: Conditions | undefined;
  /** The steps that can look at the event. */
  steps?: Workflow['steps'];
}

/** What suggestions are made from. */
export interface SuggestionSources {
  vocabulary: Vocabulary;
  references: References;
  document: Workspace;
}

/** At most this many are offered: more would be a list to search in. */
const mostSuggestions = 6;

/** Events that something now listens for, ready to be fired. */
export function suggestedEvents(sources: SuggestionSources, contact: ContactState | undefined): EventDraft[] {
  return listenedFor(sources, contact)
    .filter((draft) => isComplete(sources.vocabulary, draft))
    .slice(0, mostSuggestions);
}

/** The event to propose: what the contact's waits want, then what starts workflows; a value may have to be typed. */
export function proposedEvent(sources: SuggestionSources, contact: ContactState | undefined): EventDraft | undefined {
  return listenedFor(sources, contact)[0];
}

function listenedFor(sources: SuggestionSources, contact: ContactState | undefined): EventDraft[] {
  const drafts = [...draftsFor(sources, waitedFor(sources, contact)), ...startingDrafts(sources)];
  return [...new Map(drafts.map((draft) => [JSON.stringify(draft), draft])).values()];
}

function draftsFor(sources: SuggestionSources, patterns: readonly Pattern[]): EventDraft[] {
  return patterns.map((pattern) => eventFor(sources, pattern)).filter((draft) => draft !== undefined);
}

/** What starts something in a document; the references are those of one document. */
const startingDraftsOf = new WeakMap<References, EventDraft[]>();

function startingDrafts(sources: SuggestionSources): EventDraft[] {
  const known = startingDraftsOf.get(sources.references);
  if (known) return known;
  const drafts = draftsFor(sources, startedBy(sources.document));
  const different = [...new Map(drafts.map((draft) => [JSON.stringify(draft), draft])).values()];
  startingDraftsOf.set(sources.references, different);
  return different;
}

function waitedFor({ vocabulary, document }: SuggestionSources, contact: ContactState | undefined): Pattern[] {
  return (contact?.waiting ?? []).flatMap(({ workflow: id, step }) => {
    const index = document.workflows.findIndex((workflow) => workflow.id === id);
    const workflow = document.workflows[index];
    if (!workflow) return [];
    const placed = placedSteps(vocabulary, workflow, join('/workflows', index)).find((each) => each.id === step);
    const patterns = Object.values(placed?.step ?? {}).filter(isPattern);
    return patterns.map(({ type, conditions }) => ({ type, conditions, steps: workflow.steps }));
  });
}

function isPattern(value: unknown): value is Pattern {
  return typeof value === 'object' && value !== null && typeof (value as Pattern).type === 'string';
}

/** What starts workflows, those first that are published; then what gives points. */
function startedBy({ workflows, scoringRules }: Workspace): Pattern[] {
  const isPublished = ({ status }: Workflow) => status === 'published';
  const sorted = [...workflows.filter(isPublished), ...workflows.filter((workflow) => !isPublished(workflow))];
  const patterns = sorted.flatMap(({ triggers, steps }) =>
    triggers.map(({ type, conditions }: Trigger): Pattern => ({ type, conditions, steps })),
  );
  const rules = (scoringRules ?? []).map(({ event, conditions }): Pattern => ({ type: event, conditions }));
  return [...patterns, ...rules];
}

function isComplete(vocabulary: Vocabulary, draft: EventDraft): boolean {
  return missingAttribute(vocabulary, draft) === undefined;
}

/** An event that a pattern asks for, or undefined for types that cannot be fired from outside. */
function eventFor(sources: SuggestionSources, { type, conditions, steps }: Pattern): EventDraft | undefined {
  const row = sources.vocabulary.eventType(type);
  if (row?.origin !== 'outside') return undefined;
  const draft: EventDraft = { type };
  for (const { name, required, resource } of row.attributes) {
    const field = `event.${name}`;
    const known = required || resource !== null ? sources.references.ofField(field, resource)[0]?.value : undefined;
    const value = wantedValues(conditions, field)[0] ?? wantedWithin(steps, field)[0] ?? known;
    if (value !== undefined) draft[name] = value;
  }
  if (row.hasFields) {
    const fields = wantedFields(conditions, steps);
    if (Object.keys(fields).length > 0) draft.fields = fields;
  }
  return draft;
}

/** The fields that the conditions and the steps refer to; empty where nothing says what they should hold. */
function wantedFields(conditions: Conditions | undefined, steps: Workflow['steps'] = []): Record<string, Scalar> {
  const keys = new Set([...eventKeysIn(conditions), ...eventKeysIn(steps)]);
  const entries = [...keys].map((key): [string, Scalar] => {
    const field = `event.fields.${key}`;
    return [key, wantedValues(conditions, field)[0] ?? wantedWithin([conditions, steps], field)[0] ?? ''];
  });
  return Object.fromEntries(entries);
}

/** The draft without fields that hold nothing: an empty field is as good as none. */
export function withoutEmptyFields({ fields, ...draft }: EventDraft): EventDraft {
  const held = Object.entries(fields ?? {}).filter(([, value]) => value !== '');
  return (held.length > 0 ? { ...draft, fields: Object.fromEntries(held) } : draft) as EventDraft;
}

/** The first attribute that the type requires and the draft lacks, or undefined. */
export function missingAttribute(vocabulary: Vocabulary, draft: EventDraft): CatalogAttribute | undefined {
  return vocabulary
    .eventType(draft.type)
    ?.attributes.find(({ name, required }) => required && (draft[name] === undefined || draft[name] === ''));
}

/** An event of a type, filled in with what the workspace's own triggers and waits for that type ask for. */
export function eventOfType(sources: SuggestionSources, type: string): EventDraft {
  const pattern = startedBy(sources.document).find((each) => each.type === type) ?? { type };
  return eventFor(sources, pattern) ?? { type };
}
