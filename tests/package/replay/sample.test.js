// What the beginning of a log tells: its columns, its first rows, and what they seem to be.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { loadEngine } from '@rehearse/engine';

const engine = await loadEngine();
const samples = new URL('../../conformance/samples/', import.meta.url);
const log = new URL('email-engagement.events.csv', samples);

/** @param {string} text @param {object} [options] */
const sampled = (text, options) => engine.sampleLog(new Blob([text]), options);

test('a log of another system: columns, rows with their lines, and what they seem to be', async () => {
  const { format, columns, rows, guess, isWhole, bytes } = await engine.sampleLog(pathToFileURL(log.pathname));
  assert.deepEqual([format, rows.length, isWhole], ['csv', 20, false]);
  assert.deepEqual(columns, ['Timestamp', 'Contact Id', 'Event', 'Campaign', 'Link', 'Source System']);
  assert.deepEqual(rows[0], {
    line: 2,
    cells: ['2026-03-02T09:43:00Z', 'emil', 'Email Opened', 'spring-offer', '', 'Mailer'],
  });
  const { at, contact, type, email, link } = guess.map;
  assert.deepEqual([at, contact, type, email, link], ['Timestamp', 'Contact Id', 'Event', 'Campaign', 'Link']);
  assert.deepEqual(guess.types, { 'Email Opened': 'email.opened', 'Link Clicked': 'link.clicked', 'Link Cliked': '' });
  assert.deepEqual([guess.time, guess.needsOffset], ['iso', false]);
  const text = await readFile(log, 'utf8');
  assert.equal(text.slice(0, bytes).trimEnd().split('\n').length, 21);
});

test('what was guessed replays it', async () => {
  const { guess } = await engine.sampleLog(log);
  const types = Object.fromEntries(Object.entries(guess.types).filter(([, ours]) => ours !== ''));
  const workspace = await readFile(new URL('email-engagement.workspace.json', samples), 'utf8');
  const { rows } = await engine.simulate(workspace).replay(log, { map: guess.map, types });
  assert.deepEqual(rows, { read: 27, used: 25, refused: 2, refusedBy: { 'value.format': 1, 'value.unknown': 1 } });
});

test('one column for whatever was opened or clicked, counts of seconds, other separators', async () => {
  const { guess } = await sampled(
    'time;person;action;asset;value\n1772445600;ana;Email opened;spring;\n1772445601;bo;Trigger link clicked;faq;\n',
  );
  assert.deepEqual(guess.map, {
    ...{ at: 'time', contact: 'person', type: 'action', email: 'asset', link: 'asset', form: 'asset' },
    amount: 'value',
  });
  assert.deepEqual(guess.types, { 'Email opened': 'email.opened', 'Trigger link clicked': 'link.clicked' });
  assert.equal(guess.time, 'epoch-s');
});

test('columns of other names by what stands in them; times without an offset', async () => {
  const { guess } = await sampled('when,who,what\n2026-03-02 09:00,a@b.co,form.submitted\n');
  assert.deepEqual(guess.map, { at: 'when', contact: 'who', type: 'what' });
  assert.equal(guess.needsOffset, true);
});

test('NDJSON: the keys of all rows are its columns; a mark at the start counts', async () => {
  const text =
    '\uFEFF{"at":"2026-03-02T09:00:00+01:00","contact":"a"}\n\n{"type":"order.placed","fields":{"plan":3}}\n';
  const { format, columns, rows, bytes, isWhole } = await sampled(text);
  assert.deepEqual([format, isWhole, bytes], ['ndjson', true, new TextEncoder().encode(text).length]);
  assert.deepEqual(columns, ['at', 'contact', 'type', 'fields.plan']);
  assert.deepEqual(rows[1], { line: 3, cells: ['', '', 'order.placed', '3'] });
});

test('cells of several lines, blank lines, a line that says what separates, and lines of carriage returns', async () => {
  const { columns, rows } = await sampled('sep=|\n\nat|contact|text\n1|a|"x\ny|z"\n\n2|b|c\n');
  assert.deepEqual(columns, ['at', 'contact', 'text']);
  assert.deepEqual(rows, [
    { line: 4, cells: ['1', 'a', 'x\ny|z'] },
    { line: 7, cells: ['2', 'b', 'c'] },
  ]);
  const returns = await sampled('at,contact\r1,a\r2,b\r');
  assert.deepEqual(
    returns.rows.map(({ line, cells }) => [line, ...cells]),
    [
      [2, '1', 'a'],
      [3, '2', 'b'],
    ],
  );
});

test('what is no log is told', async () => {
  const cases = [
    ['', 'log.empty', /empty/],
    ['\n\n', 'log.empty', /empty/],
    ['2026-03-02T09:00:00Z,ana,email.opened\n', 'log.columns', /no header: its first line holds "2026-03-02/],
    ['\u0089PNG\r\n\u001a\n\0\0\0', 'log.unreadable', /no text/],
    ['[{}]\n', 'log.unreadable', /one JSON document/],
  ];
  for (const [text, code, message] of cases) {
    await assert.rejects(sampled(/** @type {string} */ (text)), { code, message });
  }
});
