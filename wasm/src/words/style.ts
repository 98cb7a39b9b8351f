/** Ways to set off a text on a terminal. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Sets texts off, or leaves them as they are where there are no colours. */
export type Style = Record<keyof typeof codes, (text: string) => string>;

const plainStyle = styleWith((text) => text);
const colorStyle = styleWith((text, [on, off]) => `\x1b[${on}m${text}\x1b[${off}m`);

/** @param colors whether there are colours */
export function styleOf(colors = false): Style {
  return colors ? colorStyle : plainStyle;
}

function styleWith(set: (text: string, code: readonly [number, number]) => string): Style {
  const entries = Object.entries(codes).map(([name, code]) => [name, (text: string) => set(text, code)] as const);
  return Object.fromEntries(entries) as Style;
}

/**
 * Whether what is written there may have colours: on a terminal, unless `NO_COLOR` is set to anything or `TERM` is
 * `dumb`. `FORCE_COLOR` goes before all: `0` and `false` are no, anything else is yes.
 */
export function hasColors(stream: { isTTY?: boolean }, environment: Record<string, string | undefined>): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  if (force !== undefined) {
    return force !== '0' && force !== 'false';
  }
  return stream.isTTY === true && (no ?? '') === '' && terminal !== 'dumb';
}
