import type { ContactScores } from '../types.js';
import type { Failure } from '../workers/failure.js';
import type { Opening, TableName } from './native-replay.js';
import type { Delivery, Outcome } from './target.js';

/** What a worker is asked for: one thing after the other, each answered in its turn. */
export type WorkerRequest =
  | { kind: 'open'; module: WebAssembly.Module; opening: Opening }
  | { kind: 'take'; delivery: Delivery }
  | { kind: 'finish'; end: string }
  | { kind: 'scores'; first: number; count: number };

/** What a worker answers. */
export type WorkerAnswer =
  | { kind: 'done' }
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'scores'; contacts: ContactScores[] }
  | { kind: 'refused'; table: TableName; row: number; code: string; message: string }
  | { kind: 'failed'; failure: Failure };
