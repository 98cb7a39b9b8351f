/** Where a value stands in a text: from the first code unit to the one after the last. */
export interface Span {
  start: number;
  end: number;
}

const blank = /[\s\ufeff]*/y;
const string = /"(?:[^"\\]+|\\.)*"/y;
const word = /[^\s,\]}]+/y;
const part = /[^"{}[\]]+|"(?:[^"\\]+|\\.)*"|[{}[\]]/y;

/**
 * Where the value that a JSON Pointer names stands in a text that the engine has read as JSON without an error.
 * @returns undefined where there is no such value
 */
export function placeOfValue(text: string, pointer: string): Span | undefined {
  const keys = pointer.split('/').slice(1);
  let start: number | undefined = match(blank, text, 0);
  for (const key of keys) {
    start = start === undefined ? undefined : childOf(text, start, key.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return start === undefined ? undefined : { start, end: endOfValue(text, start) };
}

/** Where the member or the item of that name begins, in a value that begins there. */
export function childOf(text: string, start: number, key: string): number | undefined {
  const opening = text[start];
  if (opening !== '{' && opening !== '[') {
    return undefined;
  }
  let at = match(blank, text, start + 1);
  for (let index = 0; text[at] !== '}' && text[at] !== ']'; index += 1) {
    let name = String(index);
    if (opening === '{') {
      const end = match(string, text, at);
      name = JSON.parse(text.slice(at, end));
      at = match(blank, text, match(blank, text, end) + 1); // after the colon
    }
    if (name === key) {
      return at;
    }
    at = match(blank, text, endOfValue(text, at));
    if (text[at] === ',') {
      at = match(blank, text, at + 1);
    }
  }
  return undefined;
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') {
    return match(string, text, start);
  }
  if (first !== '{' && first !== '[') {
    return match(word, text, start);
  }
  let depth = 0;
  let at = start;
  do {
    const sign = text[at];
    depth += sign === '{' || sign === '[' ? 1 : sign === '}' || sign === ']' ? -1 : 0;
    at = match(part, text, at);
  } while (depth > 0);
  return at;
}

/** Where a match that begins there ends. */
function match(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  if (!expression.test(text)) {
    throw new Error(`The text is no JSON at ${at}.`);
  }
  return expression.lastIndex;
}
