import type { Change, ConditionsTrace, ConditionTrace, Entry, FiredEvent } from '../types.js';

/** An entry of the journal as people read it: when, to whom and where, and what happened. */
export function entryLine(entry: Entry): string {
  const { seq, at, contact, workflow, trigger, step } = entry;
  const place = [workflow, trigger ?? step].filter((part) => part !== null).join('/');
  const whom = contact === null ? '' : `${contact} `;
  return `${seq} ${at} ${whom}${place === '' ? '' : `${place}: `}${happening(entry)}`;
}

function happening(entry: Entry): string {
  switch (entry.kind) {
    case 'event':
      return eventText(entry.event);
    case 'triggerEvaluated':
      return entry.matched ? 'matched' : `did not match${because(unmet(entry.conditions), entry.heldBefore)}`;
    case 'enrolled':
      return `started (enrollment ${entry.enrollment})`;
    case 'enrollmentRefused':
      return `refused: ${entry.reason}`;
    case 'stepRun':
      return `${entry.type} ${entry.outcome}`;
    case 'branchTaken':
      return `took the branch ${entry.branch ?? 'of none'}`;
    case 'scoreChanged':
      return `score ${valueText(entry.previous)} → ${valueText(entry.score)}${entry.clamped ? ', the end of its range' : ''} (${entry.source})`;
    case 'waitStarted':
      return `waits (${entry.form}${entry.event === null ? '' : ` ${entry.event}`})${entry.due === null ? '' : ` until ${entry.due}`}`;
    case 'waitEnded':
      return `wait ended by ${entry.by}`;
    case 'message':
      return `${entry.channel} ${JSON.stringify(entry.content)}`;
    case 'contactChanged':
      return `changed ${entry.changes.map(changeText).join(', ')}`;
    case 'exited':
      return `exited: ${entry.reason}`;
    case 'workflowLocked':
      return 'locked: it started too often';
    case 'halted':
      return `halted: ${entry.reason}`;
    case 'clockMoved':
      return `clock moved from ${entry.from} to ${entry.to}`;
    case 'edited':
      return `${entry.action} ${entry.changes.map(changeText).join(', ')}`.trimEnd();
  }
}

/** An event without whom it happens to: its type and its attributes. */
export function eventText({ type, contact: _contact, ...attributes }: FiredEvent): string {
  return Object.keys(attributes).length === 0 ? type : `${type} ${JSON.stringify(attributes)}`;
}

function changeText({ field, previous, value }: Change): string {
  return `${field} ${valueText(previous)} → ${valueText(value)}`;
}

function valueText(value: unknown): string {
  return value === null ? 'empty' : JSON.stringify(value);
}

function because(conditions: string[], heldBefore: boolean | null): string {
  return conditions.length > 0 ? `: ${conditions.join('; ')}` : heldBefore === true ? ': it held before' : '';
}

/** The comparisons that kept conditions from being met. */
function unmet(conditions: ConditionsTrace | ConditionTrace): string[] {
  if (conditions.met) {
    return [];
  }
  if ('all' in conditions) {
    return conditions.all.flatMap(unmet);
  }
  if ('any' in conditions) {
    return conditions.any.flatMap(unmet);
  }
  if ('not' in conditions) {
    return ['what must not hold did'];
  }
  const { field, operator, expected, actual } = conditions;
  return [`${field} ${operator}${expected === null ? '' : ` ${JSON.stringify(expected)}`}, was ${valueText(actual)}`];
}
