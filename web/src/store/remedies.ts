import type {
  Comparison,
  Condition,
  Conditions,
  ConditionTrace,
  ContactEdit,
  Engine,
  EventEntry,
  Explanation,
  FiredEvent,
  Scalar,
  Stimulus,
  Trigger,
  TriggerExplanation,
  ValueChange,
  Workspace,
} from '@rehearse/engine';
import { join, withValue } from '../document/pointer.js';
import { type Difference, difference } from './difference.js';
import type { SessionStimulus } from './session.js';
import { type Outcome, outcomeOf, played, type Run, type Version } from './version.js';
import { type EventPlace, eventAt, type PlacedEvent, type WhyQuestion } from './why-question.js';

/** A change of a version: of the workspace at a place, or of what stands on the timeline. */
export type Edit =
  | { kind: 'set'; pointer: string; value: unknown }
  | { kind: 'insert'; before: number; stimulus: Stimulus }
  | { kind: 'replace'; index: number; stimulus: Stimulus }
  | { kind: 'skip'; index: number };

/** One thing that a remedy changes, for its words. */
export type Measure =
  /** The contact's value, by hand, before the event; or from the start. */
  | { kind: 'contactThen' | 'contactFromStart'; change: ValueChange; value: Held }
  /** What the event carried. */
  | { kind: 'event'; change: ValueChange }
  /** What a condition of the workflow compares with. */
  | { kind: 'condition'; change: ValueChange; comparison: Comparison; value: Comparison['value'] }
  /** The conditions that did not hold, left out. */
  | { kind: 'withoutConditions'; count: number }
  | { kind: 'everyChange' }
  | { kind: 'publish' }
  | { kind: 'reentry' }
  | { kind: 'unlock' }
  /** The stimulus that took the contact in before. */
  | { kind: 'skip'; index: number }
  /** A trigger for events of the type. */
  | { kind: 'trigger'; type: string };

type Held = ValueChange['wanted'];

/** Something that might have let a workflow start. */
export interface Remedy {
  measures: Measure[];
  edits: Edit[];
}

/** What is known of what is asked. */
export interface Case {
  document: Workspace;
  runs: readonly Run[];
  question: WhyQuestion;
  event: PlacedEvent;
  explanation: Explanation;
}

/** What came of a remedy. */
export interface Trial {
  remedy: Remedy;
  version: Version;
  /** Where the event stands with the remedy. */
  event: EventPlace;
  /** Whether the workflow started at the event. */
  started: boolean;
  /** Of that event; `null` where it does not come any more. */
  explanation: Explanation | null;
  after: Outcome;
  difference: Difference;
}

/**
 * What might have let the workflow start, the smallest change first. Everything that held it back is taken away at
 * once; where that can be done in several ways, each is a remedy. Empty where nothing is known that would.
 */
export function remediesFor(about: Case): Remedy[] {
  const { heldBack, started } = about.explanation;
  if (started) return [];
  let gates: Remedy = { measures: [], edits: [] };
  for (const gate of heldBack.filter((each) => each !== 'conditions')) {
    const remedy = gateRemedy(about, gate);
    if (remedy === null) return [];
    gates = both(gates, remedy);
  }
  const ways = heldBack.includes('conditions') ? conditionRemedies(about) : [{ measures: [], edits: [] }];
  return ways.map((way) => both(gates, way)).filter(({ edits }) => edits.length > 0);
}

function both(one: Remedy, other: Remedy): Remedy {
  return { measures: [...one.measures, ...other.measures], edits: [...one.edits, ...other.edits] };
}

function remedy(measure: Measure, ...edits: Edit[]): Remedy {
  return { measures: [measure], edits };
}

function gateRemedy(about: Case, gate: Explanation['heldBack'][number]): Remedy | null {
  const { document, question, event } = about;
  const place = join('/workflows', workflowIndex(about));
  const set = (key: string, value: unknown): Edit => ({ kind: 'set', pointer: join(place, key), value });
  switch (gate) {
    case 'draft':
      return remedy({ kind: 'publish' }, set('status', 'published'));
    case 'reentryOff':
      return remedy({ kind: 'reentry' }, set('allowReentry', true));
    case 'locked': {
      const { contact, workflow } = question;
      const stimulus = { unlock: { contact, workflow } };
      return remedy({ kind: 'unlock' }, { kind: 'insert', before: event.place.run, stimulus });
    }
    case 'alreadyActive': {
      const index = enrollingRun(about);
      return index < 0 ? null : remedy({ kind: 'skip', index }, { kind: 'skip', index });
    }
    case 'type': {
      // What the clock makes is made for one trigger: another one would need a time of its own.
      if (event.entry.origin === 'clock') return null;
      const { type } = event.entry.event;
      const triggers = document.workflows[workflowIndex(about)]?.triggers ?? [];
      return remedy({ kind: 'trigger', type }, set('triggers', [...triggers, { type }]));
    }
    default:
      return null;
  }
}

function workflowIndex({ document, question }: Case): number {
  return document.workflows.findIndex(({ id }) => id === question.workflow);
}

/** Index of the earlier stimulus that took the contact in and from which it had not left, or -1. */
function enrollingRun({ runs, question, event }: Case): number {
  let found = -1;
  for (const [index, run] of runs.slice(0, event.place.run).entries()) {
    for (const { kind, contact, workflow } of run.report?.entries ?? []) {
      if (contact !== question.contact || workflow !== question.workflow) continue;
      if (kind === 'enrolled') found = index;
      if (kind === 'exited') found = -1;
    }
  }
  return found;
}

/** Ways to let the nearest trigger's conditions hold. */
function conditionRemedies(about: Case): Remedy[] {
  const told = nearestTrigger(about.explanation);
  const place = told && triggerAt(about, told.trigger);
  if (!told || !place) return [];
  if (told.conditions?.met && told.heldBefore) {
    return [remedy({ kind: 'everyChange' }, { kind: 'set', pointer: join(place.pointer, 'fires'), value: undefined })];
  }
  const { change } = told;
  const ways = change === null ? [] : [...valueRemedies(about, change), ...comparisonRemedies(place, told, change)];
  return ways.length > 0 ? ways : withoutConditions(place, told);
}

/** The trigger that the explanation's smallest change is of. */
function nearestTrigger({ triggers, change }: Explanation): TriggerExplanation | undefined {
  const missed = triggers.filter(({ conditions, matched }) => conditions !== null && !matched);
  const wanted = JSON.stringify(change);
  return (
    missed.find((each) => change !== null && JSON.stringify(each.change) === wanted) ??
    missed.find((each) => each.change !== null) ??
    missed[0]
  );
}

function triggerAt(about: Case, id: string): { trigger: Trigger; pointer: string } | undefined {
  const workflow = workflowIndex(about);
  const triggers = about.document.workflows[workflow]?.triggers ?? [];
  const index = triggers.findIndex((each, position) => (each.id ?? `trigger-${position + 1}`) === id);
  const trigger = triggers[index];
  return trigger && { trigger, pointer: join('/workflows', workflow, 'triggers', index) };
}

/** The same change, of what is there: of the contact before the event, from the start, or of the event itself. */
function valueRemedies(about: Case, change: ValueChange): Remedy[] {
  const { runs, question, event } = about;
  const { contact } = question;
  const stimulus = runs[event.place.run]?.stimulus;
  const { field } = change;
  if (isOfScore(change, event.entry)) return scoreRemedies(about, change);
  if (field.startsWith('event.')) {
    if (event.entry.origin !== 'outside' || !stimulus || !('fire' in stimulus)) return [];
    const replaced: Stimulus = { fire: withAttribute(stimulus.fire, field.slice('event.'.length), change.wanted) };
    return [remedy({ kind: 'event', change }, { kind: 'replace', index: event.place.run, stimulus: replaced })];
  }
  const key = field.slice('contact.'.length);
  const changes = editOf(key, change.wanted);
  const then: Remedy[] =
    changes === null
      ? []
      : [
          remedy(
            { kind: 'contactThen', change, value: change.wanted },
            { kind: 'insert', before: event.place.run, stimulus: { edit: { contact, ...changes } } },
          ),
        ];
  return [...then, ...fromStart(about, change, key, change.wanted)];
}

/** Whether the change is one of the contact's score: as it stands, or as the event carries it. */
function isOfScore({ field, difference: size }: ValueChange, { event }: EventEntry): boolean {
  if (typeof size !== 'number') return false;
  return field === 'contact.engagementScore' || (field === 'event.score' && event.type === 'score.changed');
}

/** Points more or less before the event, so that whatever moved the score in between still counts. */
function scoreRemedies(about: Case, change: ValueChange): Remedy[] {
  const { runs, question, event } = about;
  const { contact } = question;
  const size = change.difference ?? 0;
  const moved = runs[event.place.run]?.report?.entries.find(
    (entry) => entry.kind === 'scoreChanged' && entry.contact === contact,
  );
  const before = moved?.kind === 'scoreChanged' ? moved.previous : (change.actual as number | null);
  const value = (before ?? 0) + size;
  const stimulus: Stimulus = { edit: { contact, engagementScore: value } };
  const start = about.document.contacts?.find(({ id }) => id === contact)?.engagementScore ?? 0;
  return [
    remedy({ kind: 'contactThen', change, value }, { kind: 'insert', before: event.place.run, stimulus }),
    ...fromStart(about, change, 'engagementScore', start + size),
  ];
}

/** The contact's value in the workspace; nothing for contacts that arrived later. */
function fromStart({ document, question }: Case, change: ValueChange, key: string, value: Held): Remedy[] {
  const index = document.contacts?.findIndex(({ id }) => id === question.contact) ?? -1;
  if (index < 0 || key === 'lastActivityAt') return [];
  const [name = '', ...rest] = key.split('.');
  const pointer = join('/contacts', index, ...(rest.length > 0 ? [name, rest.join('.')] : [name]));
  return [
    remedy(
      { kind: 'contactFromStart', change, value },
      { kind: 'set', pointer, value: value === null && key !== 'engagementScore' ? undefined : value },
    ),
  ];
}

/** What sets a field by hand, or null for one that nobody sets. */
function editOf(key: string, value: Held): ContactEdit | null {
  const prefix = 'fields.';
  if (key.startsWith(prefix)) return { fields: { [key.slice(prefix.length)]: value as Scalar | null } };
  if (key === 'tags') return { tags: value as string[] };
  if (key === 'engagementScore') return { engagementScore: value as number | null };
  return key === 'name' || key === 'email' ? { [key]: value ?? '' } : null;
}

function withAttribute(event: FiredEvent, name: string, value: Held): FiredEvent {
  const pointer = name.startsWith('fields.') ? join('', 'fields', name.slice('fields.'.length)) : join('', name);
  return withValue(event, pointer, value ?? undefined);
}

/** The conditions on the field, asking for what was there. */
function comparisonRemedies(
  { trigger, pointer }: { trigger: Trigger; pointer: string },
  told: TriggerExplanation,
  change: ValueChange,
): Remedy[] {
  const measures: Measure[] = [];
  const conditions = relaxed(trigger.conditions, told.conditions?.all ?? [], change, (comparison, value) =>
    measures.push({ kind: 'condition', change, comparison, value }),
  );
  if (measures.length === 0) return [];
  return [{ measures, edits: [{ kind: 'set', pointer: join(pointer, 'conditions'), value: conditions }] }];
}

type Found = (comparison: Comparison, value: Comparison['value']) => void;

function relaxed(
  conditions: Conditions | undefined,
  traces: readonly ConditionTrace[],
  change: ValueChange,
  found: Found,
): Conditions | undefined {
  if (conditions === undefined) return undefined;
  if (!Array.isArray(conditions)) return relaxedOne(conditions, traces[0], change, found);
  return conditions.map((each, index) => relaxedOne(each, traces[index], change, found));
}

/** A condition that lets through what was there; what is under `not` asks for the opposite, and stays. */
function relaxedOne(
  condition: Condition,
  trace: ConditionTrace | undefined,
  change: ValueChange,
  found: Found,
): Condition {
  if (!trace || trace.met) return condition;
  if ('all' in condition && 'all' in trace) {
    return { ...condition, all: relaxed(condition.all, trace.all, change, found) as Condition[] };
  }
  if ('any' in condition && 'any' in trace) {
    return { ...condition, any: relaxed(condition.any, trace.any, change, found) as Condition[] };
  }
  if (!('field' in condition) || condition.field !== change.field) return condition;
  const value = lettingThrough(condition, change.actual);
  if (value === undefined) return condition;
  found(condition, value);
  return { ...condition, value };
}

/** What a comparison would have to compare with to hold for what was there; undefined for nothing. */
function lettingThrough({ operator, value }: Comparison, actual: Held): Comparison['value'] {
  if (actual === null || Array.isArray(actual)) return undefined;
  const present = actual as Scalar;
  if (operator === 'equalTo') return present;
  if (operator === 'anyOf' && Array.isArray(value) && typeof present === 'string') return [...value, present];
  if (typeof present !== 'number') return undefined;
  const offset = { greaterThanOrEqualTo: 0, lessThanOrEqualTo: 0, greaterThan: -1, lessThan: 1 }[operator as string];
  return offset === undefined ? undefined : present + offset;
}

/** The trigger without those of its conditions that did not hold. */
function withoutConditions(
  { trigger, pointer }: { trigger: Trigger; pointer: string },
  { conditions }: TriggerExplanation,
): Remedy[] {
  if (!conditions || trigger.conditions === undefined) return [];
  const list = Array.isArray(trigger.conditions) ? trigger.conditions : [trigger.conditions];
  const kept = list.filter((_, index) => conditions.all[index]?.met);
  const edit: Edit = { kind: 'set', pointer: join(pointer, 'conditions'), value: kept };
  return [remedy({ kind: 'withoutConditions', count: list.length - kept.length }, edit)];
}

/** A version with the edits made. Places on the timeline are those before any of them. */
export function withEdits(version: Version, edits: readonly Edit[]): Version {
  let document: unknown = null;
  /** Each stimulus as the last of its list, after what is inserted before it. */
  const stimuli: SessionStimulus[][] = version.stimuli.map((each) => [each]);
  for (const edit of edits) {
    if (edit.kind === 'set') document = withValue(document ?? JSON.parse(version.text), edit.pointer, edit.value);
    if (edit.kind === 'insert') stimuli[edit.before]?.splice(-1, 0, { stimulus: edit.stimulus, skipped: false });
    const place = edit.kind === 'replace' || edit.kind === 'skip' ? stimuli[edit.index] : undefined;
    const own = place?.pop();
    if (place && own) {
      place.push(edit.kind === 'replace' ? { ...own, stimulus: edit.stimulus } : { ...own, skipped: true });
    }
  }
  const text = document === null ? version.text : `${JSON.stringify(document, null, 2)}\n`;
  return { ...version, text, stimuli: stimuli.flat() };
}

/** Whether a remedy changes the workspace, not only what stands on the timeline. */
export function changesWorkspace({ edits }: Remedy): boolean {
  return edits.some(({ kind }) => kind === 'set');
}

/** Plays a version with a remedy, and says whether that lets the workflow start and what else becomes different. */
export function tryOut(engine: Engine, present: Version, before: Outcome, question: WhyQuestion, tried: Remedy): Trial {
  const version = withEdits(present, tried.edits);
  const place = question.event ?? { run: 0, type: '', number: 0 };
  const inserted = tried.edits.filter((edit) => edit.kind === 'insert' && edit.before <= place.run).length;
  const event = { ...place, run: place.run + inserted };
  return played(engine, version, ({ simulation, runs }) => {
    const found = eventAt(runs, question.contact, event);
    const explanation = found ? simulation.explain(found.entry.seq, question.workflow) : null;
    const after = outcomeOf(simulation, runs);
    return {
      remedy: tried,
      version,
      event,
      started: explanation?.started ?? false,
      explanation,
      after,
      difference: difference(before, after),
    };
  });
}
