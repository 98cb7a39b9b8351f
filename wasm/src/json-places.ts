/** Where a value stands in a text: from the first code unit to the one after the last. */
export interface Span {
  start: number;
  end: number;
}

/** A value's place, and those of what it holds, once somebody has asked for one of them. */
interface Node {
  place: Span;
  children?: Map<string, Node>;
}

/**
 * Where the values stand that JSON Pointers name, in a text that the engine has read as JSON without an error. What was
 * read on the way to one is not read again for others: of long lists, many are asked for.
 *
 * Texts are read sign by sign: a regular expression runs out of stack where a text has some millions of escapes.
 */
export class ValuePlaces {
  readonly #text: string;
  readonly #root: Node;

  constructor(text: string) {
    this.#text = text;
    const start = afterBlanks(text, 0);
    this.#root = { place: { start, end: endOfValue(text, start) } };
  }

  /** @returns undefined where there is no such value */
  of(pointer: string): Span | undefined {
    let node: Node | undefined = this.#root;
    for (const part of pointer.split('/').slice(1)) {
      node = node && this.#childrenOf(node).get(part.replaceAll('~1', '/').replaceAll('~0', '~'));
    }
    return node?.place;
  }

  #childrenOf(node: Node): Map<string, Node> {
    node.children ??= new Map([...childrenOf(this.#text, node.place.start)].map(([name, place]) => [name, { place }]));
    return node.children;
  }
}

/** The members or the items of a value that begins there, by their names or numbers; none where it has none. */
export function* childrenOf(text: string, start: number): Generator<[name: string, place: Span]> {
  const opening = text[start];
  if (opening !== '{' && opening !== '[') {
    return;
  }
  let at = afterBlanks(text, start + 1);
  for (let index = 0; text[at] !== '}' && text[at] !== ']'; index += 1) {
    let name = String(index);
    if (opening === '{') {
      const end = endOfString(text, at);
      name = JSON.parse(text.slice(at, end));
      at = afterBlanks(text, afterBlanks(text, end) + 1); // after the colon
    }
    const end = endOfValue(text, at);
    yield [name, { start: at, end }];
    at = afterBlanks(text, end);
    if (text[at] === ',') {
      at = afterBlanks(text, at + 1);
    }
  }
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') {
    return endOfString(text, start);
  }
  if (first !== '{' && first !== '[') {
    return endOfWord(text, start);
  }
  let depth = 0;
  let at = start;
  do {
    const sign = text[at];
    if (sign === undefined) {
      throw notJson(at);
    }
    depth += sign === '{' || sign === '[' ? 1 : sign === '}' || sign === ']' ? -1 : 0;
    at = sign === '"' ? endOfString(text, at) : at + 1;
  } while (depth > 0);
  return at;
}

/** After the quotation mark that has no sign before it that takes its meaning away. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === '\\') {
      before -= 1;
    }
    if ((quote - before) % 2 === 0) {
      return quote + 1;
    }
  }
  throw notJson(start);
}

/** After a number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isBlank(text[at]) && !',]}'.includes(text[at] as string)) {
    at += 1;
  }
  if (at === start) {
    throw notJson(at);
  }
  return at;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text[at])) {
    at += 1;
  }
  return at;
}

/** What may stand between the signs of JSON, and the mark that may stand before it. */
const isBlank = (sign: string | undefined) =>
  sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t' || sign === '\ufeff';

const notJson = (at: number) => new Error(`The text is no JSON at ${at}.`);
