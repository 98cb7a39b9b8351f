import type { Diagnostic, Engine } from '@rehearse/engine';
import { setApart } from './text/balanced.js';
import { capital, plain } from './text/parts.js';
import { needTexts, texts } from './texts/texts.js';

/** What a file holds that the page can open. */
export interface OpenedFile {
  text: string;
  /** A trace is as `rehearse run --trace` writes them, tests are a scenario file; all else is taken for a workspace. */
  kind: 'workspace' | 'trace' | 'tests';
}

/** The most faults of a trace that are told. */
const mostTold = 3;

/** The most that a file may hold, in bytes: larger workspaces the engine does not take. */
const mostBytes = 16 << 20;

/** Whether a file is a log of past events by what it is called: those are replayed. */
export function isLog({ name, type }: File): boolean {
  return type === 'text/csv' || /\.(csv|tsv|ndjson|jsonl)$/i.test(name);
}

/** Reads a file; throws where it holds no JSON object, or not one of this format, with the words for it. */
export async function readFile(file: File, engine: Engine | null): Promise<OpenedFile> {
  // A file may be opened before there is anything else that is loaded later.
  await needTexts();
  if (file.size > mostBytes) throw new Error(texts().files.tooLarge(megabytes(file.size), megabytes(mostBytes)));
  const text = await textOf(file);
  if (text.trim() === '') throw new Error(texts().files.empty);
  const [unreadable] = engine?.check(text).diagnostics.filter(({ code }) => code === 'json.syntax') ?? [];
  if (unreadable) {
    const { line, column, message } = unreadable;
    throw new Error(texts().files.noJson(`${quoted(message)} (${texts().problems.place(line, column)})`));
  }
  if (!text.trim().startsWith('{')) throw new Error(texts().files.noWorkspace);
  const document = parsed(text);
  if (document && !('rehearse' in document)) throw new Error(texts().files.noWorkspace);
  return { text, kind: document ? kindOf(document) : 'workspace' };
}

/** Why a file or what is in it cannot be opened: with its places, and how to mend it. */
export function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { diagnostics } = error as { diagnostics?: readonly Diagnostic[] };
  if (!diagnostics?.length) return quoted(error.message);
  const [what = ''] = error.message.split('\n');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const more = errors.length > mostTold ? [texts().files.more(errors.length - mostTold)] : [];
  return quoted([what, ...errors.slice(0, mostTold).map(placed), ...more].join('\n'));
}

function placed({ line, column, path, message, hint }: Diagnostic): string {
  const place = plain(capital([texts().problems.place(line, column)]));
  return `${place} (${setApart(path)}): ${message}${hint ? ` ${hint}` : ''}`;
}

/** A file's text; throws where it cannot be read, or is not UTF-8, with the words for it. */
export async function textOf(file: File): Promise<string> {
  return decoded(await bytesOf(file));
}

async function bytesOf(file: File): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new Error(texts().files.unreadable);
  }
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(texts().files.noText);
  }
}

/** What a text says; null where it is no JSON. */
function parsed(text: string): object | null {
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

/** No workspace has these keys. */
function kindOf(document: object): OpenedFile['kind'] {
  if ('stimuli' in document) return 'trace';
  if ('scenarios' in document) return 'tests';
  return 'workspace' in document ? 'trace' : 'workspace';
}

/** Rounded up: more than the most must not look like it. */
function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1 << 20));
}

/** What the engine says, with quotation marks for its backticks; what documents hold cannot turn the text around it. */
function quoted(message: string): string {
  return message.split('`').map(setApart).join('"');
}
