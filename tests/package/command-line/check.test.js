import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files } from './support/files.js';
import { folderOf, rehearseIn } from './support/rehearse.js';

const rehearse = rehearseIn(await folderOf(files));

test('workspaces and scenario files', async () => {
  const well = await rehearse('check', 'workspaces/email.workspace.json', 'scenarios/right.scenario.json');
  assert.deepEqual(well, {
    status: 0,
    stdout: 'workspaces/email.workspace.json: ok\nscenarios/right.scenario.json: ok\n',
    stderr: '',
  });
  const failing = await rehearse('check', 'scenarios/wrong.scenario.json');
  assert.deepEqual(failing, { status: 0, stdout: 'scenarios/wrong.scenario.json: ok\n', stderr: '' });
  const broken = await rehearse('check', 'workspaces/broken.workspace.json');
  assert.equal(broken.status, 1);
  assert.match(broken.stdout, /^workspaces\/broken\.workspace\.json:\d+:\d+ error value\.unknown: /);
  const named = await rehearse('check', 'scenarios/broken.scenario.json', '--json');
  assert.equal(named.status, 1);
  const [result] = JSON.parse(named.stdout).files;
  assert.equal(result.diagnostics[0].code, 'value.unknown');
});
