// Whoever ends a command early finds no half of a file: neither at its place, where the old one stays, nor beside it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openUnfinished, removeUnfinished } from '../../../wasm/dist/cli/unfinished-files.js';
import { files, scenarioFile } from './support/files.js';
import { folderOf, program, runIn } from './support/rehearse.js';

const log = `at,contact,type,email\n${'2026-03-03T10:00:00Z,ana,email.opened,spring-offer\n'.repeat(200)}`;
const patience = 60_000;

/** A folder where a result of an earlier run stands. */
const folderWithResult = () => folderOf({ ...files, 'log.csv': log, 'result.json': 'of before' });

/** Commands that write `result.json`; what they read from standard input keeps them under way. @type {[string, string[], string][]} */
const writing = [
  ['run', ['run', 'workspaces/email.workspace.json', '--trace', 'result.json'], '{"advance":"1d"}\n'],
  ['replay', ['replay', 'workspaces/email.workspace.json', '--events', '-', '--csv', 'result.json'], log],
];

/** @param {string} cwd */
const partialFiles = async (cwd) => (await readdir(cwd)).filter((name) => name.includes('partial'));

/** Waits until a file is being written. @param {string} cwd */
async function begun(cwd) {
  for (const end = Date.now() + patience; (await partialFiles(cwd)).length === 0; ) {
    assert.ok(Date.now() < end, 'no file is begun');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What was there before is there, and no more. @param {string} cwd @param {string} about */
async function assertAsBefore(cwd, about) {
  assert.deepEqual(await partialFiles(cwd), [], about);
  assert.equal(await readFile(join(cwd, 'result.json'), 'utf8'), 'of before', about);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  for (const [name, given, input] of writing) {
    test(`${name}: ${signal} leaves no part of a file`, async () => {
      const cwd = await folderWithResult();
      const child = spawn(process.execPath, [program, ...given], { cwd, stdio: ['pipe', 'ignore', 'ignore'] });
      child.stdin.write(input);
      await begun(cwd);
      child.kill(signal);
      const ended = await new Promise((resolve) => child.once('close', (...how) => resolve(how)));
      assert.deepEqual(ended, [null, signal], 'it ends as if nobody had listened');
      await assertAsBefore(cwd, signal);
    });
  }
}

/**
 * Runs a command whose reader goes away at once.
 * @param {string} cwd @param {string[]} given
 * @returns {Promise<{ status: number | null, stderr: string }>}
 */
function withoutReader(cwd, given) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...given], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.once('close', (status) => resolve({ status, stderr }));
  });
}

/** Commands that print, and write a file, too; and what is in it. @type {[string[], RegExp][]} */
const printing = [
  [['test', 'scenarios/right.scenario.json', '--reporter', 'json=result.json'], /^\{.+"ok": true\n\}\n$/s],
  [['test', 'scenarios/right.scenario.json', '--reporter', 'junit=result.json'], /<testsuites .+<\/testsuites>\n$/s],
  [['test', 'scenarios/right.scenario.json', '--coverage-html', 'result.json'], /^<!doctype .+<\/html>\n$/is],
  [
    ['run', 'workspaces/email.workspace.json', '--advance', '1d', '--trace', 'result.json'],
    /^\{.+\{"advance":"1d"\}\n {2}\]\n\}\n$/s,
  ],
  [
    ['replay', 'workspaces/email.workspace.json', '--events', 'log.csv', '--csv', '-'].concat(
      ...['--partition', '0/2', '--part', 'result.json'],
    ),
    /^\{.+\}\n$/,
  ],
];

test('a reader that goes away costs nobody the files that were asked for', async () => {
  for (const [given, whole] of printing) {
    const cwd = await folderWithResult();
    const { status, stderr } = await withoutReader(cwd, given);
    assert.equal(status, 2, given.join(' '));
    assert.match(stderr, /^What was printed was not read to its end: .*\n$/, given.join(' '));
    assert.match(await readFile(join(cwd, 'result.json'), 'utf8'), whole, given.join(' '));
    assert.deepEqual(await partialFiles(cwd), [], given.join(' '));
  }
});

test('nor do readers of both streams that go away', async () => {
  for (const [given, whole] of printing) {
    const cwd = await folderWithResult();
    const child = spawn(process.execPath, [program, ...given], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    child.stderr.destroy();
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 2, given.join(' '));
    assert.match(await readFile(join(cwd, 'result.json'), 'utf8'), whole, given.join(' '));
  }
});

test('many scenarios whose reader goes away after the first line: the report has them all', async () => {
  const cwd = await folderWithResult();
  const [scenario] = scenarioFile(10).scenarios;
  const scenarios = Array.from({ length: 3000 }, (_, index) => ({
    ...scenario,
    name: `${index} ${'long'.repeat(20)}`,
  }));
  for (const name of ['a', 'b', 'c']) {
    await writeFile(join(cwd, `scenarios/${name}.scenario.json`), JSON.stringify({ ...scenarioFile(10), scenarios }));
  }
  const given = ['test', ...['a', 'b', 'c'].map((name) => `scenarios/${name}.scenario.json`)];
  const child = spawn(process.execPath, [program, ...given, '--reporter', 'junit=report.xml'], { cwd });
  child.stdout.once('data', () => child.stdout.destroy());
  assert.equal(await new Promise((resolve) => child.once('close', resolve)), 2);
  const report = await readFile(join(cwd, 'report.xml'), 'utf8');
  assert.equal(report.match(/<testcase /g)?.length, 9000);
});

test('a reader of check that goes away is no crash', async () => {
  const cwd = await folderWithResult();
  for (const given of [
    ['check', 'workspaces'],
    ['check', 'workspaces', '--json'],
    ['test', 'scenarios'],
    ['test', '--json', '--journals'],
  ]) {
    const { status, stderr } = await withoutReader(cwd, given);
    assert.equal(status, 2, given.join(' '));
    assert.match(stderr, /^(?:.*\n)*What was printed was not read to its end: .*\n$/, given.join(' '));
    assert.doesNotMatch(stderr, /\n +at /, 'no stack');
  }
});

test('two results for one file', async () => {
  const cwd = await folderWithResult();
  const given = ['test', 'scenarios/right.scenario.json', '--reporter', 'json=a.json'];
  const twice = await runIn(cwd, [...given, '--reporter', 'tap=./a.json']);
  assert.equal(twice.status, 2);
  assert.match(twice.stderr, /^\.\/a\.json: cannot be written: two results would stand there\./);
  assert.deepEqual(await partialFiles(cwd), []);
});

test("what a program of the same number has left, when it was killed, is in nobody's way", async () => {
  const cwd = await folderWithResult();
  const file = join(cwd, 'result.json');
  await writeFile(`${file}.partial-${process.pid}`, 'left');
  const listeners = () => ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => process.listenerCount(name));
  const before = listeners();
  const { path, descriptor } = openUnfinished(file);
  assert.equal(path, `${file}.partial-${process.pid}-2`);
  assert.deepEqual(
    listeners(),
    before.map((count) => count + 1),
  );
  closeSync(descriptor);
  removeUnfinished(path);
  assert.deepEqual(listeners(), before);
  assert.deepEqual(await partialFiles(cwd), [`result.json.partial-${process.pid}`]);
});

test('a result through a link leaves the link; one that leads nowhere is told', async () => {
  const cwd = await folderWithResult();
  await mkdir(join(cwd, 'elsewhere'));
  await writeFile(join(cwd, 'elsewhere/real.json'), 'of before');
  await symlink('elsewhere/real.json', join(cwd, 'link.json'));
  await symlink('elsewhere/nothing.json', join(cwd, 'dangling.json'));
  const given = ['test', 'scenarios/right.scenario.json', '--reporter'];
  assert.equal((await runIn(cwd, [...given, 'json=link.json'])).status, 0);
  assert.ok((await lstat(join(cwd, 'link.json'))).isSymbolicLink());
  assert.equal(JSON.parse(await readFile(join(cwd, 'elsewhere/real.json'), 'utf8')).ok, true);
  const dangling = await runIn(cwd, [...given, 'json=dangling.json']);
  assert.deepEqual(
    [dangling.status, dangling.stderr],
    [2, 'dangling.json: cannot be written: it is a link that leads nowhere\n'],
  );
  const both = await runIn(cwd, [...given, 'json=link.json', '--reporter', 'tap=elsewhere/real.json']);
  assert.match(both.stderr, /two results would stand there/);
});

test('folders of results are made; what cannot be one is told by the name that was given', async () => {
  const cwd = await folderWithResult();
  const tested = ['test', 'scenarios/right.scenario.json', '--reporter', 'junit=reports/a/junit.xml'];
  const covered = ['--coverage-html', 'coverage/index.html', '--coverage-json', 'coverage/c.json'];
  assert.equal((await runIn(cwd, [...tested, ...covered])).status, 0);
  const traced = ['run', 'workspaces/email.workspace.json', '--advance', '1d', '--trace', 'traces/day.json'];
  assert.equal((await runIn(cwd, traced)).status, 0);
  const replayed = ['replay', 'workspaces/email.workspace.json', '--events', 'log.csv', '--csv', 'scores/all.csv'];
  assert.equal((await runIn(cwd, [...replayed, '--part', 'parts/0.json', '--partition', '0/1'])).status, 0);
  for (const [folder, names] of /** @type {[string, string[]][]} */ ([
    ['reports/a', ['junit.xml']],
    ['coverage', ['c.json', 'index.html']],
    ['traces', ['day.json']],
    ['scores', ['all.csv']],
    ['parts', ['0.json']],
  ])) {
    assert.deepEqual((await readdir(join(cwd, folder))).sort(), names);
  }
  for (const [name, problem] of [
    ['log.csv/day.json', /^log\.csv\/day\.json: cannot be written: E\w+: .*'log\.csv'\n$/],
    ['log.csv/a/day.json', /^log\.csv\/a\/day\.json: cannot be written: E\w+: /],
    ['/proc/nowhere/day.json', /^\/proc\/nowhere\/day\.json: cannot be written: ENOENT: its folder cannot be made\n$/],
    ['new/', /^new\/: cannot be written: it is a folder\n$/],
  ]) {
    const { status, stderr } = await runIn(cwd, [...traced.slice(0, -1), String(name)]);
    assert.equal(status, 2);
    assert.match(stderr, /** @type {RegExp} */ (problem));
  }
});

test('- is no file', async () => {
  const cwd = await folderWithResult();
  for (const given of [
    ['run', 'workspaces/email.workspace.json', '--advance', '1d', '--trace', '-'],
    ['test', 'scenarios/right.scenario.json', '--reporter', 'json=-'],
    ['test', 'scenarios/right.scenario.json', '--coverage-html', '-'],
    ['test', 'scenarios/right.scenario.json', '--coverage-json', '-'],
  ]) {
    const { status, stderr } = await runIn(cwd, given);
    assert.equal(status, 2, given.join(' '));
    assert.match(stderr, /^-: cannot be written: - means standard output, /, given.join(' '));
    assert.ok(!(await readdir(cwd)).includes('-'));
  }
  const named = await runIn(cwd, ['run', 'workspaces/email.workspace.json', '--advance', '1d', '--trace', './-']);
  assert.equal(named.status, 0, named.stderr);
  assert.equal(JSON.parse(await readFile(join(cwd, '-'), 'utf8')).rehearse, 1);
});
