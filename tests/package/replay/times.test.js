import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine, UsageError } from '@rehearse/engine';
import { TimeReader } from '../../../wasm/dist/replay/times.js';
import { replayOf, workspace } from './support/logs.js';
import { readRows } from './support/read-rows.js';

const engine = await loadEngine();
const noon = Date.UTC(2026, 0, 5, 12);

/** @param {Parameters<import('@rehearse/engine').Simulation['replay']>} given */
const replay = (...given) => replayOf(engine, workspace, ...given);

/** @param {unknown[]} times */
const csv = (...times) => `at,contact,type,email\n${times.map((at) => `${at},ana,email.opened,news\n`).join('')}`;

test('times in ISO 8601 as exports have them', () => {
  const reader = new TimeReader();
  for (const [text, instant] of /** @type {[string, number][]} */ ([
    ['2026-01-05T12:00:00Z', noon],
    ['2026-01-05T12:00Z', noon],
    ['2026-01-05t12:00:00z', noon],
    ['2026-01-05 12:00:00Z', noon],
    ['2026-01-05 12:00:00 UTC', noon],
    ['2026-01-05T14:00:00+02:00', noon],
    ['2026-01-05T14:00:00+0200', noon],
    ['2026-01-05T14:00:00+02', noon],
    ['2026-01-05 14:00:00 +0200', noon],
    ['2026-01-05T06:30:00-05:30', noon],
    ['2026-01-04T23:00:00-13', noon],
    ['2026-01-05T12:00:00.1Z', noon + 100],
    ['2026-01-05T12:00:00.1239Z', noon + 123],
    ['2026-01-05T12:00:00.999999999+00:00', noon + 999],
    ['2026-01-05T12:00:00,5Z', noon + 500],
    ['1969-12-31T23:59:59.9999Z', -1],
    ['0001-01-01T00:00:00.0000Z', -62135596800000],
  ])) {
    assert.equal(reader.instantOf(text), instant, text);
    assert.equal(reader.instantOf(` ${text}\t`), instant, text);
    assert.equal(new TimeReader('iso', '+09:00').instantOf(text), instant, text);
  }
  for (const text of [
    '',
    '2026-01-05T12:00:00',
    '2026-01-05 12:00',
    '2026-01-05',
    '2026-02-29T12:00:00Z',
    '2026-13-05T12:00:00.0000Z',
    '2026-01-05T24:00:00.0000Z',
    '2026-01-05T12:60:00+02',
    '2026-01-05T12:00:60.0000Z',
    '2026-01-05T12:00:00.Z',
    '2026-01-05T12:00:00+24',
    '2026-01-05T12:00:00+02:60',
    '2026-01-05T12:00:00+2',
    '2026-01-05  12:00:00Z',
    '26-01-05T12:00:00Z',
    '05.01.2026 12:00',
    '1767614400000',
  ]) {
    assert.equal(reader.instantOf(text), Number.NaN, text);
  }
});

test('times without an offset are those of the one that is said', () => {
  for (const [offset, hours] of /** @type {[string, number][]} */ ([
    ['Z', 0],
    ['UTC', 0],
    ['+02:00', 2],
    ['+02', 2],
    ['+0200', 2],
    ['-05:30', -5.5],
  ])) {
    const reader = new TimeReader('iso', offset);
    const instant = noon - hours * 3_600_000;
    for (const text of ['2026-01-05T12:00:00', '2026-01-05 12:00', '2026-01-05 12:00:00.0009']) {
      assert.equal(reader.instantOf(text), instant, `${text} ${offset}`);
    }
    assert.equal(reader.instantOf('2026-01-05'), instant - 12 * 3_600_000);
  }
});

test('counts since 1970', () => {
  const seconds = new TimeReader('epoch-s');
  const milliseconds = new TimeReader('epoch-ms');
  assert.equal(seconds.instantOf('1767614400'), noon);
  assert.equal(seconds.instantOf('1767614400.1237'), noon + 123);
  assert.equal(seconds.instantOf('-1.5'), -1500);
  assert.equal(milliseconds.instantOf(' 1767614400000 '), noon);
  assert.equal(milliseconds.instantOf('1767614400000.9'), noon);
  for (const text of ['', '1e9', '0x10', '2026-01-05T12:00:00Z', '1 767', '∞', '--1', '1.']) {
    assert.equal(seconds.instantOf(text), Number.NaN, text);
    assert.equal(milliseconds.instantOf(text), Number.NaN, text);
  }
  const log = 'at,contact,type\n1767614400000,a,x\n"1767614400001",a,x\n2026-01-05T12:00:00.000Z,a,x\n';
  const { rows, refusals } = readRows(log, { times: milliseconds });
  assert.deepEqual(
    rows.map(({ at }) => at),
    [noon, noon + 1],
  );
  assert.deepEqual(
    refusals.map(({ message }) => message),
    ['`at` is "2026-01-05T12:00:00.000Z", which is no number of milliseconds since 1970.'],
  );
  const lines = [1767614400, '1767614401', 1767614402.5].map((at) => JSON.stringify({ at, contact: 'a', type: 'x' }));
  assert.deepEqual(
    readRows(lines.join('\n'), { format: 'ndjson', times: seconds }).rows.map(({ at }) => at),
    [noon, noon + 1000, noon + 2500],
  );
});

test('what is wrong with a time is told with the time, and with what would mend it', async () => {
  const long = 'x'.repeat(100);
  const times = ['2026-01-05T12:00:00', '1767614400', '1767614400000', '05/01/2026', '\u001b[31m', long];
  const { refusals, rows } = await replay(csv('2026-01-05T12:00:00Z', ...times, ''));
  assert.deepEqual(rows.refusedBy, { 'value.format': 7 });
  const messages = refusals.map(({ message }) => message);
  assert.match(messages[0] ?? '', /^`at` is "2026-01-05T12:00:00", which has no offset from UTC: .*--offset \+02:00/);
  assert.match(messages[1] ?? '', /^`at` is "1767614400", .*--time epoch-s\)/);
  assert.match(messages[2] ?? '', /^`at` is "1767614400000", .*--time epoch-ms\)/);
  assert.match(messages[3] ?? '', /^`at` is "05\/01\/2026", which is not a time in ISO 8601, such as/);
  assert.match(messages[4] ?? '', /^`at` is "\\u001b\[31m", /);
  assert.equal(messages[5]?.indexOf(`"${'x'.repeat(60)}…", which`), '`at` is '.length);
  const ndjson = await replay('{"at":1767614400,"contact":"a","type":"email.opened"}\n');
  assert.match(ndjson.refusals[0]?.message ?? '', /^`at` is "1767614400", .*--time epoch-s\)/);
});

test('of many times that cannot be read all are counted, and the first hundred told, however they are run', async () => {
  const log = csv(...Array.from({ length: 500 }, (_, index) => (index % 2 ? '2026-01-05T12:00:00Z' : `day ${index}`)));
  const alone = await replay(log);
  assert.deepEqual(alone.rows, { read: 500, used: 250, refused: 250, refusedBy: { 'value.format': 250 } });
  assert.equal(alone.refusals.length, 100);
  assert.match(alone.refusals[99]?.message ?? '', /"day 198"/);
  for (const options of [{ batchSize: 7 }, { sort: true }, { workers: 3 }]) {
    assert.deepEqual((await replay(log, options)).refusals, alone.refusals);
  }
  const parts = await Promise.all([0, 1, 2].map((index) => replay(log, { partition: { index, of: 3 } })));
  const merged = engine.merge(parts.map(({ part }) => part ?? ''));
  assert.deepEqual('a' in merged ? undefined : [merged.rows, merged.refusals], [alone.rows, alone.refusals]);
});

test('one log in all its ways of writing times comes to the same', async () => {
  const expected = await replay(csv('2026-01-05T12:00:00Z', '2026-01-05T12:00:07.250Z'));
  assert.equal(expected.rows.used, 2);
  for (const [log, options] of /** @type {const} */ ([
    [csv('2026-01-05 12:00:00', '2026-01-05 12:00:07.250999'), { offset: 'Z' }],
    [csv('2026-01-05 14:00:00', '2026-01-05T12:00:07.25+00'), { offset: '+02' }],
    [csv('1767614400', '1767614407.25'), { time: 'epoch-s' }],
    [csv('1767614400000', '1767614407250'), { time: 'epoch-ms' }],
  ])) {
    assert.deepEqual(await replay(log, options), expected);
  }
  for (const options of /** @type {any[]} */ ([
    { offset: '2 hours' },
    { offset: '+24' },
    { offset: 2 },
    { offset: '' },
    { time: 'unix' },
    { time: 'epoch-s', offset: '+02' },
  ])) {
    await assert.rejects(replay(csv('1'), options), UsageError, JSON.stringify(options));
  }
});

test('when contacts were created is written as the times of the log are', async () => {
  const dates = {
    ...workspace,
    contacts: [],
    workflows: [
      {
        id: 'birthday',
        status: /** @type {const} */ ('published'),
        triggers: [{ type: 'date.reached', field: 'createdAt', offset: '1d' }],
        steps: [{ type: 'modifyEngagementScore', operation: /** @type {const} */ ('add'), points: 1 }],
      },
    ],
  };
  const simulation = engine.simulate(dates);
  for (const [at, createdAt, options] of /** @type {const} */ ([
    ['2026-01-05T12:00:00Z', '2026-01-05T11:00:00.123456+00', {}],
    ['2026-01-05 12:00:00', '2026-01-05 11:00:00', { offset: 'Z' }],
    ['1767614400', '1767610800', { time: 'epoch-s' }],
    ['1767614400', '2026-01-05T11:00:00Z', { time: 'epoch-s' }],
  ])) {
    const report = await simulation.replay(csv(at), {
      ...options,
      contacts: `id,createdAt\nana,${createdAt}\n`,
      end: '2026-01-07T00:00:00Z',
    });
    assert.deepEqual([report.contacts.rows.used, report.workflows[0]?.enrolled], [1, 1], createdAt);
  }
  simulation.dispose();
});
