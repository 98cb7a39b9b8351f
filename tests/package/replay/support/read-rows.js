// Reads logs with the package's own readers, without an engine behind them.

import { emptyCell } from '../../../../wasm/dist/replay/column.js';
import { CsvReader } from '../../../../wasm/dist/replay/csv.js';
import { Dictionary } from '../../../../wasm/dist/replay/dictionary.js';
import { NdjsonReader } from '../../../../wasm/dist/replay/ndjson.js';
import papa from '../../../../wasm/dist/replay/papaparse.js';
import { LineIndex } from '../../../../wasm/dist/replay/rows.js';
import { TimeReader } from '../../../../wasm/dist/replay/times.js';

/** @import { ReaderSettings } from '../../../../wasm/dist/replay/reader.js' */
/** @import { TableKind } from '../../../../wasm/dist/replay/table.js' */

/** @type {TableKind} */
export const events = {
  name: 'events',
  title: 'The log',
  names: ['at', 'contact', 'type', 'id', 'email', 'link', 'amount', 'text'],
  required: ['at', 'contact', 'type'],
  time: 'at',
  mapped: [],
  nullable: [],
  shared: ['email', 'link', 'amount', 'text'],
  trimmed: ['contact', 'type', 'id', 'email', 'link', 'amount'],
};

/**
 * @typedef {object} ReadOptions
 * @property {'csv' | 'ndjson'} [format]
 * @property {TableKind} [table]
 * @property {Record<string, string>} [map]
 * @property {Record<string, string>} [types]
 * @property {number} [batchSize]
 * @property {number} [chunkSize] bytes at a time
 * @property {TimeReader} [times]
 * @property {typeof papa} [parser]
 */

/**
 * All rows of a log: values by column (`[kind, text]` for all but texts), `at` in milliseconds, and where they stand.
 * @param {string | Uint8Array} log
 * @param {ReadOptions} [options]
 */
export function readRows(log, options = {}) {
  const { format = 'csv', table = events, map = {}, types, batchSize = 7, chunkSize = Infinity } = options;
  const dictionary = new Dictionary();
  const lines = new LineIndex();
  /** @type {ReaderSettings} */
  const settings = {
    table,
    map,
    renaming: new Map([['type', types && new Map(Object.entries(types))]]),
    dictionary,
    lines,
    batchSize,
    times: options.times ?? new TimeReader(),
  };
  const reader = format === 'csv' ? new CsvReader(settings, options.parser ?? papa) : new NdjsonReader(settings);
  /** @type {(string | [number, string])[]} */
  const texts = [];
  /** @type {{ [name: string]: unknown, row: number, line: number, at?: number }[]} */
  const rows = [];
  /** @type {{ row: number, line: number, code: string, message: string }[]} */
  const refusals = [];
  /** @type {number[]} */
  const sizes = [];

  const drain = () => {
    for (let batch = reader.next(); batch !== undefined; batch = reader.next()) {
      const { count = 0, ends = [], kinds = [], bytes = new Uint8Array() } = dictionary.take() ?? {};
      for (let index = 0; index < count; index += 1) {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(
          bytes.slice(index && ends[index - 1], ends[index]),
        );
        texts.push(kinds[index] ? [/** @type {number} */ (kinds[index]), text] : text);
      }
      sizes.push(batch.rows);
      for (let index = 0; index < batch.rows; index += 1) {
        const row = /** @type {number} */ (batch.numbers[index]);
        const read = { row, line: lines.lineOf(row), ...(table.time && { at: batch.at[index] }) };
        for (const [column, { name }] of reader.columns.entries()) {
          const number = /** @type {number} */ (batch.cells[column]?.[index]);
          if (number !== emptyCell) {
            Object.assign(read, { [name]: texts[number] });
          }
        }
        rows.push(read);
      }
      refusals.push(...batch.refusals.map(({ given: _given, ...refusal }) => refusal));
    }
  };

  const bytes = typeof log === 'string' ? new TextEncoder().encode(log) : log;
  for (let start = 0; start < bytes.length; start += chunkSize) {
    reader.feed(bytes.subarray(start, start + chunkSize));
    drain();
  }
  reader.end();
  drain();
  return {
    rows,
    refusals,
    sizes,
    warnings: reader.warnings,
    read: reader.rows,
    texts,
    names: reader.columns.map(({ name }) => name),
  };
}
