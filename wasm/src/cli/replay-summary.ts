import { counted } from '../replay/words.js';
import type {
  MessageDay,
  RefusedRow,
  ReplayComparison,
  ReplayReport,
  ReplayResults,
  RowCounts,
  ScoreStats,
} from '../types.js';

const barLength = 40;

/** How many workflows, locks or examples are shown. */
const shown = 20;

const messageKinds = ['sendEmail', 'sendSms', 'notify', 'webhook', 'custom'] as const satisfies (keyof MessageDay)[];

/** A report for people. */
export function summarizeReplay(report: ReplayReport): string {
  return blocks([
    [...factLines(report), ...warningLines(report)],
    scoreLines(report.scores),
    workflowLines(report),
    messageLines(report),
    lockLines(report),
  ]);
}

/** A comparison for people. */
export function summarizeComparison(comparison: ReplayComparison): string {
  const { a, b } = comparison;
  return blocks([
    [...factLines(a), ...warningLines(comparison)],
    contactDifferenceLines(comparison),
    differenceLines(comparison),
    workflowDifferenceLines(comparison),
    [`Messages   ${number(comparison.messages.a)} in A, ${number(comparison.messages.b)} in B`],
    thresholdLines(comparison),
    [...lockLines(a, 'Locks in A'), ...lockLines(b, 'Locks in B')],
  ]);
}

/** Text from a log as it may go to a terminal: with what would command it written out. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}

const number = (value: number) => value.toLocaleString('en-US');

function blocks(parts: string[][]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

// ---------------------------------------------------------------- what was read

function factLines({ start, end, rows, refusals, contacts }: ReplayResults): string[] {
  return [
    `Span       ${spanText(start, end)}`,
    `Rows       ${rowsText(rows)}`,
    ...refusalLines(rows, refusals),
    ...(contacts.rows.read > 0 ? [`Before     ${rowsText(contacts.rows)} of the contacts' file`] : []),
    ...refusalLines(contacts.rows, contacts.refusals),
    `Contacts   ${number(contacts.total)}, ${number(contacts.made)} of them made by the log`,
  ];
}

function spanText(start: string | null, end: string | null): string {
  if (start === null || end === null) {
    return 'none: no row could be used';
  }
  const days = (Date.parse(end) - Date.parse(start)) / 86_400_000;
  return `${start} to ${end}, ${days.toLocaleString('en-US', { maximumFractionDigits: 1 })} days`;
}

function rowsText({ read, used, refused }: RowCounts): string {
  return `${number(read)} read, ${number(used)} used${refused > 0 ? `, ${number(refused)} refused` : ''}`;
}

/** By reason, most first, each with the first row. */
function refusalLines({ refusedBy }: RowCounts, refusals: RefusedRow[]): string[] {
  return Object.entries(refusedBy)
    .sort(([, left], [, right]) => right - left)
    .map(([code, count]) => {
      const first = refusals.find((refusal) => refusal.code === code);
      const example = first === undefined ? '' : `  line ${number(first.line)}: ${plain(first.message)}`;
      return `${number(count).padStart(15)}  ${code}${example}`;
    });
}

function warningLines({ warnings }: Pick<ReplayReport, 'warnings'>): string[] {
  return warnings.map(({ message }) => `Warning    ${plain(message)}`);
}

// ---------------------------------------------------------------- one version

function scoreLines({ empty, minimum, maximum, mean, median, distribution }: ScoreStats): string[] {
  const facts =
    mean === null || median === null || minimum === null || maximum === null
      ? []
      : [`mean ${decimal(mean)}`, `median ${decimal(median)}`, `${number(minimum)} to ${number(maximum)}`];
  const rows: [string, number][] = distribution.map(({ from, to, count }) => [bucketName(from, to), count]);
  return [['Scores in the end', ...facts].join(', '), ...histogram(empty > 0 ? [['empty', empty], ...rows] : rows)];
}

const decimal = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

/** The scores in a bucket, both ends among them. */
function bucketName(from: number, to: number): string {
  return to - from === 1 ? number(from) : `${number(from)} to ${number(to - 1)}`;
}

/** Lines with bars, the longest for the largest count. */
function histogram(rows: [string, number][]): string[] {
  const largest = Math.max(...rows.map(([, count]) => count));
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const countWidth = Math.max(...rows.map(([, count]) => number(count).length));
  return rows.map(([name, count]) => {
    const length = count === 0 ? 0 : Math.max(1, Math.round((count / largest) * barLength));
    return `  ${name.padStart(nameWidth)}  ${number(count).padStart(countWidth)}  ${'#'.repeat(length)}`.trimEnd();
  });
}

/** By times started; then those that never did. */
function workflowLines({ workflows, halted }: ReplayResults): string[] {
  const fired = workflows.filter(({ enrolled }) => enrolled > 0).sort((left, right) => right.enrolled - left.enrolled);
  const never = workflows.filter(({ enrolled }) => enrolled === 0);
  const refusedOf = (refused: number) => (refused > 0 ? `, ${number(refused)} refused` : '');
  return [
    'Workflows by times started',
    ...fired.slice(0, shown).map(({ workflow, enrolled, refused }) => {
      return `  ${number(enrolled).padStart(13)}  ${plain(workflow)}${refusedOf(refused)}`;
    }),
    ...moreOf(fired.length, 'workflow'),
    ...(never.length > 0 ? [`  never: ${list(never.map(({ workflow }) => workflow))}`] : []),
    ...(halted > 0 ? [`  ${counted(halted, 'event')} halted, for causing too much`] : []),
  ];
}

function moreOf(count: number, noun: string): string[] {
  return count > shown ? [`  and ${counted(count - shown, noun)} more`] : [];
}

function list(names: string[]): string {
  const more = names.length > shown ? ` and ${number(names.length - shown)} more` : '';
  return names.slice(0, shown).map(plain).join(', ') + more;
}

function messageLines({ messages }: ReplayResults): string[] {
  const kinds = messageKinds
    .map((kind) => [kind, messages.byDay.reduce((sum, day) => sum + day[kind], 0)] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${number(count)} ${kind}`);
  return [`Messages   ${[number(messages.total), ...kinds].join(', ')}`];
}

function lockLines({ locks, locked }: ReplayResults, title = 'Locks'): string[] {
  return locked === 0
    ? []
    : [
        `${title.padEnd(10)} ${number(locked)}, for starting over and over`,
        ...locks.slice(0, shown).map(({ contact, workflow, at }) => `  ${at}  ${plain(contact)} in ${plain(workflow)}`),
        ...moreOf(locked, 'lock'),
      ];
}

// ---------------------------------------------------------------- two versions

function contactDifferenceLines({ contacts: { same, higher, lower, onlyA, onlyB }, a, b }: ReplayComparison): string[] {
  return [
    `Contacts that end with the same score: ${number(same)}; higher in B: ${number(higher)}; lower in B: ${number(lower)}`,
    ...(onlyA + onlyB > 0 ? [`Contacts that there are in A only: ${number(onlyA)}; in B only: ${number(onlyB)}`] : []),
    `Mean score ${a.scores.mean === null ? 'empty' : decimal(a.scores.mean)} in A, ` +
      `${b.scores.mean === null ? 'empty' : decimal(b.scores.mean)} in B`,
  ];
}

function differenceLines({ differences, contacts: { higher, lower } }: ReplayComparison): string[] {
  return higher + lower === 0
    ? []
    : [
        'Score in B less score in A',
        ...histogram(differences.map(({ from, to, count }) => [bucketName(from, to), count])),
      ];
}

function workflowDifferenceLines({ workflows }: ReplayComparison): string[] {
  const changed = workflows
    .filter(({ a, b }) => a !== b)
    .sort((left, right) => Math.abs(right.difference) - Math.abs(left.difference));
  if (changed.length === 0) {
    return ['Every workflow starts as often in B as in A'];
  }
  const times = (count: number | null) => (count === null ? 'not there' : number(count));
  return [
    'Workflows that start more or less often in B',
    ...changed.slice(0, shown).map(({ workflow, a, b, difference }) => {
      const sign = difference > 0 ? '+' : '';
      return `  ${(sign + number(difference)).padStart(13)}  ${plain(workflow)}  (${times(a)}, then ${times(b)})`;
    }),
    ...moreOf(changed.length, 'workflow'),
  ];
}

function thresholdLines({ thresholds }: ReplayComparison): string[] {
  const examples = (count: number, ids: string[]) =>
    count > 0 ? ` (${ids.map(plain).join(', ')}${count > ids.length ? ' …' : ''})` : '';
  return thresholds.length === 0
    ? []
    : [
        'Contacts that reach a score',
        ...thresholds.map(({ threshold, both, onlyA, onlyB, examplesA, examplesB }) => {
          return (
            `  ${number(threshold)}: ${number(both)} in both, ${number(onlyA)} in A only${examples(onlyA, examplesA)}, ` +
            `${number(onlyB)} in B only${examples(onlyB, examplesB)}`
          );
        }),
      ];
}
