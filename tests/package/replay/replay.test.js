import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, afterEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { LogError, loadEngine, UsageError } from '@rehearse/engine';
import {
  csvOf,
  dependent,
  firedOneByOne,
  madeUpEvents,
  ndjsonOf,
  replayOf,
  resultsOf,
  workspace,
} from './support/logs.js';

const engine = await loadEngine();
const folder = await mkdtemp(join(tmpdir(), 'rehearse-replay-'));
after(() => rm(folder, { recursive: true }));
afterEach(() => {
  assert.equal(engine.replayCount, 0, 'no replay is left in memory');
});

const events = madeUpEvents(3000);
const log = csvOf(events);

/** @param {Parameters<import('@rehearse/engine').Simulation['replay']>} given */
const replay = (...given) => replayOf(engine, workspace, ...given);

test('a replay comes to what its rows come to when they are fired one by one', async () => {
  const report = await replay(log);
  const simulation = firedOneByOne(engine, workspace, events);
  const { scores, points, workflows, messages } = simulation.stats();
  assert.deepEqual(report.scores, scores);
  assert.deepEqual(report.points, points);
  assert.equal(report.messages.total, messages);
  assert.deepEqual(
    report.workflows.map(({ locked: _locked, ...rest }) => ({
      ...rest,
      steps: rest.steps.map(({ branches: _branches, ...step }) => step),
    })),
    workflows,
  );
  const branches = report.workflows[1]?.steps[0]?.branches ?? [];
  const enrolled = report.workflows[1]?.enrolled ?? 0;
  assert.ok(enrolled > 50);
  assert.equal(
    branches.reduce((sum, { taken }) => sum + taken, 0),
    enrolled,
  );
  assert.ok(branches.every(({ taken }) => taken > 0));
  assert.deepEqual(report.rows, { read: 3000, used: 3000, refused: 0, refusedBy: {} });
  assert.deepEqual([report.start, report.end], [events[0]?.at, events.at(-1)?.at]);
  assert.ok(report.workflows.some(({ workflow, enrolled }) => workflow === 'hot' && enrolled > 10));
  assert.deepEqual([report.workers, report.why, report.warnings, report.halted], [1, null, [], 0]);
  simulation.dispose();
});

test('the simulation stays as it is', async () => {
  const simulation = engine.simulate(workspace);
  simulation.fire({ type: 'email.opened', contact: 'contact-1', email: 'spring-offer' });
  const before = [simulation.now, simulation.contacts(), simulation.journal()];
  const report = await simulation.replay(log);
  assert.deepEqual([simulation.now, simulation.contacts(), simulation.journal()], before);
  const fork = simulation.fork();
  simulation.dispose();
  assert.deepEqual(await fork.replay(log), report);
  fork.dispose();
  await assert.rejects(simulation.replay(log), UsageError);
});

test('every source gives the same report', async () => {
  const csv = join(folder, 'log.csv');
  await writeFile(csv, log);
  const plain = join(folder, 'log');
  await writeFile(plain, `\uFEFF${log}`);
  const bytes = Buffer.from(log);
  const pieces = log.match(/[\s\S]{1,997}/gu) ?? [];
  /** @type {[string, () => import('@rehearse/engine').LogSource][]} */
  const sources = [
    ['path', () => csv],
    ['file URL', () => pathToFileURL(csv)],
    ['a file whose name says nothing, with a mark', () => plain],
    ['bytes', () => new Uint8Array(bytes)],
    ['array buffer', () => new Uint8Array(bytes).buffer],
    ['blob', () => new Blob([bytes])],
    ['file', () => new File([bytes], 'log.csv')],
    ['stream of Node', () => Readable.from([bytes.subarray(0, 3), bytes.subarray(3)])],
    ['stream of the web', () => new Blob([bytes]).stream()],
    ['texts', () => pieces],
    [
      'texts to come',
      () =>
        (async function* () {
          yield* pieces;
        })(),
    ],
    ['body of a response', () => /** @type {ReadableStream} */ (new Response(log).body)],
  ];
  const expected = await replay(log);
  for (const [name, source] of sources) {
    assert.deepEqual(await replay(source()), expected, name);
  }
  assert.deepEqual(await replay(ndjsonOf(events)), expected, 'ndjson');
});

test('sources that cannot be read', async () => {
  /** @type {[unknown, RegExp][]} */
  const cases = [
    [join(folder, 'nowhere.csv'), /The log cannot be read: ENOENT/],
    [folder, /The log cannot be read: it is a folder/],
    ['', /ENOENT/],
    ['\n', /The log is empty/],
    [new Uint8Array(), /The log is empty/],
    [Buffer.from('at,contact\n', 'utf16le').subarray(0), /no column|none of the columns/],
    [Buffer.from('\uFEFFat,contact\n', 'utf16le'), /UTF-16/],
    [Buffer.from([0x1f, 0x8b, 8, 0, 0]), /compressed/],
    [Buffer.from('PK\x03\x04....'), /spreadsheet/],
    ['[\n{}]', /one JSON document/],
    [
      Readable.from(
        (async function* () {
          yield 'at,contact,type\n';
          throw new Error('pipe broken');
        })(),
      ),
      /The log cannot be read: pipe broken/,
    ],
  ];
  for (const [source, message] of cases) {
    await assert.rejects(replay(/** @type {string} */ (source)), (error) => {
      assert.ok(error instanceof LogError, String(error));
      assert.match(error.message, message);
      return true;
    });
  }
  for (const source of [undefined, null, 5, {}, [5]]) {
    await assert.rejects(replay(/** @type {string} */ (/** @type {unknown} */ (source))), UsageError);
  }
  const stream = new Blob([log]).stream();
  stream.getReader();
  await assert.rejects(replay(stream), /The log cannot be read/);
});

test('rows that cannot be used: their lines, reasons and counts', async () => {
  const at = '2026-01-05T10:00:00.000Z';
  const report = await replay(
    [
      'at,contact,type,email,link,amount,channel',
      `${at},ana,email.opened,spring-offer,,,`,
      '',
      `${at},ana,email.opend,x,,,`,
      `${at},,email.opened,x,,,`,
      `yesterday,ana,email.opened,x,,,`,
      `2026-01-04T10:00:00.000Z,ana,email.opened,x,,,`,
      `${at},ana,tag.added,,,,`,
      `${at},ana,link.clicked,,,,`,
      `${at},ana,link.clicked,,pricing,5,`,
      `${at},ana,order.placed,,,much,`,
      `${at},"ana`,
      `${at},ana,link.clicked,,"pricing",,,more`,
      `${at},ana,contact.created,,,,`,
      `${at},bo,contact.created,,,,`,
    ].join('\r\n'),
  );
  assert.deepEqual(
    report.refusals.map(({ row, line, code }) => [row, line, code]),
    [
      [2, 4, 'value.unknown'],
      [3, 5, 'value.missing'],
      [4, 6, 'value.format'],
      [5, 7, 'time.order'],
      [6, 8, 'event.notFireable'],
      [7, 9, 'value.missing'],
      [9, 11, 'value.type'],
      [10, 12, 'csv.quotes'],
      [11, 13, 'csv.cells'],
      [12, 14, 'id.duplicate'],
    ],
  );
  assert.match(report.refusals[0]?.message ?? '', /email\.opend/);
  assert.deepEqual([report.rows.read, report.rows.used, report.rows.refused], [13, 3, 10]);
  assert.deepEqual(report.rows.refusedBy, {
    ...{ 'csv.cells': 1, 'csv.quotes': 1, 'event.notFireable': 1, 'id.duplicate': 1 },
    ...{ 'time.order': 1, 'value.format': 1, 'value.missing': 2, 'value.type': 1, 'value.unknown': 1 },
  });
});

test('of many the first hundred are kept, whatever the size of batches', async () => {
  const at = '2026-01-05T10:00:00.000Z';
  const rows = Array.from({ length: 1000 }, (_, index) => (index % 3 ? `${at},a,nothing` : `${at},a,x,too,many`));
  const text = `at,contact,type\n${rows.join('\n')}`;
  const expected = await replay(text);
  assert.equal(expected.rows.refused, 1000);
  assert.deepEqual(
    expected.refusals.map(({ row }) => row),
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
  for (const batchSize of [1, 7, 64]) {
    assert.deepEqual(await replay(text, { batchSize }), expected);
  }
});

test('strict: the first row that cannot be used ends it', async () => {
  const at = '2026-01-05T10:00:00.000Z';
  for (const [bad, code] of [
    [`${at},ana,nothing`, 'value.unknown'],
    [`${at},ana,"x`, 'csv.quotes'],
    [`${at},ana,link.clicked,more`, 'csv.cells'],
  ]) {
    const rows = [`${at},ana,order.placed`, '', bad, `${at},ana,nothing`, `${at},a,b,c`];
    for (const workers of [1, 2]) {
      await assert.rejects(replay(`at,contact,type\n${rows.join('\n')}\n`, { strict: true, workers }), (error) => {
        assert.ok(error instanceof LogError, String(error));
        assert.equal(error.code, 'log.refused');
        assert.deepEqual([error.refusal?.row, error.refusal?.line, error.refusal?.code], [2, 4, code]);
        assert.match(error.message, /^Line 4: /);
        return true;
      });
    }
  }
  const fine = await replay(log, { strict: true });
  assert.equal(fine.rows.used, 3000);
});

test('batches of any size, and sorting', async () => {
  const expected = await replay(log);
  for (const batchSize of [1, 100, 1_000_000]) {
    assert.deepEqual(await replay(log, { batchSize }), expected);
  }
  const [header, ...rows] = log.trim().split('\n');
  // In another order, but for the rows of one time, which stay in theirs.
  const shuffled = rows
    .map((row, index) => ({ row, index, key: Math.imul(index, 2654435761) >>> 0 }))
    .sort((a, b) => a.key - b.key);
  const sorted = await replay([header, ...shuffled.map(({ row }) => row)].join('\n'), { sort: true });
  assert.equal(sorted.checksum, expected.checksum);
  assert.deepEqual(sorted.scores, expected.scores);
  assert.deepEqual(sorted.workflows, expected.workflows);
  const late = `at,contact,type\n2026-01-06T00:00:00Z,a,x\n2026-01-05T00:00:00Z,a,y`;
  await assert.rejects(
    replay(late, { sort: true, strict: true }),
    /Line 3: value\.unknown/,
    'the first in order of time',
  );
});

test('start and end', async () => {
  const later = await replay(log, { end: new Date('2027-01-01T00:00:00Z') });
  assert.equal(later.end, '2027-01-01T00:00:00.000Z');
  assert.equal(later.workflows[0]?.waiting, 0);
  const start = '2025-12-01T00:00:00Z';
  assert.equal((await replay(log, { start })).start, '2025-12-01T00:00:00.000Z');
  const late = await replay(log, { start: events[1000]?.at });
  assert.equal(late.rows.refusedBy['time.order'], 1000);
  await assert.rejects(replay(log, { start: 'tomorrow' }), UsageError);
  await assert.rejects(replay(log, { end: '2020-01-01T00:00:00Z' }), /The log goes on after this end/);
  await assert.rejects(replay(log, { end: 'tomorrow' }), UsageError);
});

test('contacts from a file', async () => {
  const contacts =
    'id,engagementScore,name,tags,createdAt,fields.plan,fields.seats:number,Owner\ncontact-2,100,Two,a|b,2025-01-01T00:00:00Z,pro,5,x\n\nnobody,,,,,,,\n,5,,,,,,\nx,much,,,,,,\n';
  const report = await replay(log, { contacts });
  const without = await replay(log);
  assert.equal(report.contacts.total, without.contacts.total + 1);
  assert.equal(report.contacts.made, without.contacts.made - 1);
  assert.deepEqual(report.contacts.rows, {
    read: 4,
    used: 2,
    refused: 2,
    refusedBy: { 'value.missing': 1, 'value.type': 1 },
  });
  assert.deepEqual(
    report.contacts.refusals.map(({ row, line, code }) => [row, line, code]),
    [
      [3, 5, 'value.missing'],
      [4, 6, 'value.type'],
    ],
  );
  assert.equal(report.warnings.length, 1);
  const ndjson = [
    {
      id: 'contact-2',
      engagementScore: 100,
      name: 'Two',
      tags: ['a', 'b'],
      createdAt: '2025-01-01T00:00:00Z',
      fields: { plan: 'pro', seats: 5 },
    },
    { id: 'nobody' },
  ]
    .map((row) => JSON.stringify(row))
    .join('\n');
  assert.equal((await replay(log, { contacts: ndjson })).checksum, report.checksum);
  const renamed = contacts.replace('id,engagementScore', 'Contact,Score');
  const mapped = await replay(log, { contacts: renamed, contactsMap: { id: 'Contact', engagementScore: 'Score' } });
  assert.equal(mapped.checksum, report.checksum);
  await assert.rejects(replay(log, { contacts: 'name\nx\n' }), /The contacts' file has no column id/);
  await assert.rejects(replay(log, { contacts, strict: true }), /Line 5 of the contacts: value\.missing/);
});

test('scores by contact', async () => {
  /** @type {unknown[][]} */
  const pages = [];
  const report = await replay(log, {
    onScores: (page) => {
      pages.push(page);
    },
  });
  const contacts = new Map(pages.flat().map((contact) => [/** @type {string[]} */ (contact)[0], contact]));
  assert.equal(contacts.size, report.contacts.total);
  const simulation = firedOneByOne(engine, workspace, events);
  for (const { id, engagementScore } of simulation.contacts()) {
    assert.deepEqual(contacts.get(id), [id, id === 'contact-1' ? 30 : null, engagementScore]);
  }
  simulation.dispose();
  const failure = new Error('disk full');
  await assert.rejects(
    replay(log, {
      onScores: async () => {
        throw failure;
      },
    }),
    failure,
  );
});

test('excerpts', async () => {
  const { excerpts } = await replay(log, { excerpts: { opened: 2, never: 5 } });
  assert.deepEqual(
    excerpts.map(({ workflow }) => workflow),
    ['opened', 'opened'],
  );
  for (const { row, at, contact, entries, truncated } of excerpts) {
    const logged = events[row - 1];
    assert.deepEqual([at, contact], [logged?.at, logged?.event.contact]);
    assert.equal(entries[0]?.kind, 'event');
    assert.equal(truncated, false);
    assert.ok(entries.some(({ kind, workflow }) => kind === 'enrolled' && workflow === 'opened'));
  }
  await assert.rejects(replay(log, { excerpts: { nothing: 1 } }), UsageError);
});

test('progress', async () => {
  const file = join(folder, 'progress.csv');
  await writeFile(file, csvOf(madeUpEvents(100_000)));
  /** @type {import('@rehearse/engine').ReplayProgress[]} */
  const told = [];
  await replay(file, { onProgress: (progress) => told.push(progress) });
  const last = told.at(-1);
  assert.equal(last?.rows, 100_000);
  assert.equal(last?.bytes, last?.totalBytes);
  assert.ok(
    told.every(({ rows, bytes, elapsed }, index) => {
      const before = told[index - 1];
      return before === undefined || (rows >= before.rows && bytes >= before.bytes && elapsed >= before.elapsed);
    }),
  );
  const failure = new Error('no');
  await assert.rejects(
    replay(log, {
      onProgress: () => {
        throw failure;
      },
    }),
    failure,
  );
  told.length = 0;
  await replay(new Blob([log]).stream(), { onProgress: (progress) => told.push(progress) });
  assert.equal(told.at(-1)?.totalBytes, undefined);
});

test('others have their turn while it runs, however much of the log comes at once', async () => {
  const text = csvOf(madeUpEvents(150_000));
  for (const source of [text, [Buffer.from(text)]]) {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const started = performance.now();
    await replay(source);
    clearInterval(timer);
    const elapsed = performance.now() - started;
    assert.ok(turns > elapsed / 100, `${turns} turns in ${elapsed} ms`);
  }
});

test('a signal ends it, at the start, on the way, and while nothing comes', async () => {
  const reason = new Error('enough');
  await assert.rejects(replay(log, { signal: AbortSignal.abort(reason) }), reason);
  for (const workers of [1, 2]) {
    const controller = new AbortController();
    const endless = (async function* () {
      yield log;
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        yield '\n';
      }
    })();
    setTimeout(() => controller.abort(reason), 200);
    await assert.rejects(replay(endless, { signal: controller.signal, workers }), reason);
    const silent = new Readable({ read() {} });
    silent.push(log);
    const other = new AbortController();
    setTimeout(() => other.abort(reason), 50);
    await assert.rejects(replay(silent, { signal: other.signal, workers }), reason);
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(silent.destroyed, true);
  }
  const text = csvOf(madeUpEvents(150_000));
  const controller = new AbortController();
  await assert.rejects(replay(text, { signal: controller.signal, onProgress: () => controller.abort(reason) }), reason);
});

test('rows with more keys than the engine takes cannot be used, and the others can', async () => {
  const [{ at, event } = assert.fail()] = events;
  const keys = Array.from({ length: 1100 }, (_, index) => ({ ...event, fields: { [`key${index}`]: 'x' } }));
  const form = { type: 'form.submitted', contact: event.contact, form: 'demo' };
  const rows = keys.map(({ fields }) => ({ at, event: { ...form, fields } }));
  for (const workers of [1, 2]) {
    const report = await replay(ndjsonOf(rows), { workers });
    assert.deepEqual(report.rows, { read: 1100, used: 995, refused: 105, refusedBy: { 'value.range': 105 } });
  }
});

test('wrong options', async () => {
  for (const options of [
    { map: { at: '' } },
    { map: { time: 'at' } },
    { map: 'at=Time' },
    { map: { email: 'Campaign' } },
    { types: { a: 5 } },
    { batchSize: 0 },
    { batchSize: 1.5 },
    { workers: 0 },
    { workers: 'many' },
    { format: 'xml' },
    { onProgress: 5 },
    { signal: {} },
    { sort: 1 },
    { strict: 'yes' },
    { starts: '2026-01-01T00:00:00Z' },
    { thresholds: [50] },
    { excerpts: { opened: -1 } },
    { partition: { index: 4, of: 4 } },
    { start: new Date(Number.NaN) },
  ]) {
    await assert.rejects(replay(log, /** @type {object} */ (options)), UsageError, JSON.stringify(options));
  }
  await assert.rejects(replay(log, /** @type {object} */ ({ onprogress() {} })), /Did you mean onProgress\?/);
  await assert.rejects(replay(log, { map: { timestamp: 'at' } }), /map names "timestamp", which events have not/);
});

test('replays at the same time do not disturb each other', async () => {
  const [first, second, third] = await Promise.all([
    replay(log),
    replay(log, { batchSize: 10 }),
    replay(ndjsonOf(events)),
  ]);
  assert.deepEqual(second, first);
  assert.deepEqual(third, first);
});

test('workers come to the same, to the last byte', async () => {
  const text = csvOf(madeUpEvents(20_000, 500));
  const options = { excerpts: { opened: 3, hot: 2 }, end: '2027-01-01T00:00:00Z' };
  const alone = await replay(text, options);
  for (const workers of [2, 3]) {
    const together = await replay(text, { ...options, workers });
    assert.equal(together.workers, workers);
    assert.equal(JSON.stringify(resultsOf(together)), JSON.stringify(resultsOf(alone)));
  }
  assert.equal((await replay(text, { ...options, workers: 'auto' })).checksum, alone.checksum);
});

test('contacts that are not independent are replayed by one thread, which says why', async () => {
  const simulation = engine.simulate(dependent);
  const report = await simulation.replay(log, { workers: 2 });
  simulation.dispose();
  assert.equal(report.workers, 1);
  assert.match(report.why ?? '', /friend|createContact|creates/);
});

test('what is wrong with a call is so with workers, too', async () => {
  const options = { end: '2000-01-01T00:00:00Z' };
  const alone = await replay(log, options).catch((error) => error);
  const together = await replay(log, { ...options, workers: 2 }).catch((error) => error);
  assert.ok(alone instanceof UsageError);
  assert.ok(together instanceof UsageError);
  assert.deepEqual([together.code, together.message], [alone.code, alone.message]);
});

test('a worker whose answer cannot be read ends the replay', async (context) => {
  const { postMessage } = Worker.prototype;
  /** @this {Worker} @param {{ kind: string }} request */
  const post = function (request) {
    if (request.kind === 'finish') {
      this.emit('messageerror', new Error('no such thing'));
    } else {
      postMessage.call(this, request);
    }
  };
  context.mock.method(Worker.prototype, 'postMessage', post);
  await assert.rejects(replay(log, { workers: 2 }), { code: 'engine.stopped', message: /could not be read/ });
});

test('half of a surrogate pair in a text is no text, wherever it stands', async () => {
  const { at } = /** @type {typeof events[0]} */ (events[0]);
  const row = (/** @type {string} */ contact) => `${at},${contact},link.clicked,pricing`;
  const text = [
    'at,contact,type,link',
    row('\ud800'),
    row('\ud801'),
    row('😀'),
    row('a'),
    `${at},b,link.clicked,\ud83d`,
  ];
  const whole = text.join('\n');
  const pieces = [whole.slice(0, whole.indexOf('😀') + 1), whole.slice(whole.indexOf('😀') + 1)];
  for (const source of [whole, pieces, [...whole.split('')]]) {
    const { rows, refusals, contacts } = await replay(source);
    assert.deepEqual(rows.refusedBy, { 'csv.encoding': 3 });
    assert.deepEqual(
      refusals.map(({ row }) => row),
      [1, 2, 5],
    );
    assert.equal(contacts.made, 2);
  }
});

test('what onProgress gives is waited for, and what it rejects with ends the replay', async () => {
  let waiting = 0;
  let told = 0;
  const onProgress = async () => {
    waiting += 1;
    assert.equal(waiting, 1, 'one after the other');
    await new Promise((resolve) => setTimeout(resolve, 5));
    waiting -= 1;
    told += 1;
  };
  await replay(log, { onProgress });
  assert.ok(told > 0);
  await assert.rejects(replay(log, { onProgress: () => Promise.reject(new Error('not shown')) }), /not shown/);
  const controller = new AbortController();
  const forever = () => {
    setTimeout(() => controller.abort(new Error('enough')), 5);
    return new Promise(() => undefined);
  };
  await assert.rejects(replay(log, { onProgress: forever, signal: controller.signal }), /enough/);
});

test('options that are no object, types that there are not, and an end before the start', async () => {
  for (const options of /** @type {any[]} */ ([
    null,
    'strict',
    [],
    { types: { Opened: 'email.opend' } },
    { types: { Sold: 'custom.' } },
    { start: '2026-01-02T00:00:00Z', end: '2026-01-01T00:00:00Z' },
    { start: new Date(1), end: new Date(0) },
  ])) {
    await assert.rejects(replay('no/such/file.csv', options), UsageError, JSON.stringify(options));
    await assert.rejects(engine.compare(workspace, workspace, 'no/such/file.csv', options), UsageError);
  }
  const { rows } = await replay('at,contact,type\n2026-01-01T00:00:00Z,a,Sold\n', { types: { Sold: 'custom.sold' } });
  assert.equal(rows.used, 1);
});

test('null in a file of contacts empties a score; an empty cell and a key that is left out leave it', async () => {
  const log = 'at,contact,type,email\n2026-01-02T00:00:00Z,stranger,custom.none,\n';
  for (const [contacts, score] of /** @type {[string, number | null][]} */ ([
    ['id,engagementScore\ncontact-1,null\n', null],
    ['id,Score\ncontact-1, null \n', null],
    ['id,engagementScore,name\ncontact-1,,One\n', 30],
    ['{"id":"contact-1","engagementScore":null}\n', null],
    ['{"id":"contact-1","Score":null}\n', null],
    ['{"id":"contact-1","name":null}\n', 30],
    ['{"id":"contact-1","engagementScore":7}\n{"id":"two","engagementScore":null}', 7],
  ])) {
    /** @type {import('@rehearse/engine').ContactScores[]} */
    const scores = [];
    const { contacts: counts } = await replay(log, {
      contacts,
      ...(/[",]Score/.test(contacts) && { contactsMap: { engagementScore: 'Score' } }),
      onScores: (page) => void scores.push(...page),
    });
    assert.equal(counts.rows.refused, 0, contacts);
    assert.deepEqual(
      scores.find(([id]) => id === 'contact-1'),
      ['contact-1', score, score],
      contacts,
    );
  }
});

test('of each reason the first row is told, however many others there were before', async () => {
  const early = '2025-01-01T00:00:00Z,a,email.opened,x\n'.repeat(300);
  const unknown = '2026-01-03T00:00:00Z,a,email.opend,x\n'.repeat(2);
  const mixed = `at,contact,type,email\n2026-01-02T00:00:00Z,a,email.opened,x\n${early}${unknown}`;
  for (const options of [{}, { batchSize: 7 }, { workers: 2 }]) {
    const { refusals, rows } = await replay(mixed, options);
    assert.deepEqual(rows.refusedBy, { 'time.order': 300, 'value.unknown': 2 });
    assert.equal(refusals.length, 101);
    assert.deepEqual([refusals[99]?.row, refusals[100]?.row, refusals[100]?.line], [101, 302, 303]);
  }
});

test('rows of a log with the newest first are told of sort', async () => {
  const newestFirst =
    'at,contact,type,email\n2026-01-02T00:00:00Z,a,email.opened,x\n2026-01-01T00:00:00Z,a,email.opened,x\n';
  const told = /which never goes back\. The option `sort` \(`--sort`\) puts rows in order of time first\.$/;
  const { refusals } = await replay(newestFirst);
  assert.match(refusals[0]?.message ?? '', told);
  await assert.rejects(replay(newestFirst, { strict: true }), (error) => {
    assert.ok(error instanceof LogError);
    assert.match(error.refusal?.message ?? '', told);
    return told.test(error.message);
  });
  assert.equal((await replay(newestFirst, { sort: true })).rows.used, 2);
});
