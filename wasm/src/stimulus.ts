import { UsageError } from './errors.js';
import type { Report } from './report.js';
import type { Simulation } from './simulation.js';
import type { Stimulus } from './types.js';

/** What may be done to a simulation: the key of a stimulus. */
export type StimulusKind = 'fire' | 'advance' | 'advanceTo' | 'edit' | 'addContact' | 'unlock';

/** Every kind of stimulus. */
export const stimulusKinds = [
  'fire',
  'advance',
  'advanceTo',
  'edit',
  'addContact',
  'unlock',
] as const satisfies StimulusKind[];

/** What a stimulus needs of a simulation. */
type Target = Pick<Simulation, StimulusKind>;

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
  const content: unknown = Reflect.get(stimulus, kind);
  switch (kind) {
    case 'fire':
      return simulation.fire(object(content, kind) as never);
    case 'advance':
      return simulation.advance(text(content, kind));
    case 'advanceTo':
      return simulation.advanceTo(text(content, kind));
    case 'addContact':
      return simulation.addContact(object(content, kind) as never);
    case 'edit': {
      const { contact, ...changes } = object(content, kind);
      return simulation.edit(text(contact, 'edit.contact'), changes);
    }
    case 'unlock': {
      const { contact, workflow } = object(content, kind);
      return simulation.unlock(text(contact, 'unlock.contact'), text(workflow, 'unlock.workflow'));
    }
  }
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
