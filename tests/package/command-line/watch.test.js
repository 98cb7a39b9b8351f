import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { files, scenarioFile } from './support/files.js';
import { folderOf, program } from './support/rehearse.js';

/** How long a round may take on a busy machine. */
const patience = 60_000;

/**
 * `rehearse test --watch` under way.
 * @param {string} cwd
 * @param {string[]} given
 */
function watching(cwd, given) {
  const child = spawn(process.execPath, [program, 'test', '--watch', ...given], { cwd });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (data) => {
    output += data;
  });
  child.stderr.setEncoding('utf8').on('data', (data) => {
    output += data;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  return {
    child,
    ended,
    /** What is printed from here until a round is over. */
    async round() {
      const end = Date.now() + patience;
      while (!/Watching .* Ctrl-C ends\.\n/.test(output)) {
        assert.ok(Date.now() < end && child.exitCode === null, `no round is over: ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const printed = output;
      output = '';
      return printed;
    },
  };
}

/** @param {unknown} document */
const json = (document) => JSON.stringify(document, undefined, 2);

test('--watch runs again what a change touches', async (context) => {
  const cwd = await folderOf({
    'workspaces/email.workspace.json': files['workspaces/email.workspace.json'],
    'scenarios/one.scenario.json': scenarioFile(10),
    'scenarios/two.scenario.json': { ...scenarioFile(10), workspace: files['workspaces/email.workspace.json'] },
  });
  const { child, ended, round } = watching(cwd, ['scenarios']);
  context.after(() => child.kill('SIGKILL'));
  assert.match(await round(), /\nFiles {9}2 passed\n[\s\S]*Watching 2 files, all well\./);

  // As editors do: a new file put in the place of the old one.
  await writeFile(
    join(cwd, 'scenarios/.two.swp'),
    json({ ...scenarioFile(11), workspace: files['workspaces/email.workspace.json'] }),
  );
  await rename(join(cwd, 'scenarios/.two.swp'), join(cwd, 'scenarios/two.scenario.json'));
  const second = await round();
  assert.match(second, /Run again: scenarios\/two\.scenario\.json ──/);
  assert.match(second, /✗ a click counts/);
  assert.doesNotMatch(second, /one\.scenario/);
  assert.match(second, /Watching 2 files, wrong: scenarios\/two\.scenario\.json\. Ctrl-C ends\./);

  // The workspace that only one of them names.
  await writeFile(
    join(cwd, 'workspaces/email.workspace.json'),
    json(files['workspaces/email.workspace.json']).replace('"points": 10', '"points": 12'),
  );
  const third = await round();
  assert.match(third, /Run again: scenarios\/one\.scenario\.json ──/);
  assert.match(third, /expected {2}10\n +actual {4}12/);
  assert.match(third, /wrong: scenarios\/one\.scenario\.json, scenarios\/two\.scenario\.json\./);

  // A file that was not there before, and one that goes.
  await rm(join(cwd, 'scenarios/two.scenario.json'));
  await writeFile(join(cwd, 'scenarios/three.scenario.json'), json(scenarioFile(12)));
  let last = await round();
  if (!last.includes('three.scenario.json')) {
    last = await round(); // where the file's text came after its name
  }
  assert.match(last, /Run again: .*scenarios\/three\.scenario\.json/);
  assert.match(last, /Watching 2 files, wrong: scenarios\/one\.scenario\.json\./);

  child.kill('SIGINT');
  assert.equal(await ended, 0);
});

test('--watch is for people', async () => {
  const cwd = await folderOf(files);
  const { ended } = watching(cwd, ['--json']);
  assert.equal(await ended, 2);
});
