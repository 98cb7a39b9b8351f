import type { Catalog, Expectation, ExpectationFailure } from '../types.js';

/** The keys of an expectation: those that say what must be so, and `contact` and `workflow`, which say of whom. */
export type ExpectationKey = Exclude<keyof Expectation, `x-${string}` | '$schema'>;

/** What the keys of a scenario's steps speak of, as the catalog's shapes have it. */
export class ExpectationKeys {
  /** By key, the one that says of whom: `contact` for `tags`. */
  readonly #subjects: ReadonlyMap<string, 'contact' | 'workflow'>;

  constructor({ shapes }: Catalog) {
    const dependent = shapes.expectation?.rules.filter(({ kind }) => kind === 'othersNeedFirst') ?? [];
    this.#subjects = new Map(
      dependent.flatMap(({ names }) => names.map((name) => [name, names[0] as 'contact' | 'workflow'])),
    );
  }

  /** The id of the contact or the workflow that a failure speaks of; empty where it speaks of neither. */
  subjectOf({ expectation: key }: ExpectationFailure, expectation: Expectation): string {
    const subject = this.#subjects.get(key);
    return (subject === undefined ? undefined : expectation[subject]) ?? '';
  }
}

/** Whether what an expectation speaks of is not there at all, so that nothing can be said of it. */
export function isOfNothing({ kind }: ExpectationFailure): boolean {
  return kind === 'missing';
}
