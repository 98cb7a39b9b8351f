import { printable } from './printable.js';

/** What a terminal shows as one character, and how many columns that takes. */
export interface Cell {
  text: string;
  width: number;
}

const tab: Cell = { text: '  ', width: 2 };

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** East Asian scripts, whose characters take two columns. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** A text as a terminal shows it: tabs as two spaces, what would command the terminal written out. */
export function cellsOf(text: string): Cell[] {
  return Array.from(graphemes.segment(text), ({ segment }) => cellOf(segment));
}

function cellOf(segment: string): Cell {
  if (segment === '\t') {
    return tab;
  }
  const shown = printable(segment);
  if (shown !== segment) {
    return { text: shown, width: shown.length };
  }
  if (/^\p{M}+$/u.test(segment)) {
    return { text: segment, width: 0 };
  }
  const isWide = wide.test(segment) || /^\p{Emoji_Presentation}|\ufe0f/u.test(segment);
  return { text: segment, width: isWide ? 2 : 1 };
}

/** How many columns cells take. */
export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

export function textOf(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join('');
}

/** The first cells that fit into so many columns. */
export function fitting(cells: readonly Cell[], columns: number): Cell[] {
  let width = 0;
  const end = cells.findIndex((cell) => {
    width += cell.width;
    return width > columns;
  });
  return end < 0 ? [...cells] : cells.slice(0, end);
}
