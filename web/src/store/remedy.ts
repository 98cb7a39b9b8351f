import type { Comparison, Explanation, ValueChange, Workspace } from '@rehearse/engine';
import type { Edit } from './edits.js';
import type { Run } from './version.js';
import type { PlacedEvent, WhyQuestion } from './why-question.js';

/** One thing that a remedy changes, for its words. */
export type Measure =
  /** Values of the contact's, by hand, before the event; or from the start. */
  | { kind: 'contactThen' | 'contactFromStart'; values: readonly WantedValue[] }
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
  /** The stimuli that took the contact in before, or would have. */
  | { kind: 'skip'; indices: readonly number[] }
  /** A trigger for events of the type. */
  | { kind: 'trigger'; type: string };

export type Held = ValueChange['wanted'];

/** What a field would have to hold: `change` as the engine tells it, and the value that leads there. */
export interface WantedValue {
  change: ValueChange;
  value: Held;
}

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

/** A remedy of one measure. */
export function remedy(measure: Measure, ...edits: Edit[]): Remedy {
  return { measures: [measure], edits };
}

/** All the parts as one. */
export function together(parts: readonly Remedy[]): Remedy {
  return { measures: parts.flatMap(({ measures }) => measures), edits: parts.flatMap(({ edits }) => edits) };
}

/** Where the workflow that is asked about stands in the document. */
export function workflowIndex({ document, question }: Case): number {
  return document.workflows.findIndex(({ id }) => id === question.workflow);
}

/** Whether a remedy changes the workspace, not only what stands on the timeline. */
export function changesWorkspace({ edits }: Remedy): boolean {
  return edits.some(({ kind }) => kind === 'set');
}
