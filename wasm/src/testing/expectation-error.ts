import { type FailedExpectation, labelOf } from '../words/failure-words.js';
import { lookedAt } from '../words/looked-at.js';

/**
 * An expectation that did not hold. It has the shape of Node's `AssertionError`, so that test runners show it as a failed
 * assertion, with the difference of `expected` and `actual`.
 */
export class ExpectationError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage = false;
  /** What was there, as far as it was looked at: of several failures, by what failed. */
  readonly actual: unknown;
  /** What should have been there: of several failures, by what failed. */
  readonly expected: unknown;
  /** The expectation's key, such as `engagementScore`; `expect` for several. */
  readonly operator: string;
  // Not a property: runners print those, and each failure has a part of the journal.
  readonly #failures: readonly FailedExpectation[];

  /** @internal */
  constructor(message: string, failures: readonly [FailedExpectation, ...FailedExpectation[]]) {
    super(message);
    const [first, ...others] = failures;
    const isOne = others.length === 0;
    this.actual = isOne ? lookedAt(first) : byLabel(failures, lookedAt);
    this.expected = isOne ? first.expected : byLabel(failures, ({ expected }) => expected);
    this.operator = isOne ? first.expectation : 'expect';
    this.#failures = failures;
  }

  /** Everything that did not hold, with the journal's entries that led there. */
  get failures(): readonly FailedExpectation[] {
    return this.#failures;
  }
}

function byLabel(
  failures: readonly FailedExpectation[],
  pick: (failure: FailedExpectation) => unknown,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const failure of failures) {
    const label = labelOf(failure);
    const isTaken = Object.hasOwn(values, label);
    values[isTaken ? `${label} (step ${failure.step + 1})` : label] = pick(failure);
  }
  return values;
}
