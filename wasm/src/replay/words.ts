/** A name in a message. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A count with its noun: `1 row`, `2,000 rows`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** The name that was perhaps meant, or undefined. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const plain = plainName(given);
  let best: string | undefined;
  let bestDistance = Math.floor(Math.max(3, plain.length) / 3) + 1;
  for (const name of names) {
    const distance = editDistance(plain, plainName(name), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Capitals, spaces and signs are no difference between names: `Contact Id` is `contactId`. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
}

/** How many letters have to be put in, taken out, replaced or swapped with the next; `limit` where it is that or more. */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) {
    return limit;
  }
  let before: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let distance = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        distance = Math.min(distance, (before[column - 2] as number) + 1);
      }
      current.push(distance);
    }
    before = previous;
    previous = current;
  }
  return previous[to.length] as number;
}
