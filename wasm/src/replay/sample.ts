import { LogError } from '../errors.js';
import type { Catalog, LogSample } from '../types.js';
import { guessLog } from './guess.js';
import { here } from './here.js';
import { type LogFormat, type LogSource, openLog } from './source.js';
import { quoted } from './words.js';

/** How a log is looked at. */
export interface SampleOptions {
  /** How the log is written; else its name or its first bytes tell. */
  format?: LogFormat | undefined;
  /** How many rows are given: 20 by default. */
  rows?: number | undefined;
}

/** How much of a log is looked at. */
const sampleSize = 262_144;

/** How many rows are looked at to guess what columns hold. */
const mostRows = 2000;

/** What is looked at: the rows that are given and others after them. */
interface Table {
  columns: string[];
  rows: { line: number; cells: string[]; end: number }[];
}

/**
 * Looks at the beginning of a log.
 * @throws LogError
 */
export async function sampleLog(source: LogSource, options: SampleOptions, catalog: Catalog): Promise<LogSample> {
  const { format, text, mark, isWhole } = await beginningOf(source, options.format);
  const { columns, rows } = format === 'csv' ? await readCsv(text, isWhole) : readNdjson(text);
  const shown = rows.slice(0, options.rows ?? 20);
  const end = shown.at(-1)?.end ?? text.length;
  return {
    format,
    columns,
    rows: shown.map(({ line, cells }) => ({ line, cells })),
    bytes: mark + new TextEncoder().encode(text.slice(0, end)).length,
    isWhole: isWhole && shown.length === rows.length,
    guess: guessLog(
      columns,
      rows.map(({ cells }) => cells),
      catalog,
    ),
  };
}

interface Beginning {
  format: LogFormat;
  text: string;
  /** The size of what stands before the text and is no part of it. */
  mark: number;
  isWhole: boolean;
}

async function beginningOf(source: LogSource, given: LogFormat | undefined): Promise<Beginning> {
  const log = await openLog(source, 'The log', given, undefined);
  const pieces: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  try {
    while (size < sampleSize && !isWhole) {
      const { value, done } = await log.chunks.next();
      if (done) {
        isWhole = true;
      } else {
        pieces.push(value.slice());
        size += value.length;
      }
    }
  } finally {
    log.close();
  }
  const bytes = new Uint8Array(size);
  pieces.reduce((place, piece) => {
    bytes.set(piece, place);
    return place + piece.length;
  }, 0);
  if (size === 0) {
    throw new LogError('log.empty', 'The log is empty: there is not even a header.');
  }
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new LogError('log.unreadable', 'The log is no text: it seems to be a picture, a program or the like.');
  }
  // What is not UTF-8 further down is told of its row.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { format: log.format, text, mark: log.markBytes, isWhole };
}

/** @throws LogError where there is no header */
async function readCsv(text: string, isWhole: boolean): Promise<Table> {
  const papa = await here.loadPapa();
  const hasReturns = !text.trimEnd().includes('\n') && text.includes('\r');
  const all = hasReturns ? text.replaceAll('\r', '\n') : text;
  const [, blank = '', separatorLine = '', separator] = /^([\r\n]*)("?sep=([,;|\t:~^])"?\r?\n)?/i.exec(all) ?? [];
  const start = blank.length + separatorLine.length;
  const table: Table = { columns: [], rows: [] };
  let line = 1 + breaksIn(all.slice(0, start));
  let place = start;
  let hasHeader = false;
  // The last line is cut off where there is more.
  const body = isWhole ? all.slice(start) : all.slice(start, all.lastIndexOf('\n') + 1);
  papa.parse(body, {
    ...(separator === undefined ? { delimitersToGuess: [',', ';', '\t', '|'] } : { delimiter: separator }),
    newline: '\n',
    fastMode: false,
    step: ({ data, meta: { cursor } }, parser) => {
      const end = start + cursor;
      const record = all.slice(place, end);
      const cells = data.map((cell) => cell.replace(/\r$/, ''));
      if (record.trim() !== '') {
        if (hasHeader) {
          table.rows.push({ line, cells: table.columns.map((_, index) => cells[index] ?? ''), end });
        } else {
          table.columns = cells.map((cell) => cell.trim());
          hasHeader = true;
        }
      }
      line += breaksIn(record);
      place = end;
      if (table.rows.length >= mostRows) {
        parser.abort();
      }
    },
  });
  checkHeader(table.columns);
  return table;
}

const breaksIn = (text: string) => text.split('\n').length - 1;

/** @throws LogError for what looks like a row */
function checkHeader(columns: readonly string[]): void {
  if (columns.every((name) => name === '')) {
    throw new LogError('log.empty', 'The log is empty: there is not even a header.');
  }
  if (columns.some((name) => name.includes('\uFFFD'))) {
    throw new LogError('log.unreadable', 'The log is not UTF-8. Save it as “CSV UTF-8”.');
  }
  const value = columns.find((name) => /^\d{4}-\d\d-\d\d|^\d{9,14}$|^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(name));
  if (value !== undefined) {
    throw new LogError(
      'log.columns',
      `The log has no header: its first line holds ${quoted(value)}. Put a line with the names of the columns before it.`,
    );
  }
}

function readNdjson(text: string): Table {
  const found: { line: number; values: Map<string, string>; end: number }[] = [];
  const columns = new Set<string>();
  let end = 0;
  for (const [index, line] of text.split('\n').entries()) {
    end += line.length + 1;
    if (line.trim() === '' || found.length >= mostRows) {
      continue;
    }
    const values = valuesOf(line);
    for (const key of values.keys()) {
      columns.add(key);
    }
    found.push({ line: index + 1, values, end: Math.min(end, text.length) });
  }
  const names = [...columns];
  const rows = found.map(({ line, values, end }) => ({
    line,
    cells: names.map((name) => values.get(name) ?? ''),
    end,
  }));
  return { columns: names, rows };
}

/** By key the values of a row as texts; none where it is no object. */
function valuesOf(line: string): Map<string, string> {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    return new Map();
  }
  const entries = Object.entries(isObject(row) ? row : {}).flatMap(([key, value]): [string, unknown][] =>
    key === 'fields' && isObject(value)
      ? Object.entries(value).map(([field, each]) => [`fields.${field}`, each])
      : [[key, value]],
  );
  return new Map(entries.map(([key, value]) => [key, shown(value)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}
