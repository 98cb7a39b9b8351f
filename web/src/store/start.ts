import type { Contact, Stimulus, Workspace } from '@rehearse/engine';

/** Where a timeline starts that does not start as the workspace says: one that a log was put on. */
export interface TimelineStart {
  /** What the clock says then. */
  clock: string;
  /** Contacts that there are, besides the workspace's or in their place. */
  contacts: readonly Contact[];
  /** What it shows, in words. */
  note: string;
}

/** A workspace's text as a timeline starts with it. */
export function textFrom(text: string, start: TimelineStart | null): string {
  if (!start) return text;
  const workspace = JSON.parse(text) as Workspace;
  const others = (workspace.contacts ?? []).filter(({ id }) => start.contacts.every((each) => each.id !== id));
  return JSON.stringify({ ...workspace, clock: start.clock, contacts: [...others, ...start.contacts] });
}

/**
 * Stimuli that lead from a workspace's own start to where a timeline starts, so that a test may do the same; null where
 * that is earlier, as the clock never goes back.
 */
export function stimuliTo(start: TimelineStart | null, { clock }: Workspace): Stimulus[] | null {
  const own = Date.parse(clock ?? '2026-01-01T00:00:00Z');
  const wanted = Date.parse(start?.clock ?? '');
  if (!start || wanted === own) return [];
  return wanted > own ? [{ advanceTo: start.clock }] : null;
}

/** Whether something that comes from a link or from storage is a start, or none. */
export function isStart(value: unknown): value is TimelineStart | null | undefined {
  if (value === null || value === undefined) return true;
  const { clock, contacts, note } = value as Partial<TimelineStart>;
  return (
    typeof clock === 'string' &&
    !Number.isNaN(Date.parse(clock)) &&
    typeof note === 'string' &&
    Array.isArray(contacts) &&
    contacts.every((each) => typeof (each as Partial<Contact> | null)?.id === 'string')
  );
}
