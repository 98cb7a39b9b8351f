import type { LedgerEntry } from '@rehearse/engine';

/**
 * The line of steps. Of changes that fall on one point of the width, the lowest, the highest and the last are drawn, so
 * that ten thousand are as quick as a few; while the score is empty there is no line.
 * @param x where a moment stands, in whole units
 * @param y where a score stands
 * @param ends where the line begins and ends
 */
export function stepsPath(
  ledger: readonly LedgerEntry[],
  x: (at: number) => number,
  y: (score: number) => number,
  ends: readonly [number, number],
): string {
  const [start, right] = ends;
  const begin = ledger[0]?.before ?? null;
  let pen = begin === null ? null : y(begin);
  let path = pen === null ? '' : `M${start} ${pen}`;
  for (let index = 0; index < ledger.length; ) {
    const column = x(Date.parse(ledger[index]?.at ?? ''));
    if (pen !== null) path += `H${column}`;
    let [highest, lowest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (; index < ledger.length && x(Date.parse(ledger[index]?.at ?? '')) === column; index += 1) {
      const after = ledger[index]?.after ?? null;
      const level = after === null ? null : y(after);
      if (level !== null && pen === null) path += `M${column} ${level}`;
      if (level !== null) [highest, lowest] = [Math.min(highest, level), Math.max(lowest, level)];
      pen = level;
    }
    if (highest <= lowest) path += `V${highest}V${lowest}${pen === null ? '' : `V${pen}`}`;
  }
  return pen === null ? path : `${path}H${right}`;
}
