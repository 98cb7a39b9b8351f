import { messageOf } from '../input.js';
import type { StimulusKind } from '../stimulus.js';
import { type Argument, ArgumentError } from './arguments.js';
import { checkedStimulus, type PlacedStimulus, stimuliOf } from './stimuli.js';

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

/** Where stimuli come from: one that was given, or a file of them. */
export type StimulusSource = PlacedStimulus | { file: string };

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

/** Every stimulus of the sources; files are read as their turn comes. */
export async function* allStimuli(sources: readonly StimulusSource[]): AsyncGenerator<PlacedStimulus> {
  for (const source of sources) {
    if ('file' in source) {
      yield* stimuliOf(source.file);
    } else {
      yield source;
    }
  }
}

function stimulusOf(kind: StimulusKind, option: string, text: string): PlacedStimulus {
  const place = `--${option}`;
  const isText = kind === 'advance' || kind === 'advanceTo';
  const content = isText ? text : parsed(text, place);
  return { place: `${place} ${text}`, stimulus: checkedStimulus({ [kind]: content }, place) };
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const hint = 'In a shell, put it into single quotation marks: \'{ "type": "link.clicked", … }\'.';
    throw new ArgumentError(`${place} takes JSON: ${messageOf(cause)}. ${hint}`, { cause });
  }
}
