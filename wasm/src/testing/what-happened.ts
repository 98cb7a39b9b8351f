import type { Report } from '../report.js';
import type { Simulation } from '../simulation.js';
import type { Entry, Stimulus } from '../types.js';
import { printable } from '../words/printable.js';

/** A stimulus, and what it did. */
export interface Happened {
  step: Stimulus;
  report: Report;
}

/** How many stimuli are told of, the last ones, and of how many workflows that one did not start. */
const mostStimuli = 5;
const mostWorkflows = 10;

/**
 * What each of the last stimuli started, and what looked at it and did not start, with the reason: lines of text.
 * @param workflows ids of workflows that must be told of at the last stimulus, whether they looked at it or not
 */
export function whatHappened(simulation: Simulation, all: readonly Happened[], workflows: readonly string[]): string[] {
  const left = all.length - mostStimuli;
  return [
    ...(left > 0 ? [`… ${left} before`] : []),
    ...all.slice(-mostStimuli).flatMap((happened) => {
      const wanted = happened === all.at(-1) ? workflows : [];
      return [
        stimulusText(happened.step),
        ...whatFired(simulation, happened.report, wanted).map((line) => `  ${line}`),
      ];
    }),
  ];
}

function stimulusText(step: Stimulus): string {
  if ('fire' in step) {
    const { type, contact, ...attributes } = step.fire;
    const told = Object.entries(attributes).map(([name, value]) => `, ${name} ${JSON.stringify(value)}`);
    return printable(`${contact}: ${type}${told.join('')}`);
  }
  const [[key, value] = ['', '']] = Object.entries(step).filter(([name]) => !/^(\$schema$|x-)/.test(name));
  return `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

function whatFired(simulation: Simulation, { entries, fired }: Report, workflows: readonly string[]): string[] {
  const started = new Set(fired.map(({ workflow }) => workflow));
  const held = [...new Set([...workflows, ...workflowsAsked(entries)])].filter((workflow) => !started.has(workflow));
  const left = held.length - mostWorkflows;
  return [
    ...(fired.length === 0 ? ['no workflow started'] : []),
    ...fired.map(({ workflow, trigger, contact }) => `${workflow} started for ${contact}${by(trigger)}`),
    ...held.slice(0, mostWorkflows).flatMap((workflow) => reason(simulation, entries, workflow)),
    ...(left > 0 ? [`${left} more did not start`] : []),
  ];
}

const by = (trigger: string | null) => (trigger === null ? ' by a step' : ` by ${trigger}`);

type Asked = Extract<Entry, { kind: 'triggerEvaluated' | 'enrollmentRefused' }>;

const isAsked = (entry: Entry): entry is Asked =>
  entry.kind === 'triggerEvaluated' || entry.kind === 'enrollmentRefused';

function workflowsAsked(entries: readonly Entry[]): string[] {
  return entries.filter(isAsked).flatMap(({ workflow }) => workflow ?? []);
}

/** Why a workflow did not start, at the last event that it looked at, or at the first of all; nothing without events. */
function reason(simulation: Simulation, entries: readonly Entry[], workflow: string): string[] {
  const asked = entries.filter((entry) => isAsked(entry) && entry.workflow === workflow).at(-1);
  const event = (asked && eventBehind(entries, asked)) ?? entries.find(({ kind }) => kind === 'event');
  if (event === undefined) {
    return [];
  }
  const { sentence } = simulation.explain(event.seq, workflow);
  return [`${workflow} ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`];
}

/** The event of these entries that an entry comes from. */
function eventBehind(entries: readonly Entry[], entry: Entry): Entry | undefined {
  const first = entries[0]?.seq ?? 0;
  let cause: Entry | undefined = entry;
  while (cause !== undefined && cause.kind !== 'event') {
    cause = cause.cause === null ? undefined : entries[cause.cause - first];
  }
  return cause;
}
