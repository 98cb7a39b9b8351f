import { UsageError } from '../errors.js';
import type { Native } from '../native.js';
import type { LogWarning, RefusedRow, ReplayComparison, ReplayReport } from '../types.js';
import type { ReplayPartition } from './replay-options.js';
import type { LineIndex } from './rows.js';
import type { Outcome, Target } from './target.js';

/** Where the rows of a log and of its contacts' file stand. */
export interface Lines {
  events: Pick<LineIndex, 'lineOf'>;
  contacts: Pick<LineIndex, 'lineOf'>;
}

/** The results of one version, before it is known where rows stand. */
interface Results {
  refusals: RefusedRow[];
  contacts: { refusals: RefusedRow[] };
}

type Report = Results | { a: Results; b: Results };

/** A part of a replay as it is written to a file. */
interface Part {
  rehearsePart: 1;
  /** What the engine has to say. */
  engine: string;
  warnings: LogWarning[];
  /** The lines of the rows that the report of this part names, by row. */
  lines: Record<keyof Lines, Record<string, number>>;
}

/** The report for whoever asked for it. */
export function finishedReport<Finished extends ReplayReport | ReplayComparison>(
  { report, part }: Outcome,
  lines: Lines,
  warnings: LogWarning[],
  { workers, why }: Pick<Target, 'workers' | 'why'>,
): Finished {
  const results = report as Report;
  addLines(results, lines);
  return {
    ...results,
    warnings,
    workers,
    why,
    ...(part !== undefined && { part: writtenPart(part, warnings, results) }),
  } as unknown as Finished;
}

function versionsOf(report: Report): Results[] {
  return 'a' in report ? [report.a, report.b] : [report];
}

function addLines(report: Report, lines: Lines): void {
  for (const results of versionsOf(report)) {
    results.refusals = results.refusals.map((refusal) => withLine(refusal, lines.events));
    results.contacts.refusals = results.contacts.refusals.map((refusal) => withLine(refusal, lines.contacts));
  }
}

function withLine({ row, code, message }: RefusedRow, lines: Lines['events']): RefusedRow {
  return { row, line: lines.lineOf(row), code, message };
}

function writtenPart(engine: string, warnings: LogWarning[], report: Report): string {
  const lines: Part['lines'] = { events: {}, contacts: {} };
  for (const { refusals, contacts } of versionsOf(report)) {
    for (const { row, line } of refusals) {
      lines.events[row] = line;
    }
    for (const { row, line } of contacts.refusals) {
      lines.contacts[row] = line;
    }
  }
  return JSON.stringify({ rehearsePart: 1, engine, warnings, lines } satisfies Part);
}

/**
 * The report of all parts of a replay.
 * @throws UsageError for what are no parts, or not all of one replay
 */
export function merge(native: Native, texts: readonly string[]): ReplayReport | ReplayComparison {
  if (!Array.isArray(texts) || texts.length === 0) {
    throw new UsageError('usage.argument', 'The parts must be a list of texts, with one text or more.');
  }
  const parts = texts.map(readPart);
  const { report } = native.ask('replayMerge', JSON.stringify(parts.map(({ engine }) => engine)));
  const lineOf = (table: keyof Lines) => {
    const all = new Map(parts.flatMap(({ lines }) => Object.entries(lines[table])));
    return {
      lineOf(row: number): number {
        const line = all.get(String(row));
        if (line === undefined) {
          throw new UsageError('usage.argument', `The parts do not say on which line row ${row} stands.`);
        }
        return line;
      },
    };
  };
  const lines = { events: lineOf('events'), contacts: lineOf('contacts') };
  const warnings = new Map(parts.flatMap((part) => part.warnings.map((warning) => [warning.message, warning])));
  const by = { workers: parts.length, why: null };
  return finishedReport({ report, part: undefined }, lines, [...warnings.values()], by);
}

/** Which part of a log a text is; undefined where it is none. */
export function partitionIn(text: string): ReplayPartition | undefined {
  const part = partIn(text);
  try {
    const { index, of } = JSON.parse(part?.engine ?? 'null');
    return Number.isInteger(index) && Number.isInteger(of) ? { index, of } : undefined;
  } catch {
    return undefined;
  }
}

function readPart(text: string, index: number): Part {
  const part = partIn(text);
  if (part === undefined) {
    throw new UsageError('usage.argument', `Part ${index + 1} is no part of a replay.`);
  }
  return part;
}

/** The part that a text is, apart from what only the engine reads. */
function partIn(text: string): Part | undefined {
  try {
    const part: Part | null = JSON.parse(text);
    if (
      part?.rehearsePart === 1 &&
      typeof part.engine === 'string' &&
      part.warnings.every(({ code, message }) => typeof code === 'string' && typeof message === 'string') &&
      [part.lines.events, part.lines.contacts].every((lines) => Object.values(lines).every(Number.isInteger))
    ) {
      return part;
    }
  } catch {
    // It is none.
  }
  return undefined;
}
