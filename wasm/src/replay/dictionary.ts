/** What a text of the dictionary stands for: all but texts as JSON; `other` is something that no value may be. */
export const TextKind = { text: 0, number: 1, yesNo: 2, other: 3 } as const;
export type TextKind = (typeof TextKind)[keyof typeof TextKind];

/** Texts that the engine has not been told of yet, in the form in which it takes them. */
export interface NewTexts {
  count: number;
  /** Where each ends in `bytes`. */
  ends: Uint32Array;
  kinds: Uint8Array;
  /** UTF-8, one after the other. */
  bytes: Uint8Array;
}

/**
 * The numbers of texts: 0, 1, 2 … in the order in which they were added. It keeps texts only until they are taken to be
 * handed to the engine; looking them up is left to the columns, each of which knows its own.
 */
export class Dictionary {
  /** How many texts have a number, and how many bytes they have together. */
  size = 0;
  bytes = 0;
  #count = 0;
  #ends = new Uint32Array(1024);
  #kinds = new Uint8Array(1024);
  #bytes = new Uint8Array(16_384);
  #used = 0;
  #hasForgotten = false;

  /** Adds a text in UTF-8, and gives its number. */
  add(bytes: Uint8Array, kind: TextKind): number {
    if (this.#count === this.#ends.length) {
      this.#ends = grown(this.#ends, this.#count + 1);
      this.#kinds = grown(this.#kinds, this.#count + 1);
    }
    const used = this.#used + bytes.length;
    if (used > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, used);
    }
    this.#bytes.set(bytes, this.#used);
    this.#used = used;
    this.#ends[this.#count] = used;
    this.#kinds[this.#count] = kind;
    this.#count += 1;
    this.size += 1;
    this.bytes += bytes.length;
    return this.size - 1;
  }

  /** Begins again with 0. All texts must have been taken. */
  clear(): void {
    this.size = 0;
    this.bytes = 0;
    this.#hasForgotten = true;
  }

  /** Whether numbers began again since the last call: whoever is told the next texts must forget those before. */
  takeForgotten(): boolean {
    const taken = this.#hasForgotten;
    this.#hasForgotten = false;
    return taken;
  }

  /** The texts added since the last call, or undefined where there are none. What it gives is overwritten by `add`. */
  take(): NewTexts | undefined {
    if (this.#count === 0) {
      return undefined;
    }
    const taken = {
      count: this.#count,
      ends: this.#ends.subarray(0, this.#count),
      kinds: this.#kinds.subarray(0, this.#count),
      bytes: this.#bytes.subarray(0, this.#used),
    };
    this.#count = 0;
    this.#used = 0;
    return taken;
  }
}

/** The same elements with room for so many, and as many again. */
export function grown<Elements extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  elements: Elements,
  needed: number,
): Elements {
  const larger = new (elements.constructor as new (length: number) => Elements)(Math.max(needed, 2 * elements.length));
  larger.set(elements);
  return larger;
}
