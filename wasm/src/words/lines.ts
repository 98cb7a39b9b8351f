/** Text is written for a terminal of so many columns. */
export const terminalWidth = 80;

/** Breaks a text into lines of that many columns at most, where it has spaces. */
export function wrap(text: string, columns = terminalWidth): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Lines put to the right; empty ones stay empty. */
export function indented(lines: readonly string[], by = 2): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}
