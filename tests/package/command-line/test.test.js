import assert from 'node:assert/strict';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { files, scenarioFile } from './support/files.js';
import { folderOf, rehearseIn, runIn, writeFiles } from './support/rehearse.js';

const folder = await folderOf(files);
const rehearse = rehearseIn(folder);
const right = 'scenarios/right.scenario.json';
const wrong = 'scenarios/wrong.scenario.json';

/** Times are what they are. @param {string} text */
const timeless = (text) => text.replaceAll(/\d[\d.]* m?s\b/g, 'TIME');

test('all well', async () => {
  const { status, stdout, stderr } = await rehearse('test', right);
  assert.equal(stderr, '');
  assert.equal(
    timeless(stdout),
    [
      'scenarios/right.scenario.json TIME',
      '  ✓ a click counts (1 expectation, TIME)',
      '  ✓ nothing happens (1 expectation, TIME)',
      '',
      'Files         1 passed',
      'Scenarios     2 passed',
      'Expectations  2',
      'Time          TIME',
      '',
    ].join('\n'),
  );
  assert.equal(status, 0);
});

test('a scenario that fails: what was expected and there, where, and what led to it', async () => {
  const { status, stdout } = await rehearse('test', right, wrong);
  assert.equal(status, 1);
  assert.equal(
    timeless(stdout),
    `scenarios/right.scenario.json TIME
  ✓ a click counts (1 expectation, TIME)
  ✓ nothing happens (1 expectation, TIME)
scenarios/wrong.scenario.json TIME
  ✗ a click counts (1 expectation, 1 failed, TIME)
  ✓ nothing happens (1 expectation, TIME)

1) scenarios/wrong.scenario.json > a click counts

   ana engagementScore: expected score 11, was 10
     expected  11
     actual    10

   at scenarios/wrong.scenario.json:25:13
       23 |           "expect": {
       24 |             "contact": "ana",
     > 25 |             "engagementScore": 11
          |             ^
       26 |           }

   What led there:
     2026-03-02 09:00  ana: link.clicked, link faq
     └─ ana goes on in email-engagement at await-click: the event came
        └─ reward: score empty → 10 (+10)

Files         1 passed, 1 failed (2)
Scenarios     3 passed, 1 failed (4)
Expectations  4, 1 failed
Time          TIME
`,
  );
});

test('differences of lists and messages are shown line by line', async () => {
  const cwd = await folderOf({
    'a.scenario.json': {
      rehearse: 1,
      workspace: {
        rehearse: 1,
        workflows: [
          {
            id: 'w',
            status: 'published',
            triggers: [{ type: 'link.clicked' }],
            steps: [
              { type: 'addTag', tags: ['a', 'b'] },
              {
                type: 'sendEmail',
                email: 'thanks',
                subject: 'Thank you for all the clicks that you did, Ana',
                body: 'x',
              },
            ],
          },
        ],
        contacts: [{ id: 'ana' }],
      },
      scenarios: [
        {
          name: 'tags',
          steps: [
            { fire: { type: 'link.clicked', contact: 'ana', link: 'x' } },
            { expect: { contact: 'ana', tags: ['b', 'c'] } },
            { expect: { messages: [{ email: 'thanks', subject: 'Thank you for all the clicks that you did, Bo' }] } },
            { advanceTo: '2000-01-01T00:00:00Z' },
          ],
        },
      ],
    },
  });
  const { status, stdout } = await runIn(cwd, ['test']);
  assert.equal(status, 1);
  assert.match(stdout, /expected {2}\["b", "c"\]\n +actual {4}\["a", "b"\]\n +missing {3}\["c"\]\n +more {6}\["a"\]\n/);
  assert.match(stdout, /- expected {2}\+ actual\n/);
  assert.match(stdout, /\n {5}- +"subject": "Thank you for all the clicks that you did, Bo"\n/);
  assert.match(stdout, /\n {5}\+ +"subject": "Thank you for all the clicks that you did, Ana"\n/);
  assert.doesNotMatch(stdout, /"step":/, 'only what was looked at');
  assert.match(stdout, /advanceTo could not be run: /);
  assert.match(stdout, /3\) a\.scenario\.json > tags/);
});

test('a failure in one long line is shown around its place, and told once', async () => {
  const long = 'finance, and so many other words that no line of a terminal can hold them all';
  const text = JSON.stringify({
    rehearse: 1,
    workspace: files['workspaces/email.workspace.json'],
    scenarios: [{ name: 'x', steps: [{ expect: { contact: 'ana', fields: { industry: long } } }] }],
  });
  const cwd = await folderOf({ 'a.scenario.json': `${text}\n` });
  const { stdout } = await runIn(cwd, ['test']);
  assert.match(stdout, /\n {3}ana fields: not as expected\n {5}- expected {2}\+ actual\n/);
  const column = text.indexOf('"fields":{"industry":"finance') + 1;
  assert.ok(stdout.includes(`at a.scenario.json:1:${column}\n`));
  const [, line = '', caret = ''] = /\n( *> 1 \| .*)\n( *\| *)\^\n\n/.exec(stdout) ?? [];
  assert.ok(line.slice(caret.length).startsWith('"fields":{"industry":"fin'), stdout);
  assert.ok(line.length <= 80 && line.endsWith('…'), line);
});

test('the workspace has errors, told in the file where they are', async () => {
  const { status, stdout } = await rehearse('test', 'scenarios/broken.scenario.json');
  assert.equal(status, 1);
  assert.match(stdout, /workspaces\/broken\.workspace\.json:11:19 error value\.unknown: /);
  assert.match(stdout, /11 \| +"type": "wiat"\n +\| +\^/);
  assert.match(stdout, /did you mean .?wait/i);
});

test('folders are searched, in the order of names and not where others write', async () => {
  const cwd = await folderOf({
    ...files,
    'b/2.scenario.json': scenarioFile(10),
    'b/10.scenario.json': scenarioFile(10),
  });
  await writeFiles(cwd, {
    'node_modules/x/a.scenario.json': scenarioFile(11),
    'dist/a.scenario.json': scenarioFile(11),
    '.git/a.scenario.json': scenarioFile(11),
    'b/c/3.scenario.json': scenarioFile(10),
    'b/other.json': '{}',
  });
  await symlink('..', join(cwd, 'b/c/around'));
  await symlink('../2.scenario.json', join(cwd, 'b/c/linked.scenario.json'));
  /** @param {string[]} given */
  const filesOf = async (...given) => {
    const { stdout } = await runIn(cwd, ['test', '--json', ...given]);
    return JSON.parse(stdout).files.map((/** @type {{ file: string }} */ { file }) => file);
  };
  const inB = ['b/10.scenario.json', 'b/2.scenario.json', 'b/c/3.scenario.json', 'b/c/linked.scenario.json'];
  assert.deepEqual(await filesOf('b/'), inB);
  assert.deepEqual(await filesOf('b/2.scenario.json', 'b', './b'), [
    'b/2.scenario.json',
    'b/10.scenario.json',
    'b/c/3.scenario.json',
    'b/c/linked.scenario.json',
  ]);
  assert.deepEqual(await filesOf(), [
    ...inB,
    ...['broken', 'orphan', 'right', 'wrong'].map((name) => `scenarios/${name}.scenario.json`),
  ]);
});

test('nothing to run is wrong usage', async () => {
  /** @type {[string[], RegExp][]} */
  const cases = [
    [['workspaces'], /There is no file \*\.scenario\.json in workspaces, /],
    [[right, '--filter', 'zebra'], /--filter leaves out all scenarios: no name of the 2 fits\./],
    [[right, '--filter', ''], /--filter needs a text/],
    [[right, '--filter', '/(/'], /"\/\(\/" is no regular expression: /],
    [[right, '--reporter', 'prety'], /There is no reporter "prety"\. Did you mean pretty\?/],
    [[right, '--reporter', 'x'], /There are pretty, dot, tap, json, junit\./],
    [[right, '--reporter', 'tap='], /needs the name of a file after =/],
    [[right, '--reporter', 'tap', '--json'], /Give the other a file: --reporter tap --reporter json=FILE\./],
    [[right, '--journals'], /--journals goes with --json/],
  ];
  for (const [given, expected] of cases) {
    const { status, stderr } = await rehearse('test', ...given);
    assert.match(stderr, expected);
    assert.equal(status, 2, given.join(' '));
  }
  for (const [file, expected] of /** @type {[string, RegExp][]} */ ([
    ['workspaces/email.workspace.json', /is a workspace, and has no scenarios\. rehearse check /],
    ['nowhere.json', /✗ cannot be read: /],
    [
      'scenarios/orphan.scenario.json',
      /✗ scenarios\/orphan\.scenario\.json:3:16: its workspace scenarios\/nowhere\.json: cannot be read: /,
    ],
  ])) {
    const { status, stdout } = await rehearse('test', file, right);
    assert.match(stdout, expected);
    assert.match(stdout, /✓ a click counts/, 'the others are run');
    assert.equal(status, 2, file);
  }
});

test('--filter: by text in capitals or not, by regular expression, by any of several', async () => {
  /** @param {string[]} filters */
  const ran = async (...filters) => {
    const { stdout, status } = await rehearse('test', right, ...filters.flatMap((each) => ['--filter', each]));
    assert.equal(status, 0);
    return [/✓ a click/.test(stdout), /✓ nothing/.test(stdout), /- (.*) left out/.exec(stdout)?.[1]];
  };
  assert.deepEqual(await ran('CLICK'), [true, false, '1 scenario']);
  assert.deepEqual(await ran('/^nothing/'), [false, true, '1 scenario']);
  assert.deepEqual(await ran('/^NOTHING/i'), [false, true, '1 scenario']);
  assert.deepEqual(await ran('click', 'nothing'), [true, true, undefined]);
  assert.deepEqual(await ran('/c/g'), [true, false, '1 scenario']);
  const { stdout } = await rehearse('test', right, '--filter', 'click');
  assert.match(stdout, /\nScenarios {5}1 passed, 1 left out by --filter \(2\)\n/);
});

test('--bail: what was not run is told', async () => {
  const { status, stdout } = await rehearse('test', '--bail', wrong, right);
  assert.equal(status, 1);
  assert.match(stdout, / {2}✗ a click counts .*\n {2}- nothing happens \(not run\)\n/);
  assert.doesNotMatch(stdout, /right\.scenario/);
  assert.match(stdout, /\nFiles {9}0 passed, 1 failed, 1 not run \(2\)\n/);
  assert.match(stdout, /\nScenarios {5}0 passed, 1 failed, 1 not run \(--bail\) \(2\)\n/);
  const json = JSON.parse((await rehearse('test', '--bail', wrong, right, '--json')).stdout);
  assert.deepEqual(json.notRun, [right]);
  assert.deepEqual(
    json.files[0].notRun.map((/** @type {{ name: string }} */ { name }) => name),
    ['nothing happens'],
  );
});

test('--json', async () => {
  const { status, stdout } = await rehearse('test', '--json', '--journals', wrong, 'nowhere.json');
  assert.equal(status, 2);
  const { ok, files: results } = JSON.parse(stdout);
  assert.equal(ok, false);
  assert.equal(results[0].file, wrong);
  const [scenario] = results[0].scenarios;
  assert.equal(scenario.failures[0].actual, 10);
  assert.equal(scenario.journal[0].seq, 1);
  assert.deepEqual([scenario.ok, scenario.line, scenario.path], [false, 5, '/scenarios/0']);
  assert.match(results[1].error, /nowhere\.json/);
});

test('names do not command the terminal', async () => {
  const name = 'a\u001b[31m name \u202e\u0007\nand # more \\';
  const evil = { ...scenarioFile(11), workspace: files['workspaces/email.workspace.json'] };
  const [first] = evil.scenarios;
  const cwd = await folderOf({ 'x.scenario.json': { ...evil, scenarios: [{ ...first, name }] } });
  for (const reporter of ['pretty', 'dot', 'tap', 'junit']) {
    const { stdout } = await runIn(cwd, ['test', '--reporter', reporter]);
    assert.match(stdout, /a\\{1,2}u001b\[31m name \\{1,2}u202e\\{1,2}u0007\\{1,2}u000aand/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
});

test('colours are there where they are asked for', async () => {
  const given = ['test', wrong];
  const { stdout } = await runIn(folder, given, { env: { FORCE_COLOR: '1' } });
  assert.ok(stdout.includes('\u001b[32m✓\u001b[39m nothing happens'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it
  const plain = timeless(stdout.replaceAll(/\u001b\[\d+m/g, ''));
  assert.equal(plain, timeless((await runIn(folder, given)).stdout), 'the same text');
});

test('reporters write to files, and pretty is printed beside them', async () => {
  const cwd = await folderOf(files);
  const { stdout, status } = await runIn(cwd, [
    'test',
    wrong,
    ...['tap=out.tap', 'json=out.json', 'junit=out.xml', 'dot=out.txt'].flatMap((each) => ['--reporter', each]),
  ]);
  assert.equal(status, 1);
  assert.match(stdout, /✗ a click counts/);
  assert.match(await readFile(join(cwd, 'out.tap'), 'utf8'), /^TAP version 14\nnot ok 1 - /);
  assert.equal(JSON.parse(await readFile(join(cwd, 'out.json'), 'utf8')).ok, false);
  assert.match(await readFile(join(cwd, 'out.xml'), 'utf8'), /^<\?xml /);
  assert.match(await readFile(join(cwd, 'out.txt'), 'utf8'), /^F\.\n/);

  const before = await readFile(join(cwd, wrong), 'utf8');
  for (const file of [wrong, 'workspaces/email.workspace.json', `${wrong}/out.xml`, 'scenarios']) {
    const { status: refused, stderr } = await runIn(cwd, ['test', wrong, '--reporter', `junit=${file}`]);
    assert.equal(refused, 2);
    assert.match(stderr, /cannot be written: /);
  }
  assert.equal(await readFile(join(cwd, wrong), 'utf8'), before);
});

test('--filter: a file of which nothing was run has not passed', async () => {
  const { stdout, status } = await rehearse('test', right, '--filter', 'zebra');
  assert.equal(status, 2);
  assert.match(stdout, /\nFiles {9}0 passed, 1 left out by --filter \(1\)\n/);
});

test('a workspace without a name, or with an address, is told where it is named', async () => {
  const cwd = await folderOf({
    'empty.scenario.json': { ...scenarioFile(10), workspace: '' },
    'web.scenario.json': { ...scenarioFile(10), workspace: 'https://example.com/x.json' },
  });
  for (const command of ['test', 'check']) {
    const { status, stdout, stderr } = await runIn(cwd, [command, '.']);
    assert.equal(status, 2);
    assert.match(stdout + stderr, /empty\.scenario\.json:3:16: its workspace "": cannot be read: it has no name\n/);
    assert.match(
      stdout + stderr,
      /web\.scenario\.json:3:16: its workspace "https:\/\/example.com\/x.json": .* a path is wanted\n/,
    );
  }
});
