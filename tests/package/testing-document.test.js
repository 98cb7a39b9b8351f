// docs/testing.md: its files are written to a folder and run there, and what it says of a failure is what a failure says.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { blocksOf } from '../../docs/generator/examples.js';
import { consumerFolder } from './support/consumer-folder.js';

const folder = await mkdtemp(join(tmpdir(), 'rehearse-testing-'));
after(() => rm(folder, { recursive: true }));

const blocks = await blocksOf('docs/testing.md');
await consumerFolder(folder, blocks);

/**
 * Runs a file of tests, and gives the exit status and the report.
 * @param {string} file
 * @returns {Promise<{ status: number, report: string }>}
 */
const run = (file) =>
  new Promise((resolve) => {
    // Else the runner takes itself for a part of this one.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    execFile(process.execPath, ['--test', '--test-reporter=tap', file], { cwd: folder, env }, (error, stdout) => {
      resolve({ status: Number(error?.code ?? 0), report: stdout });
    });
  });

test('every block is a file', () => {
  assert.deepEqual(
    blocks.filter(({ name }) => name === ''),
    [],
  );
});

for (const [file, passed] of /** @type {const} */ ([
  ['scenarios.test.js', 2],
  ['fluent.test.js', 2],
])) {
  test(`${file} passes`, async () => {
    const { status, report } = await run(file);
    assert.equal(status, 0, report);
    assert.match(report, new RegExp(`^# pass ${passed}$`, 'm'));
  });
}

test('the failure says what the document says', async () => {
  const { status, report } = await run('missed.test.js');
  assert.equal(status, 1);
  const [, indentation = '', message = ''] = /^( +)error: \|-\n([\s\S]*?)\n +code:/m.exec(report) ?? [];
  const lines = message.split('\n').map((line) => line.slice(indentation.length + 2).trimEnd());
  assert.equal(`${lines.join('\n')}\n`, blocks.find(({ name }) => name === 'missed.txt')?.text);
  assert.match(report, /missed\.test\.js:11:6/);
});
