import { type Dictionary, grown, TextKind } from './dictionary.js';

/** What a column holds where a cell is empty. */
export const emptyCell = 0xffff_ffff;

/** What looking up a text gives that is not UTF-8. Never handed to the engine. */
export const unreadableCell = 0xffff_fffe;

/** Where hashing begins, and what each byte is multiplied with (FNV-1a, 32 bits). */
export const hashStart = 0x811c9dc5 | 0;
export const hashFactor = 0x01000193;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The texts of one column of a log and their numbers in the dictionary.
 *
 * A log repeats itself: each text is looked up by its bytes, so that no cell of the log becomes a string but the first
 * of its kind. Columns are kept apart because small tables stay in the processor's cache: there are many contacts, but
 * few types and few emails.
 */
export class Column {
  readonly #dictionary: Dictionary;
  readonly #rename: ReadonlyMap<string, string> | undefined;
  /** Index of the text + 1 by hash; 0 for a free slot. */
  #slots = new Uint32Array(64);
  #mask = 63;
  #count = 0;
  #hashes = new Int32Array(32);
  /** Where each text's bytes end in `#bytes`, with a 0 in front. */
  #ends = new Uint32Array(33);
  /** The number in the dictionary. */
  #numbers = new Uint32Array(32);
  #bytes = new Uint8Array(1024);
  /** Numbers of texts that came as strings, by kind. */
  readonly #strings = [0, 1, 2, 3].map(() => new Map<string, number>());

  /**
   * @param name as the engine knows it
   * @param rename what stands for texts of the log that go by another name in the engine
   */
  constructor(
    readonly name: string,
    dictionary: Dictionary,
    rename?: ReadonlyMap<string, string>,
  ) {
    this.#dictionary = dictionary;
    this.#rename = rename;
  }

  /**
   * The number of a text given by its bytes, which are not empty.
   * @param hash FNV-1a of the bytes
   */
  numberOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mixed = hash ^ (hash >>> 15);
    const slots = this.#slots;
    for (let slot = mixed & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const found = slots[slot] as number;
      if (found === 0) {
        return this.#add(bytes, start, end, mixed, slot);
      }
      if (this.#hashes[found - 1] === mixed && this.#holds(found - 1, bytes, start, end)) {
        return this.#numbers[found - 1] as number;
      }
    }
  }

  /** The number of a value given as a string. */
  numberOfString(text: string, kind: TextKind = TextKind.text): number {
    const strings = this.#strings[kind] as Map<string, number>;
    let number = strings.get(text);
    if (number === undefined) {
      const bytes = encoder.encode(text);
      number =
        kind === TextKind.text
          ? this.numberOf(bytes, 0, bytes.length, hashOfBytes(bytes, 0, bytes.length))
          : this.#dictionary.add(bytes, 0, bytes.length, kind);
      strings.set(text, number);
    }
    return number;
  }

  #holds(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.#bytes;
    let place = this.#ends[index] as number;
    if ((this.#ends[index + 1] as number) - place !== end - start) {
      return false;
    }
    for (let other = start; other < end; other += 1, place += 1) {
      if (own[place] !== bytes[other]) {
        return false;
      }
    }
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const number = this.#newNumber(bytes, start, end);
    const index = this.#count;
    if (index === this.#numbers.length) {
      this.#enlarge();
      return this.#insert(bytes, start, end, hash, number, this.#freeSlot(hash));
    }
    return this.#insert(bytes, start, end, hash, number, slot);
  }

  #insert(bytes: Uint8Array, start: number, end: number, hash: number, number: number, slot: number): number {
    const index = this.#count;
    const used = this.#ends[index] as number;
    if (used + end - start > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, used + end - start);
    }
    this.#bytes.set(bytes.subarray(start, end), used);
    this.#ends[index + 1] = used + end - start;
    this.#hashes[index] = hash;
    this.#numbers[index] = number;
    this.#count = index + 1;
    this.#slots[slot] = index + 1;
    return number;
  }

  /** The number of a text that the column has not had; what is no UTF-8 gets none. */
  #newNumber(bytes: Uint8Array, start: number, end: number): number {
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(start, end));
    } catch {
      return unreadableCell;
    }
    const renamed = this.#rename?.get(text);
    if (renamed === undefined) {
      return this.#dictionary.add(bytes, start, end, TextKind.text);
    }
    const other = encoder.encode(renamed);
    return this.#dictionary.add(other, 0, other.length, TextKind.text);
  }

  /** Doubles the table, which is never more than half full. */
  #enlarge(): void {
    const size = 2 * this.#numbers.length;
    const hashes = new Int32Array(size);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#numbers = grown(this.#numbers, size);
    this.#ends = grown(this.#ends, size + 1);
    this.#slots = new Uint32Array(2 * size);
    this.#mask = 2 * size - 1;
    for (let index = 0; index < this.#count; index += 1) {
      this.#slots[this.#freeSlot(hashes[index] as number)] = index + 1;
    }
  }

  #freeSlot(hash: number): number {
    let slot = hash & this.#mask;
    while (this.#slots[slot] !== 0) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}

/** FNV-1a of some bytes, 32 bits. */
export function hashOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = hashStart;
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] as number), hashFactor);
  }
  return hash;
}
