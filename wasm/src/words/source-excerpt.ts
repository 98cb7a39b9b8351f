import { cellsOf, textOf, widthOf } from './cells.js';
import type { Style } from './style.js';

/** Where something stands in a text: both from 1 on, columns in code points. */
export interface Position {
  line: number;
  column: number;
}

/** Longer lines are cut around the place; in code units. */
const longest = 64;

/** How many lines are shown before the one that is meant, and after it. */
const linesBefore = 2;
const linesAfter = 1;

/**
 * A few lines of a text with their numbers, and a caret under the place; none where the text has no such line.
 * @param style of the caret and the numbers
 */
export function sourceExcerpt(text: string, { line, column }: Position, style: Style): string[] {
  const first = Math.max(1, line - linesBefore);
  const lines = linesOf(text, first, line + linesAfter);
  const meant = lines[line - first];
  if (meant === undefined) {
    return [];
  }
  const numberWidth = String(first + lines.length - 1).length;
  const offset = offsetOf(meant, column);
  const from = meant.length <= longest ? 0 : Math.max(0, offset - longest / 2);
  return lines.flatMap((content, index) => {
    const number = first + index;
    const head = `${number === line ? '>' : ' '} ${String(number).padStart(numberWidth)} |`;
    const text = window(content, from, from + longest);
    if (number > line && content.trim() === '') {
      return [];
    }
    if (number !== line) {
      return [`${style.dim(head)} ${text}`.trimEnd()];
    }
    const indent = ' '.repeat(widthOf(cellsOf(window(meant, from, offset))));
    return [`${style.bold(head)} ${text}`, `${style.dim(`  ${' '.repeat(numberWidth)} |`)} ${indent}${style.red('^')}`];
  });
}

/** Where in a line a column begins, in code units. */
function offsetOf(line: string, column: number): number {
  let offset = 0;
  for (let left = column - 1; left > 0 && offset < line.length; left -= 1) {
    offset += (line.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** Lines of a text by their numbers, however long the text is. */
function linesOf(text: string, first: number, last: number): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let number = 1; number <= last && start <= text.length; number += 1) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length + 1 : end + 1;
    if (number >= first) {
      lines.push(text.slice(start, next - 1).replace(/\r$/, ''));
    }
    start = next;
  }
  return lines;
}

/** A part of a line as it may be printed, with what stands before it and where the line is longer told by an ellipsis. */
function window(line: string, from: number, to: number): string {
  const part = line.slice(from, to).replaceAll(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  const text = textOf(cellsOf(part));
  return `${from > 0 && line !== '' ? '…' : ''}${text}${line.length > to && to - from === longest ? '…' : ''}`;
}
