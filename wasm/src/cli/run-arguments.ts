import type { Engine } from '../engine.js';
import { messageOf } from '../input.js';
import type { StimulusKind } from '../stimulus.js';
import type { Stimulus } from '../types.js';
import { type Argument, ArgumentError } from './arguments.js';
import { checkContent, type PlacedStimulus, stimuliOf } from './stimuli.js';

/** What stands for stimuli among the options of `rehearse run`. */
export const stimulusOptions = {
  fire: { type: 'string', multiple: true, value: 'JSON', help: 'an event: its type, contact and attributes' },
  advance: { type: 'string', multiple: true, value: 'DURATION', help: 'moves the clock on, such as by 3d' },
  'advance-to': { type: 'string', multiple: true, value: 'TIME', help: 'moves the clock to a time' },
  edit: {
    type: 'string',
    multiple: true,
    value: 'JSON',
    help: 'changes a contact by hand: contact, and the keys to set',
  },
  'add-contact': { type: 'string', multiple: true, value: 'JSON', help: 'a contact arrives' },
  unlock: { type: 'string', multiple: true, value: 'JSON', help: 'lifts the lock of a loop: contact and workflow' },
  stimuli: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    help: 'reads stimuli, one JSON a line; - for standard input',
  },
} as const;

/** The kinds of stimulus by option; the rest of the options give a file. */
const kinds: Readonly<Record<string, StimulusKind>> = {
  fire: 'fire',
  advance: 'advance',
  'advance-to': 'advanceTo',
  edit: 'edit',
  'add-contact': 'addContact',
  unlock: 'unlock',
};

/** A stimulus that an option gave. */
interface OptionStimulus extends PlacedStimulus {
  kind: StimulusKind;
}

/** Where stimuli come from: one that was given, or a file of them. */
export type StimulusSource = OptionStimulus | { file: string };

/**
 * The stimuli among the arguments, in the order given.
 * @throws ArgumentError
 */
export function stimulusSources(ordered: readonly Argument[]): StimulusSource[] {
  const sources: StimulusSource[] = [];
  for (const argument of ordered) {
    if (argument.kind === 'option' && argument.value !== undefined) {
      const kind = kinds[argument.name];
      if (kind !== undefined) {
        sources.push(stimulusOf(kind, argument.name, argument.value));
      } else if (argument.name === 'stimuli') {
        sources.push({ file: argument.value });
      }
    }
  }
  if (sources.filter((source) => 'file' in source && source.file === '-').length > 1) {
    throw new ArgumentError('--stimuli - can be given once: there is one standard input.');
  }
  return sources;
}

/**
 * Every stimulus of the sources; files are read as their turn comes.
 * @throws UnreadableFile
 * @throws BadStimulus for what is none
 */
export async function* allStimuli(engine: Engine, sources: readonly StimulusSource[]): AsyncGenerator<PlacedStimulus> {
  for (const source of sources) {
    if ('file' in source) {
      yield* stimuliOf(engine, source.file);
    } else {
      checkContent(engine, source.kind, source);
      yield source;
    }
  }
}

function stimulusOf(kind: StimulusKind, option: string, text: string): OptionStimulus {
  const name = `--${option}`;
  const place = `${name} ${text}`;
  const isText = kind === 'advance' || kind === 'advanceTo';
  const written = isText ? { name: place, text: undefined, line: 1 } : { name, text, line: 1 };
  const stimulus = { [kind]: isText ? text : contentOf(kind, text, name) } as unknown as Stimulus;
  return { place, stimulus, written, path: '', kind };
}

/** @throws ArgumentError also where it is a whole stimulus, as a line of a file is */
function contentOf(kind: StimulusKind, text: string, option: string): unknown {
  const content = parsed(text, option);
  const [inner, ...others] = Object.keys(Object(content));
  const meant = Object.entries(kinds).find(([, each]) => each === inner)?.[0];
  if (meant === undefined || others.length > 0) {
    return content;
  }
  const whole = `${option} takes what stands in \`${kind}\``;
  throw new ArgumentError(
    inner === kind
      ? `${whole}: leave out \`${kind}\` and the braces around it.`
      : `${whole}, and this is \`${inner}\`: give what stands in that with --${meant}.`,
  );
}

function parsed(text: string, option: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const hint =
      'Shells differ in what they make of quotation marks: put it into single ones, or into a file, one JSON a line, ' +
      'and give that with --stimuli FILE.';
    throw new ArgumentError(`${option} takes JSON: ${messageOf(cause)}. ${hint}`, { cause });
  }
}
