import { UsageError } from './errors.js';
import type { Report } from './report.js';
import type { Simulation } from './simulation.js';
import type { Stimulus } from './types.js';

/** What may be done to a simulation: the key of a stimulus. */
export type StimulusKind = 'fire' | 'advance' | 'advanceTo' | 'edit' | 'addContact' | 'unlock';

/** What a stimulus needs of a simulation. */
type Target = Pick<Simulation, StimulusKind>;

/** How each kind of stimulus is done. */
const performers: Readonly<Record<StimulusKind, (simulation: Target, content: unknown) => Report>> = {
  fire: (simulation, content) => simulation.fire(object(content, 'fire') as never),
  advance: (simulation, content) => simulation.advance(text(content, 'advance')),
  advanceTo: (simulation, content) => simulation.advanceTo(text(content, 'advanceTo')),
  edit: (simulation, content) => {
    const { contact, ...changes } = object(content, 'edit');
    return simulation.edit(text(contact, 'edit.contact'), changes);
  },
  addContact: (simulation, content) => simulation.addContact(object(content, 'addContact') as never),
  unlock: (simulation, content) => {
    const { contact, workflow } = object(content, 'unlock');
    return simulation.unlock(text(contact, 'unlock.contact'), text(workflow, 'unlock.workflow'));
  },
};

/** Every kind of stimulus. */
export const stimulusKinds = Object.keys(performers) as StimulusKind[];

/**
 * Which kind of stimulus a value is.
 * @throws UsageError where it is none: the message says what is wrong
 */
export function kindOf(value: unknown): StimulusKind {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notOne('must be an object such as { "advance": "3d" }');
  }
  const keys = Object.keys(value).filter((key) => key !== '$schema' && !key.startsWith('x-'));
  const kinds = stimulusKinds.filter((kind) => keys.includes(kind));
  const [kind] = kinds;
  if (kind !== undefined && keys.length === 1) {
    return kind;
  }
  if (keys.includes('expect')) {
    throw notOne('has `expect`: expectations stand in scenario files, which `rehearse test` runs');
  }
  if (keys.includes('type') && keys.includes('contact')) {
    throw notOne('looks like an event: write { "fire": { "type": … } }');
  }
  const other = keys.find((key) => !kinds.some((name) => name === key));
  if (other !== undefined) {
    throw notOne(`has the key ${JSON.stringify(other)}, which is none of ${stimulusKinds.join(', ')}`);
  }
  throw notOne(
    kinds.length > 1 ? `has several at once: ${kinds.join(', ')}` : `needs one of ${stimulusKinds.join(', ')}`,
  );
}

/**
 * Does to a simulation what a stimulus says.
 * @throws UsageError where it is no stimulus; what the simulation throws where it cannot be run
 */
export function perform(simulation: Target, stimulus: Stimulus): Report {
  const kind = kindOf(stimulus);
  return performers[kind](simulation, Reflect.get(stimulus, kind));
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    throw notOne(value === undefined ? `lacks \`${name}\`` : `must have a text as \`${name}\``);
  }
  return value;
}

function object(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notOne(`must have an object as \`${name}\``);
  }
  return value as Record<string, unknown>;
}

function notOne(problem: string): UsageError {
  return new UsageError('usage.argument', `A stimulus ${problem}.`);
}
