// Thousands of scenario files: what is kept of each is little, and reports are written as the files come.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, scenarioFile } from './support/files.js';
import { folderOf, runIn } from './support/rehearse.js';

const workspace = files['workspaces/email.workspace.json'];
const small = 1_500;
const large = 200;

test('thousands of files, and hundreds that name one large workspace, take little memory', async () => {
  const cwd = await folderOf({
    'large.json': { ...workspace, 'x-notes': 'x'.repeat(1_000_000) },
    'small.json': workspace,
    ...Object.fromEntries(
      Array.from({ length: small + large }, (_, index) => [
        `${index}.scenario.json`,
        { ...scenarioFile(index === 7 ? 11 : 10), workspace: index < small ? 'small.json' : 'large.json' },
      ]),
    ),
  });
  // The texts of all workspaces together would take three times as much.
  const env = { NODE_OPTIONS: '--max-old-space-size=96' };
  const { status, stdout } = await runIn(cwd, ['test', '--json', '--journals', '--coverage'], { env });
  assert.equal(status, 1);
  const { ok, files: told, coverage } = JSON.parse(stdout);
  assert.equal(ok, false);
  assert.equal(told.length, small + large);
  const failed = told.filter((/** @type {{ ok: boolean }} */ file) => !file.ok);
  assert.deepEqual(
    failed.map((/** @type {{ file: string }} */ { file }) => file),
    ['7.scenario.json'],
  );
  assert.ok(told[0].scenarios[0].journal.length > 3);
  assert.equal(coverage.workspaces.length, 1);
});
