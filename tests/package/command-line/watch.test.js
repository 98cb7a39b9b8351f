import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs, { writeFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { main } from '../../../wasm/dist/cli/main.js';
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

/** One scenario file, and its workspace in another folder. */
const apart = {
  'workspaces/email.workspace.json': files['workspaces/email.workspace.json'],
  'scenarios/one.scenario.json': scenarioFile(10),
};

test('--watch: a workspace that cannot be read, and comes back; SIGTERM ends it as Ctrl-C does', async (context) => {
  const cwd = await folderOf(apart);
  const { child, ended, round } = watching(cwd, ['scenarios']);
  context.after(() => child.kill('SIGKILL'));
  await round();
  const workspace = join(cwd, 'workspaces/email.workspace.json');
  await rename(workspace, `${workspace}.away`);
  assert.match(await round(), /email\.workspace\.json: cannot be read: [\s\S]*wrong: scenarios\/one\.scenario\.json\./);
  await writeFile(join(cwd, 'workspaces/other.json'), '{}'); // nothing that a scenario file names
  await rename(`${workspace}.away`, workspace);
  assert.match(await round(), /✓ a click counts[\s\S]*Watching 1 file, all well\./);
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('--watch: a folder that goes takes its files along, and one that comes brings them', async (context) => {
  const own = { ...scenarioFile(10), workspace: files['workspaces/email.workspace.json'] };
  const cwd = await folderOf({ 'a.scenario.json': own, 'b/b.scenario.json': own });
  const { child, round } = watching(cwd, []);
  context.after(() => child.kill('SIGKILL'));
  assert.match(await round(), /Watching 2 files, all well\./);
  await rm(join(cwd, 'b'), { recursive: true });
  await mkdir(join(cwd, 'c'));
  await writeFile(join(cwd, 'c/c.scenario.json'), json(own));
  let last = await round();
  if (!last.includes('Run again: c/c.scenario.json')) {
    last = await round(); // where the file's text came after its name
  }
  assert.match(last, /Watching 2 files, all well\./);
});

test('--watch with --filter and --bail: what was not run is told', async (context) => {
  const own = (/** @type {number} */ score) => ({
    ...scenarioFile(score),
    workspace: files['workspaces/email.workspace.json'],
  });
  const cwd = await folderOf({ 'a.scenario.json': own(11), 'b.scenario.json': own(10) });

  const bailing = watching(cwd, ['--bail']);
  context.after(() => bailing.child.kill('SIGKILL'));
  assert.match(await bailing.round(), /Watching 2 files, wrong: a\.scenario\.json, 1 not run \(--bail\)\./);
  await writeFile(join(cwd, 'a.scenario.json'), json(own(10)));
  const mended = await bailing.round();
  assert.match(mended, /Run again: a\.scenario\.json, b\.scenario\.json/, 'the one that was not run, too');
  assert.match(mended, /Watching 2 files, all well\./);

  const filtering = watching(cwd, ['--filter', 'click']);
  context.after(() => filtering.child.kill('SIGKILL'));
  assert.match(await filtering.round(), /Scenarios {5}2 passed, 2 left out by --filter[\s\S]*all well\./);
  const nothing = watching(cwd, ['--filter', 'zebra']);
  context.after(() => nothing.child.kill('SIGKILL'));
  assert.match(await nothing.round(), /Watching 2 files, no name fits --filter\./);
});

/**
 * The command line in this process.
 * @param {string[]} given
 * @param {(output: string) => void} [seen] hears all that was printed so far
 */
async function inProcess(given, seen = () => undefined) {
  let output = '';
  const print = (/** @type {string} */ text) => {
    output += text;
    seen(output);
  };
  const line = (/** @type {string} */ text) => print(`${text}\n`);
  const status = await main(given, { print: line, complain: line, write: print, drained: async () => undefined });
  return { status, output };
}

test('--watch: a workspace in another folder that changes while the files run for the first time', async () => {
  const cwd = await folderOf(apart);
  const workspace = join(cwd, 'workspaces/email.workspace.json');
  let isChanged = false;
  const { status, output } = await inProcess(['test', '--watch', join(cwd, 'scenarios')], (printed) => {
    if (!isChanged && printed.includes('✓ a click counts')) {
      isChanged = true;
      writeFileSync(workspace, json(apart['workspaces/email.workspace.json']).replace('"points": 10', '"points": 12'));
    }
    if (printed.includes('Ctrl-C ends.')) {
      process.emit('SIGINT');
    }
  });
  assert.equal(status, 0);
  assert.match(output, /✓ a click counts[\s\S]*✗ a click counts[\s\S]*Watching 1 file, wrong: /);
});

test('--watch: a limit of the system is told with what to do', async () => {
  const cwd = await folderOf(files);
  const { watch } = fs;
  fs.watch = () => {
    throw Object.assign(new Error('ENOSPC: System limit for number of file watchers reached'), { code: 'ENOSPC' });
  };
  syncBuiltinESMExports();
  try {
    const { status, output } = await inProcess(['test', '--watch', join(cwd, 'scenarios')]);
    assert.equal(status, 2);
    assert.match(output, /scenarios: cannot be watched: ENOSPC.* reached\. The system watches no more folders: name /);
  } finally {
    fs.watch = watch;
    syncBuiltinESMExports();
  }
});
