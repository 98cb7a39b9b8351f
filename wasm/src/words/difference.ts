import { cut } from './condition-words.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** Beyond so many lines of either side the two are shown one after the other, and cut. */
const mostLines = 200;

/** Longer lines are cut. */
const longestLine = 200;

/** A value on one line, if it is not longer. */
const longestOnOneLine = 60;

/**
 * What was expected and what was there, so that the difference is seen: in two lines, or line by line where they are
 * larger.
 */
export function differenceLines(expected: unknown, actual: unknown, style: Style): string[] {
  const wanted = compactJson(expected);
  const found = compactJson(actual);
  if (wanted.length <= longestOnOneLine && found.length <= longestOnOneLine) {
    return [
      `expected  ${style.green(printable(wanted))}`,
      `actual    ${style.red(printable(found))}`,
      ...membersOnOneSide(expected, actual, style),
    ];
  }
  const before = linesOfValue(expected);
  const after = linesOfValue(actual);
  const rows =
    before.length > mostLines || after.length > mostLines ? oneAfterTheOther(before, after) : diff(before, after);
  return [
    `${style.green('- expected')}  ${style.red('+ actual')}`,
    ...rows.map(({ sign, line }) => paint(sign, `${sign} ${cut(printable(line), longestLine)}`, style)),
  ];
}

/** What one list has and the other has not, where both are lists of plain values. */
function membersOnOneSide(expected: unknown, actual: unknown, style: Style): string[] {
  if (!isPlainList(expected) || !isPlainList(actual) || expected.length + actual.length < 4) {
    return [];
  }
  const missing = expected.filter((value) => !actual.includes(value));
  const more = actual.filter((value) => !expected.includes(value));
  return [
    ...(missing.length > 0 ? [`missing   ${style.green(printable(compactJson(missing)))}`] : []),
    ...(more.length > 0 ? [`more      ${style.red(printable(compactJson(more)))}`] : []),
  ];
}

function isPlainList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

/** A value as JSON on one line, with spaces as people write them. */
export function compactJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(compactJson).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${compactJson(member)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** A text of several lines is shown as such; all else as JSON. */
function linesOfValue(value: unknown): string[] {
  return typeof value === 'string' ? value.split('\n') : JSON.stringify(value, undefined, 2).split('\n');
}

type Row = { sign: '-' | '+' | ' '; line: string };

function oneAfterTheOther(before: string[], after: string[]): Row[] {
  return [...some(before, '-'), ...some(after, '+')];
}

function some(lines: string[], sign: Row['sign']): Row[] {
  const rows = lines.slice(0, mostLines).map((line): Row => ({ sign, line }));
  const left = lines.length - rows.length;
  return left > 0 ? [...rows, { sign, line: `… ${left} more lines` }] : rows;
}

/** Lines that both have, and those that only one has, by the longest common subsequence. */
function diff(before: string[], after: string[]): Row[] {
  // lengths[i][j] is that of what before from i on and after from j on have in common.
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      (lengths[i] as Uint32Array)[j] =
        before[i] === after[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      rows.push({ sign: ' ', line: before[i] as string });
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      rows.push({ sign: '-', line: before[i] as string });
      i += 1;
    } else {
      rows.push({ sign: '+', line: after[j] as string });
      j += 1;
    }
  }
  return rows;
}

function paint(sign: Row['sign'], line: string, style: Style): string {
  return sign === '-' ? style.green(line) : sign === '+' ? style.red(line) : style.dim(line);
}
