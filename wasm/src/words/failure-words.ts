import type { Catalog, Diagnostic, ExpectationFailure } from '../types.js';
import { cut } from './condition-words.js';
import { differenceLines } from './difference.js';
import { ExpectationKeys, isOfNothing } from './expectation-keys.js';
import { journalTree } from './journal-tree.js';
import { JournalWords } from './journal-words.js';
import { indented, wrap } from './lines.js';
import { lookedAt } from './looked-at.js';
import { printable } from './printable.js';
import { sourceExcerpt } from './source-excerpt.js';
import type { Style } from './style.js';

/** A failed expectation, and whom it speaks of. */
export interface FailedExpectation extends ExpectationFailure {
  /** The id of the contact or the workflow; empty where it speaks of neither. */
  readonly subject: string;
}

/** What is told with a failure. */
export interface Circumstances {
  /** The file that it is in, for people; undefined where the failure has no place of its own. */
  file?: string | undefined;
  /** The file's text, of which some lines are shown. */
  source?: string | undefined;
  /** What happened before it: lines of text. */
  story?: readonly string[] | undefined;
  /** The failure that is told before this one: what is the same is not told again. */
  previous?: FailedExpectation | undefined;
  /** The width of the first lines; they are not broken where there is none. */
  columns?: number | undefined;
  /** How many failures are told beside it: said after the first line. */
  others?: number | undefined;
}

/** Longer messages are cut. */
const longestMessage = 300;

/** A message this long that the difference says, too, is left out. */
const repeated = 100;

/** Tells what failed, where, and what led to it: the same to people at a terminal and in a test runner. */
export class FailureWords {
  readonly keys: ExpectationKeys;
  readonly #journal: JournalWords;
  readonly #style: Style;

  constructor(catalog: Catalog, style: Style) {
    this.keys = new ExpectationKeys(catalog);
    this.#journal = new JournalWords(catalog);
    this.#style = style;
  }

  /** Everything that somebody needs who mends it, in lines. */
  lines(failure: FailedExpectation, circumstances: Circumstances): string[] {
    const { bold, red } = this.#style;
    const { columns, others = 0 } = circumstances;
    const more = others > 0 ? ` (and ${others} more)` : '';
    const first = printable(`${this.headline(failure)}${more}`);
    return [
      ...(columns === undefined ? [first] : wrap(first, columns)).map((line) => bold(red(line))),
      ...indented(this.#what(failure)),
      ...this.#place(failure, circumstances),
      ...this.#story(failure, circumstances),
    ];
  }

  /** Such as `ana engagementScore: expected score 11, was 10`. */
  headline(failure: FailedExpectation): string {
    if (failure.kind === 'stimulus' || isOfNothing(failure)) {
      return cut(failure.message, longestMessage);
    }
    const isRepeated = failure.message.length > repeated && failure.message.startsWith('expected ');
    return `${labelOf(failure)}: ${isRepeated ? 'not as expected' : cut(failure.message, longestMessage)}`;
  }

  /** What was expected and what was there; of a stimulus that was refused, how to mend it. */
  #what(failure: FailedExpectation): string[] {
    const { expected, actual } = failure;
    if (failure.kind !== 'stimulus' && !(expected === null && actual === null)) {
      return differenceLines(expected, lookedAt(failure), this.#style);
    }
    const diagnostics = Array.isArray(actual) ? (actual as Diagnostic[]) : [];
    return diagnostics
      .filter(({ hint }) => hint !== '')
      .map(({ hint }) => `${this.#style.bold('Hint:')} ${printable(hint)}`);
  }

  #place(failure: FailedExpectation, { file, source }: Circumstances): string[] {
    if (file === undefined) {
      return [];
    }
    const excerpt = source === undefined ? [] : sourceExcerpt(source, failure, this.#style);
    return ['', `at ${this.#style.cyan(placeOf(file, failure))}`, ...indented(excerpt)];
  }

  #story(failure: FailedExpectation, { story = [], previous }: Circumstances): string[] {
    const isSameStep = previous?.step === failure.step;
    const isSame = isSameStep && failure.entries.length > 0 && hasSameEntries(failure, previous);
    const entries = isSame ? [] : [...journalTree(this.#journal, failure.entries, this.#style, { isWhole: false })];
    const { bold } = this.#style;
    const led = bold('What led there:');
    return [
      ...(isSame ? ['', `${led} as above`] : entries.length === 0 ? [] : ['', led, ...indented(entries)]),
      ...(isSameStep || story.length === 0 ? [] : ['', bold('What happened:'), ...indented(story.map(printable))]),
    ];
  }
}

/** What failed, such as `ana engagementScore`. */
export function labelOf({ subject, expectation }: FailedExpectation): string {
  return subject === '' ? expectation : `${cut(subject, repeated)} ${expectation}`;
}

/** `file:line:column` */
export function placeOf(file: string, { line, column }: { line: number; column: number }): string {
  return `${printable(file)}:${line}:${column}`;
}

function hasSameEntries(a: ExpectationFailure, b: ExpectationFailure): boolean {
  return a.entries.length === b.entries.length && a.entries.every(({ seq }, index) => seq === b.entries[index]?.seq);
}
