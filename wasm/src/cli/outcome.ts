import type { CheckResult, Diagnostic } from '../types.js';
import { UnreadableFile } from './files.js';
import type { Terminal } from './progress.js';

/** What the process ends with. */
export enum ExitStatus {
  ok = 0,
  /** A scenario failed, or a document has errors. */
  failed = 1,
  /** Wrong usage, or a file that cannot be read. */
  usage = 2,
}

/** Where the command line prints to. */
export interface Console {
  print(text: string): void;
  complain(text: string): void;
  /** Prints text as it is, without a line's end. */
  write(text: string): void;
  /** Waits until what was printed has been taken: whoever prints much waits now and then. */
  drained(): Promise<void>;
  /** Whether standard input is a terminal, where nobody may be about to write. */
  inputIsTerminal?: boolean | undefined;
  /** Where progress is shown; undefined where nobody looks. */
  terminal?: Terminal | undefined;
  /** Whether what is printed may have colours; not by default. */
  colors?: boolean | undefined;
  /** Whether complaints may have colours; not by default. */
  complaintColors?: boolean | undefined;
}

export type Outcome = 'passed' | 'failed';

/** What came of one file. */
export interface FileResult {
  file: string;
  status: ExitStatus;
  /** For people. */
  text: string;
  /** For `--json`, beside the file's name. */
  json: object;
  /** One for each scenario that was run. */
  outcomes: Outcome[];
}

/** The result of work on a file; a file that cannot be read is a result too. */
export async function resultOf(file: string, work: () => Promise<FileResult>): Promise<FileResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnreadableFile) {
      const { message } = error;
      return { file, status: ExitStatus.usage, text: message, json: { ok: false, error: message }, outcomes: [] };
    }
    throw error;
  }
}

/**
 * The result for a document that was checked.
 * @param place the file that the diagnostics speak of, where it is another one
 */
export function checked(file: string, result: CheckResult, place = file): FileResult {
  const lines = result.diagnostics.map((diagnostic) => printDiagnostic(place, diagnostic));
  return {
    file,
    status: result.ok ? ExitStatus.ok : ExitStatus.failed,
    text: [...lines, `${place}: ${result.ok ? 'ok' : 'has errors'}`].join('\n'),
    json: place === file ? result : { ...result, workspace: place },
    outcomes: [],
  };
}

/** A diagnostic on one line, and its hint on the next. */
export function printDiagnostic(file: string, { code, severity, message, line, column, hint }: Diagnostic): string {
  const first = `${file}:${line}:${column} ${severity} ${code}: ${message}`;
  return hint === '' ? first : `${first}\n    ${hint}`;
}

/** Prints the results of work on files, and gives the worst status of all. */
export function tellResults(results: FileResult[], json: boolean, console: Console): ExitStatus {
  const status = Math.max(...results.map((result) => result.status)) as ExitStatus;
  if (json) {
    const files = results.map(({ file, json: content }) => ({ file, ...content }));
    console.print(JSON.stringify({ ok: status === ExitStatus.ok, files }, undefined, 2));
    return status;
  }
  for (const result of results) {
    (result.status === ExitStatus.usage ? console.complain : console.print)(result.text);
  }
  return status;
}
