import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadEngine } from '@rehearse/engine';
import { main } from '../../../wasm/dist/cli/main.js';
import { progressText } from '../../../wasm/dist/cli/progress.js';
import { summarizeComparison } from '../../../wasm/dist/cli/replay-summary.js';
import { csvOf, madeUpEvents, ndjsonOf, resultsOf, workspace } from './support/logs.js';

const program = fileURLToPath(new URL('../../../wasm/bin/rehearse.js', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'rehearse replay '));
after(() => rm(folder, { recursive: true }));

const events = madeUpEvents(2000);
const log = csvOf(events);
const higher = structuredClone(workspace);
higher.workflows = higher.workflows.filter(({ id }) => id !== 'never');
higher.workflows[2]?.triggers.splice(0, 1, {
  type: 'score.changed',
  fires: 'crossing',
  conditions: [{ field: 'event.score', operator: 'greaterThanOrEqualTo', value: 60 }],
});
/** @type {[string, string][]} */
const files = [
  ['spring.json', JSON.stringify(workspace)],
  ['higher.json', JSON.stringify(higher)],
  ['broken.json', '{ "rehearse": 1, "workflows": [{ "id": "w" }] }'],
  ['log.csv', log],
  ['log.ndjson', ndjsonOf(events)],
  ['empty.csv', ''],
  ['header.csv', 'at,contact,type\n'],
  ['useless.csv', 'at,contact,type\nyesterday,ana,email.opened\n2026-01-01T00:00:00Z,ana,\u001b[31mevil\n'],
  ['contacts.csv', 'id,engagementScore\ncontact-2,100\n'],
];
for (const [name, content] of files) {
  await writeFile(join(folder, name), content);
}

/**
 * @param {string[]} given
 * @param {string} [input] a file that standard input reads
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>}
 */
function rehearse(given, input) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...given], { cwd: folder });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => {
      output.stdout += data;
    });
    child.stderr.on('data', (data) => {
      output.stderr += data;
    });
    child.on('close', (status) => resolve({ status, ...output }));
    child.stdin.on('error', () => undefined); // it may not be read to its end
    if (input === undefined) {
      child.stdin.end();
    } else {
      createReadStream(join(folder, input)).pipe(child.stdin);
    }
  });
}

/** @param {...string} given */
const replay = (...given) => rehearse(['replay', ...given]);

test('the summary', async () => {
  const { status, stdout, stderr } = await replay('spring.json', '--events', 'log.csv');
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^Span {7}2026-01-05T10:00:00\.\d{3}Z to 2026-01-1\dT.*Z, [\d.]+ days\nRows {7}2,000 read, 2,000 used\nContacts {3}50, 49 of them made by the log\n/,
  );
  assert.match(
    stdout,
    /\nScores in the end, mean [\d.]+, median [\d.]+, -?\d+ to \d+\n( {2,}[-\d]+ to [-\d]+ +\d+( {2}#+)?\n)+\n/,
  );
  assert.match(stdout, /\nWorkflows by times started\n +\d+ {2}(opened|ordered)/);
  assert.match(stdout, /\n {2}never: never\n/);
  assert.match(
    stdout,
    /\nMessages {3}\d+, \d+ sendEmail, \d+ sendSms, \d+ notify\n\nMessages by day\n( {2}2026-01-\d\d +\d+ {2}#+\n){8}$/,
  );
  const report = JSON.parse((await replay('spring.json', '--events', 'log.csv', '--json')).stdout);
  const days = [...stdout.matchAll(/^ {2}(2026-\d\d-\d\d) +(\d+)/gm)].map(([, day, count]) => [day, Number(count)]);
  assert.deepEqual(
    days,
    report.messages.byDay.map((/** @type {Record<string, number>} */ { day, ...kinds }) => [
      day,
      Object.values(kinds).reduce((sum, count) => sum + count),
    ]),
  );
});

test('the documentation prints what it says', async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const document = await readFile(join(root, 'docs/replay.md'), 'utf8');
  const [, command = '', output] =
    /^```sh\nnpx rehearse (.*?)^```\n\nprints\n\n```text\n(.*?)^```$/ms.exec(document) ?? [];
  const given = command.replaceAll('\\\n', ' ').match(/'[^']*'|[^\s']+/g) ?? [];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, ...given.map((word) => word.replaceAll("'", ''))],
    { cwd: root },
  );
  assert.equal(stdout, output);
});

test('--json is the report; standard input, other formats and threads give the same', async () => {
  const { status, stdout, stderr } = await replay('spring.json', '--events', 'log.csv', '--json');
  assert.deepEqual([status, stderr], [0, '']);
  const engine = await loadEngine();
  const simulation = engine.simulate(workspace);
  assert.deepEqual(JSON.parse(stdout), { ok: true, ...resultsOf(await simulation.replay(log)) });
  simulation.dispose();
  for (const [given, input] of /** @type {[string[], string?][]} */ ([
    [['spring.json', '--events', '-', '--json'], 'log.csv'],
    [['spring.json', '--events', '-', '--json'], 'log.ndjson'],
    [['--json', '--events=log.ndjson', 'spring.json']],
    [['spring.json', '--events', 'log.csv', '--json', '--jobs', '2']],
    [['spring.json', '--events', 'log.csv', '--json', '--jobs', 'auto']],
    [['spring.json', '--events', 'log.csv', '--json', '--sort']],
  ])) {
    assert.equal((await rehearse(['replay', ...given], input)).stdout, stdout, given.join(' '));
  }
});

test('columns and types by other names', async () => {
  const [, ...rows] = log.split('\n');
  const header = 'Timestamp,"Contact, Id",Event,Campaign,link,amount,form,fields.plan';
  await writeFile(join(folder, 'export.csv'), [header, ...rows].join('\n').replaceAll('email.opened', 'Email Opened'));
  const { stdout } = await replay('spring.json', '--events', 'log.csv', '--json');
  const named = ['--map', 'at=Timestamp,contact="Contact, Id"', '--map', 'type=Event', '--map', 'email=Campaign'];
  const other = await replay(
    'spring.json',
    '--events',
    'export.csv',
    '--json',
    ...named,
    '--type',
    'Email Opened=email.opened',
  );
  assert.equal(other.stdout, stdout);
  const wrong = await replay('spring.json', '--events', 'export.csv', '--map', 'at=Timestmp');
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /no column "Timestmp", which is to be at\. Did you mean "Timestamp"\?/);
});

test('--csv: a line for each contact', async () => {
  const given = ['--contacts', 'contacts.csv', '--csv', 'scores.csv', '--json'];
  const { stdout } = await replay('spring.json', '--events', 'log.csv', ...given);
  const [header, ...lines] = (await readFile(join(folder, 'scores.csv'), 'utf8')).trimEnd().split('\n');
  assert.equal(header, 'contact,before,after');
  const { contacts, scores } = JSON.parse(stdout);
  assert.equal(lines.length, contacts.total);
  const after = lines.map((line) => Number(line.split(',')[2]));
  assert.equal(after.reduce((sum, score) => sum + score, 0) / after.length, scores.mean);
  assert.match(lines[0] ?? '', /^contact-1,30,\d+$/);
  assert.match(lines[1] ?? '', /^contact-2,100,\d+$/);
  assert.match(lines[2] ?? '', /^contact-3,,-?\d+$/);
  const nowhere = await replay('spring.json', '--events', 'log.csv', '--csv', 'log.csv/where.csv');
  assert.deepEqual([nowhere.status, nowhere.stdout], [2, '']);
  assert.match(nowhere.stderr, /^log\.csv\/where\.csv: cannot be written: E/);
});

test('nothing is written where something is read', async () => {
  const read = async () => Promise.all(files.map(([name]) => readFile(join(folder, name), 'utf8')));
  await symlink(join(folder, 'log.csv'), join(folder, 'link.csv'));
  const before = await read();
  const base = ['spring.json', '--events', 'log.csv', '--contacts', 'contacts.csv', '--compare', 'higher.json'];
  for (const name of ['log.csv', './log.csv', 'link.csv', 'contacts.csv', 'higher.json', 'spring.json']) {
    const { status, stdout, stderr } = await replay(...base, '--csv', name);
    assert.deepEqual([status, stdout], [2, '']);
    assert.ok(stderr.startsWith(`${name}: cannot be written: it is read by the same command.`), stderr);
  }
  const part = await replay('spring.json', '--events', 'log.csv', '--partition', '0/2', '--part', 'log.csv');
  assert.equal(part.status, 2);
  assert.deepEqual(await read(), before);
});

test('what was written before stays where a replay fails', async () => {
  const result = join(folder, 'kept.csv');
  await writeFile(result, 'precious\n');
  for (const given of [
    ['--events', 'missing.csv'],
    ['--events', 'log.csv', '--end', '2001-01-01T00:00:00Z'],
    ['--events', 'useless.csv', '--strict'],
  ]) {
    const { status } = await replay('spring.json', ...given, '--csv', 'kept.csv');
    assert.notEqual(status, 0);
    assert.equal(await readFile(result, 'utf8'), 'precious\n');
  }
  assert.equal((await replay('spring.json', '--events', 'log.csv', '--csv', 'kept.csv')).status, 0);
  assert.match(await readFile(result, 'utf8'), /^contact,before,after\n/);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.includes('partial')),
    [],
  );
  // What is no plain file is written as it is.
  assert.equal((await replay('spring.json', '--events', 'log.csv', '--csv', '/dev/null')).status, 0);
  assert.ok((await stat('/dev/null')).isCharacterDevice());
});

test('logs without a row that can be used', async () => {
  for (const [file, message] of [
    ['empty.csv', /The log is empty/],
    ['header.csv', /The log has no rows/],
    ['useless.csv', /No row of the log can be used/],
  ]) {
    const { status, stderr } = await replay('spring.json', '--events', String(file));
    assert.equal(status, 1);
    assert.match(stderr, /** @type {RegExp} */ (message));
  }
});

test('what a log says cannot command a terminal', async () => {
  const { stdout } = await replay('spring.json', '--events', 'useless.csv');
  assert.match(stdout, / 1 {2}value\.unknown {2}line 3: .*\\u001b\[31mevil/);
  assert.ok(!stdout.includes('\u001b'));
});

test('--strict', async () => {
  const { status, stdout, stderr } = await replay('spring.json', '--events', 'useless.csv', '--strict');
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^Line 2: value\.format: /);
  const json = await replay('spring.json', '--events', 'useless.csv', '--strict', '--json');
  assert.equal(json.status, 1);
  const { ok, code, refusal } = JSON.parse(json.stdout);
  assert.deepEqual([ok, code, refusal.line], [false, 'log.refused', 2]);
});

test('workspaces with errors, files that cannot be read, and wrong usage', async () => {
  const broken = await replay('broken.json', '--events', 'log.csv');
  assert.equal(broken.status, 1);
  assert.match(
    broken.stderr,
    /^broken\.json:1:\d+ error value\.missing: .*\n {2}1 \| \{ "rehearse": 1, .*\n {4}\| +\^+\n/,
  );
  const second = await replay('spring.json', '--events', 'log.csv', '--compare', 'broken.json');
  assert.match(second.stderr, /^broken\.json:1:\d+ error value\.missing: .*\n {2}1 \| /);
  const json = await replay('broken.json', '--events', 'log.csv', '--json');
  const { ok, error, file, diagnostics } = JSON.parse(json.stdout);
  assert.deepEqual([json.status, ok, error, file], [1, false, 'broken.json has errors.', 'broken.json']);
  assert.equal(diagnostics[0].code, 'value.missing');
  for (const given of [
    ['nowhere.json', '--events', 'log.csv'],
    ['spring.json', '--events', 'nowhere.csv'],
    ['spring.json', '--events', 'log.csv', '--contacts', 'nowhere.csv'],
    ['spring.json', '--events', 'log.csv', '--compare', 'nowhere.json'],
    ['spring.json', '--events', '.'],
    ['spring.json'],
    ['--events', 'log.csv'],
    ['spring.json', 'log.csv', '--events', 'log.csv'],
    ['spring.json', '--events', 'log.csv', '--map', 'at'],
    ['spring.json', '--events', 'log.csv', '--type', 'x'],
    ['spring.json', '--events', 'log.csv', '--format', 'xml'],
    ['spring.json', '--events', 'log.csv', '--jobs', 'many'],
    ['spring.json', '--events', 'log.csv', '--start', 'today'],
    ['spring.json', '--events', 'log.csv', '--thresholds', '50'],
    ['spring.json', '--events', 'log.csv', '--partition', '4/4'],
    ['spring.json', '--events', 'log.csv', '--part', 'part.json'],
    ['spring.json', '--events', 'log.csv', '--excerpts', 'opened'],
    ['spring.json', '--events', 'log.csv', '--excerpts', 'nothing=1'],
    ['spring.json', '--events', '-', '--contacts', '-'],
    ['spring.json', '--events', 'log.csv', '--excerpts', 'opened=1'],
    ['spring.json', '--events', 'log.csv', '--contacts-map', 'id=Id'],
    ['spring.json', '--events', 'log.csv', '--partition', '0/2', '--jobs', '2'],
    ['spring.json', '--events', 'log.csv', '--csv', '-', '--json'],
    ['spring.json', '--events', 'log.csv', '--partition', '0/2', '--part', '-', '--csv', '-'],
    ['spring.json', '--events', 'log.csv', '--time', 'unix'],
    ['spring.json', '--events', 'log.csv', '--offset', '2h'],
    ['spring.json', '--events', 'log.csv', '--type', 'Opened=email.opend'],
    ['spring.json', '--events', 'log.csv', '--start', '2026-01-02T00:00:00Z', '--end', '2026-01-01T00:00:00Z'],
    ['spring.json', '--events', 'log.csv', '--map', 'contact=Contact, Id'],
    ['spring.json', '--events', 'log.csv', '--colour'],
  ]) {
    const { status, stdout, stderr } = await replay(...given);
    assert.equal(status, 2, given.join(' '));
    assert.equal(stdout, '', given.join(' '));
    assert.match(stderr, /^[^\n]+\n?$|Usage/, given.join(' '));
    assert.doesNotMatch(stderr, /\n +at /, 'no stack');
  }
});

test('--help has examples', async () => {
  const { status, stdout } = await replay('--help');
  assert.equal(status, 0);
  assert.match(stdout, /Examples:\n {2}rehearse replay /);
  assert.match(stdout, /--partition I\/N/);
});

test('a reader of the output that goes away is no crash', async () => {
  const { code, stderr } = await new Promise((resolve) => {
    const command = `"${process.execPath}" "${program}" replay spring.json --events log.csv --json --excerpts opened=500 | head -c 10; exit \${PIPESTATUS[0]}`;
    execFile('bash', ['-c', command], { cwd: folder }, (error, _stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stderr }),
    );
  });
  assert.equal(code, 2);
  assert.match(stderr, /^What was printed was not read to its end: .*EPIPE\n$/);
});

test('a progress bar on a terminal only', async () => {
  /** @type {string[]} */
  const written = [];
  /** @type {string[]} */
  const printed = [];
  const print = (/** @type {string} */ text) => printed.push(text);
  const file = join(folder, 'large.csv');
  await writeFile(file, csvOf(madeUpEvents(60_000)));
  const terminal = { write: (/** @type {string} */ text) => written.push(text), columns: () => 60 };
  const console = { print, complain: print, write: print, drained: async () => undefined, terminal };
  assert.equal(await main(['replay', join(folder, 'spring.json'), '--events', file], console), 0);
  assert.match(written[0] ?? '', /^\r\[#*-*\] +\d+% {2}[\d,]+ rows {2}[\d.]+ [kM]? ?rows\/s/);
  assert.ok(written.every((text) => text.length <= 60 + '\r\u001b[K'.length));
  assert.equal(written.at(-1), '\r\u001b[K', 'it is taken away');
  assert.equal(printed.length, 1);
  const { stderr } = await replay('spring.json', '--events', 'large.csv');
  assert.equal(stderr, '');
});

test('what the progress bar says', () => {
  assert.equal(
    progressText({ rows: 1_234_567, bytes: 25, totalBytes: 100, elapsed: 1000 }),
    '[#####---------------]  25%  1,234,567 rows  1.23 M rows/s  0:03 left',
  );
  assert.equal(progressText({ rows: 1, bytes: 100, elapsed: 2000 }), '1 row  1 rows/s');
  assert.equal(
    progressText({ rows: 0, bytes: 0, totalBytes: 100, elapsed: 0 }),
    '[--------------------]   0%  0 rows  0 rows/s',
  );
  assert.equal(
    progressText({ rows: 90_000, bytes: 1, totalBytes: 100, elapsed: 3000 }).split('  ').at(-1),
    '4:57 left',
  );
});

test('types are looked up before the log is read', async () => {
  const { stderr } = await replay('spring.json', '--events', 'nowhere.csv', '--type', 'Opened=email.opend');
  assert.match(
    stderr,
    /"Opened" is to be "email\.opend", but there is no such event type\. Did you mean email\.opened\?/,
  );
});

test('an end before the start is told before the log is read', async () => {
  const times = ['--start', '2026-01-02T00:00:00+02:00', '--end', '2026-01-01T20:00:00Z'];
  const { stderr } = await replay('spring.json', '--events', 'nowhere.csv', ...times);
  assert.match(stderr, /^The end, 2026-01-01T20:00:00Z, is before the start, 2026-01-02T00:00:00\+02:00\.$/m);
});

test('a name with a comma in it stands in quotation marks', async () => {
  const { stderr } = await replay('spring.json', '--events', 'log.csv', '--map', 'contact=Contact, Id');
  assert.match(stderr, /not " Id"\. A name with a comma in it stands in quotation marks/);
});

test('times as the command line says they are written', async () => {
  const lines = log.trimEnd().split('\n');
  const written = (/** @type {(time: number) => string} */ form) =>
    lines.map((line, index) => (index === 0 ? line : line.replace(/^[^,]*/, (at) => form(Date.parse(at))))).join('\n');
  const local = (/** @type {number} */ time) => new Date(time + 7_200_000).toISOString().replace('T', ' ').slice(0, -1);
  await writeFile(
    join(folder, 'seconds.csv'),
    written((time) => (time / 1000).toFixed(3)),
  );
  await writeFile(join(folder, 'milliseconds.csv'), written(String));
  await writeFile(join(folder, 'local.csv'), written(local));
  const { stdout } = await replay('spring.json', '--events', 'log.csv', '--json');
  for (const given of [
    ['seconds.csv', '--time', 'epoch-s'],
    ['milliseconds.csv', '--time=epoch-ms'],
    ['local.csv', '--offset', '+02:00'],
    ['log.csv', '--offset', '-05:00', '--time', 'iso'],
  ]) {
    assert.equal((await replay('spring.json', '--json', '--events', ...given)).stdout, stdout, given.join(' '));
  }
});

test('--csv -: the lines go to standard output, the summary to standard error', async () => {
  const plain = await replay('spring.json', '--events', 'log.csv', '--csv', 'plain.csv');
  const { status, stdout, stderr } = await replay('spring.json', '--events', 'log.csv', '--csv', '-');
  assert.equal(status, 0);
  assert.equal(stdout, await readFile(join(folder, 'plain.csv'), 'utf8'));
  assert.equal(stderr, plain.stdout);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name === '-'),
    [],
  );
  const failed = await replay('spring.json', '--events', 'nowhere.csv', '--csv', '-');
  assert.deepEqual([failed.status, failed.stdout], [2, '']);
});

test('parts: the summary says which one it is; merge reads them from files or standard input, and names them', async () => {
  const whole = await replay('spring.json', '--events', 'log.csv');
  /** @type {string[]} */
  const texts = [];
  for (const index of [0, 1]) {
    const given = ['spring.json', '--events', 'log.csv', '--partition', `${index}/2`];
    const { stdout } = await replay(...given, '--part', `part-${index}.json`);
    assert.match(stdout, new RegExp(`^Part {7}${index} of 2 `));
    texts.push(await readFile(join(folder, `part-${index}.json`), 'utf8'));
  }
  await writeFile(join(folder, 'parts.json'), texts.join(''));
  await writeFile(join(folder, 'pretty.json'), JSON.stringify(JSON.parse(texts[1] ?? ''), undefined, 2));
  for (const [given, input] of /** @type {[string[], string?][]} */ ([
    [['part-1.json', 'part-0.json']],
    [['pretty.json', 'part-0.json']],
    [['parts.json']],
    [['-'], 'parts.json'],
    [['part-1.json', '-'], 'part-0.json'],
    [['part-*.json']], // as from a shell of Windows
  ])) {
    const { status, stdout, stderr } = await rehearse(['merge', ...given], input);
    assert.deepEqual([status, stdout, stderr], [0, whole.stdout, ''], given.join(' '));
  }
  for (const [given, message] of /** @type {[string[], RegExp][]} */ ([
    [['part-0.json', 'spring.json'], /^spring\.json is no part of a replay\.\n$/],
    [['part-0.json'], /^There is no part 1 of 2\.\n {2}part-0\.json is part 0 of 2\n$/],
    [
      ['parts.json', 'part-1.json'],
      /^There is part 1 of 2 twice\.\n {2}parts\.json:1 is part 0 of 2\n {2}parts\.json:2 is part 1 of 2\n {2}part-1\.json is part 1/,
    ],
    [['part-0.json', 'nowhere.json'], /^nowhere\.json: cannot be read/],
  ])) {
    const { status, stdout, stderr } = await rehearse(['merge', ...given]);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, message);
  }
});

test('where a part cannot be written is told before the log is read', async () => {
  const given = ['spring.json', '--events', 'nowhere.csv', '--partition', '0/2', '--csv', 'part.csv'];
  const { status, stderr } = await replay(...given, '--part', 'log.csv/where.json');
  assert.deepEqual([status, stderr.slice(0, 37)], [2, 'log.csv/where.json: cannot be written']);
  const same = await replay('spring.json', '--events', 'log.csv', '--partition', '0/2', '--part', 'x', '--csv', './x');
  assert.equal(same.status, 2);
  assert.match(same.stderr, /two results would stand there/);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.includes('partial') || name === 'part.csv' || name === 'x'),
    [],
  );
});

test('the summary of a comparison: scores side by side, and what never started', async () => {
  const { stdout } = await replay('spring.json', '--compare', 'higher.json', '--events', 'log.csv');
  const report = JSON.parse(
    (await replay('spring.json', '--compare', 'higher.json', '--events', 'log.csv', '--json')).stdout,
  );
  const [, rows = ''] = /\nScores in the end, in A and in B\n(.*?)\n\n/s.exec(stdout) ?? [];
  const counts = rows.split('\n').map((row) => {
    const [, a, b] = /^ {2,}(?:empty|-?\d+(?: to -?\d+)?) +(\d+)(?: +#+)? +(\d+)(?: +#+)?$/.exec(row) ?? [];
    return [Number(a), Number(b)];
  });
  const sums = counts.reduce(([left = 0, right = 0], [a = 0, b = 0]) => [left + a, right + b], [0, 0]);
  assert.deepEqual(sums, [report.a.contacts.total, report.b.contacts.total]);
  assert.match(stdout, /\n {2}never in A: never\n/);
  assert.doesNotMatch(stdout, /never in B/);
});

/** @param {[number, number, number][]} distribution */
const scores = (distribution) => ({
  ...{ empty: 0, minimum: 0, maximum: 0, mean: 0, median: 0 },
  distribution: distribution.map(([from, to, count]) => ({ from, to, count })),
});

test('scores side by side in buckets of both, however far apart they are', async () => {
  const { stdout } = await replay('spring.json', '--compare', 'higher.json', '--events', 'log.csv', '--json');
  const report = JSON.parse(stdout);
  const lines = (/** @type {[number, number, number][]} */ a, /** @type {[number, number, number][]} */ b) => {
    const text = summarizeComparison({
      ...report,
      a: { ...report.a, scores: scores(a) },
      b: { ...report.b, scores: scores(b) },
    });
    const [, rows = ''] = /\nScores in the end, in A and in B\n(.*?)\n\n/s.exec(text) ?? [];
    return rows.split('\n').map((row) => row.trim().replaceAll(/ +/g, ' '));
  };
  assert.deepEqual(
    lines(
      [
        [-2, 0, 1],
        [0, 2, 2],
        [8, 10, 4],
      ],
      [[5, 10, 4]],
    ),
    ['-10 to -1 1 ### 0', '0 to 9 6 #################### 4 #############'],
  );
  const far = lines([[-1_000_000_000, -999_999_999, 3]], [[1_000_000_000, 1_000_000_001, 3]]);
  assert.ok(far.length <= 32);
  assert.match(far[0] ?? '', / 3 #{20} 0$/);
  assert.match(far.at(-1) ?? '', / 0 3 #{20}$/);
});

test('a short span is told in hours, minutes or seconds; many days of messages in months', async () => {
  for (const [end, length] of [
    ['2026-01-05T10:00:01.500Z', '1.5 seconds'],
    ['2026-01-05T10:00:01.000Z', '1 second'],
    ['2026-01-05T10:07:30.000Z', '7.5 minutes'],
    ['2026-01-05T13:00:00.000Z', '3 hours'],
    ['2026-01-06T14:00:00.000Z', '28 hours'],
    ['2026-01-15T10:00:00.000Z', '10 days'],
  ]) {
    await writeFile(join(folder, 'short.csv'), 'at,contact,type,email\n2026-01-05T10:00:00Z,a,email.opened,x\n');
    const { stdout } = await replay('spring.json', '--events', 'short.csv', '--end', String(end));
    assert.ok(stdout.startsWith(`Span       2026-01-05T10:00:00.000Z to ${end}, ${length}\n`), stdout);
  }
  const days = Array.from({ length: 90 }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 1 + index)).toISOString();
    return `${at},contact-${index},email.opened,spring-offer\n`;
  });
  await writeFile(join(folder, 'long.csv'), `at,contact,type,email\n${days.join('')}`);
  const { stdout } = await replay('spring.json', '--events', 'long.csv');
  assert.match(
    stdout,
    /\nMessages by month\n {2}2026-01 {2}31 {2}#+\n {2}2026-02 {2}28 {2}#+\n {2}2026-03 {2}31 {2}#+\n$/,
  );
});
