import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { parsedDocument, withoutMark } from '../document-text.js';
import type { Engine } from '../engine.js';
import { messageOf } from '../input.js';
import { kindOf, type StimulusKind } from '../stimulus.js';
import type { Diagnostic, Stimulus } from '../types.js';
import { textOfUtf8 } from '../utf8.js';
import { UnreadableFile } from './files.js';

/** A longer line is no stimulus: the engine reads no text that is larger. */
const longestLine = 16 * 1024 * 1024;

/** What was written, and where: what diagnostics of a stimulus are told with. */
export interface Written {
  /** Such as `clicks.ndjson` or `--fire`. */
  name: string;
  /** Undefined where there is no JSON, as in `--advance 1d`. */
  text: string | undefined;
  /** The number of the text's first line. */
  line: number;
}

/** A stimulus and where it was given. */
export interface PlacedStimulus {
  /** Such as `--advance 1d` or `clicks.ndjson:12`. */
  place: string;
  stimulus: Stimulus;
  written: Written;
  /** Where what is to be done stands in the text, such as `/fire`: a JSON Pointer. */
  path: string;
}

/** What was given as a stimulus is none. */
export class BadStimulus extends Error {
  /** Where it stands, such as `clicks.ndjson:12`. */
  readonly place: string;
  readonly written: Written;
  /** What is wrong, placed in what was written; empty where the message says it. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(place: string, written: Written, message: string, diagnostics: readonly Diagnostic[] = []) {
    super(message);
    this.place = place;
    this.written = written;
    this.diagnostics = diagnostics;
  }
}

/**
 * The stimuli of a file, one JSON a line, as they are read. Blank lines are skipped.
 * @param file a path, or `-` for standard input
 * @throws UnreadableFile
 * @throws BadStimulus for a line that is none
 */
export async function* stimuliOf(engine: Engine, file: string): AsyncGenerator<PlacedStimulus> {
  const name = nameOf(file);
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (text.trim() !== '') {
      yield stimulusOf(engine, { name, text, line });
    }
  }
}

/**
 * Finds out whether a file can be read, before anything is run. What is no plain file is not touched: it can be read once.
 * @param file a path, or `-` for standard input
 * @throws UnreadableFile
 */
export async function checkReadable(file: string): Promise<void> {
  if (file === '-') {
    return;
  }
  try {
    if ((await stat(file)).isDirectory()) {
      throw new Error('it is a folder');
    }
    await access(file, constants.R_OK);
  } catch (cause) {
    throw new UnreadableFile(file, cause);
  }
}

function stimulusOf(engine: Engine, written: Written & { text: string }): PlacedStimulus {
  const { name, text, line } = written;
  const place = `${name}:${line}`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    // The engine, too, says where: whatever the text is, that is what it looks at first.
    const found = engine.check(text).diagnostics.filter(({ code }) => code.startsWith('json.'));
    throw new BadStimulus(place, written, `The line is no JSON: ${messageOf(cause)}`, onLine(found, line));
  }
  const stimulus = checkedStimulus(value, place, written);
  const found = faultsOf(engine, text);
  if (found.length > 0) {
    throw new BadStimulus(place, written, 'The stimulus is refused.', onLine(found, line));
  }
  return { place, stimulus, written, path: `/${kindOf(stimulus)}` };
}

/** @throws BadStimulus */
function checkedStimulus(value: unknown, place: string, written: Written): Stimulus {
  try {
    kindOf(value);
    return value as Stimulus;
  } catch (cause) {
    throw new BadStimulus(place, written, messageOf(cause));
  }
}

/**
 * Checks the content of a stimulus that was given as JSON by itself.
 * @throws BadStimulus
 */
export function checkContent(engine: Engine, kind: StimulusKind, { place, written, stimulus }: PlacedStimulus): void {
  const { text = JSON.stringify(Reflect.get(stimulus, kind)) } = written;
  const head = `{"${kind}":`;
  const found = faultsOf(engine, `${head}${text}}`).map((each) => ({
    ...each,
    path: each.path.slice(kind.length + 1),
    column: each.line === 1 ? each.column - head.length : each.column,
  }));
  if (found.length > 0) {
    throw new BadStimulus(place, written, 'The stimulus is refused.', found);
  }
}

const stepPath = '/scenarios/0/steps/0';

/**
 * What is wrong with a stimulus as it is written, keys that stand there twice included: what `JSON.parse` does not tell.
 * The engine looks at it as the step of a scenario; which ids there are, the simulation knows when its turn comes.
 */
function faultsOf(engine: Engine, step: string): Diagnostic[] {
  const text = `{"rehearse":1,"scenarios":[{"name":"run","steps":[\n${step}\n]}]}`;
  return engine
    .checkScenarios(text)
    .diagnostics.filter(({ path, severity }) => severity === 'error' && path.startsWith(stepPath))
    .map((found) => ({ ...found, path: found.path.slice(stepPath.length), line: found.line - 1 }))
    .map((found) => ({ ...found, ...advanceHint(engine, step, found) }));
}

/** What to do about a time to advance by that is of the right form, and still none. */
function advanceHint(engine: Engine, step: string, { code, path }: Diagnostic): { hint?: string } {
  const duration = code === 'value.format' && path === '/advance' ? Object(parsedDocument(step)).advance : undefined;
  if (typeof duration !== 'string') {
    return {};
  }
  if (duration.startsWith('-')) {
    return { hint: 'The clock never goes back. What is to happen earlier comes before, or in a run of its own.' };
  }
  const weeks = engine.catalog.limits.find(({ name }) => name === 'durationWeeks')?.value;
  const isLong = /^(?=.*[1-9])(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/.test(duration);
  return isLong ? { hint: `The longest duration is ${weeks}w. Advance several times, one after the other.` } : {};
}

function onLine(diagnostics: readonly Diagnostic[], first: number): Diagnostic[] {
  return diagnostics.map((found) => ({ ...found, line: found.line + first - 1 }));
}

/**
 * The lines of a file. They end with a line feed; what stands before it, such as a carriage return, is white space.
 * @throws UnreadableFile also for a line that is longer than any stimulus
 */
export async function* linesOf(file: string, name = nameOf(file)): AsyncGenerator<string> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    parts.push(part);
    length += part.length;
    if (length > longestLine) {
      throw new UnreadableFile(`${name}:${number}`, new Error('the line is longer than 16 MiB'));
    }
  };
  for await (const chunk of chunksOf(file, name)) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end));
      yield lineOf(parts, number, name);
      parts = [];
      length = 0;
      number += 1;
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) {
    yield lineOf(parts, number, name);
  }
}

const lineFeed = 0x0a;

/** @throws UnreadableFile for a line that is not UTF-8 */
function lineOf(parts: readonly Uint8Array[], number: number, name: string): string {
  try {
    const text = textOfUtf8(Buffer.concat(parts), number);
    return number === 1 ? withoutMark(text) : text;
  } catch (cause) {
    throw new UnreadableFile(`${name}:${number}`, cause);
  }
}

async function* chunksOf(file: string, name: string): AsyncGenerator<Uint8Array> {
  const stream = file === '-' ? process.stdin : createReadStream(file);
  try {
    if (file !== '-') {
      await once(stream, 'open');
    }
    yield* stream;
  } catch (cause) {
    throw new UnreadableFile(name, cause);
  } finally {
    stream.destroy();
  }
}

/** What a file is called where people read of it. */
function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}
