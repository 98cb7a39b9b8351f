/**
 * Adds members to an object that is a member of a document's object, and changes no letter besides. They are laid out as
 * the document is: on lines of their own, or in one line.
 * @param text good JSON, an object
 * @param key of the object to add to, which is added where there is none
 */
export function withMembers(text: string, key: string, members: Readonly<Record<string, string>>): string {
  const root = { start: text.indexOf('{'), end: text.lastIndexOf('}') + 1 };
  const layout = layoutOf(text.slice(root.start, root.end));
  const there = objectOf(text, key);
  if (there === undefined) {
    return inserted(text, root, [[key, written(members, layout)]]);
  }
  if (isEmpty(text, there)) {
    return text.slice(0, there.start) + written(members, layout) + text.slice(there.end);
  }
  const texts = Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)] as const);
  return inserted(text, there, texts);
}

/** Where an object stands in a text, its braces included. */
interface Span {
  start: number;
  end: number;
}

/** How an object is written. */
interface Layout {
  /** What stands before each member: a line break and white space; undefined where all is in one line. */
  line: string | undefined;
  /** What stands within the braces, where all is in one line. */
  edge: string;
  /** What stands after a colon; where all is in one line, after a comma, too. */
  gap: string;
}

function layoutOf(object: string): Layout {
  const [, edge = '', gap = ''] = /^[{](\s*)(?:"(?:[^"\\]|\\.)*"\s*:([ \t]*))?/.exec(object) ?? [];
  if (isEmpty(object, { start: 0, end: object.length })) {
    return { line: `${object.includes('\r\n') ? '\r\n' : '\n'}  `, edge: '', gap: ' ' };
  }
  return { line: /\r?\n[ \t]*$/.exec(edge)?.[0], edge, gap };
}

/** The object that is a member of the document's object; undefined where there is none. */
function objectOf(text: string, key: string): Span | undefined {
  let depth = 0;
  let isNext = false;
  let start: number | undefined;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '{' || token === '[') {
      depth += 1;
      start ??= depth === 2 && isNext ? index : undefined;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (depth === 1 && start !== undefined) {
        return { start, end: index + 1 };
      }
    } else if (depth === 1) {
      isNext = JSON.parse(token) === key && /^\s*:/.test(text.slice(index + token.length));
    }
  }
  return undefined;
}

/** The text with members at the end of an object. */
function inserted(text: string, { start, end }: Span, members: readonly (readonly [string, string])[]): string {
  const object = text.slice(start, end);
  const { line, gap } = layoutOf(object);
  const names = members.map(([name, value]) => `${JSON.stringify(name)}:${gap}${value}`);
  if (isEmpty(text, { start, end })) {
    const lines = names.map((each) => `${line}${each}`).join(',');
    return `${text.slice(0, start)}{${lines}${breakOf(line)}}${text.slice(end)}`;
  }
  const last = text.slice(0, end - 1).trimEnd().length;
  return text.slice(0, last) + names.map((each) => `,${line ?? gap}${each}`).join('') + text.slice(last);
}

/** An object in an object of that layout. */
function written(members: Readonly<Record<string, string>>, { line, edge, gap }: Layout): string {
  const names = Object.entries(members).map(
    ([name, value]) => `${JSON.stringify(name)}:${gap}${JSON.stringify(value)}`,
  );
  if (line === undefined) {
    return `{${edge}${names.join(`,${gap}`)}${edge}}`;
  }
  const unit = line.slice(breakOf(line).length);
  return `{${names.map((each) => `${line}${unit}${each}`).join(',')}${line}}`;
}

const breakOf = (line = '') => /^\r?\n/.exec(line)?.[0] ?? '';

const isEmpty = (text: string, { start, end }: Span) => text.slice(start + 1, end - 1).trim() === '';
