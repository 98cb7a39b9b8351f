import type { ReplayPartition } from '../replay/replay-options.js';
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
import { printable } from '../words/printable.js';

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
    messageDayLines(report),
    lockLines(report),
  ]);
}

/** A comparison for people. */
export function summarizeComparison(comparison: ReplayComparison): string {
  const { a, b } = comparison;
  return blocks([
    [...factLines(a), ...warningLines(comparison)],
    contactDifferenceLines(comparison),
    scoreComparisonLines(a.scores, b.scores),
    differenceLines(comparison),
    [...workflowDifferenceLines(comparison), ...neverStartedLines(comparison)],
    [`Messages   ${number(comparison.messages.a)} in A, ${number(comparison.messages.b)} in B`],
    thresholdLines(comparison),
    [...lockLines(a, 'Locks in A'), ...lockLines(b, 'Locks in B')],
  ]);
}

/** Which part of a log it is that a report is of. */
export function partitionLine({ index, of }: ReplayPartition): string {
  return `Part       ${number(index)} of ${number(of)} (0 to ${number(of - 1)}): its own contacts and rows`;
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
  return `${start} to ${end}, ${lengthText(Date.parse(end) - Date.parse(start))}`;
}

/** Units of time, in milliseconds. */
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A length of time in the largest unit of which there are two or more, to a tenth. */
function lengthText(milliseconds: number): string {
  const [name, size] = units.find(([, each]) => milliseconds >= 2 * each) ?? ['second', 1000];
  const count = Number((milliseconds / size).toFixed(1));
  return `${count.toLocaleString('en-US')} ${count === 1 ? name : `${name}s`}`;
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
      const example = first === undefined ? '' : `  line ${number(first.line)}: ${printable(first.message)}`;
      return `${number(count).padStart(15)}  ${code}${example}`;
    });
}

function warningLines({ warnings }: Pick<ReplayReport, 'warnings'>): string[] {
  return warnings.map(({ message }) => `Warning    ${printable(message)}`);
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
      return `  ${number(enrolled).padStart(13)}  ${printable(workflow)}${refusedOf(refused)}`;
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
  return names.slice(0, shown).map(printable).join(', ') + more;
}

function messageLines({ messages }: ReplayResults): string[] {
  const kinds = messageKinds
    .map((kind) => [kind, messages.byDay.reduce((sum, day) => sum + day[kind], 0)] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${number(count)} ${kind}`);
  return [`Messages   ${[number(messages.total), ...kinds].join(', ')}`];
}

/** By day, busiest months or years in longer steps: a report has as many lines as it has days. */
function messageDayLines({ messages }: ReplayResults): string[] {
  const steps = [10, 7, 4].map((length) => sumBy(messages.byDay, length));
  const rows = steps.find(({ length }) => length <= mostDays) ?? (steps.at(-1) as [string, number][]);
  return rows.length < 2 ? [] : [`Messages by ${periodNames[rows[0]?.[0].length ?? 10]}`, ...histogram(rows)];
}

/** So many days are shown each for itself, then months, then years. */
const mostDays = 31;

const periodNames: Record<number, string> = { 10: 'day', 7: 'month', 4: 'year' };

/** Messages by what their days' names begin with. */
function sumBy(days: MessageDay[], length: number): [string, number][] {
  const sums = new Map<string, number>();
  for (const { day, ...kinds } of days) {
    const period = day.slice(0, length);
    const sum = messageKinds.reduce((total, kind) => total + kinds[kind], 0);
    sums.set(period, (sums.get(period) ?? 0) + sum);
  }
  return [...sums];
}

function lockLines({ locks, locked }: ReplayResults, title = 'Locks'): string[] {
  return locked === 0
    ? []
    : [
        `${title.padEnd(10)} ${number(locked)}, for starting over and over`,
        ...locks
          .slice(0, shown)
          .map(({ contact, workflow, at }) => `  ${at}  ${printable(contact)} in ${printable(workflow)}`),
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

/** How many buckets of scores stand below one another. */
const mostBuckets = 30;

/** How scores are spread in both, in the same buckets, with a bar for each. */
function scoreComparisonLines(a: ScoreStats, b: ScoreStats): string[] {
  const buckets = [...a.distribution, ...b.distribution];
  const lowest = Math.min(...buckets.map(({ from }) => from));
  const highest = Math.max(...buckets.map(({ to }) => to));
  let width = buckets.map(({ from, to }) => to - from).reduce(leastCommonMultiple, 1);
  while (highest - lowest > mostBuckets * width) {
    width *= 2;
  }
  const [ofA, ofB] = [inBuckets(a, width), inBuckets(b, width)];
  const starts = [...ofA.keys(), ...ofB.keys()];
  const rows: [string, number, number][] = a.empty + b.empty > 0 ? [['empty', a.empty, b.empty]] : [];
  for (let from = Math.min(...starts); from <= Math.max(...starts); from += width) {
    rows.push([bucketName(from, from + width), ofA.get(from) ?? 0, ofB.get(from) ?? 0]);
  }
  return rows.length === 0 ? [] : ['Scores in the end, in A and in B', ...doubleHistogram(rows)];
}

/** By where a bucket begins how many scores there are; buckets begin at multiples of their width. */
function inBuckets({ distribution }: ScoreStats, width: number): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { from, count } of distribution) {
    const start = Math.floor(from / width) * width;
    sums.set(start, (sums.get(start) ?? 0) + count);
  }
  return sums;
}

function leastCommonMultiple(left: number, right: number): number {
  let [large, small] = [left, right];
  while (small > 0) {
    [large, small] = [small, large % small];
  }
  return (left / large) * right;
}

/** Lines with two bars each, all of one scale. */
function doubleHistogram(rows: [string, number, number][]): string[] {
  const largest = Math.max(1, ...rows.flatMap(([, left, right]) => [left, right]));
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const countWidth = number(largest).length;
  const half = barLength / 2;
  const bar = (count: number) => {
    const length = count === 0 ? 0 : Math.max(1, Math.round((count / largest) * half));
    return `${number(count).padStart(countWidth)}  ${'#'.repeat(length).padEnd(half)}`;
  };
  return rows.map(([name, a, b]) => `  ${name.padStart(nameWidth)}  ${bar(a)}  ${bar(b)}`.trimEnd());
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
      return `  ${(sign + number(difference)).padStart(13)}  ${printable(workflow)}  (${times(a)}, then ${times(b)})`;
    }),
    ...moreOf(changed.length, 'workflow'),
  ];
}

/** Workflows that there are, and that nothing started. */
function neverStartedLines({ workflows }: ReplayComparison): string[] {
  const never = (version: 'a' | 'b') =>
    workflows.filter((workflow) => workflow[version] === 0).map(({ workflow }) => workflow);
  const line = (title: string, names: string[]) => (names.length === 0 ? [] : [`  never in ${title}: ${list(names)}`]);
  return [...line('A', never('a')), ...line('B', never('b'))];
}

function thresholdLines({ thresholds }: ReplayComparison): string[] {
  const examples = (count: number, ids: string[]) =>
    count > 0 ? ` (${ids.map(printable).join(', ')}${count > ids.length ? ' …' : ''})` : '';
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
