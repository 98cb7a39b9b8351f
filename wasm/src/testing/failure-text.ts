import type { Entry } from '../types.js';
import { instantInWords, type JournalWords } from '../words/journal-words.js';
import { printableLines } from '../words/printable.js';
import { type FailedExpectation, labelOf } from './expectation-error.js';

/** How many entries of the journal each failure shows: the last ones, which are the nearest. */
const mostEntries = 20;

/** A failure, where it stands, and what happened before it. */
export interface ToldFailure {
  failure: FailedExpectation;
  /** Such as `reward.scenario.json:6:36`; empty where the stack tells it. */
  place: string;
  /** Lines of text. */
  story: readonly string[];
}

/** The message of failures: the first one's words, then all of them with what led there. */
export function failureText(told: readonly ToldFailure[], words: JournalWords): string {
  const [first] = told;
  const more = told.length > 1 ? ` (and ${told.length - 1} more)` : '';
  const title = first === undefined ? '' : `${summary(first.failure)}${more}`;
  return [title, ...told.flatMap((each, index) => ['', ...lines(each, told[index - 1], words)])].join('\n');
}

function summary({ subject, message }: FailedExpectation): string {
  return printableLines(subject === '' ? message : `${subject}: ${message}`);
}

/** @param previous the failure before, whose circumstances are not told again */
function lines(
  { failure, place, story }: ToldFailure,
  previous: ToldFailure | undefined,
  words: JournalWords,
): string[] {
  const isSame = previous !== undefined && previous.failure.step === failure.step;
  return [
    `  ${[labelOf(failure), place].filter((part) => part !== '').join('  ')}`,
    `    expected ${JSON.stringify(failure.expected)}`,
    `    actual   ${JSON.stringify(failure.actual)}`,
    ...section('What led there', isSame && sameEntries(failure, previous.failure) ? [] : entryLines(failure, words)),
    ...section('What happened', isSame ? [] : story),
  ];
}

function section(title: string, content: readonly string[]): string[] {
  return content.length === 0 ? [] : [`    ${title}:`, ...content.map((line) => `      ${line}`)];
}

function entryLines({ entries }: FailedExpectation, words: JournalWords): string[] {
  const left = entries.length - mostEntries;
  const line = (entry: Entry) => `${entry.seq}  ${instantInWords(entry.at)}  ${words.line(entry).text}`;
  return [...(left > 0 ? [`… ${left} before`] : []), ...entries.slice(-mostEntries).map(line)];
}

function sameEntries(a: FailedExpectation, b: FailedExpectation): boolean {
  return a.entries.length === b.entries.length && a.entries.every(({ seq }, index) => seq === b.entries[index]?.seq);
}
