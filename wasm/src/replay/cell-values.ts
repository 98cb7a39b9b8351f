// What stands in the cells that a reader hands on, as the engine takes it.

import type { Scalar } from '../types.js';
import { type NewTexts, TextKind } from './dictionary.js';

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const yes = /^(?:true|yes|1)$/i;
const no = /^(?:false|no|0)$/i;

const decoder = new TextDecoder();

/** A text of a dictionary. */
export interface CellText {
  text: string;
  kind: TextKind;
}

/**
 * A text as a value; undefined where the engine would refuse it.
 * @param as what it is to be: `text`, `number` or `yesNo`
 * @param coerces whether texts stand for numbers and for yes and no, as in CSV
 */
export function scalarOf({ text, kind }: CellText, as: string, coerces: boolean): Scalar | undefined {
  if (kind === TextKind.other) {
    return undefined;
  }
  if (kind !== TextKind.text) {
    return JSON.parse(text) as Scalar;
  }
  if (!coerces || (as !== 'number' && as !== 'yesNo')) {
    return text;
  }
  if (as === 'number') {
    return number.test(text) ? Number(text) : undefined;
  }
  return yes.test(text) ? true : no.test(text) ? false : undefined;
}

/** The key of a field, and what its texts are. */
export function fieldOf(name: string): [key: string, as: string] {
  const [, key = '', as = 'text'] = /^fields\.(.*?)(?::(number|yesNo))?$/s.exec(name) ?? [];
  return [key, as];
}

/** Texts that came together. */
interface TextBlock {
  /** The number of the first. */
  first: number;
  ends: Uint32Array;
  kinds: Uint8Array;
  bytes: Uint8Array;
}

/** The texts of a dictionary by number, as a reader hands them on. */
export class TextsByNumber {
  #blocks: TextBlock[] = [];
  #count = 0;

  /** Keeps texts; gives the numbers of those that are `wanted`. */
  add({ count, ends, kinds, bytes }: NewTexts, wanted: Uint8Array): number[] {
    const found: number[] = [];
    for (let index = 0, start = 0; index < count; index += 1) {
      const end = ends[index] as number;
      if (end - start === wanted.length && wanted.every((byte, place) => bytes[start + place] === byte)) {
        found.push(this.#count + index);
      }
      start = end;
    }
    this.#blocks.push({ first: this.#count, ends: ends.slice(), kinds: kinds.slice(), bytes: bytes.slice() });
    this.#count += count;
    return found;
  }

  get(wanted: number): CellText {
    let low = 0;
    for (let high = this.#blocks.length; high - low > 1; ) {
      const middle = (low + high) >>> 1;
      if ((this.#blocks[middle] as TextBlock).first <= wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    const { first, ends, kinds, bytes } = this.#blocks[low] as TextBlock;
    const index = wanted - first;
    const text = decoder.decode(bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]));
    return { text, kind: kinds[index] as TextKind };
  }

  clear(): void {
    this.#blocks = [];
    this.#count = 0;
  }
}
