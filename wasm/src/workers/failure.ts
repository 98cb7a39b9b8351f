import {
  EventError,
  LogError,
  type LogErrorCode,
  RehearseError,
  ScenarioError,
  UsageError,
  WorkspaceError,
} from '../errors.js';
import { messageOf } from '../input.js';
import type { Diagnostic, RefusedRow } from '../types.js';

/** An error of a worker, whose class would be lost on the way. */
export interface Failure {
  name: string;
  /** That of a `RehearseError`. */
  code: string | undefined;
  message: string;
  refusal: RefusedRow | null;
  diagnostics: readonly Diagnostic[];
  version: 'a' | 'b' | null;
}

/** An error as it can be handed from a worker to whoever asked it. */
export function failureOf(error: unknown): Failure {
  const { name, code } = error instanceof RehearseError ? error : { name: '', code: undefined };
  return {
    ...{ name, code },
    message: messageOf(error),
    refusal: error instanceof LogError ? error.refusal : null,
    diagnostics: hasDiagnostics(error) ? error.diagnostics : [],
    version: error instanceof WorkspaceError ? error.version : null,
  };
}

function hasDiagnostics(error: unknown): error is WorkspaceError | EventError | ScenarioError {
  return error instanceof WorkspaceError || error instanceof EventError || error instanceof ScenarioError;
}

/**
 * The error that a worker had: what is wrong with a call is so wherever it is run.
 * @param who the worker, at the start of a sentence
 */
export function errorOf({ name, code, message, refusal, diagnostics, version }: Failure, who: string): RehearseError {
  const [first = ''] = message.split('\n'); // errors with diagnostics add them to it
  switch (name) {
    case 'LogError':
      return new LogError(code as LogErrorCode, message, refusal === null ? {} : { refusal });
    case 'UsageError':
      return new UsageError(code as UsageError['code'] & `usage.${string}`, message);
    case 'WorkspaceError':
      return new WorkspaceError(first, diagnostics, version);
    case 'EventError':
      return new EventError(first, diagnostics);
    case 'ScenarioError':
      return new ScenarioError(first, diagnostics);
    default:
      return new RehearseError(code === 'engine.stopped' ? code : 'engine.failed', `${who} failed: ${message}`);
  }
}
