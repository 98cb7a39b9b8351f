import type { Turns } from '../platform.js';

/** What is done step by step: it may stop after each. */
export type Steps<Result> = Generator<void, Result, void>;

/** All steps, one after the other. */
export function allAtOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}

/**
 * All steps, and now and then others have their turn.
 * @param turns those of all tasks of a thread: many short ones take no longer at a time than a long one
 * @throws the reason of the first signal that aborts: what was begun is cleared away
 */
export async function inTurns<Result>(
  steps: Steps<Result>,
  turns: Turns,
  signals: readonly AbortSignal[],
): Promise<Result> {
  try {
    for (;;) {
      if (turns.isOver) {
        await turns.give();
      }
      for (const signal of signals) {
        signal.throwIfAborted();
      }
      const { done, value } = steps.next();
      if (done) {
        return value;
      }
    }
  } finally {
    steps.return(undefined as Result);
  }
}
