import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogError, loadEngine, UsageError } from '@rehearse/engine';
import { csvOf, madeUpEvents, replayOf, resultsOf, workspace } from './support/logs.js';

const engine = await loadEngine();

/** @param {Parameters<import('@rehearse/engine').Simulation['replay']>} given */
const replay = (...given) => replayOf(engine, workspace, ...given);

const at = '2026-01-05T12:00:00Z';
const events = madeUpEvents(500);

/** The same log as other programs export it: one column holds the email, the link or the form, whichever it is. */
const exported = [
  'at,contact,type,Asset,amount,fields.plan',
  ...events.map(({ at, event: { contact, type, email, link, form, amount, fields } }) =>
    [at, contact, type, email ?? link ?? form ?? '', amount ?? '', fields?.plan ?? ''].join(','),
  ),
].join('\n');
const assets = { email: 'Asset', link: 'Asset', form: 'Asset' };

test('one column of the log holds the attributes of several types', async () => {
  const expected = await replay(csvOf(events));
  assert.equal(expected.rows.used, 500);
  assert.ok(expected.workflows.every(({ workflow, enrolled }) => enrolled > 0 || workflow === 'never'));
  for (const options of [{}, { strict: true }, { batchSize: 7 }, { workers: 2 }, { sort: true }]) {
    const report = await replay(exported, { map: assets, ...options });
    assert.deepEqual(resultsOf(report), resultsOf(expected), JSON.stringify(options));
  }
  const [header = '', ...rows] = exported.split('\n').map((row) => row.split(','));
  const ndjson = rows.map((cells) => {
    const row = Object.fromEntries(cells.map((cell, index) => [header[index], cell === '' ? null : cell]));
    const { 'fields.plan': plan, amount, ...others } = row;
    return `${JSON.stringify({ ...others, amount: amount && Number(amount), fields: { plan } })}\n`;
  });
  assert.deepEqual(resultsOf(await replay(ndjson.join(''), { map: assets })), resultsOf(expected));
  assert.deepEqual(
    resultsOf(await replay(ndjson.join(''), { map: assets, strict: true, batchSize: 3 })),
    resultsOf(expected),
  );
});

test('a column may be a field and an attribute, but nothing together with what every row has', async () => {
  const log = `at,contact,type,what\n${at},a,form.submitted,pro\n${at},a,email.opened,pro\n`;
  const report = await replay(log, { map: { form: 'what', 'fields.plan': 'what', email: 'what' } });
  assert.equal(report.rows.used, 2);
  assert.equal(report.workflows[1]?.enrolled, 1, 'by the field of the first row');
  for (const map of [
    { type: 'what', email: 'what' },
    { email: 'what', contact: 'what' },
    { at: 'what', 'fields.x': 'what' },
    { id: 'what', link: 'what' },
  ]) {
    for (const text of [log, '{"what":"x"}\n']) {
      await assert.rejects(replay(text, { map }), (error) => {
        assert.ok(error instanceof UsageError);
        return /The column "what" cannot be both/.test(error.message);
      });
    }
  }
});

const broad = [
  'at,contact,type,email,link,amount,fields.plan',
  `${at},ana,email.opened,spring-offer,pricing,,`,
  `${at},ana,link.clicked,,pricing,5,pro`,
  `${at},ana,link.clicked,spring-offer,pricing,,`,
  `${at},ana,custom.sold,,pricing,,pro`,
  `${at},ana,form.submited,,pricing,,`,
  `${at},bo,contact.created,spring-offer,,,`,
].join('\n');

test('attributes that the type of an event has not are left out and counted', async () => {
  const report = await replay(broad);
  assert.deepEqual(report.rows, { read: 6, used: 5, refused: 1, refusedBy: { 'value.unknown': 1 } });
  assert.deepEqual(report.warnings, [
    {
      code: 'attribute.ignored',
      message:
        "Left out, since events of the row's type have no such attribute: " +
        'amount in 1 row, email in 2 rows, fields.plan in 1 row, link in 2 rows.',
      counts: { amount: 1, email: 2, 'fields.plan': 1, link: 2 },
    },
  ]);
  assert.equal(report.workflows[0]?.enrolled, 1);
  for (const options of [{ batchSize: 1 }, { workers: 2 }, { sort: true }]) {
    assert.deepEqual((await replay(broad, options)).warnings, report.warnings, JSON.stringify(options));
  }
  const parts = await Promise.all([0, 1].map((index) => replay(broad, { partition: { index, of: 2 } })));
  assert.deepEqual(resultsOf(engine.merge(parts.map(({ part }) => part ?? ''))), resultsOf(report));
  const ndjson = '{"at":"2026-01-05T12:00:00Z","contact":"a","type":"link.clicked","link":"x","email":"y"}\n';
  assert.deepEqual((await replay(ndjson)).warnings[0]?.counts, { email: 1 });
});

test('of a column for several, what none of them can use is counted once', async () => {
  const log = `at,contact,type,what\n${at},a,email.opened,x\n${at},a,order.placed,x\n${at},a,order.placed,x\n`;
  const map = { email: 'what', link: 'what' };
  const report = await replay(log, { map });
  assert.deepEqual([report.rows.used, report.warnings[0]?.counts], [3, { email: 2 }]);
  await assert.rejects(replay(log, { map, strict: true }), (error) => {
    assert.ok(error instanceof LogError);
    return error.refusal?.line === 3 && error.refusal.code === 'key.unknown';
  });
});

test('strict, they are a mistake', async () => {
  await assert.rejects(replay(broad, { strict: true }), (error) => {
    assert.ok(error instanceof LogError);
    return error.refusal?.line === 2 && error.refusal.code === 'key.unknown';
  });
});

test('types by other names are told apart all the same', async () => {
  const rows = Array.from({ length: 3000 }, (_, index) => {
    const [type, email, link] = [
      ['Opened', 'spring-offer', index],
      ['link.clicked', index, 'pricing'],
      ['email.opened', `e${index}`, 'x'],
    ][index % 3] ?? ['', '', ''];
    return `${at},contact-${index % 7},${type},${email},${link}`;
  });
  const log = `at,contact,type,email,link\n${rows.join('\n')}`;
  const report = await replay(log, { types: { Opened: 'email.opened' }, batchSize: 64 });
  assert.equal(report.rows.used, 3000);
  assert.deepEqual(report.warnings[0]?.counts, { email: 1000, link: 2000 });
});
