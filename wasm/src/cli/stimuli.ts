import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { messageOf } from '../input.js';
import { kindOf } from '../stimulus.js';
import type { Stimulus } from '../types.js';
import { UnreadableFile } from './files.js';

/** A longer line is no stimulus: the engine reads no text that is larger. */
const longestLine = 16 * 1024 * 1024;

/** A stimulus and where it was given, such as `--fire` or `clicks.ndjson:12`. */
export interface PlacedStimulus {
  place: string;
  stimulus: Stimulus;
}

/** What was given as a stimulus is none. */
export class BadStimulus extends Error {
  /** Where it stands, such as `clicks.ndjson:12`. */
  readonly place: string;

  constructor(place: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.place = place;
  }
}

/**
 * The stimuli of a file, one JSON a line, as they are read. Blank lines are skipped.
 * @param file a path, or `-` for standard input
 * @throws UnreadableFile
 * @throws BadStimulus for a line that is none
 */
export async function* stimuliOf(file: string): AsyncGenerator<PlacedStimulus> {
  const name = file === '-' ? 'standard input' : file;
  let number = 0;
  for await (const line of linesOf(file, name)) {
    number += 1;
    if (line.trim() !== '') {
      const place = `${name}:${number}`;
      yield { place, stimulus: stimulusOf(line, place) };
    }
  }
}

function stimulusOf(line: string, place: string): Stimulus {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new BadStimulus(place, `The line is no JSON: ${messageOf(cause)}`, { cause });
  }
  return checkedStimulus(value, place);
}

/** @throws BadStimulus */
export function checkedStimulus(value: unknown, place: string): Stimulus {
  try {
    kindOf(value);
    return value as Stimulus;
  } catch (cause) {
    throw new BadStimulus(place, messageOf(cause), { cause });
  }
}

/** The lines of a file. They end with a line feed; what stands before it, such as a carriage return, is white space. */
async function* linesOf(file: string, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of chunksOf(file)) {
    rest += decoded(decoder, chunk, name);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > longestLine) {
      throw new UnreadableFile(name, new Error('a line is longer than 16 MiB'));
    }
  }
  rest += decoded(decoder, undefined, name);
  if (rest !== '') {
    yield rest;
  }
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  if (file === '-') {
    yield* process.stdin;
    return;
  }
  const stream = createReadStream(file);
  try {
    await once(stream, 'open');
    yield* stream;
  } catch (cause) {
    throw new UnreadableFile(file, cause);
  } finally {
    stream.destroy();
  }
}

function decoded(decoder: TextDecoder, chunk: Uint8Array | undefined, name: string): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new UnreadableFile(name, cause);
  }
}
