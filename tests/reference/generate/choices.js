/**
 * Choices, drawn from fast-check, so that a seed gives the same case again. Made small again are cases as documents
 * (support/reduce.js), which keeps them valid; that is why nothing here is biased towards small values.
 */
import fc from 'fast-check';

const natural = (below) => fc.noBias(fc.nat(below - 1));

export class Choices {
  #draw;

  /** @param {import('fast-check').GeneratorValue} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  /** A whole number from 0. */
  below(end) {
    return end <= 1 ? 0 : this.#draw(natural, end);
  }

  /** One of a list. */
  of(list) {
    return list[this.below(list.length)];
  }

  /** Whether something happens that does so in so many of a hundred cases. */
  chance(percent) {
    return this.below(100) < percent;
  }

  /** One of several things, each with its weight. */
  weighted(pairs) {
    const total = pairs.reduce((sum, [weight]) => sum + weight, 0);
    let at = this.below(total);
    for (const [weight, thing] of pairs) {
      if (at < weight) {
        return thing;
      }
      at -= weight;
    }
    throw new Error('weights are positive');
  }

  /** A list of so many, each made anew. */
  list(minimum, maximum, make) {
    return Array.from({ length: minimum + this.below(maximum - minimum + 1) }, (_, index) => make(index));
  }

  /** Some of a list, in its order. */
  some(list, percent) {
    return list.filter(() => this.chance(percent));
  }
}
