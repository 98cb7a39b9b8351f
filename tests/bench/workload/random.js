/**
 * A generator of numbers that are the same on every machine: sfc32 by Chris Doty-Humphrey, which is public domain.
 * Ten million events want one that is fast and inlined; nothing else is asked of it.
 */
export class Random {
  #a;
  #b;
  #c;
  #counter = 1;

  /** @param {number} seed a whole number from 0 to 2^32 − 1 */
  constructor(seed) {
    this.#a = 0;
    this.#b = seed | 0;
    this.#c = 0x9e3779b9 | 0;
    for (let round = 0; round < 15; round += 1) this.next();
  }

  /** A whole number from 0 to 2^32 − 1. */
  next() {
    const result = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  /** A whole number from 0 to `limit` − 1. */
  below(limit) {
    return Math.floor((this.next() / 2 ** 32) * limit);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least, most) {
    return least + this.below(most - least + 1);
  }

  /** Whether something of this probability came to pass. */
  chance(probability) {
    return this.next() < probability * 2 ** 32;
  }

  /** The same list in another order. */
  shuffled(list) {
    const result = [...list];
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      [result[last], result[other]] = [result[other], result[last]];
    }
    return result;
  }
}
