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
    ['{', /is no JSON/],
    ['[]', /is no object/],
    ['{\n  "scripts": []\n}', /`scripts` are no object/],
    ['{\n  "scripts": {\n    "test:workflows": "mine"\n  }\n}', /has a script test:workflows already/],
    ['{ "scripts": { "a": "b" }, "scripts": { "a": "c" } }', /`scripts` more than once/],
  ];
  for (const [text, why] of unsafe) {
    const change = packageChange(text, '1.0.0');
    assert.deepEqual([change.kind, change.text], ['left', undefined], text);
    assert.match(change.why, why);
  }
  const { scripts } = packageChange(unsafe[3]?.[0], '1.0.0');
  assert.deepEqual(Object.keys(scripts), ['check:workflows'], 'only what is missing is to be added by hand');
  const taken = '{ "scripts": { "check:workflows": "mine" } }';
  const folder = await folderOf({ 'package.json': taken });
  const { status, stdout } = await rehearseIn(folder)('init');
  assert.equal(status, 0);
  assert.match(stdout, /^package\.json is not changed: .*\n {2}"test:workflows": "rehearse test /m);
  assert.equal(await read(folder, 'package.json'), taken);
  assert.match(stdout, /^ {2}npx rehearse test workflows$/m, 'what to type works');
});

test('no file calls scripts that are not there', async () => {
  for (const text of [
    '{ "scripts": { "check:workflows": "mine" } }',
    '{ "scripts": { "test:workflows": "mine" } }',
    '[]',
  ]) {
    const folder = await folderOf({ 'package.json': text });
    await rehearseIn(folder)('init');
    for (const file of ['.github/workflows/rehearse.yml', 'workflows/README.md']) {
      const told = await read(folder, file);
      const called = Array.from(told.matchAll(/npm run (\S+)/g), ([, name]) => name);
      assert.deepEqual(called, Object.keys(JSON.parse(text).scripts ?? {}), file);
      for (const command of ['rehearse check --strict workflows', 'rehearse test workflows']) {
        const [action = '', kind = ''] = command.split(' ');
        const isTheirs = text.includes(`"${kind}:workflows"`);
        assert.equal(told.includes(`npx ${action} ${kind}`) && told.includes(`npx ${command}`), !isTheirs, command);
      }
    }
  }
});

test('package.json stays laid out as it is', () => {
  const test = '"test:workflows": "rehearse test workflows"';
  const check = '"check:workflows": "rehearse check --strict workflows"';
  const tight = `${test},${check}`.replaceAll('": ', '":');
  /** @type {[before: string, after: string][]} */
  const layouts = [
    ['{\r\n  "a": 1\r\n}\r\n', `{\r\n  "a": 1,\r\n  "scripts": {\r\n    ${test},\r\n    ${check}\r\n  }\r\n}\r\n`],
    [
      '{\r\n\t"scripts": {\r\n\t\t"b": "}"\r\n\t},\r\n\t"a": 1\r\n}',
      `{\r\n\t"scripts": {\r\n\t\t"b": "}",\r\n\t\t${test},\r\n\t\t${check}\r\n\t},\r\n\t"a": 1\r\n}`,
    ],
    ['{ "name": "x" }', `{ "name": "x", "scripts": { ${test}, ${check} } }`],
    ['{"name":"x"}\n', `{"name":"x","scripts":{${tight}}}\n`],
    ['{"name": "x"}', `{"name": "x", "scripts": {${test}, ${check}}}`],
    ['{"scripts":{"b":"c"},"a":{}}', `{"scripts":{"b":"c",${tight}},"a":{}}`],
    ['{ "a": ["scripts"], "scripts": {} }', `{ "a": ["scripts"], "scripts": { ${test}, ${check} } }`],
    [
      '{\n  "a": 1.0,\n\n  "b": [1, 2]\n}',
      `{\n  "a": 1.0,\n\n  "b": [1, 2],\n  "scripts": {\n    ${test},\n    ${check}\n  }\n}`,
    ],
    [
      '\uFEFF{\n  "a": "\\"}{",\n  "scripts": { "b": "c" }\n}',
      `\uFEFF{\n  "a": "\\"}{",\n  "scripts": { "b": "c", ${test}, ${check} }\n}`,
    ],
    ['{ "b": { "scripts": { "d": "e" } } }', `{ "b": { "scripts": { "d": "e" } }, "scripts": { ${test}, ${check} } }`],
    ['{}\n', `{\n  "scripts": {\n    ${test},\n    ${check}\n  }\n}\n`],
  ];
  for (const [before, after] of layouts) {
    const { kind, text } = packageChange(before, '1.0.0');
    assert.deepEqual([kind, text], ['changed', after], before);
  }
});

test('an empty name is no folder', async () => {
  const folder = await folderOf({});
  const { status, stdout, stderr } = await rehearseIn(folder)('init', '');
  assert.deepEqual([status, stdout, await readdir(folder)], [2, '', []]);
  assert.match(stderr, /^rehearse init: The name of the folder is empty\. /);
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
