import type { EventEntry, Workspace } from '@rehearse/engine';
import { outcomesOf, type WorkflowOutcome } from '../document/outcomes.js';
import type { Run } from './version.js';

/**
 * An event of a contact by its place on the timeline. Numbers of the journal's entries change with the workspace; this
 * names the same event afterwards.
 */
export interface EventPlace {
  /** Index of the stimulus that led to it. */
  run: number;
  type: string;
  /** 0 for the first event of that type that the stimulus led to for the contact. */
  number: number;
}

/** Why a workflow did or did not start for a contact at an event. */
export interface WhyQuestion {
  contact: string;
  workflow: string;
  event: EventPlace | null;
}

/** An event that can be asked about. */
export interface PlacedEvent {
  place: EventPlace;
  entry: EventEntry;
}

/** All events of a contact, oldest first: those that were fired, and those that followed from them. */
export function eventsOf(runs: readonly Run[], contact: string): PlacedEvent[] {
  return runs.flatMap((run, index) => {
    const numbers = new Map<string, number>();
    return (run.report?.entries ?? [])
      .filter((entry): entry is EventEntry => entry.kind === 'event' && entry.contact === contact)
      .map((entry) => {
        const { type } = entry.event;
        const number = numbers.get(type) ?? 0;
        numbers.set(type, number + 1);
        return { place: { run: index, type, number }, entry };
      });
  });
}

/** The event at a place, or undefined where there is none any more. */
export function eventAt(runs: readonly Run[], contact: string, place: EventPlace | null): PlacedEvent | undefined {
  const run = place === null ? undefined : runs[place.run];
  if (!run || place === null) return undefined;
  const found = eventsOf([run], contact).find(
    (each) => each.place.type === place.type && each.place.number === place.number,
  );
  return found && { ...found, place };
}

/** The question about a workflow at the event with this number in the journal; null where there is no such event. */
export function questionAt(runs: readonly Run[], seq: number, workflow: string): WhyQuestion | null {
  for (const [index, run] of runs.entries()) {
    const entry = run.report?.entries.find((each) => each.seq === seq);
    if (entry?.kind !== 'event') continue;
    const contact = entry.contact ?? '';
    const found = eventsOf([run], contact).find((each) => each.entry.seq === seq);
    return found ? { contact, workflow, event: { ...found.place, run: index } } : null;
  }
  return null;
}

/**
 * What is worth asking about the stimulus that is looked at: of `previous`, whatever still makes sense stays. Where the
 * workflow was looked at, at the event at which it was.
 */
export function proposedQuestion(
  document: Workspace,
  runs: readonly Run[],
  selected: number,
  contacts: readonly string[],
  previous: WhyQuestion | null,
): WhyQuestion {
  const entries = runs[selected]?.report?.entries ?? [];
  const touched = entries.find((entry) => entry.kind === 'event')?.contact ?? null;
  const contact = touched ?? (contacts.includes(previous?.contact ?? '') ? previous?.contact : contacts[0]) ?? '';
  const outcome = proposedWorkflow(outcomesOf(document, entries), previous?.workflow ?? '');
  const workflow = outcome?.workflow ?? '';
  const turns = (outcome?.turns ?? []).filter(({ event }) => event !== null);
  const turn = turns.find((each) => each.contact === contact) ?? turns[0];
  const asked = turn && questionAt(runs, turn.event ?? 0, workflow);
  if (asked) return asked;
  const events = eventsOf(runs, contact);
  const event = events.find(({ place }) => place.run === selected) ?? events.at(-1);
  return { contact, workflow, event: event?.place ?? null };
}

/** The one that was asked about, else the first that was held back, else the first that did not listen. */
function proposedWorkflow(outcomes: readonly WorkflowOutcome[], previous: string): WorkflowOutcome | undefined {
  return (
    outcomes.find(({ workflow }) => workflow === previous) ??
    outcomes.find(({ status }) => ['refused', 'notMatched', 'heldBefore'].includes(status)) ??
    outcomes.find(({ status }) => status === 'notListening') ??
    outcomes[0]
  );
}
