import { unencodable } from '../input.js';
import { type Dictionary, grown, TextKind } from './dictionary.js';
import { rowColumn, rowNumberOf } from './rows.js';

/** What a column holds where a cell is empty. */
export const emptyCell = 0xffff_ffff;

/** What looking up a text gives that is not UTF-8 and cannot become it. Never handed to the engine. */
export const unreadableCell = 0xffff_fffe;

/** What a text's hash begins with. */
export const hashStart = 0x811c9dc5 | 0;

/** Takes four bytes into a hash: the last four, fewer or none of a text, are taken in with zeros after them. */
export function hashed(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** Whether a blank or the like stands at either end. */
function hasBlankEnds(bytes: Uint8Array): boolean {
  return (bytes[0] ?? 0) <= 0x20 || (bytes[bytes.length - 1] ?? 0) <= 0x20;
}

/** The hash of some bytes. */
export function hashOfBytes(bytes: DataView, start: number, end: number): number {
  let hash = hashStart;
  let place = start;
  for (; place + 4 <= end; place += 4) {
    hash = hashed(hash, bytes.getInt32(place, true));
  }
  let last = 0;
  for (let shift = 0; place < end; place += 1, shift += 8) {
    last |= bytes.getUint8(place) << shift;
  }
  return hashed(hash, last);
}

/** How many numbers are kept of a text. */
const entrySize = 4;

/** What stands for texts of the log that go by another name in the engine; undefined for all others. */
export interface Renaming {
  get(text: string): string | undefined;
}

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
  readonly #rename: Renaming | undefined;
  readonly #trims: boolean;
  /** By hash where the text's entry begins in `#entries`, + 1; 0 for a free slot. */
  #slots = new Uint32Array(64);
  #mask = 63;
  /** Of each text its hash, its number in the dictionary, and where its bytes begin and end in `#bytes`. */
  #entries = new Uint32Array(32 * entrySize);
  /** How many of `#entries` are used, and of `#bytes`. */
  #size = 0;
  #used = 0;
  /** Where the entries begin that `takeNew` has not given. */
  #newEntries = 0;
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  /** Numbers of texts that came as strings, by kind. */
  readonly #strings = [0, 1, 2, 3].map(() => new Map<string, number>());

  /**
   * @param name as the engine knows it
   * @param rename what stands for texts of the log that go by another name in the engine
   * @param trims whether blanks around a text are no part of it; a text of blanks alone is an empty cell
   */
  constructor(
    readonly name: string,
    dictionary: Dictionary,
    rename?: Renaming,
    trims = false,
  ) {
    this.#dictionary = dictionary;
    this.#rename = rename;
    this.#trims = trims;
  }

  /**
   * The number of a text given by its bytes.
   * @param hash that of the bytes
   */
  numberOf(bytes: DataView, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const entries = this.#entries;
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const entry = (slots[slot] as number) - 1;
      if (entry < 0) {
        return this.#add(new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start), hash, slot);
      }
      if (entries[entry] === hash >>> 0 && this.#holds(entry, bytes, start, end)) {
        return entries[entry + 1] as number;
      }
    }
  }

  /** Forgets all texts, since their numbers go by other texts from now on. */
  forget(): void {
    this.#slots.fill(0);
    this.#size = 0;
    this.#used = 0;
    this.#newEntries = 0;
    for (const strings of this.#strings) {
      strings.clear();
    }
  }

  /** The number of a value given as a string; `unreadableCell` where it holds half of a surrogate pair. */
  numberOfString(text: string, kind: TextKind = TextKind.text): number {
    if (this.name === rowColumn) {
      return rowNumberOf(encoder.encode(text));
    }
    const strings = this.#strings[kind] as Map<string, number>;
    let number = strings.get(text);
    if (number === undefined) {
      if (unencodable(text) !== undefined) {
        return unreadableCell;
      }
      const bytes = encoder.encode(text);
      number = kind === TextKind.text ? this.#numberOfBytes(bytes) : this.#dictionary.add(bytes, kind);
      strings.set(text, number);
    }
    return number;
  }

  /** The texts that came since the last call, as the engine has them, each with its number. */
  *takeNew(): Iterable<[text: string, number: number]> {
    for (; this.#newEntries < this.#size; this.#newEntries += entrySize) {
      const [, number, start, end] = this.#entries.subarray(this.#newEntries, this.#newEntries + entrySize);
      if ((number as number) < unreadableCell) {
        yield [this.#engineText(decoder.decode(this.#bytes.subarray(start, end))), number as number];
      }
    }
  }

  #numberOfBytes(bytes: Uint8Array): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return this.numberOf(view, 0, bytes.length, hashOfBytes(view, 0, bytes.length));
  }

  #holds(entry: number, bytes: DataView, start: number, end: number): boolean {
    const own = this.#view;
    let place = this.#entries[entry + 2] as number;
    if ((this.#entries[entry + 3] as number) - place !== end - start) {
      return false;
    }
    let other = start;
    for (; other + 4 <= end; other += 4, place += 4) {
      if (own.getInt32(place) !== bytes.getInt32(other)) {
        return false;
      }
    }
    for (; other < end; other += 1, place += 1) {
      if (own.getUint8(place) !== bytes.getUint8(other)) {
        return false;
      }
    }
    return true;
  }

  #add(bytes: Uint8Array, hash: number, slot: number): number {
    if (this.name === rowColumn) {
      return rowNumberOf(bytes); // each is another: none is remembered
    }
    const number = this.#newNumber(bytes);
    if (this.#size === this.#entries.length) {
      this.#enlarge();
      this.#insert(bytes, hash, number, this.#freeSlot(hash));
    } else {
      this.#insert(bytes, hash, number, slot);
    }
    return number;
  }

  #insert(bytes: Uint8Array, hash: number, number: number, slot: number): void {
    const start = this.#used;
    const end = start + bytes.length;
    if (end > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, end);
      this.#view = new DataView(this.#bytes.buffer);
    }
    this.#bytes.set(bytes, start);
    this.#used = end;
    this.#entries.set([hash, number, start, end], this.#size);
    this.#slots[slot] = this.#size + 1;
    this.#size += entrySize;
  }

  /** A text of the log as it goes to the engine. */
  #engineText(text: string): string {
    const trimmed = this.#trims ? text.trim() : text;
    return this.#rename?.get(trimmed) ?? trimmed;
  }

  /** The number of a text that the column has not had; what is no UTF-8 gets none. */
  #newNumber(bytes: Uint8Array): number {
    const isAsItIs = this.#rename === undefined && !(this.#trims && hasBlankEnds(bytes));
    if (isAsItIs && bytes.every((byte) => byte < 0x80)) {
      return this.#dictionary.add(bytes, TextKind.text);
    }
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      return unreadableCell;
    }
    const meant = this.#engineText(text);
    if (meant === '' && this.#trims) {
      return emptyCell;
    }
    return this.#dictionary.add(meant === text ? bytes : encoder.encode(meant), TextKind.text);
  }

  /** Doubles the table, which is never more than half full. */
  #enlarge(): void {
    this.#entries = grown(this.#entries, 2 * this.#entries.length);
    this.#slots = new Uint32Array(2 * this.#slots.length);
    this.#mask = this.#slots.length - 1;
    for (let entry = 0; entry < this.#size; entry += entrySize) {
      this.#slots[this.#freeSlot(this.#entries[entry] as number)] = entry + 1;
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
