import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { printDiagnostics } from '../../../wasm/dist/cli/excerpt.js';
import { styleOf } from '../../../wasm/dist/words/style.js';
import { files } from './support/files.js';
import { folderOf, rehearseIn, runIn } from './support/rehearse.js';

const folder = await folderOf({
  ...files,
  'empty/readme.txt': 'nothing to check',
  'deep/node_modules/x/x.workspace.json': '{',
  'deep/.hidden/x.workspace.json': '{',
  'deep/b.txt': '{',
  'deep/b/c/well.workspace.json': { rehearse: 1, workflows: [] },
  'deep/a.workspace.json': { rehearse: 1, workflows: [] },
  // Warned of: an id that is not listed.
  'warned.workspace.json': {
    rehearse: 1,
    resources: { links: [{ id: 'faq' }] },
    workflows: [
      {
        id: 'w',
        steps: [],
        triggers: [
          { type: 'link.clicked', conditions: [{ field: 'event.link', operator: 'equalTo', value: 'fqa' }] },
          { type: 'link.clicked', conditions: [{ field: 'event.link', operator: 'equalTo', value: 'pricing' }] },
        ],
      },
    ],
  },
});
const rehearse = rehearseIn(folder);

test('workspaces and scenario files that are well', async () => {
  const well = await rehearse('check', 'workspaces/email.workspace.json', 'scenarios/right.scenario.json');
  assert.deepEqual(well, { status: 0, stdout: '✓ Nothing is wrong in 2 files\n', stderr: '' });
  const failing = await rehearse('check', 'scenarios/wrong.scenario.json');
  assert.equal(failing.status, 0, 'nothing is run');
});

test('what is wrong, with its line and a caret', async () => {
  const { status, stdout, stderr } = await rehearse('check', 'workspaces/broken.workspace.json');
  assert.equal(
    stdout,
    `workspaces/broken.workspace.json:11:19 error value.unknown: There is no step type \`wiat\`.
  11 |           "type": "wiat"
     |                   ^^^^^^
     hint: Did you mean \`wait\`?

1 error in 1 of 1 file
`,
  );
  assert.deepEqual([status, stderr], [1, '']);
});

test('folders, at any depth, without what others put there', async () => {
  const { status, stdout } = await rehearse('check', 'deep', '--json');
  assert.equal(status, 0);
  const checked = JSON.parse(stdout).files.map((/** @type {{ file: string }} */ { file }) => file);
  assert.deepEqual(checked, ['deep/a.workspace.json', 'deep/b/c/well.workspace.json']);
  const empty = await rehearse('check', 'empty');
  assert.equal(empty.status, 2);
  assert.match(
    empty.stderr,
    /^empty: cannot be read: the folder holds no \*\.workspace\.json or \*\.scenario\.json\n$/,
  );
});

test('a workspace is told of once, however many scenario files name it', async () => {
  const given = ['scenarios/broken.scenario.json', 'scenarios/broken.scenario.json', 'workspaces'];
  const { status, stdout } = await rehearse('check', ...given, '--json');
  assert.equal(status, 1);
  const { ok, files: checked } = JSON.parse(stdout);
  assert.equal(ok, false);
  assert.deepEqual(
    checked.map((/** @type {any} */ { file, ok, diagnostics }) => [file, ok, diagnostics.length]),
    [
      ['workspaces/broken.workspace.json', false, 1],
      ['scenarios/broken.scenario.json', false, 0],
      ['workspaces/email.workspace.json', true, 0],
    ],
  );
});

test('files that cannot be read do not keep others from being checked', async () => {
  const given = ['nowhere.json', 'scenarios/orphan.scenario.json', 'workspaces/broken.workspace.json'];
  const { status, stdout, stderr } = await rehearse('check', ...given);
  assert.equal(status, 2);
  assert.match(stderr, /^nowhere\.json: cannot be read: /);
  assert.match(
    stderr,
    /^scenarios\/orphan\.scenario\.json:3:16: its workspace scenarios\/nowhere\.json: cannot be read: /m,
  );
  assert.match(stdout, /^1 error in 1 of 1 file; not checked: 2 files cannot be read$/m);
  const { files: checked } = JSON.parse((await rehearse('check', ...given, '--json')).stdout);
  assert.match(checked[0].error, /cannot be read/);
});

test('what is not UTF-8 is told with its place and what to do, and nothing was checked', async () => {
  const text = '\uFEFF{\n  "name": "ü'; // a mark at the start, and a character of two bytes before the place
  const files = {
    'latin.workspace.json': Buffer.concat([Buffer.from(text), Buffer.from('"\xe9t\xe9"', 'latin1')]),
    'cut.workspace.json': Buffer.concat([Buffer.from(text), Buffer.of(0xc3)]),
    'windows.workspace.json': Buffer.from('\uFEFF{ "rehearse": 1 }', 'utf16le'),
    'unmarked.workspace.json': Buffer.from('{ "name": "\ud800" }', 'utf16le'),
  };
  const told = {
    'latin.workspace.json': 'it is not UTF-8: at 2:14 is the byte 0xE9. Save it with the encoding UTF-8',
    'cut.workspace.json': 'it is not UTF-8: at 2:13 is the byte 0xC3. Save it with the encoding UTF-8',
    'windows.workspace.json': 'it is UTF-16, not UTF-8. Save it with the encoding UTF-8',
    'unmarked.workspace.json': 'it is UTF-16, not UTF-8. Save it with the encoding UTF-8',
  };
  const cwd = await folderOf({});
  for (const [file, bytes] of Object.entries(files)) {
    await writeFile(join(cwd, file), bytes);
    const { status, stdout, stderr } = await runIn(cwd, ['check', file]);
    assert.equal(stderr, `${file}: cannot be read: ${Reflect.get(told, file)}\n`);
    assert.deepEqual([status, stdout], [2, 'Nothing was checked: 1 file cannot be read\n']);
  }
});

test('warnings do not fail, unless they are to', async () => {
  const warned = await rehearse('check', 'warned.workspace.json');
  assert.equal(warned.status, 0);
  assert.match(warned.stdout, /^warned\.workspace\.json:\d+:\d+ warning reference\.unknown: /);
  assert.match(warned.stdout, /^2 warnings in 1 of 1 file$/m);
  for (const [given, status] of /** @type {[string[], number][]} */ ([
    [['--strict'], 1],
    [['--max-warnings', '1'], 1],
    [['--max-warnings=2'], 0],
    [['--strict', '--max-warnings=9'], 1],
    [['--max-warnings', 'few'], 2],
  ])) {
    assert.equal((await rehearse('check', 'warned.workspace.json', ...given)).status, status, given.join(' '));
    const json = await rehearse('check', 'warned.workspace.json', '--json', ...given);
    assert.equal(json.status, status);
    if (status < 2) assert.equal(JSON.parse(json.stdout).ok, status === 0);
  }
  const strict = await rehearse('check', 'warned.workspace.json', '--strict');
  assert.equal(strict.stderr, 'No more than 0 warnings are allowed.\n');
});

test('colours where they are wanted', async () => {
  const { stdout } = await runIn(folder, ['check', 'workspaces/broken.workspace.json'], { env: { FORCE_COLOR: '1' } });
  assert.ok(stdout.includes('\u001b[31merror value.unknown\u001b[39m'));
});

// ------------------------------------------------------------------ excerpts

/**
 * The line that is shown for a place, and the carets under it.
 * @param {string} text
 * @param {string} at what stands at the place
 */
function shown(text, at) {
  const before = text.slice(0, text.indexOf(at));
  const lines = before.split('\n');
  const place = { line: lines.length, column: [...(lines.at(-1) ?? '').replace(/^\uFEFF/, '')].length + 1 };
  const diagnostic = {
    code: 'c',
    severity: /** @type {const} */ ('error'),
    message: 'm',
    path: '',
    hint: '',
    ...place,
  };
  const [, line = '', carets = ''] = printDiagnostics('f', text, [diagnostic], styleOf(false)).split('\n');
  const width = line.indexOf('|') + 2;
  return [line.slice(width), carets.slice(width)];
}

test('carets stand under the whole word', () => {
  assert.deepEqual(shown('{ "a": "b\\"c", "d": 1 }', '"b'), ['{ "a": "b\\"c", "d": 1 }', '       ^^^^^^']);
  assert.deepEqual(shown('{ "a": -1.5e3 }', '-1'), ['{ "a": -1.5e3 }', '       ^^^^^^']);
  assert.deepEqual(shown('{\n "a": { "b": 1 }\n}', '{ "b"'), [' "a": { "b": 1 }', '      ^^^^^^^^^^']);
  assert.deepEqual(shown('[[1, "]", { "b": [] }], 2]', '[1'), ['[[1, "]", { "b": [] }], 2]', ` ${'^'.repeat(21)}`]);
  assert.deepEqual(shown('{ "a": { "b":\n 1 } }', '{ "b"'), ['{ "a": { "b":', '       ^']);
  assert.deepEqual(shown('{ "a": "never closed', '"never'), ['{ "a": "never closed', '       ^^^^^^^^^^^^^']);
  assert.deepEqual(shown('{\r\n\t"a": tru\r\n}', 'tru'), ['  "a": tru', '       ^^^']);
});

test('wide, astral and joined characters, and what would command a terminal', () => {
  assert.deepEqual(shown('{ "営業": 7 }', '7'), ['{ "営業": 7 }', '          ^']);
  assert.deepEqual(shown('{ "é": 7 }', '7'), ['{ "é": 7 }', '       ^']);
  assert.deepEqual(shown('{ "e\u0301": 7 }', '7'), ['{ "e\u0301": 7 }', '       ^']);
  assert.deepEqual(shown('{ "😀": 7 }', '7'), ['{ "😀": 7 }', '        ^']);
  assert.deepEqual(shown('{ "👩‍👩‍👧": 7 }', '7'), ['{ "👩‍👩‍👧": 7 }', '        ^']);
  assert.deepEqual(shown('{ "\u001b\u202e": 7 }', '7'), ['{ "\\u001b\\u202e": 7 }', `${' '.repeat(18)}^`]);
  assert.deepEqual(shown('\uFEFF{ "a": 7 }', '7'), ['{ "a": 7 }', '       ^']);
});

test('long lines are cut on both sides', () => {
  const item = '{"type":"end"},';
  const text = `[${item.repeat(1000)}{"type":"wiat"},${item.repeat(1000)}]`;
  const [line = '', carets = ''] = shown(text, '"wiat"');
  assert.equal([...line].length, 101);
  assert.equal(line.slice(carets.indexOf('^'), carets.length), '"wiat"');
  assert.match(line, /^….*…$/);
  const [end = ''] = shown(`[${item.repeat(1000)}7]`, '7');
  assert.match(end, /^….*7\]$/);
  const [long = '', under = ''] = shown(`["${'x'.repeat(5000)}"]`, '"x');
  assert.equal(long.length, 101);
  assert.equal(under.length, 100);
});

test('many places in one line of 16 MiB take no more time than the line', () => {
  const text = `[${'"xxxxxxxxxxxx",'.repeat(1_000_000)}7]`;
  const diagnostics = Array.from({ length: 100 }, (_, index) => ({
    ...{ code: 'c', severity: /** @type {const} */ ('error'), message: 'm', path: '', hint: '' },
    line: 1,
    column: 2 + index * 150_000,
  }));
  const start = performance.now();
  const printed = printDiagnostics('f', text, diagnostics, styleOf(false));
  assert.equal(printed.match(/\^{14}$/gm)?.length, 100);
  assert.ok(performance.now() - start < 5_000);
});

test('a byte order mark is no part of a document; what a document names cannot command a terminal', async () => {
  const cwd = await folderOf({
    'w.workspace.json': { rehearse: 1, workflows: [] },
    'a.scenario.json':
      '\uFEFF{"rehearse":1,"workspace":"w.workspace.json","scenarios":[{"name":"n","steps":[{"advance":"1d"}]}]}',
  });
  const well = await runIn(cwd, ['check', '.']);
  assert.deepEqual([well.status, well.stdout], [0, '✓ Nothing is wrong in 2 files\n'], well.stderr);
  const hostile = await folderOf({
    'a.scenario.json': { rehearse: 1, workspace: '\u001b]0;owned\u0007.json', scenarios: [] },
  });
  const { status, stderr } = await runIn(hostile, ['check', '.']);
  assert.equal(status, 2);
  assert.match(stderr, /\\u001b\]0;owned\\u0007\.json/);
});
