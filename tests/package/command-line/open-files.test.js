// Results that go where something is open already, such as /dev/stdout: that is written to, and nothing takes its place.
// What the tests name are links of their own, never those of the system.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { lstat, open, readdir, readFile, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { files } from './support/files.js';
import { folderOf, program, runIn } from './support/rehearse.js';

const options = { skip: process.platform !== 'linux' && 'links into /proc' };
const writeTrace = ['run', 'workspaces/email.workspace.json', '--advance', '1d', '--trace'];
const writeReport = ['test', 'scenarios/right.scenario.json', '--reporter', 'dot', '--reporter'];

/** A folder with links to the open files of whoever looks at them. */
async function folderWithLinks() {
  const cwd = await folderOf(files);
  await symlink('/proc/self/fd/1', join(cwd, 'out'));
  await symlink('/proc/self/fd/2', join(cwd, 'err'));
  await symlink('/dev/fd/3', join(cwd, 'three'));
  await symlink('out', join(cwd, 'over'));
  return cwd;
}

/**
 * Runs a command whose open files are files of the folder, by name; each begins with a line that was printed before.
 * @param {string} cwd @param {string[]} given @param {string[]} names of standard output, standard error and so on
 */
async function runInto(cwd, given, names) {
  const handles = await Promise.all(names.map((name) => open(join(cwd, name), 'w')));
  for (const handle of handles) {
    await handle.write('before\n');
  }
  const stdio = /** @type {import('node:child_process').StdioOptions} */ (['ignore', ...handles.map(({ fd }) => fd)]);
  const child = spawn(process.execPath, [program, ...given], { cwd, stdio });
  const status = await new Promise((resolve) => child.once('close', resolve));
  await Promise.all(handles.map((handle) => handle.close()));
  return { status, texts: await Promise.all(names.map((name) => readFile(join(cwd, name), 'utf8'))) };
}

/** @param {string} cwd */
async function assertLinks(cwd) {
  assert.equal(await readlink(join(cwd, 'out')), '/proc/self/fd/1');
  assert.equal(await readlink(join(cwd, 'three')), '/dev/fd/3');
  assert.deepEqual(
    (await readdir(cwd)).filter((name) => name.includes('partial')),
    [],
  );
}

/** @param {string} text */
const traceIn = (text) => JSON.parse(text.slice(text.indexOf('{')));

for (const name of ['out', 'over', './over', 'printed.txt']) {
  test(`a result into ${name}, where standard output is a file: all that is printed is there`, options, async () => {
    const cwd = await folderWithLinks();
    const { status, texts } = await runInto(cwd, [...writeReport, `junit=${name}`], ['printed.txt', 'told.txt']);
    const [printed = '', told] = texts;
    assert.deepEqual([status, told], [0, 'before\n']);
    assert.match(printed, /^before\n/, 'what stood there');
    assert.match(printed, /<testsuites [\s\S]*<\/testsuites>/, 'the report');
    assert.match(printed, /passed/, 'what else is printed');
    await assertLinks(cwd);
  });
}

test('a result into standard error, and into a file that was opened for it', options, async () => {
  const cwd = await folderWithLinks();
  const names = ['printed.txt', 'told.txt', 'third.txt'];
  const told = await runInto(cwd, [...writeTrace, 'err'], names);
  assert.equal(told.status, 0);
  assert.match(told.texts[0] ?? '', /^before\n[\s\S]*nothing was due/);
  assert.match(told.texts[1] ?? '', /^before\n/);
  assert.equal(traceIn(told.texts[1] ?? '').stimuli.length, 1);
  const third = await runInto(cwd, [...writeTrace, 'three'], names);
  assert.equal(third.status, 0, third.texts[1]);
  assert.match(third.texts[2] ?? '', /^before\n/);
  assert.equal(traceIn(third.texts[2] ?? '').stimuli.length, 1);
  await assertLinks(cwd);
});

test('a result into standard output that is a pipe', options, async () => {
  const cwd = await folderWithLinks();
  const { status, stdout, stderr } = await runIn(cwd, [...writeReport, 'junit=over']);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /<\/testsuites>/);
  await assertLinks(cwd);
});

test('a result into a file that another program has open', options, async () => {
  const cwd = await folderWithLinks();
  const handle = await open(join(cwd, 'theirs.txt'), 'w');
  await handle.write('before\n');
  await symlink(`/proc/${process.pid}/fd/${handle.fd}`, join(cwd, 'theirs'));
  const { status, stderr } = await runIn(cwd, [...writeTrace, 'theirs']);
  await handle.close();
  assert.deepEqual([status, stderr], [0, '']);
  const text = await readFile(join(cwd, 'theirs.txt'), 'utf8');
  assert.match(text, /^before\n/);
  assert.equal(traceIn(text).stimuli.length, 1);
  assert.ok((await lstat(join(cwd, 'theirs'))).isSymbolicLink());
});

test('a result into a pipe with a name, and into a device', options, async () => {
  const cwd = await folderOf(files);
  execFileSync('mkfifo', ['pipe'], { cwd });
  await symlink('pipe', join(cwd, 'link'));
  const read = readFile(join(cwd, 'pipe'), 'utf8');
  assert.equal((await runIn(cwd, [...writeTrace, 'link'])).status, 0);
  assert.equal(traceIn(await read).stimuli.length, 1);
  assert.ok((await lstat(join(cwd, 'pipe'))).isFIFO());
  await symlink('/dev/null', join(cwd, 'nothing'));
  assert.equal((await runIn(cwd, [...writeTrace, 'nothing'])).status, 0);
  assert.equal(await readlink(join(cwd, 'nothing')), '/dev/null');
});

test('what is not open is told', options, async () => {
  const cwd = await folderOf(files);
  const { status, stdout, stderr } = await runIn(cwd, [...writeTrace, '/dev/fd/999']);
  assert.deepEqual([status, stdout, stderr], [2, '', '/dev/fd/999: cannot be written: descriptor 999 is not open\n']);
});
