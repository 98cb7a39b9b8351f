import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files } from './support/files.js';
import { folderOf, rehearseIn } from './support/rehearse.js';

const rehearse = rehearseIn(await folderOf(files));

test('test: all well', async () => {
  const { status, stdout, stderr } = await rehearse('test', 'scenarios/right.scenario.json');
  assert.equal(stderr, '');
  assert.equal(
    stdout,
    [
      'scenarios/right.scenario.json',
      '  ✓ a click counts (1 expectation)',
      '  ✓ nothing happens (1 expectation)',
      '',
      '2 passed, 0 failed',
      '',
    ].join('\n'),
  );
  assert.equal(status, 0);
});

test('test: a scenario that fails, with its place and what led to it', async () => {
  const { status, stdout } = await rehearse('test', 'scenarios/right.scenario.json', 'scenarios/wrong.scenario.json');
  assert.equal(status, 1);
  assert.match(stdout, /✗ a click counts/);
  assert.match(stdout, /scenarios\/wrong\.scenario\.json:\d+:\d+ engagementScore: /);
  assert.match(stdout, /expected 11\n +actual +10\n/);
  assert.match(stdout, /scoreChanged ana \/ email-engagement/);
  assert.match(stdout, /3 passed, 1 failed\n$/);
});

test('test: the workspace has errors, told in the file where they are', async () => {
  const { status, stdout } = await rehearse('test', 'scenarios/broken.scenario.json');
  assert.equal(status, 1);
  assert.match(stdout, /workspaces\/broken\.workspace\.json:\d+:\d+ error value\.unknown: /);
  assert.match(stdout, /did you mean .?wait/i);
});

test('test --json', async () => {
  const { status, stdout } = await rehearse(
    'test',
    '--json',
    '--journals',
    'scenarios/wrong.scenario.json',
    'nowhere.json',
  );
  assert.equal(status, 2);
  const { ok, files: results } = JSON.parse(stdout);
  assert.equal(ok, false);
  assert.equal(results[0].file, 'scenarios/wrong.scenario.json');
  assert.equal(results[0].scenarios[0].failures[0].actual, 10);
  assert.equal(results[0].scenarios[0].journal[0].seq, 1);
  assert.match(results[1].error, /nowhere\.json/);
});
