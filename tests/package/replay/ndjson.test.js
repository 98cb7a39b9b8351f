import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contactsTable } from '../../../wasm/dist/replay/table.js';
import { readRows } from './support/read-rows.js';

const noon = Date.UTC(2026, 0, 5, 12);
const at = '2026-01-05T12:00:00.000Z';

/** @param {unknown[]} rows @param {Parameters<typeof readRows>[1]} [options] */
const read = (rows, options) =>
  readRows(rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'), {
    format: 'ndjson',
    ...options,
  });

test('values have the kinds that they have', () => {
  const { rows } = read([
    {
      at,
      contact: 'a',
      type: 'x',
      amount: 12.5,
      email: 'e',
      fields: { plan: 'pro', seats: 3, trial: false, gone: null },
    },
    { at, contact: 'a', type: 'x', amount: '12.5', email: null, link: ['no'], fields: { plan: { deep: 1 } } },
    { at, contact: 'a', type: 'x', text: '' },
  ]);
  assert.deepEqual(rows, [
    {
      ...{ row: 1, line: 1, at: noon, contact: 'a', type: 'x', amount: [1, '12.5'], email: 'e' },
      ...{ 'fields.plan': 'pro', 'fields.seats': [1, '3'], 'fields.trial': [2, 'false'] },
    },
    {
      row: 2,
      line: 2,
      at: noon,
      contact: 'a',
      type: 'x',
      amount: '12.5',
      link: [3, '["no"]'],
      'fields.plan': [3, '{"deep":1}'],
    },
    { row: 3, line: 3, at: noon, contact: 'a', type: 'x', text: '' },
  ]);
});

test('whole numbers keep all of their digits, for the engine to refuse what it would have to round', () => {
  const digits = '12345678901234567891';
  const { rows } = read([
    `{"at":"${at}","contact":"a","type":"x","amount":${digits},"fields":{"a/b~":-9007199254740993,"c":1e300}}`,
    `{"at":"${at}","contact":"${digits}","type":"x","amount":9007199254740992,"amount":5}`,
  ]);
  assert.deepEqual(rows[0]?.amount, [1, digits]);
  assert.deepEqual(rows[0]?.['fields.a/b~'], [1, '-9007199254740993']);
  assert.deepEqual(rows[0]?.['fields.c'], [1, '1e+300']);
  assert.deepEqual([rows[1]?.contact, rows[1]?.amount], [digits, [1, '5']]);
});

test('rows that are no objects, blank lines, and times that are none', () => {
  const {
    rows,
    refusals,
    read: count,
  } = read([
    '',
    { at, contact: 'a', type: 'x' },
    '',
    '{',
    '[1]',
    'null',
    '5',
    { at: 5, contact: 'b' },
    '  ',
    { fields: 3 },
    { at: null, contact: 'b' },
  ]);
  assert.deepEqual(
    rows.map(({ row, line, contact }) => [row, line, contact]),
    [
      [1, 2, 'a'],
      [8, 11, 'b'],
    ],
  );
  assert.equal(rows[1]?.at, Number.NaN, 'there is none');
  assert.deepEqual(
    refusals.map(({ row, line, code }) => [row, line, code]),
    [
      [2, 4, 'json.syntax'],
      [3, 5, 'value.type'],
      [4, 6, 'value.type'],
      [5, 7, 'value.type'],
      [6, 8, 'value.format'],
      [7, 10, 'value.type'],
    ],
  );
  assert.equal(count, 8);
});

test('what is not UTF-8', () => {
  const bytes = Buffer.from(`{"at":"${at}","contact":"a"}\n{"at":"${at}","contact":"\xe9"}\n`, 'latin1');
  const { rows, refusals } = readRows(bytes, { format: 'ndjson' });
  assert.deepEqual([rows.length, refusals.map(({ row, code }) => [row, code])], [1, [[2, 'json.encoding']]]);
});

test('keys by a map, keys that mean nothing, and keys that never come', () => {
  const map = { at: 'when', contact: 'who', type: 'what', email: 'campaign', link: 'url', amount: '-' };
  const { rows, warnings } = read([{ when: at, who: 'a', what: 'Opened', campaign: 'c', amount: 5, emial: 'x' }], {
    map,
    types: { Opened: 'email.opened' },
  });
  assert.deepEqual(rows, [{ row: 1, line: 1, at: noon, contact: 'a', type: 'email.opened', email: 'c' }]);
  assert.deepEqual(warnings, [
    { code: 'column.unknown', message: 'This column is passed over: "emial" (did you mean email?).' },
    { code: 'column.missing', message: 'No row has "url", which is to be link.' },
  ]);
});

test('a number that is too large is no value', () => {
  assert.deepEqual(read(['{"amount":1e400}']).rows[0]?.amount, [3, 'Infinity']);
});

test('tags of contacts', () => {
  const { rows } = read(
    [
      { id: 'a', tags: ['x', 'y'] },
      { id: 'b', tags: ['x|y'] },
      { id: 'c', tags: [1] },
    ],
    {
      table: contactsTable,
    },
  );
  assert.deepEqual(
    rows.map(({ tags }) => tags),
    ['x|y', [3, 'x|y'], [3, '[1]']],
  );
});

test('columns come as they come; there is an end to them', () => {
  const { rows, refusals } = read(
    Array.from({ length: 1200 }, (_, index) => ({ at, contact: 'a', fields: { [`k${index}`]: 1 } })),
  );
  assert.deepEqual(rows[500]?.['fields.k500'], [1, '1']);
  assert.equal(rows[500]?.['fields.k499'], undefined);
  assert.equal(rows.length, 996);
  assert.deepEqual(refusals[0], {
    row: 997,
    line: 997,
    code: 'value.range',
    message: 'The rows have more than 998 different keys.',
  });
});

test('chunks and batches of any size', () => {
  const row = fc.record(
    { contact: fc.string({ unit: 'grapheme', maxLength: 5 }), type: fc.constantFrom('x', 'y'), amount: fc.integer() },
    { requiredKeys: ['contact'] },
  );
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      (rows, chunkSize, batchSize) => {
        const result = read(rows, { chunkSize, batchSize });
        assert.deepEqual(
          result.rows,
          rows.map(({ amount, ...texts }, index) => ({
            ...{ row: index + 1, line: index + 1, at: Number.NaN, ...texts },
            ...(amount !== undefined && { amount: [1, String(amount)] }),
          })),
        );
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});

test('an empty log', () => {
  assert.throws(() => readRows('', { format: 'ndjson' }), /The log is empty/);
  assert.throws(() => readRows('x'.repeat(3_000_000), { format: 'ndjson' }), /no line break within 1 MiB/);
});

test('half of a surrogate pair is no text', () => {
  const { rows, refusals } = read([
    `{"at":"${at}","contact":"\\ud800","type":"x"}`,
    `{"at":"${at}","contact":"\\ud801","type":"x"}`,
    `{"at":"${at}","contact":"a","type":"x","fields":{"\\udc00":1}}`,
    `{"at":"${at}","contact":"a","type":"x","fields":{"f":"\\udc00"}}`,
    `{"at":"${at}","contact":"\\ud83d\\ude00","type":"x"}`,
  ]);
  assert.deepEqual(
    refusals.map(({ row, code }) => [row, code]),
    [1, 2, 3, 4].map((row) => [row, 'json.encoding']),
  );
  assert.deepEqual(
    rows.map(({ contact }) => contact),
    ['😀'],
  );
});

test('U+FFFD is a character like others, whatever is wrong in other rows', () => {
  const log = ['\uFFFD', 'X', '\uFFFD'].map((contact) => JSON.stringify({ at, contact, type: 'x' })).join('\n');
  const bytes = new TextEncoder().encode(log);
  bytes[bytes.indexOf('X'.charCodeAt(0))] = 0xff;
  const { rows, refusals } = readRows(bytes, { format: 'ndjson' });
  assert.deepEqual(
    rows.map(({ row, contact }) => [row, contact]),
    [
      [1, '\uFFFD'],
      [3, '\uFFFD'],
    ],
  );
  assert.deepEqual(
    refusals.map(({ row, line, code }) => [row, line, code]),
    [[2, 2, 'json.encoding']],
  );
});

test('a line of more than 1 MiB ends it, wherever the log is cut', () => {
  const padded = (/** @type {number} */ length) => JSON.stringify({ at, contact: 'a', type: 'x' }).padEnd(length);
  for (const chunkSize of [65_536, 262_144, Infinity]) {
    for (const last of ['', `\n${padded(0)}`]) {
      const log = (/** @type {number} */ length) => `${padded(0)}\n${padded(length)}${last}`;
      const options = { format: /** @type {const} */ ('ndjson'), chunkSize };
      assert.equal(readRows(log(1 << 20), options).rows.length, last === '' ? 2 : 3);
      assert.throws(() => readRows(log((1 << 20) + 1), options), /no line break within 1 MiB from line 2 on/);
    }
  }
});

test('a line in tiny pieces is not copied with each of them', () => {
  const log = JSON.stringify({ at, contact: 'a', type: 'x', text: 'x'.repeat(900_000) });
  const started = performance.now();
  assert.equal(readRows(log, { format: 'ndjson', chunkSize: 16 }).rows.length, 1);
  assert.ok(performance.now() - started < 5000);
});
