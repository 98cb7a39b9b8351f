/** Where something stands in a text. */
export interface TextPlace {
  /** 1-based. */
  line: number;
  /** 1-based, in code points. */
  column: number;
}

/**
 * Where a value begins in a text that is good JSON; where there is no such value, what would hold it.
 * @param pointer a JSON Pointer (RFC 6901)
 */
export function placeInText(text: string, pointer: string): TextPlace {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const before = text.slice(0, offsetOf(new Tokens(text), keys)).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}

/** The tokens of a text, one after the other. */
class Tokens {
  readonly #text: string;
  readonly #pattern = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s[\]{},:"]+/g;
  /** Where the latest one begins. */
  offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string {
    const match = this.#pattern.exec(this.#text);
    this.offset = match?.index ?? this.#text.length;
    return match?.[0] ?? '';
  }

  /** Goes past the value that begins with a token. */
  skip(first: string): void {
    let depth = 0;
    for (let token = first; ; token = this.next()) {
      if (token === '{' || token === '[') depth += 1;
      else if (token === '}' || token === ']') depth -= 1;
      if (depth === 0 || token === '') return;
    }
  }
}

function offsetOf(tokens: Tokens, [key, ...rest]: string[]): number {
  const first = tokens.next();
  const { offset } = tokens;
  if (key === undefined || (first !== '{' && first !== '[')) {
    return offset;
  }
  for (let index = 0; ; index += 1) {
    const name = first === '[' ? String(index) : memberName(tokens);
    if (name === undefined) {
      return offset;
    }
    if (name === key) {
      return offsetOf(tokens, rest);
    }
    const value = tokens.next();
    if (value === ']') {
      return offset;
    }
    tokens.skip(value);
    if (tokens.next() !== ',') {
      return offset;
    }
  }
}

/** A member's name, up to its value; undefined where there is no member. */
function memberName(tokens: Tokens): string | undefined {
  const token = tokens.next();
  if (!token.startsWith('"')) {
    return undefined;
  }
  tokens.next();
  return JSON.parse(token) as string;
}
