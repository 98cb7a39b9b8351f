import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NewFiles } from '../../../wasm/dist/cli/new-files.js';
import { packageChange } from '../../../wasm/dist/cli/package-scripts.js';
import { replaceFile } from '../../../wasm/dist/cli/replace-file.js';
import { folderOf, program, rehearseIn, runIn } from './support/rehearse.js';

const files = [
  'workflows/lead-scoring.workspace.json',
  'workflows/lead-scoring.scenario.json',
  'workflows/clicks.ndjson',
  'workflows/README.md',
  '.github/workflows/rehearse.yml',
];
const packageFolder = fileURLToPath(new URL('../../../wasm/', import.meta.url));

/** @param {string} folder @param {string} file */
const read = (folder, file) => readFile(join(folder, file), 'utf8');

test('an empty folder gets a worked example that passes', async () => {
  const folder = await folderOf({});
  const { status, stdout, stderr } = await rehearseIn(folder)('init');
  assert.deepEqual([status, stderr], [0, '']);
  for (const file of [...files, 'package.json']) {
    assert.ok(stdout.includes(`\n  ${file}`), file);
    assert.notEqual((await read(folder, file)).length, 0);
  }
  assert.match(stdout, /^Next:\n {2}npm install\n {2}npm run test:workflows\n/m);
  const { scripts, devDependencies } = JSON.parse(await read(folder, 'package.json'));
  assert.deepEqual(Object.keys(devDependencies), ['@rehearse/engine']);
  const checked = await run(folder, scripts['check:workflows']);
  assert.deepEqual(checked, { status: 0, stdout: '✓ Nothing is wrong in 2 files\n', stderr: '' });
  const tested = await run(folder, scripts['test:workflows']);
  assert.equal(tested.status, 0);
  assert.match(tested.stdout, /4 passed/);
});

/** Runs a script of package.json. @param {string} folder @param {string} script */
function run(folder, script) {
  const [program, ...given] = script.split(' ');
  assert.equal(program, 'rehearse');
  return runIn(folder, given);
}

test('what the README and the next steps say to type works', async () => {
  const folder = await folderOf({});
  const { stdout } = await rehearseIn(folder)('init');
  const readme = await read(folder, 'workflows/README.md');
  for (const text of [stdout, readme]) {
    const [, told = ''] = /npx (rehearse run (?:.*\\\n)*.*)/.exec(text) ?? [];
    const { code, journal } = await shell(folder, told);
    assert.equal(code, 0, told);
    assert.doesNotMatch(told, /['"\\\n]/, 'shells of Windows know neither these quotation marks nor lines that go on');
    assert.match(journal, /enters spring-offer/);
  }
  const scripts = [...readme.matchAll(/npm run (\S+)/g)].map(([, name]) => name);
  const { scripts: there } = JSON.parse(await read(folder, 'package.json'));
  assert.deepEqual(scripts.sort(), Object.keys(there).sort());
});

/**
 * Types a command into a shell.
 * @param {string} cwd @param {string} command
 * @returns {Promise<{ code: unknown, journal: string }>}
 */
function shell(cwd, command) {
  const line = command.replace(/^rehearse/, `"${process.execPath}" "${program}"`);
  return new Promise((resolve) => {
    execFile('sh', ['-c', line], { cwd }, (error, journal) => resolve({ code: error?.code ?? 0, journal }));
  });
}

test('another folder, which need not be there', async () => {
  const folder = await folderOf({});
  const { stdout } = await rehearseIn(folder)('init', 'a/b');
  assert.match(stdout, /^ {2}cd a\/b$/m);
  assert.ok((await stat(join(folder, 'a/b/workflows'))).isDirectory());
  const json = await rehearseIn(folder)('init', 'c', '--json');
  assert.deepEqual(JSON.parse(json.stdout), {
    ok: true,
    folder: 'c',
    created: [...files, 'package.json'],
    packageJson: 'made',
    scripts: ['test:workflows', 'check:workflows'],
  });
});

test('nothing is overwritten, and nothing is written beside what is in the way', async () => {
  const folder = await folderOf({ 'workflows/README.md': 'mine' });
  const { status, stdout, stderr } = await rehearseIn(folder)('init');
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^A file is in the way, so nothing is written:\n {2}workflows\/README\.md\n/);
  assert.equal(await read(folder, 'workflows/README.md'), 'mine');
  assert.deepEqual(await readdir(folder, { recursive: true }), ['workflows', 'workflows/README.md']);
  const json = await rehearseIn(folder)('init', '--json');
  assert.equal(json.status, 2);
  assert.deepEqual(JSON.parse(json.stdout).inTheWay, ['workflows/README.md']);
});

test('a folder that cannot be written is left without a trace', async () => {
  const folder = await folderOf({ '.github': 'a file' });
  const { status, stderr } = await rehearseIn(folder)('init');
  assert.equal(status, 2);
  assert.match(stderr, /rehearse\.yml: cannot be written/);
  assert.deepEqual(await readdir(folder, { recursive: true }), ['.github'], 'no empty folder either');
  assert.equal((await rehearseIn(folder)('init', 'a', 'b')).status, 2);
});

test('package.json gets the scripts where all else stays as it is', async () => {
  const folder = await folderOf({});
  const text = '{\n\t"name": "mine",\n\t"scripts": {\n\t\t"build": "tsc"\n\t}\n}\n';
  await writeFile(join(folder, 'package.json'), text);
  const { stdout } = await rehearseIn(folder)('init');
  assert.match(stdout, /^Next:\n {2}npm install --save-dev @rehearse\/engine\n/m);
  const changed = await read(folder, 'package.json');
  assert.ok(changed.startsWith('{\n\t"name": "mine",\n\t"scripts": {\n\t\t"build": "tsc",\n\t\t"test:workflows": '));
  assert.ok(changed.endsWith('\n'));
});

test('where package.json cannot be written, nothing is', async () => {
  const text = '{\n  "name": "mine"\n}\n';
  const folder = await folderOf({ 'package.json': text, 'kept/file.txt': 'mine' });
  // A file of any length is too long from here on, as on a disk that is full.
  const { status, stderr } = await new Promise((resolve) => {
    const line = `ulimit -f 0; "${process.execPath}" "${program}" init`;
    execFile('bash', ['-c', line], { cwd: folder }, (error, _stdout, stderr) => {
      resolve({ status: error?.code ?? 0, stderr });
    });
  });
  assert.equal(status, 2);
  assert.match(stderr, /cannot be written: EFBIG/);
  assert.deepEqual((await readdir(folder, { recursive: true })).sort(), ['kept', 'kept/file.txt', 'package.json']);
  assert.equal(await read(folder, 'package.json'), text);
});

test('package.json is replaced in one move, and not where somebody has changed it meanwhile', async () => {
  const folder = await folderOf({ 'package.json': '{\n  "name": "mine"\n}\n' });
  const file = join(folder, 'package.json');
  const { ino } = await stat(file);
  assert.equal((await rehearseIn(folder)('init')).status, 0);
  assert.notEqual((await stat(file)).ino, ino, 'another file took its place: no moment has half of it');
  await assert.rejects(
    replaceFile(file, 'read before', 'new', 'meanwhile'),
    /package\.json: cannot be written: it was changed meanwhile\. Run it again\./,
  );
  assert.match(await read(folder, 'package.json'), /"test:workflows"/);
  assert.ok((await readdir(folder)).every((name) => !name.includes('partial')));
});

test('what was made is taken away again, and no more', async () => {
  const folder = await folderOf({ 'there/mine.txt': 'mine' });
  const made = new NewFiles();
  await made.write(join(folder, 'a/b/c.txt'), 'c');
  await made.write(join(folder, 'there/d/e.txt'), 'e');
  await writeFile(join(folder, 'a/of-others.txt'), 'others');
  await assert.rejects(made.write(join(folder, 'there/mine.txt'), 'x'), /mine\.txt: cannot be written: EEXIST/);
  await assert.rejects(made.write(join(folder, 'there/mine.txt/x/y.txt'), 'x'), /cannot be written: ENOTDIR/);
  await symlink('nowhere', join(folder, 'link'));
  await assert.rejects(made.write(join(folder, 'link/x.txt'), 'x'), /cannot be written: /);
  await made.undo();
  const left = await readdir(folder, { recursive: true });
  assert.deepEqual(left.sort(), ['a', 'a/of-others.txt', 'link', 'there', 'there/mine.txt']);
  assert.equal(await read(folder, 'there/mine.txt'), 'mine');
});

test('package.json stays as it is where it is not safe to change it', async () => {
  /** @type {[string, RegExp][]} */
  const unsafe = [
    ['{ "name": "x" }', /laid out/],
    ['{\n  "a": 1.0\n}', /laid out/],
    ['{', /is no JSON/],
    ['[]', /is no object/],
    ['{\n  "scripts": []\n}', /`scripts` are no object/],
    ['{\n  "scripts": {\n    "test:workflows": "mine"\n  }\n}', /has a script test:workflows already/],
  ];
  for (const [text, why] of unsafe) {
    const change = packageChange(text, '1.0.0');
    assert.deepEqual([change.kind, change.text], ['left', undefined], text);
    assert.match(change.why, why);
  }
  const { scripts } = packageChange(unsafe[5]?.[0], '1.0.0');
  assert.deepEqual(Object.keys(scripts), ['check:workflows'], 'only what is missing is to be added by hand');
  const folder = await folderOf({ 'package.json': '{ "name": "x" }' });
  const { status, stdout } = await rehearseIn(folder)('init');
  assert.equal(status, 0);
  assert.match(stdout, /^package\.json is not changed: .*\n {2}"test:workflows": "rehearse test /m);
  assert.equal(await read(folder, 'package.json'), '{ "name": "x" }');
});

test('the files are in the package, and no others', async () => {
  const { stdout } = await new Promise((resolve, reject) => {
    execFile('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: packageFolder }, (error, stdout) => {
      error === null ? resolve({ stdout }) : reject(error);
    });
  });
  const [{ files: packed }] = JSON.parse(stdout);
  const templates = packed
    .map((/** @type {{ path: string }} */ { path }) => path)
    .filter((/** @type {string} */ path) => path.startsWith('templates/'));
  assert.deepEqual(templates.sort(), files.map((file) => `templates/${file.replace(/^\./, '')}`).sort());
});
