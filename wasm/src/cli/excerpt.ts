import type { Diagnostic, Severity } from '../types.js';
import { type Cell, cellsOf, fitting, textOf, widthOf } from '../words/cells.js';
import { printable } from '../words/printable.js';
import type { Style } from '../words/style.js';

/** How many columns of a line are shown. */
const shownColumns = 100;

/** At most so many of them stand before the place; where there is more in the line, fewer. */
const columnsBefore = 60;
const columnsBeforeCut = 40;

/** How many code units on either side of a place are looked at: enough for the columns, however long the line is. */
const nearby = 1_000;

const severityColors = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<
  Severity,
  keyof Style
>;

/**
 * What is wrong with a document, each with its place, the line that it stands in, a caret under it, and how to mend it.
 * @param file the document's name
 * @param text the document; without it there are no excerpts
 * @param first the number of its first line
 */
export function printDiagnostics(
  file: string,
  text: string | undefined,
  diagnostics: readonly Diagnostic[],
  style: Style,
  first = 1,
): string {
  const lines = text === undefined ? undefined : new Lines(text, first);
  return diagnostics.map((diagnostic) => printed(file, lines, diagnostic, style)).join('\n\n');
}

function printed(file: string, lines: Lines | undefined, diagnostic: Diagnostic, style: Style): string {
  const { code, severity, message, line, column, hint, path } = diagnostic;
  const paint = style[severityColors[severity]];
  const where = lines !== undefined ? `:${line}:${column}` : path === '' ? ':' : ` ${printable(path)}:`;
  const first = `${style.bold(`${printable(file)}${where}`)} ${paint(`${severity} ${code}`)}: ${printable(message)}`;
  const number = String(line);
  const gutter = (content: string) => style.dim(`${content.padStart(number.length + 2)} |`);
  const excerpt = lines?.excerpt(line, column);
  return [
    first,
    ...(excerpt === undefined
      ? []
      : [
          `${gutter(number)} ${excerpt.text}`.trimEnd(),
          `${gutter('')} ${' '.repeat(excerpt.before)}${paint('^'.repeat(excerpt.length))}`,
        ]),
    ...(hint === '' ? [] : [`${' '.repeat(number.length + 3)}${style.cyan('hint:')} ${printable(hint)}`]),
  ].join('\n');
}

/** A line as it is shown. */
interface Excerpt {
  text: string;
  /** How many columns stand before the place. */
  before: number;
  /** How many columns it takes; 1 at least. */
  length: number;
}

/** The lines of a text. Places are looked up from where the last one was: many in one long line cost no more than it. */
class Lines {
  readonly #text: string;
  #line: number;
  #column = 1;
  /** Where the line begins, and where the column is. */
  #start: number;
  #offset: number;

  constructor(text: string, first: number) {
    this.#text = text;
    this.#line = first;
    this.#start = text.startsWith('\uFEFF') ? 1 : 0;
    this.#offset = this.#start;
  }

  /** Undefined where there is no such line. */
  excerpt(line: number, column: number): Excerpt | undefined {
    if (!this.#goTo(line, column)) {
      return undefined;
    }
    const place = this.#offset;
    const from = Math.max(this.#start, place - nearby);
    const near = this.#text.slice(place, place + nearby).replace(/\r?\n[\s\S]*/, '');
    const token = cellsOf(tokenOf(near));
    const isWhole = ['', '\r', '\n'].includes(this.#text.charAt(place + near.length));
    const left = shownBefore(cellsOf(this.#text.slice(from, place)), from === this.#start);
    const right = [...token, ...cellsOf(near.slice(tokenOf(near).length))];
    const shown = fitting(right, shownColumns - widthOf(left));
    const end = isWhole && shown.length === right.length ? '' : '…';
    const length = Math.min(widthOf(token), widthOf(shown));
    return { text: textOf([...left, ...shown]) + end, before: widthOf(left), length: Math.max(1, length) };
  }

  #goTo(line: number, column: number): boolean {
    if (line < this.#line) {
      return false; // diagnostics come in the order of the text
    }
    for (; this.#line < line; this.#line += 1) {
      const end = this.#text.indexOf('\n', this.#offset);
      if (end < 0) {
        return false;
      }
      this.#offset = end + 1;
      this.#start = this.#offset;
      this.#column = 1;
    }
    if (column < this.#column) {
      this.#offset = this.#start;
      this.#column = 1;
    }
    for (; this.#column < column && this.#offset < this.#text.length; this.#column += 1) {
      this.#offset += (this.#text.codePointAt(this.#offset) as number) > 0xffff ? 2 : 1;
    }
    return true;
  }
}

/** The cells before a place, or the last of them after an ellipsis. */
function shownBefore(cells: Cell[], isWhole: boolean): Cell[] {
  if (isWhole && widthOf(cells) <= columnsBefore) {
    return cells;
  }
  return [{ text: '…', width: 1 }, ...fitting([...cells].reverse(), columnsBeforeCut).reverse()];
}

/** What of JSON a line goes on with: a text, number or word, an object or a list if it ends in the line, or a sign. */
function tokenOf(text: string): string {
  if (text.startsWith('{') || text.startsWith('[')) {
    return wholeOf(text) ?? text.slice(0, 1);
  }
  return /^(?:"(?:[^"\\]|\\.)*"?|[\w.+-]+)/.exec(text)?.[0] ?? text.slice(0, 1);
}

/** An object or a list up to its end; undefined where that is not in the text. */
function wholeOf(text: string): string | undefined {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\]]/g)) {
    depth += sign === '{' || sign === '[' ? 1 : sign === '}' || sign === ']' ? -1 : 0;
    if (depth === 0) {
      return text.slice(0, index + 1);
    }
  }
  return undefined;
}
