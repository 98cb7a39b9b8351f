import type { Scenario, Stimulus } from '@rehearse/engine';
import { isStart, type TimelineStart } from './start.js';

/** A stimulus on the timeline, and whether it is passed over. */
export interface SessionStimulus {
  stimulus: Stimulus;
  skipped: boolean;
}

/** Everything that is open, as it can be kept and opened again. What came of it is not in it: that is run again. */
export interface Session {
  /** The document as it is written, good or not. */
  text: string;
  /** The last good document, which runs, where `text` has errors. */
  good?: string;
  scenarios: readonly Scenario[];
  stimuli: readonly SessionStimulus[];
  /** Index of the stimulus that is looked at, or -1. */
  selected: number;
  /** Whether drafts run as if they were published. */
  runsDrafts: boolean;
  /** Where the timeline starts, if not as the workspace says. */
  start?: TimelineStart | null;
  /** What it is held against, if it is. */
  kept?: Pick<Session, 'text' | 'stimuli' | 'runsDrafts' | 'start'>;
}

/** Whether something that comes from a link or from storage is a session. Its stimuli and document may still be bad. */
export function isSession(value: unknown): value is Session {
  const { good, scenarios, selected, kept } = (value ?? {}) as Partial<Session>;
  return (
    isVersion(value) &&
    (good === undefined || typeof good === 'string') &&
    Number.isInteger(selected) &&
    isScenarios(scenarios) &&
    (kept === undefined || isVersion(kept))
  );
}

/** Whether it has all that a simulation follows from. */
function isVersion(value: unknown): boolean {
  const { text, stimuli, runsDrafts, start } = (value ?? {}) as Partial<Session>;
  return (
    typeof text === 'string' &&
    typeof runsDrafts === 'boolean' &&
    isStart(start) &&
    Array.isArray(stimuli) &&
    stimuli.every((each) => isObject(each) && isStimulus(each.stimulus) && typeof each.skipped === 'boolean')
  );
}

/** Whether it is a list of scenarios, as far as the tester needs them to be: each has a name and steps. */
export function isScenarios(value: unknown): value is readonly Scenario[] {
  return (
    Array.isArray(value) &&
    value.every((each) => isObject(each) && typeof each.name === 'string' && isSteps(each.steps))
  );
}

function isSteps(value: unknown): boolean {
  return Array.isArray(value) && value.every((step) => isObject(step) && ('expect' in step || isStimulus(step)));
}

/** What the one key of a stimulus holds, as far as it takes to tell of it in words; the engine says what is wrong beyond. */
const stimulusKeys: Record<string, (value: unknown) => boolean> = {
  fire: (value) => hasTexts(value, 'type', 'contact'),
  advance: (value) => typeof value === 'string',
  advanceTo: (value) => typeof value === 'string',
  edit: (value) => hasTexts(value, 'contact'),
  addContact: (value) => hasTexts(value, 'id'),
  unlock: (value) => hasTexts(value, 'contact', 'workflow'),
};

function isStimulus(value: unknown): boolean {
  if (!isObject(value)) return false;
  const known = Object.keys(value).filter((key) => Object.hasOwn(stimulusKeys, key));
  return known.length === 1 && known.every((key) => stimulusKeys[key]?.(value[key]));
}

function hasTexts(value: unknown, ...names: string[]): boolean {
  return isObject(value) && names.every((name) => typeof value[name] === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
