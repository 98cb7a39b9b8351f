import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { clicked, opened, workedExample } from './support/worked-example.js';

const program = fileURLToPath(new URL('../../wasm/bin/rehearse.js', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'rehearse '));
after(() => rm(folder, { recursive: true }));

/**
 * @param {string[]} given
 * @returns {Promise<{ status: unknown, stdout: string, stderr: string }>}
 */
function rehearse(...given) {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...given], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

/** @param {number} score */
const scenarioFile = (score) => ({
  rehearse: 1,
  workspace: '../workspaces/email.workspace.json',
  scenarios: [
    {
      name: 'a click counts',
      steps: [{ fire: opened }, { fire: clicked('faq') }, { expect: { contact: 'ana', engagementScore: score } }],
    },
    { name: 'nothing happens', steps: [{ expect: { fired: [] } }] },
  ],
});

await mkdir(join(folder, 'workspaces'));
await mkdir(join(folder, 'scenarios'));
/** @type {[string, unknown][]} */
const files = [
  ['workspaces/email.workspace.json', workedExample],
  [
    'workspaces/broken.workspace.json',
    { ...workedExample, workflows: [{ id: 'w', triggers: [], steps: [{ type: 'wiat' }] }] },
  ],
  ['scenarios/right.scenario.json', scenarioFile(10)],
  ['scenarios/wrong.scenario.json', scenarioFile(11)],
  ['scenarios/orphan.scenario.json', { ...scenarioFile(10), workspace: 'nowhere.json' }],
  ['scenarios/broken.scenario.json', { ...scenarioFile(10), workspace: '../workspaces/broken.workspace.json' }],
];
for (const [file, content] of files) {
  await writeFile(join(folder, file), JSON.stringify(content, undefined, 2));
}

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

test('check: workspaces and scenario files', async () => {
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

test('files that cannot be read, and wrong usage', async () => {
  await writeFile(join(folder, 'latin.json'), Buffer.from([0x22, 0xe9, 0x22]));
  for (const given of [
    ['test', 'nowhere.json'],
    ['test', 'scenarios'],
    ['check', 'latin.json'],
    ['test', 'scenarios/orphan.scenario.json'],
    ['test'],
    ['rehearse', 'scenarios/right.scenario.json'],
    ['test', '--colour', 'scenarios/right.scenario.json'],
    [],
  ]) {
    const { status, stderr } = await rehearse(...given);
    assert.equal(status, 2, given.join(' '));
    assert.notEqual(stderr, '', given.join(' '));
    assert.doesNotMatch(stderr, /\n +at /, 'no stack');
  }
});

test('--help and --version', async () => {
  const help = await rehearse('--help');
  assert.equal(help.status, 0);
  assert.match(help.stdout, /rehearse test FILE/);
  assert.match((await rehearse('--version')).stdout, /^\d+\.\d+\.\d+\n$/);
});
