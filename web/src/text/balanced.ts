const marks = /[\u202A-\u202E\u2066-\u2069]/;

/** Marks that open a stretch of text with a direction of its own, and what ends it. */
const closerOf = new Map([
  ...[...'\u202A\u202B\u202D\u202E'].map((opener) => [opener, '\u202C'] as const),
  ...[...'\u2066\u2067\u2068'].map((opener) => [opener, '\u2069'] as const),
]);

/**
 * A name whose marks of direction end where it ends: `<bdi>` keeps apart what is inside, unless a mark in it ends what
 * `<bdi>` has begun, or is never ended. Closing marks that nothing has opened are left out, missing ones are added.
 */
export function balanced(name: string): string {
  if (!marks.test(name)) return name;
  const open: string[] = [];
  let text = '';
  for (const letter of name) {
    const closer = closerOf.get(letter);
    const isCloser = letter === '\u202C' || letter === '\u2069';
    if (isCloser && open.at(-1) !== letter) continue;
    if (isCloser) open.pop();
    if (closer) open.push(closer);
    text += letter;
  }
  return text + open.reverse().join('');
}

/** A name for where there is no `<bdi>`: one with marks of direction is set apart by marks. */
export function setApart(name: string): string {
  return marks.test(name) ? `\u2068${balanced(name)}\u2069` : name;
}
