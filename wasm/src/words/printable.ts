/**
 * A text from a document or a log as it may go to a terminal: what would command the terminal, or turn the text about,
 * is written out, such as `\u001b`. Joiners, which some scripts and pictures need, stay.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => {
    return /[\u200c\u200d]/.test(character) ? character : escaped(character);
  });
}

/** As JSON writes it: a character beyond U+FFFF as its two halves. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** The same of a text that may have several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
