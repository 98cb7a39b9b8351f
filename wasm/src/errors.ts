import type { Diagnostic, RefusedRow } from './types.js';

/** What went wrong, stable from version to version: the first word names the class, the second the cause. */
export type ErrorCode =
  | 'workspace.invalid'
  | 'scenario.invalid'
  | 'event.invalid'
  | 'usage.argument'
  | 'usage.disposed'
  | 'usage.outdated'
  /** The engine, or a worker with one of its own, has ended, perhaps out of memory, and answers no more. */
  | 'engine.stopped'
  /** A worker could not be started. */
  | 'engine.worker'
  /** What a worker was asked for could not be done, and it goes on: such as an answer that is too large to be sent. */
  | 'engine.failed'
  | LogErrorCode
  | LoadErrorCode;

/** Why a log of past events cannot be replayed. */
export type LogErrorCode =
  /** It cannot be read, or is neither CSV nor NDJSON in UTF-8. */
  | 'log.unreadable'
  /** There is nothing in it. */
  | 'log.empty'
  /** It lacks a column that is needed. */
  | 'log.columns'
  /** A row cannot be used, and the replay is strict. */
  | 'log.refused'
  /** What falls due before a row, or the contacts that steps make, come to no end. */
  | 'log.endless';

/** Why the engine could not be loaded. */
export type LoadErrorCode =
  /** There was no answer: offline, a wrong host, or forbidden by the browser; or a file that cannot be read. */
  | 'load.unreachable'
  /** The server answered with a status other than 200 to 299. */
  | 'load.status'
  /** The server answered with a page instead of the module. */
  | 'load.page'
  /** What was read is not WebAssembly. */
  | 'load.notWebAssembly'
  /** A Content-Security-Policy forbids WebAssembly. */
  | 'load.policy'
  /** The module did not compile or start. */
  | 'load.failed';

/** What every error of this package is. */
export class RehearseError extends Error {
  override readonly name: string = 'RehearseError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A workspace document that cannot be used. Nothing was started or changed. */
export class WorkspaceError extends RehearseError {
  override readonly name = 'WorkspaceError';
  /** Everything that is wrong in it, up to 100. */
  readonly diagnostics: readonly Diagnostic[];
  /** Which of two that are compared it is; `null` where there is one. */
  readonly version: 'a' | 'b' | null;

  constructor(message: string, diagnostics: readonly Diagnostic[], version: 'a' | 'b' | null = null) {
    super('workspace.invalid', withDiagnostics(message, diagnostics));
    this.diagnostics = diagnostics;
    this.version = version;
  }
}

/** A stimulus (event, edit, contact, move of the clock …) that cannot be run. The simulation is as before. */
export class EventError extends RehearseError {
  override readonly name = 'EventError';
  /** Everything that is wrong in it, up to 100. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[]) {
    super('event.invalid', withDiagnostics(message, diagnostics));
    this.diagnostics = diagnostics;
  }
}

/** A scenario file, or an expectation, that cannot be used. Nothing was run. */
export class ScenarioError extends RehearseError {
  override readonly name = 'ScenarioError';
  /** Everything that is wrong in it, up to 100. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[]) {
    super('scenario.invalid', withDiagnostics(message, diagnostics));
    this.diagnostics = diagnostics;
  }
}

/** A call that the package does not take: a wrong argument, or use after `dispose()`. */
export class UsageError extends RehearseError {
  override readonly name = 'UsageError';

  constructor(code: Extract<ErrorCode, `usage.${string}`>, message: string, options?: ErrorOptions) {
    super(code, message, options);
  }
}

/** A log of past events that cannot be replayed. */
export class LogError extends RehearseError {
  override readonly name = 'LogError';
  declare readonly code: LogErrorCode;
  /** The row that ended the replay; `null` for all other causes. */
  readonly refusal: RefusedRow | null;

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions & { refusal?: RefusedRow }) {
    super(code, message, options);
    this.refusal = options?.refusal ?? null;
  }
}

/** The engine's WebAssembly could not be read, compiled or started. `cause` is the platform's own error. */
export class EngineLoadError extends RehearseError {
  override readonly name = 'EngineLoadError';
  declare readonly code: LoadErrorCode;
  /** Where it was read from; empty where bytes were given. */
  readonly address: string;

  constructor(code: LoadErrorCode, message: string, address: string, options?: ErrorOptions) {
    super(code, message, options);
    this.address = address;
  }
}

/** How many diagnostics an error's message shows; `.diagnostics` has them all. */
const shownDiagnostics = 5;

function withDiagnostics(message: string, diagnostics: readonly Diagnostic[]): string {
  const shown = diagnostics.slice(0, shownDiagnostics).map((diagnostic) => `\n  ${describeDiagnostic(diagnostic)}`);
  const left = diagnostics.length - shown.length;
  return message + shown.join('') + (left > 0 ? `\n  and ${left} more` : '');
}

/** One diagnostic on one line, such as `3:9 /workflows/0/id value.type: must be text (hint)`. */
export function describeDiagnostic({ code, message, path, line, column, hint }: Diagnostic): string {
  return `${line}:${column} ${path === '' ? '' : `${path} `}${code}: ${message}${hint === '' ? '' : ` ${hint}`}`;
}
