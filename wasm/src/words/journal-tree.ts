import type { Entry } from '../types.js';
import { id, instantInWords, type JournalWords, type Line, type Mark } from './journal-words.js';
import type { Style } from './style.js';

/** From here on a tree goes on at the same indentation, with the level in brackets. */
const deepest = 12;

/** An entry, as much of it as the tree needs, and what it led to. */
interface Node {
  kind: Entry['kind'];
  at: string;
  step: string | null;
  /** Whether it is an event that the run itself caused. */
  isEcho: boolean;
  line: Line;
  children: Node[];
}

/** What one step does, and the line says beside the step. */
const effects: ReadonlySet<Entry['kind']> = new Set([
  'scoreChanged',
  'contactChanged',
  'message',
  'waitStarted',
  'branchTaken',
  'exited',
]);

const signs: Record<Mark, string> = { yes: '✓ ', no: '✗ ', alarm: '! ', plain: '' };

/** How much of a journal a tree is of. */
export interface TreeOptions {
  /** Whether all that a stimulus did is there, so that it can be said that nothing came of it; true by default. */
  isWhole?: boolean;
}

/**
 * What one stimulus did, line by line, as a tree of causes: every line stands under what led to it. Entries that belong
 * together, such as a step and the score that it changed, are one line.
 * @param entries of one report, in order
 */
export function* journalTree(
  words: JournalWords,
  entries: Iterable<Entry>,
  style: Style,
  { isWhole = true }: TreeOptions = {},
): Generator<string> {
  for (const root of rootsOf(words, entries)) {
    yield `${style.dim(instantInWords(root.at))}  ${style.bold(root.line.text)}`;
    yield* branches(root, style, isWhole);
  }
}

function rootsOf(words: JournalWords, entries: Iterable<Entry>): Node[] {
  const nodes = new Map<number, Node>();
  const roots: Node[] = [];
  for (const entry of entries) {
    const { seq, at, cause, kind, step } = entry;
    const isEcho = entry.kind === 'event' && entry.origin === 'simulation';
    const node: Node = { kind, at, step, isEcho, line: words.line(entry), children: [] };
    nodes.set(seq, node);
    const parent = cause === null ? undefined : nodes.get(cause);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/** A line that is yet to be written. */
interface Pending {
  node: Node;
  /** What stands before the lines of its siblings. */
  indent: string;
  isLast: boolean;
  level: number;
  /** When the line above it was. */
  at: string;
}

/** A cascade may be many thousands of levels deep: there is no recursion. */
function* branches(root: Node, style: Style, isWhole: boolean): Generator<string> {
  const stack = pendingOf(root, '', 1, root.at).reverse();
  if (stack.length === 0 && isWhole) {
    yield style.dim(`└─ ${root.kind === 'clockMoved' ? 'nothing was due' : 'nothing came of it'}`);
  }
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node: bare, indent, isLast, level, at } = next;
    const node = together(bare);
    const isDeep = level >= deepest;
    const branch = isDeep ? '' : isLast ? '└─ ' : '├─ ';
    const time = bare.at === at ? '' : `${style.dim(instantInWords(bare.at))}  `;
    yield `${style.dim(indent + branch + (isDeep ? `[${level}] ` : ''))}${time}${painted(node.line, style)}`;
    const below = isDeep ? indent : indent + (isLast ? '   ' : '│  ');
    const children = pendingOf(node, below, level + 1, bare.at);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      stack.push(children[index] as Pending);
    }
  }
}

function pendingOf(node: Node, indent: string, level: number, at: string): Pending[] {
  const children = worthTelling(node);
  return children.map((child, index) => ({ node: child, indent, isLast: index === children.length - 1, level, at }));
}

/** Without events of the run itself that led to nothing; where there is but one, with what it led to in its place. */
function worthTelling({ children }: Node): Node[] {
  const told = children.filter(({ isEcho, children: further }) => !isEcho || further.length > 0);
  const [only] = told;
  return told.length === 1 && only?.isEcho ? only.children : told;
}

/** A node with what belongs into the same line. */
function together(node: Node): Node {
  const children = worthTelling(node);
  const [only] = children;
  if (only === undefined || children.length > 1) {
    return node;
  }
  if (node.kind === 'stepRun' && effects.has(only.kind)) {
    const line = { mark: only.line.mark, text: `${id(node.step)}: ${only.line.text}` };
    return { ...only, line };
  }
  if (node.kind === 'triggerEvaluated' && (only.kind === 'enrolled' || only.kind === 'enrollmentRefused')) {
    const mark = only.kind === 'enrolled' ? node.line.mark : only.line.mark;
    return { ...only, line: { mark, text: `${node.line.text} → ${only.line.text}` } };
  }
  return node;
}

function painted({ mark, text }: Line, style: Style): string {
  const line = signs[mark] + text;
  switch (mark) {
    case 'yes':
      return style.green(signs.yes) + text;
    case 'no':
      return style.dim(line);
    case 'alarm':
      return style.red(line);
    case 'plain':
      return line;
  }
}
