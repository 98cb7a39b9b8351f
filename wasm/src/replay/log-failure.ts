import { LogError, type LogErrorCode, RehearseError, UsageError, WorkspaceError } from '../errors.js';
import { messageOf } from '../input.js';
import type { LogFailure } from './log-messages.js';

/** An error as it can be handed from a worker to whoever asked it. */
export function failureOf(error: unknown): LogFailure {
  const { name, code } = error instanceof RehearseError ? error : { name: '', code: undefined };
  return {
    ...{ name, code },
    message: messageOf(error),
    refusal: error instanceof LogError ? error.refusal : null,
    diagnostics: error instanceof WorkspaceError ? error.diagnostics : [],
    version: error instanceof WorkspaceError ? error.version : null,
  };
}

/** The error that a worker had. */
export function errorOf({ name, code, message, refusal, diagnostics, version }: LogFailure): RehearseError {
  switch (name) {
    case 'LogError':
      return new LogError(code as LogErrorCode, message, refusal === null ? {} : { refusal });
    case 'UsageError':
      return new UsageError(code as UsageError['code'] & `usage.${string}`, message);
    case 'WorkspaceError': {
      const [first = ''] = message.split('\n'); // the error adds the diagnostics to it
      return new WorkspaceError(first, diagnostics, version);
    }
    default:
      return new RehearseError('engine.stopped', `The worker of the replay failed: ${message}`);
  }
}
