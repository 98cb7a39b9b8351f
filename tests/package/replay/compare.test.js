import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadEngine, UsageError, WorkspaceError } from '@rehearse/engine';
import { csvOf, dependent, firedOneByOne, madeUpEvents, replayOf, resultsOf, workspace } from './support/logs.js';

const program = fileURLToPath(new URL('../../../wasm/bin/rehearse.js', import.meta.url));
const engine = await loadEngine();
const folder = await mkdtemp(join(tmpdir(), 'rehearse-compare-'));
after(() => rm(folder, { recursive: true }));
afterEach(() => {
  assert.equal(engine.replayCount, 0, 'no replay is left in memory');
});

const events = madeUpEvents(4000, 80);
const log = csvOf(events);

/** The other version: people are hot at 60, an opened email is worth 6, one workflow is gone, another is new. */
const other = structuredClone(workspace);
other.workflows = other.workflows.filter(({ id }) => id !== 'never');
const opened = other.workflows.find(({ id }) => id === 'opened');
const hot = other.workflows.find(({ id }) => id === 'hot');
Object.assign(opened?.steps[0] ?? {}, { points: 6 });
Object.assign(hot?.triggers[0] ?? {}, {
  conditions: [{ field: 'event.score', operator: 'greaterThanOrEqualTo', value: 60 }],
});
other.workflows.push({
  id: 'clicks',
  status: 'published',
  triggers: [{ type: 'link.clicked' }],
  steps: [{ type: 'sendEmail', email: 'more' }],
});

for (const [name, content] of /** @type {[string, unknown][]} */ ([
  ['a.json', workspace],
  ['b.json', other],
  ['dependent.json', dependent],
])) {
  await writeFile(join(folder, name), JSON.stringify(content));
}
await writeFile(join(folder, 'log.csv'), log);

/** @param {string[]} given */
const rehearse = (...given) =>
  promisify(execFile)(process.execPath, [program, ...given], { cwd: folder, maxBuffer: 1 << 26 });

test('each version comes to what it comes to alone', async () => {
  const comparison = await engine.compare(workspace, other, log);
  for (const [version, of] of /** @type {const} */ ([
    ['a', workspace],
    ['b', other],
  ])) {
    const { warnings: _warnings, ...alone } = resultsOf(await replayOf(engine, of, log));
    assert.deepEqual(comparison[version], alone);
  }
  assert.notEqual(comparison.a.checksum, comparison.b.checksum);
});

test('what differs: contacts, scores, workflows, messages, thresholds', async () => {
  const comparison = await engine.compare(workspace, other, log, { thresholds: [40, 60, 1_000_000] });
  const [a, b] = [firedOneByOne(engine, workspace, events), firedOneByOne(engine, other, events)];
  const differences = a.contacts().map(({ id, engagementScore }) => {
    return (b.contact(id)?.engagementScore ?? 0) - (engagementScore ?? 0);
  });
  assert.deepEqual(comparison.contacts, {
    same: differences.filter((difference) => difference === 0).length,
    higher: differences.filter((difference) => difference > 0).length,
    lower: differences.filter((difference) => difference < 0).length,
    onlyA: 0,
    onlyB: 0,
  });
  assert.ok(comparison.contacts.higher > 10);
  assert.equal(
    comparison.differences.reduce((sum, { count }) => sum + count, 0),
    differences.length,
  );
  for (const { from, to, count } of comparison.differences) {
    assert.equal(count, differences.filter((difference) => difference >= from && difference < to).length);
  }
  const enrolled = new Map(comparison.workflows.map(({ workflow, ...counts }) => [workflow, counts]));
  assert.deepEqual([...enrolled.keys()], ['opened', 'ordered', 'hot', 'never', 'daily', 'clicks']);
  assert.deepEqual(enrolled.get('never'), { a: 0, b: null, difference: 0 });
  const clicks = comparison.b.workflows.find(({ workflow }) => workflow === 'clicks')?.enrolled ?? 0;
  assert.deepEqual(enrolled.get('clicks'), { a: null, b: clicks, difference: clicks });
  assert.deepEqual(comparison.messages, { a: a.stats().messages, b: b.stats().messages });
  const [forty, , never] = comparison.thresholds;
  const crossed = (/** @type {import('@rehearse/engine').Simulation} */ simulation) =>
    simulation
      .contacts()
      .map(({ id }) => id)
      .filter((id) =>
        simulation.ledger(id).some(({ before, after }) => (before ?? -Infinity) < 40 && (after ?? -Infinity) >= 40),
      );
  const [crossedA, crossedB] = [crossed(a), crossed(b)];
  assert.equal(forty?.both, crossedA.filter((id) => crossedB.includes(id)).length);
  assert.equal(forty?.onlyB, crossedB.filter((id) => !crossedA.includes(id)).length);
  assert.deepEqual(never, { threshold: 1_000_000, both: 0, onlyA: 0, onlyB: 0, examplesA: [], examplesB: [] });
  a.dispose();
  b.dispose();
});

test('thresholds are those of the triggers, unless said otherwise', async () => {
  const { thresholds } = await engine.compare(workspace, other, log);
  assert.deepEqual(
    thresholds.map(({ threshold }) => threshold),
    [40, 60],
  );
});

test('scores of both versions', async () => {
  /** @type {unknown[][]} */
  const contacts = [];
  const { a, b } = await engine.compare(workspace, other, log, { onScores: (page) => void contacts.push(...page) });
  const mean = (/** @type {number} */ index) =>
    contacts.reduce((sum, contact) => sum + Number(contact[index]), 0) / contacts.length;
  assert.equal(contacts.length, a.contacts.total);
  assert.deepEqual([mean(2), mean(3)], [a.scores.mean, b.scores.mean]);
});

test('a version that cannot be used says which it is', async () => {
  for (const [a, b, version] of [
    ['{', workspace, 'a'],
    [workspace, { rehearse: 1 }, 'b'],
  ]) {
    await assert.rejects(engine.compare(/** @type {string} */ (a), /** @type {string} */ (b), log), (error) => {
      assert.ok(error instanceof WorkspaceError);
      assert.equal(error.version, version);
      return true;
    });
  }
});

test('comparing over several threads comes to the same, to the last byte', async () => {
  const options = { excerpts: { opened: 2 }, thresholds: [60] };
  const alone = await engine.compare(workspace, other, log, options);
  const together = await engine.compare(workspace, other, log, { ...options, workers: 2 });
  assert.equal(together.workers, 2);
  assert.equal(JSON.stringify(resultsOf(together)), JSON.stringify(resultsOf(alone)));
});

test('parts that are merged come to the same, to the last byte', async () => {
  const bad = log
    .replace('email.opened', 'email.opend')
    .replace(',pricing,', ',"pri\ncing",')
    .replace('\n', '\n"stray\n');
  const replay = async (/** @type {object} */ options) => {
    const simulation = engine.simulate(workspace);
    const report = await simulation.replay(bad, { excerpts: { hot: 3 }, ...options });
    simulation.dispose();
    return report;
  };
  const whole = await replay({});
  assert.equal(whole.refusals.length, 2);
  for (const of of [1, 2, 5]) {
    const parts = await Promise.all(
      Array.from({ length: of }, async (_, index) => (await replay({ partition: { index, of } })).part ?? ''),
    );
    const merged = engine.merge(parts.reverse());
    assert.equal(JSON.stringify(resultsOf(merged)), JSON.stringify(resultsOf(whole)));
  }
});

test('what are no parts of one replay', async () => {
  const parts = await Promise.all(
    [0, 1].map(async (index) => (await replayOf(engine, workspace, log, { partition: { index, of: 2 } })).part ?? ''),
  );
  const of3 = (await replayOf(engine, workspace, log, { partition: { index: 2, of: 3 } })).part ?? '';
  const ofOther = (await replayOf(engine, other, log, { partition: { index: 1, of: 2 } })).part ?? '';
  const [first = '', second = ''] = parts;
  for (const wrong of [
    [],
    [first],
    [first, first],
    [first, second, second],
    [first, of3],
    [first, ofOther],
    ['{}'],
    ['x'],
  ]) {
    assert.throws(() => engine.merge(wrong), UsageError);
  }
  const report = await replayOf(engine, dependent, log, { partition: { index: 0, of: 2 } }).catch((error) => error);
  assert.ok(report instanceof UsageError, 'contacts that are not independent are not replayed in parts');
});

test('processes over the parts of a log, through standard input and output, and a merge of what they print', async () => {
  const { stdout: whole } = await rehearse('replay', 'a.json', '--events', 'log.csv', '--json');
  const parts = await Promise.all(
    [0, 1, 2, 3].map(
      (index) =>
        new Promise((resolve, reject) => {
          const given = ['replay', 'a.json', '--events', '-', '--partition', `${index}/4`, '--part', '-'];
          const child = spawn(process.execPath, [program, ...given], {
            cwd: folder,
            stdio: ['pipe', 'pipe', 'inherit'],
          });
          let output = '';
          child.stdout.on('data', (data) => {
            output += data;
          });
          child.on('close', (status) => (status === 0 ? resolve(output) : reject(new Error(`status ${status}`))));
          createReadStream(join(folder, 'log.csv')).pipe(child.stdin);
        }),
    ),
  );
  await Promise.all(parts.map((part, index) => writeFile(join(folder, `part-${index}.json`), part)));
  const names = parts.map((_, index) => `part-${index}.json`);
  const merged = await rehearse('merge', ...names, '--json');
  assert.equal(merged.stdout, whole);
  assert.equal(merged.stderr, '');
  const { stdout: text } = await rehearse('merge', ...names);
  assert.equal(text, (await rehearse('replay', 'a.json', '--events', 'log.csv')).stdout);
  await assert.rejects(rehearse('merge', 'part-0.json', 'part-1.json'), { code: 2 });
  await assert.rejects(rehearse('merge', 'nowhere.json'), { code: 2 });
  await assert.rejects(rehearse('merge', 'log.csv'), { code: 2 });
});

test('parts in files, of a comparison', async () => {
  const common = ['replay', 'a.json', '--compare', 'b.json', '--events', 'log.csv', '--thresholds', '50,60'];
  const { stdout: whole } = await rehearse(...common, '--json');
  for (const index of [0, 1]) {
    await rehearse(...common, '--partition', `${index}/2`, '--part', `half-${index}.json`);
  }
  assert.equal((await rehearse('merge', 'half-1.json', 'half-0.json', '--json')).stdout, whole);
});

test('the summary of a comparison, and its scores', async () => {
  const { stdout } = await rehearse(
    'replay',
    'a.json',
    '--compare',
    'b.json',
    '--events',
    'log.csv',
    '--csv',
    'both.csv',
  );
  assert.match(stdout, /\nContacts that end with the same score: \d+; higher in B: [1-9]\d*; lower in B: \d+\n/);
  assert.match(stdout, /\nScore in B less score in A\n( +-?\d+( to -?\d+)? +\d+( {2}#+)?\n)+/);
  assert.match(
    stdout,
    /\nWorkflows that start more or less often in B\n +\+[\d,]+ {2}clicks {2}\(not there, then [\d,]+\)\n/,
  );
  assert.match(stdout, /\nMessages {3}[\d,]+ in A, [\d,]+ in B\n/);
  assert.match(stdout, /\nContacts that reach a score\n {2}40: \d+ in both, \d+ in A only.*\n {2}60: /);
  const lines = (await readFile(join(folder, 'both.csv'), 'utf8')).trimEnd().split('\n');
  assert.equal(lines[0], 'contact,before,a,b');
  assert.match(lines[1] ?? '', /^contact-1,30,-?\d+,-?\d+$/);
  assert.equal(lines.length, 81);
});

test('one thread where contacts are not independent, and why', async () => {
  const { stderr } = await rehearse('replay', 'dependent.json', '--events', 'log.csv', '--jobs', '2');
  assert.match(stderr, /^Run by one thread: .*friend/);
  await assert.rejects(rehearse('replay', 'dependent.json', '--events', 'log.csv', '--partition', '0/2'), { code: 2 });
});

test('parts that somebody changed are no parts', async () => {
  const simulation = engine.simulate(workspace);
  const broken = `at,contact,type\n2026-01-05T12:00:00Z,ana,"x"y\n`;
  const { part: text = '' } = await simulation.replay(broken, { partition: { index: 0, of: 1 } });
  simulation.dispose();
  const part = JSON.parse(text);
  assert.equal(engine.merge([text]).warnings.length, 0);
  const warning = { code: 'column.unknown', message: 'This column is passed over: "x".' };
  assert.deepEqual(engine.merge([JSON.stringify({ ...part, warnings: [warning, warning] })]).warnings, [warning]);
  for (const change of [
    { lines: null },
    { lines: {} },
    { lines: { ...part.lines, events: {} } },
    { lines: { ...part.lines, events: { 1: 'two' } } },
    { lines: { ...part.lines, contacts: undefined } },
    { warnings: undefined },
    { warnings: [null] },
    { warnings: [{ code: 5, message: 'x' }] },
  ]) {
    const wrong = JSON.stringify({ ...part, ...change });
    assert.throws(() => engine.merge([wrong]), UsageError, JSON.stringify(change));
  }
});
