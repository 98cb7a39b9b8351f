// Folders and files that the system keeps from being read or written, and those whose reading never ends.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { files, scenarioFile } from './support/files.js';
import { folderOf, program, runIn } from './support/rehearse.js';

const isRoot = process.getuid?.() === 0;
/** Nothing is kept from the superuser: the command line runs as somebody else then. */
const somebody = isRoot ? { uid: 65_534, gid: 65_534 } : {};

/** @param {string} cwd @param {string[]} given */
function runAsSomebody(cwd, given) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...given], { cwd, ...somebody });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output.stderr += text;
    });
    child.once('error', () => resolve({ status: null, ...output }));
    child.once('close', (status) => resolve({ status, ...output }));
    child.stdin.end();
  });
}

const { status: mayRun } = await runAsSomebody('/', ['--version']);
const withoutSomebody =
  (process.platform === 'win32' || mayRun !== 0) && 'nobody here who may not read all, and may run the package';

/** @param {Record<string, unknown>} content */
async function folderOfSomebody(content) {
  const cwd = await folderOf(content);
  if (isRoot) {
    for (const path of ['', ...(await readdir(cwd, { recursive: true }))]) {
      await chown(join(cwd, path), 65_534, 65_534);
    }
  }
  return cwd;
}

test('a folder that cannot be read is told, and the rest is run and checked', { skip: withoutSomebody }, async () => {
  const cwd = await folderOfSomebody({
    'workspaces/email.workspace.json': files['workspaces/email.workspace.json'],
    'scenarios/locked/inner.scenario.json': scenarioFile(10),
    'scenarios/right.scenario.json': scenarioFile(10),
  });
  await chmod(join(cwd, 'scenarios/locked'), 0);
  const locked = /scenarios\/locked: cannot be read: EACCES/;
  try {
    const tested = await runAsSomebody(cwd, ['test', '--json']);
    assert.equal(tested.status, 2);
    const { files: runs } = JSON.parse(tested.stdout);
    assert.deepEqual(
      runs.map((/** @type {any} */ { file, ok }) => [file, ok]),
      [
        ['scenarios/locked', false],
        ['scenarios/right.scenario.json', true],
      ],
    );
    assert.match(runs[0].error, locked);
    const pretty = await runAsSomebody(cwd, ['test']);
    assert.match(pretty.stdout, /scenarios\/locked .*\n {2}✗ cannot be read: EACCES/);
    assert.match(pretty.stdout, /Scenarios {5}2 passed/);
    const checked = await runAsSomebody(cwd, ['check', '.']);
    assert.equal(checked.status, 2);
    assert.match(checked.stderr, locked);
    assert.match(checked.stdout, /in 2 files/);
    assert.equal((await runAsSomebody(cwd, ['test', 'scenarios/locked'])).status, 2, 'it alone');
  } finally {
    await chmod(join(cwd, 'scenarios/locked'), 0o755);
  }
});

test('a file that may not be written stays, though its folder may be', { skip: withoutSomebody }, async () => {
  const cwd = await folderOfSomebody({
    'workspaces/email.workspace.json': files['workspaces/email.workspace.json'],
    'scenarios/wrong.scenario.json': scenarioFile(11),
    'report.xml': 'of before',
  });
  const file = join(cwd, 'scenarios/wrong.scenario.json');
  const before = await readFile(file, 'utf8');
  await chmod(file, 0o444);
  await chmod(join(cwd, 'report.xml'), 0o444);
  const updated = await runAsSomebody(cwd, ['test', '--update']);
  assert.equal(updated.status, 2);
  assert.match(updated.stderr, /^scenarios\/wrong\.scenario\.json: cannot be written: EACCES/);
  assert.equal(await readFile(file, 'utf8'), before);
  const reported = await runAsSomebody(cwd, ['test', '--reporter', 'junit=report.xml']);
  assert.equal(reported.status, 2);
  assert.match(reported.stderr, /^report\.xml: cannot be written: EACCES/);
  assert.equal(await readFile(join(cwd, 'report.xml'), 'utf8'), 'of before');
});

const withoutPipes = process.platform === 'win32' && 'no pipes in folders';

test('pipes and devices in folders are not opened', { skip: withoutPipes, timeout: 60_000 }, async () => {
  const cwd = await folderOf({ 'workspaces/email.workspace.json': files['workspaces/email.workspace.json'] });
  await mkdir(join(cwd, 'scenarios'));
  execFileSync('mkfifo', [join(cwd, 'scenarios/pipe.scenario.json')]);
  await symlink('pipe.scenario.json', join(cwd, 'scenarios/link.scenario.json'));
  await symlink('/dev/zero', join(cwd, 'scenarios/zero.scenario.json'));
  const nothing = await runIn(cwd, ['test']);
  assert.match(nothing.stderr, /There is no file \*\.scenario\.json in the current folder/);
  assert.equal((await runIn(cwd, ['check', '.'])).status, 0);
});
