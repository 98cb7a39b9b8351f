import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { commands } from '../../../wasm/dist/cli/commands.js';
import { expandPatterns } from '../../../wasm/dist/cli/patterns.js';
import { stimulusKinds } from '../../../wasm/dist/stimulus.js';
import { hasColors } from '../../../wasm/dist/words/style.js';
import { files } from './support/files.js';
import { folderOf, rehearseIn } from './support/rehearse.js';

const folder = await folderOf(files);
await mkdir(join(folder, 'empty'));
const rehearse = rehearseIn(folder);
const names = commands.map(({ name }) => name);

test('help lists every command, in 80 columns', async () => {
  const help = await rehearse('--help');
  assert.equal(help.status, 0);
  for (const name of names) {
    assert.match(help.stdout, new RegExp(`^ {2}${name} +\\w`, 'm'));
  }
  assert.deepEqual(tooLong(help.stdout), []);
  assert.deepEqual(await rehearse('help'), help);
  assert.deepEqual(await rehearse('-h'), help);
  assert.deepEqual(await rehearse('help', 'help'), help);
  assert.match((await rehearse('--version')).stdout, /^\d+\.\d+\.\d+\n$/);
});

for (const name of names) {
  test(`${name} --help has options, examples and statuses`, async () => {
    const help = await rehearse(name, '--help');
    assert.equal(help.status, 0);
    assert.equal(help.stderr, '');
    assert.match(help.stdout, new RegExp(`^Usage:\\s+rehearse ${name} `));
    assert.match(help.stdout, new RegExp(`^Examples:\\n(?: {2}# .*\\n)? {2}.*rehearse ${name}\\b`, 'm'));
    assert.match(help.stdout, /^Exit status: 0 /m);
    assert.deepEqual(await rehearse('help', name), help);
    assert.deepEqual(await rehearse(name, 'a', '--nonsense', '-h'), help, 'whatever else is wrong');
    const command = /** @type {import('../../../wasm/dist/cli/command.js').Command} */ (
      commands.find((row) => row.name === name)
    );
    assert.notEqual(Object.keys(command.options).length, 0);
    for (const [option, { help: does = '' }] of Object.entries(command.options)) {
      assert.match(help.stdout, new RegExp(`--${option}\\b`));
      assert.notEqual(does, '', option);
    }
    assert.deepEqual(tooLong(help.stdout), []);
    const examples = /^Examples:\n(.*?)\n\n/ms.exec(help.stdout)?.[1] ?? '';
    const options = Object.keys(command.options).filter((option) => option !== 'help');
    assert.deepEqual(
      options.filter((option) => !new RegExp(`--${option}\\b(?!-)`).test(examples)),
      [],
      'every option stands in an example',
    );
  });
}

/** @param {string} text */
const tooLong = (text) => text.split('\n').filter((line) => line.length > 80);

test('wrong usage is told with what was perhaps meant', async () => {
  /** @type {[string[], RegExp][]} */
  const wrong = [
    [[], /^Usage: rehearse COMMAND/],
    [['tset', 'a.json'], /^rehearse: There is no command "tset"\. Did you mean test\?\nUsage: rehearse COMMAND/],
    [['xyzzy'], /There is no command "xyzzy"\. There are test, check, /],
    [['help', 'merg'], /Did you mean merge\?/],
    [['--jsno'], /^rehearse: There is no option --jsno\./],
    [['--versoin'], /Did you mean --version\?/],
    [['--', 'test'], /^rehearse: The command comes first: rehearse test …/],
    [['check'], /^rehearse check: check needs the files to check\.\nUsage: rehearse check FILE/],
    [['check', '--jsn', 'a.json'], /There is no option --jsn\. Did you mean --json\?\nUsage: rehearse check /],
    [['check', '--json=yes', 'a.json'], /--json takes no value, but "yes" is given\./],
    [['check', '-x', 'a.json'], /There is no option -x\.\n/],
    [['check', '--constructor', 'a.json'], /There is no option --constructor\.\n/],
    [['replay', 'a.json', '--events'], /--events needs a value: --events /],
    [['replay', 'a.json', '--events', '--sort'], /--events needs a value, but "--sort" looks like another option\./],
    [['merge'], /merge needs the files/],
  ];
  for (const [given, expected] of wrong) {
    const { status, stdout, stderr } = await rehearse(...given);
    assert.match(stderr, expected, given.join(' '));
    assert.equal(status, 2, given.join(' '));
    assert.equal(stdout, '', given.join(' '));
    assert.doesNotMatch(stderr, /\n +at /, 'no stack');
  }
});

test('files that cannot be read', async () => {
  await writeFile(join(folder, 'latin.json'), Buffer.from([0x22, 0xe9, 0x22]));
  for (const given of [
    ['test', 'nowhere.json'],
    ['check', 'scenarios'],
    ['check', 'latin.json'],
    ['test', 'scenarios/orphan.scenario.json'],
    ['merge', 'nowhere.json'],
  ]) {
    const { status, stdout, stderr } = await rehearse(...given);
    assert.equal(status, 2, given.join(' '));
    assert.match(stdout + stderr, /cannot be read/, given.join(' '));
    assert.doesNotMatch(stdout + stderr, /\n +at /, 'no stack');
  }
});

test('--json: what keeps a command from its work is a document, too; wrong usage is not', async () => {
  const workspace = 'workspaces/email.workspace.json';
  /** @type {[given: string[], error: RegExp][]} */
  const failing = [
    [['run', 'nowhere.json', '--advance', '1d'], /^nowhere\.json: cannot be read: ENOENT/],
    [['run', workspace, '--stimuli', 'nowhere.ndjson'], /^nowhere\.ndjson: cannot be read: ENOENT/],
    [['run', workspace, '--advance', '1d', '--trace', `${workspace}/a.json`], /a\.json: cannot be written: E/],
    [['test', 'scenarios/right.scenario.json', '--coverage-html', `${workspace}/a.html`], /cannot be written: E/],
    [['test', 'none-*.json'], /^none-\*\.json: cannot be read: there is no file that fits$/],
    [['check', 'none-*.json'], /^none-\*\.json: cannot be read: there is no file that fits$/],
    [['check', 'empty'], /^empty: cannot be read: /],
    [['init', 'latin.json'], /cannot be written/],
    [['merge', 'nowhere.json'], /^nowhere\.json: cannot be read/],
    [['merge', workspace], /is no part of a replay\.$/],
    [['replay', workspace, '--events', 'nowhere.csv'], /nowhere\.csv/],
  ];
  for (const [given, error] of failing) {
    const { status, stdout, stderr } = await rehearse(...given, '--json');
    assert.deepEqual([status, stderr], [2, ''], given.join(' '));
    const document = JSON.parse(stdout);
    assert.equal(document.ok, false);
    assert.match(document.error, error, given.join(' '));
  }
  const lines = await rehearse('run', 'nowhere.json', '--advance', '1d', '--ndjson');
  assert.match(lines.stdout, /^\{"ok":false,"error":"nowhere.*\}\n$/);
  const asReporter = await rehearse('test', 'none-*.json', '--reporter', 'json');
  assert.equal(JSON.parse(asReporter.stdout).ok, false);
  for (const given of [
    ['run', '--json'],
    ['check', '--json'],
    ['test', '--json', '--jsn'],
    ['replay', '--json'],
  ]) {
    const { status, stdout, stderr } = await rehearse(...given);
    assert.deepEqual([status, stdout], [2, ''], given.join(' '));
    assert.match(stderr, /^Usage: rehearse /m);
  }
});

test('* and ? are files where no shell has made them so', async () => {
  const whole = await rehearse('check', 'scenarios/right.scenario.json', 'scenarios/wrong.scenario.json', '--json');
  for (const pattern of ['scenarios/?[!o]*.scenario.json', 'scenarios/*r[io]*.scenario.json']) {
    assert.equal((await rehearse('check', pattern)).status, 2, 'brackets are letters');
  }
  const given = ['check', 'scenarios/*ght.scenario.json', 'scenarios/wr?ng.scenario.json', '--json'];
  assert.deepEqual(await rehearse(...given), whole);
  assert.deepEqual(await rehearse('check', '*/right.scenario.json', '*/wrong*', '--json'), whole);
  assert.equal((await rehearse('test', 'scenarios/ri*.json')).status, 0);
  await writeFile(join(folder, 'scenarios/a*.json'), '{');
  const { files: checked } = JSON.parse((await rehearse('check', 'scenarios/a*.json', '--json')).stdout);
  assert.deepEqual(
    checked.map((/** @type {{ file: string }} */ { file }) => file),
    ['scenarios/a*.json'],
    'a file that is really called so comes first',
  );
  await writeFile(join(folder, 'scenarios/.hidden.json'), '{');
  assert.deepEqual(await expandPatterns([join(folder, '*/.hid*')]), [join(folder, 'scenarios/.hidden.json')]);
  assert.ok(!(await expandPatterns([join(folder, 'scenarios/*.json')])).join().includes('hidden'));
  await rm(join(folder, 'scenarios/a*.json'));
});

test('when there are colours', () => {
  const terminal = { isTTY: true };
  assert.equal(hasColors(terminal, {}), true);
  assert.equal(hasColors(terminal, { NO_COLOR: '' }), true, 'as no-color.org has it');
  assert.equal(hasColors(terminal, { NO_COLOR: '1' }), false);
  assert.equal(hasColors(terminal, { TERM: 'dumb' }), false);
  assert.equal(hasColors(terminal, { FORCE_COLOR: '0' }), false);
  assert.equal(hasColors({}, {}), false);
  assert.equal(hasColors({}, { FORCE_COLOR: '1', NO_COLOR: '1' }), true);
  assert.equal(hasColors({}, { FORCE_COLOR: 'false' }), false);
});

test('every kind of stimulus that the catalog has is known, and is an option of rehearse run', async () => {
  const { catalog } = await loadEngine();
  const kinds = catalog.shapes.scenarioStep?.properties.flatMap(({ name, shape }) =>
    shape === 'expectation' ? [] : name,
  );
  assert.deepEqual([...stimulusKinds].sort(), kinds?.sort());
  const { options = {} } = commands.find(({ name }) => name === 'run') ?? {};
  const kebab = stimulusKinds.map((kind) => kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  assert.deepEqual(
    kebab.filter((name) => !Object.hasOwn(options, name)),
    [],
  );
});
