// A log that has numbers of its own for its rows: what is told of a row is told by these.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LogError, loadEngine, UsageError } from '@rehearse/engine';
import { csvOf, madeUpEvents, resultsOf, workspace } from './support/logs.js';

const engine = await loadEngine();
const program = fileURLToPath(new URL('../../../wasm/bin/rehearse.js', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'rehearse-rows-'));
after(() => rm(folder, { recursive: true }));
afterEach(() => {
  assert.equal(engine.replayCount, 0, 'no replay is left in memory');
});

const map = { row: 'n' };
const excerpts = { opened: 5, hot: 2 };

/**
 * @param {import('@rehearse/engine').LogSource} source
 * @param {import('@rehearse/engine').ReplayOptions} [options]
 */
async function replay(source, options) {
  const simulation = engine.simulate(workspace);
  try {
    return await simulation.replay(source, options);
  } finally {
    simulation.dispose();
  }
}

/** @param {import('@rehearse/engine').ReplayReport} report */
const placesOf = ({ refusals }) => refusals.map(({ row, line, code }) => [row, line, code]);

/**
 * What is told whichever file a row stands in.
 * @param {import('@rehearse/engine').ReplayReport} report
 */
function withoutLines(report) {
  const refusals = report.refusals.map(({ line: _line, ...refusal }) => refusal);
  return { ...resultsOf(report), warnings: [], refusals };
}

// Rows by their numbers, some of which cannot be used: of an unknown type, without a contact, with too many cells.
const [header = '', ...plain] = csvOf(madeUpEvents(1500)).trimEnd().split('\n');
plain[700] = plain[700]?.replace(/[a-z]+\.[a-z]+/, 'email.opend') ?? '';
plain[800] = plain[800]?.replace(/contact-\d+/, '') ?? '';
plain[900] += ',1,2';
const numbered = plain.map((row, index) => `${index + 1},${row}`);
const numberedHeader = `n,${header}`;
const csv = (/** @type {string[]} */ rows) => `${[numberedHeader, ...rows].join('\n')}\n`;

/**
 * The part that a contact belongs to, as docs/replay.md says.
 * @param {string} id
 * @param {number} of
 */
function partOf(id, of) {
  const low = (/** @type {bigint} */ value) => BigInt.asUintN(64, value);
  let hash = 14695981039346656037n;
  for (const byte of new TextEncoder().encode(id)) {
    hash = low((hash ^ BigInt(byte)) * 1099511628211n);
  }
  hash = low((hash ^ (hash >> 33n)) * 0xff51afd7ed558ccdn);
  hash = low((hash ^ (hash >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return Number((hash ^ (hash >> 33n)) % BigInt(of));
}

/** The rows of each part, as whoever deals them out would: those without a contact, and what is no row, to the first. */
const parts = (/** @type {number} */ of) =>
  Array.from({ length: of }, (_, index) =>
    numbered.filter((row) => {
      const cells = row.split(',');
      const isOwn = cells[2] !== '' && cells.length === numberedHeader.split(',').length;
      return (isOwn ? partOf(String(cells[2]), of) : 0) === index;
    }),
  );

test('rows go by the numbers that the map says a column holds', async () => {
  const whole = await replay(csv(numbered), { map, excerpts });
  const counted = await replay(csv(numbered), { excerpts });
  assert.deepEqual(resultsOf(whole), { ...resultsOf(counted), warnings: whole.warnings });
  assert.deepEqual(whole.warnings, []);
  const even = numbered.filter((_, index) => index % 2 === 0);
  for (const options of [{}, { batchSize: 3 }, { workers: 2 }, { sort: true }]) {
    const report = await replay(csv(even), { map, excerpts, ...options });
    assert.deepEqual(placesOf(report), [
      [701, 352, 'value.unknown'],
      [801, 402, 'value.missing'],
      [901, 452, 'csv.cells'],
    ]);
    assert.ok(report.excerpts.length > 5);
    for (const { row, contact, at } of report.excerpts) {
      assert.equal(numbered[row - 1]?.startsWith(`${row},${at.replace('Z', '')}`), true);
      assert.match(numbered[row - 1] ?? '', new RegExp(`,${contact},`));
    }
  }
});

test('parts that were dealt out beforehand come to the report of the whole log, row by row', async () => {
  const whole = await replay(csv(numbered), { map, excerpts });
  const span = { start: String(whole.start), end: String(whole.end) };
  const texts = [];
  for (const [index, rows] of parts(3).entries()) {
    const { part } = await replay(csv(rows), { map, excerpts, ...span, partition: { index, of: 3 } });
    texts.push(part ?? '');
  }
  const merged = /** @type {import('@rehearse/engine').ReplayReport} */ (engine.merge(texts));
  assert.deepEqual(withoutLines(merged), withoutLines(whole));
});

test('so do processes on the command line', async () => {
  const run = promisify(execFile);
  const rehearse = async (/** @type {string[]} */ ...given) =>
    (await run(process.execPath, [program, ...given], { cwd: folder, maxBuffer: 1 << 26 })).stdout;
  await writeFile(join(folder, 'spring.json'), JSON.stringify(workspace));
  await writeFile(join(folder, 'whole.csv'), csv(numbered));
  const common = ['replay', 'spring.json', '--map', 'row=n', '--excerpts', 'opened=5'];
  const whole = JSON.parse(await rehearse(...common, '--events', 'whole.csv', '--json'));
  const names = [];
  for (const [index, rows] of parts(2).entries()) {
    const log = `events-${index}.csv`;
    const name = `part-${index}.json`;
    await writeFile(join(folder, log), csv(rows));
    const given = ['--events', log, '--start', whole.start, '--end', whole.end];
    await rehearse(...common, ...given, '--partition', `${index}/2`, '--part', name);
    names.push(name);
  }
  const merged = JSON.parse(await rehearse('merge', ...names, '--json'));
  assert.deepEqual(withoutLines(merged), withoutLines(whole));
});

test('NDJSON has its numbers as numbers or in quotation marks', async () => {
  const rows = [
    { n: 7, at: '2026-01-05T10:00:00Z', contact: 'a', type: 'email.opend' },
    { n: '12', at: '2026-01-05T10:00:00Z', contact: 'a', type: 'email.opend' },
    { n: 20, row: 3, at: '2026-01-05T10:00:00Z', contact: 'a', type: 'email.opened', email: 'x' },
    { at: '2026-01-05T10:00:00Z', contact: 'a', type: 'email.opened', email: 'x' },
    { n: 30.5, at: '2026-01-05T10:00:00Z', contact: 'a', type: 'email.opened', email: 'x' },
    { n: 31, at: 'yesterday', contact: 'a', type: 'email.opened', email: 'x' },
  ].map((row) => JSON.stringify(row));
  const report = await replay(`${rows.join('\n')}\n{\n`, { map });
  assert.deepEqual(placesOf(report), [
    [7, 1, 'value.unknown'],
    [12, 2, 'value.unknown'],
    [21, 4, 'value.missing'],
    [21, 4, 'value.type'],
    [31, 6, 'value.format'],
    [32, 7, 'json.syntax'],
  ]);
});

const row = (/** @type {string} */ n, seconds = 0) => `${n},2026-01-05T10:00:${10 + seconds}Z,a,email.opened,x,,,,`;

test('rows with no number, or with one that does not rise, cannot be used; with sort numbers need not rise', async () => {
  const rows = [' 4 ', '', '9', '9', 'x', '8', '-1', '5000000000', '10', '1e1'].map((n) => row(n));
  const { refusals, rows: counts } = await replay(csv(rows), { map });
  assert.deepEqual(
    refusals.map(({ row, code, message }) => [row, code, message]),
    [
      [5, 'value.missing', 'There is no `row`, though the map says which column it is.'],
      [10, 'value.range', '`row` is 9, but must be above 9, that of the row before.'],
      [10, 'value.type', '`row` must be a whole number from 1 to 4000000000.'],
      [10, 'value.range', '`row` is 8, but must be above 9, that of the row before.'],
      [10, 'value.type', '`row` must be a whole number from 1 to 4000000000.'],
      [10, 'value.type', '`row` must be a whole number from 1 to 4000000000.'],
      [11, 'value.type', '`row` must be a whole number from 1 to 4000000000.'],
    ],
  );
  assert.equal(counts.used, 3);
  await assert.rejects(replay(csv(rows), { map, strict: true }), (error) => {
    assert.ok(error instanceof LogError);
    return /Line 3: value\.missing/.test(error.message);
  });
  const mixed = [row('30', 3), row('10', 1), row('20', 2).replace('email.opened', 'email.opend')];
  assert.deepEqual(placesOf(await replay(csv(mixed), { map, sort: true })), [[20, 4, 'value.unknown']]);
});

test('a column is none of numbers because of its name', async () => {
  const log = csv([row('3'), row('2')]).replace('n,', 'row,');
  const { rows, warnings } = await replay(log);
  assert.equal(rows.used, 2);
  assert.match(warnings[0]?.message ?? '', /^This column is passed over: "row"/);
  const ndjson = '{"row":3,"at":"2026-01-05T10:00:00Z","contact":"a","type":"custom.x"}\n';
  assert.match((await replay(ndjson)).warnings[0]?.message ?? '', /^This column is passed over: "row"/);
  assert.equal((await replay(log, { map: { row: 'row' } })).rows.refusedBy['value.range'], 1);
  await assert.rejects(replay(log, { map: { row: 'row', email: 'row' } }), UsageError);
  await assert.rejects(replay(log, { map: { row: 'none' } }), UsageError);
  await assert.rejects(replay(log, { contacts: 'id\na\n', contactsMap: { row: 'id' } }), UsageError);
});
