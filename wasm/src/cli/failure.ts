import { LogError, RehearseError } from '../errors.js';
import { messageOf } from '../input.js';
import type { Diagnostic } from '../types.js';
import { printableLines } from '../words/printable.js';
import type { Style } from '../words/style.js';
import { printDiagnostics } from './excerpt.js';
import { UnreadableFile } from './files.js';
import { ExitStatus } from './outcome.js';
import { UnwritableFile } from './output-file.js';
import { UnwatchableFolder } from './testing/watch.js';

/** A document that a command cannot do without has errors. */
export class FaultyDocument extends Error {
  readonly file: string;
  readonly text: string;
  /** Placed in the text. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(file: string, text: string, diagnostics: readonly Diagnostic[]) {
    super(`${file} has errors.`);
    this.file = file;
    this.text = text;
    this.diagnostics = diagnostics;
  }
}

/** What kept a command from doing its work, other than wrong usage. */
export interface Failure {
  status: ExitStatus;
  /** For people. */
  text(style: Style): string;
  /** For programs: what stands in the one JSON document. */
  document: { ok: false; error: string };
}

/** What may happen to everybody, and what its message says all of. */
const told = [RehearseError, UnreadableFile, UnwritableFile, UnwatchableFolder];

/** Codes of logs that could be read, and hold what they must not. */
const faultsOfLogs = new Set<string>(['log.refused', 'log.empty', 'log.endless']);

/** What is told of an error; undefined for a fault of this program. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof FaultyDocument) {
    const { file, text, diagnostics, message } = error;
    const document = { ok: false as const, error: message, file, diagnostics };
    return { status: ExitStatus.failed, text: (style) => printDiagnostics(file, text, diagnostics, style), document };
  }
  if (told.some((kind) => error instanceof kind)) {
    const message = messageOf(error);
    const about = error instanceof LogError ? { code: error.code, refusal: error.refusal } : {};
    return {
      status: error instanceof LogError && faultsOfLogs.has(error.code) ? ExitStatus.failed : ExitStatus.usage,
      text: () => printableLines(message),
      document: { ok: false, error: message, ...about },
    };
  }
  return undefined;
}
