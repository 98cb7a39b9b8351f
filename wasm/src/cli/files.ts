import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { parsedDocument, withoutMark } from '../document-text.js';
import { messageOf } from '../input.js';
import { placeInText } from '../place-in-text.js';
import { textOfUtf8 } from '../utf8.js';

/** A document and where it is, seen from the current folder. */
export interface Document {
  file: string;
  text: string;
}

/** A file could not be read. */
export class UnreadableFile extends Error {
  /** What it is called; a line of it as `FILE:12`. */
  readonly file: string;
  /** Such as `cannot be read: ENOENT …`. */
  readonly problem: string;

  constructor(file: string, cause: unknown) {
    const problem = `cannot be read: ${messageOf(cause)}`;
    super(`${file}: ${problem}`, { cause });
    this.file = file;
    this.problem = problem;
  }
}

/**
 * A file's text; a file that is not UTF-8 counts as unreadable.
 * @throws UnreadableFile
 */
export async function readText(file: string): Promise<string> {
  try {
    return textOfUtf8(await readFile(file));
  } catch (cause) {
    throw new UnreadableFile(file, cause);
  }
}

/**
 * The text of standard input.
 * @throws UnreadableFile
 */
export async function readInput(): Promise<string> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) {
      chunks.push(chunk);
    }
    return textOfUtf8(Buffer.concat(chunks));
  } catch (cause) {
    throw new UnreadableFile('standard input', cause);
  }
}

/**
 * The workspace that a scenario file names by a path, which is seen from that file; undefined where it holds the
 * workspace itself or is no scenario file.
 * @param read reads its text
 * @throws UnreadableFile that tells the place where it is named
 */
export async function readNamedWorkspace(
  file: string,
  text: string,
  read: (file: string) => Promise<string> = readText,
): Promise<Document | undefined> {
  const place = workspacePlace(file, text);
  if (place === undefined) {
    return undefined;
  }
  const name = member(text, 'workspace') as string;
  const { line, column } = placeInText(withoutMark(text), '/workspace');
  const unreadable = (what: string, cause: Error) =>
    new UnreadableFile(`${file}:${line}:${column}: its workspace ${what}`, cause);
  if (name === '' || /^https?:/i.test(name)) {
    const problem = name === '' ? 'it has no name' : 'it is an address, and a path is wanted';
    throw unreadable(JSON.stringify(name), new Error(problem));
  }
  try {
    return { file: place, text: await read(place) };
  } catch (error) {
    throw error instanceof UnreadableFile ? unreadable(place, error.cause as Error) : error;
  }
}

/** Where that workspace is, seen from the current folder. */
export function workspacePlace(file: string, text: string): string | undefined {
  const path = member(text, 'workspace');
  if (typeof path !== 'string') {
    return undefined;
  }
  return isAbsolute(path) ? path : join(dirname(file), path);
}

/** Whether a document is a scenario file rather than a workspace. */
export function isScenarioFile(text: string): boolean {
  return member(text, 'scenarios') !== undefined;
}

/** Whether a document is a workspace rather than a scenario file. */
export function isWorkspace(text: string): boolean {
  return member(text, 'workflows') !== undefined;
}

/** A member of a document's object; undefined where it has none, or is no JSON: the engine tells that better. */
function member(text: string, key: string): unknown {
  const document = parsedDocument(text);
  return typeof document === 'object' && document !== null ? Reflect.get(document, key) : undefined;
}
