import type { CatalogShape } from '@rehearse/engine';
import { decimal } from '../text/format.js';
import { texts } from '../texts/texts.js';

type Json = Record<string, unknown>;

/** The property by which the items of a list share a whole among them, such as the weight of a branch; or undefined. */
export function shareOf({ properties }: CatalogShape): string | undefined {
  return properties.find(({ name, kind, required }) => name === 'weight' && kind === 'wholeNumber' && required)?.name;
}

/** What the item's part of the whole is, in words such as `70 %` or `33.3 %`; "" where there is no such thing. */
export function percentOf(items: readonly Json[], index: number, share: string | undefined): string {
  if (share === undefined) return '';
  const sizes = items.map((item) => item[share]);
  const size = sizes[index];
  const total = sizes.reduce<number>((sum, each) => sum + (isSize(each) ? each : 0), 0);
  if (!isSize(size) || total === 0) return '';
  const percent = (100 * size) / total;
  // A tenth is as much as anybody reads; less than that is still not nothing.
  return percent < 0.05 ? texts().format.underATenth : `${decimal(Math.round(percent * 10) / 10)} %`;
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

/** `A`, `B` … `Z`, then `A2`, `B2` …: the first that is not taken. */
export function freeLetter(taken: readonly string[]): string {
  for (let number = 0; ; number += 1) {
    const letter = String.fromCharCode(65 + (number % 26));
    const name = number < 26 ? letter : `${letter}${Math.floor(number / 26) + 1}`;
    if (!taken.includes(name)) return name;
  }
}
