import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { open as openFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { linesOf } from '../../../wasm/dist/cli/stimuli.js';
import { workedExample } from '../support/worked-example.js';
import { files } from './support/files.js';
import { folderOf, program, rehearseIn, runIn } from './support/rehearse.js';

/** Adds a point for every change of the score: one change halts the stimulus. */
const endless = {
  rehearse: 1,
  workflows: [],
  scoringRules: [{ id: 'again', event: 'score.changed', points: 1 }],
  contacts: [{ id: 'ana' }],
};

const folder = await folderOf({ ...files, 'endless.json': endless });
const rehearse = rehearseIn(folder);
const workspace = 'workspaces/email.workspace.json';
const engine = await loadEngine();

const open = '{"type":"email.opened","contact":"ana","email":"spring-offer"}';
const click = '{"type":"link.clicked","contact":"ana","link":"faq"}';
const wrongCase = '{"type":"email.opened","contact":"ana","email":"Spring-offer"}';

test('the journal as a tree of causes', async () => {
  const stimuli = ['--fire', wrongCase, '--fire', open, '--fire', click, '--advance', '8d'];
  const { status, stdout, stderr } = await rehearse('run', workspace, ...stimuli);
  assert.equal(stderr, '');
  assert.equal(
    stdout,
    `2026-03-02 09:00  ana: email.opened, email Spring-offer
└─ ✗ email-engagement: trigger opened did not match: event.email is equal to "spring-offer" (it is "Spring-offer": it differs in case only)

2026-03-02 09:00  ana: email.opened, email spring-offer
└─ ✓ email-engagement: trigger opened matched: event.email is equal to "spring-offer" → ana enters email-engagement
   └─ await-click: waits for link.clicked, at most until 2026-03-09 09:00

2026-03-02 09:00  ana: link.clicked, link faq
└─ ana goes on in email-engagement at await-click: the event came
   ├─ reward: score empty → 10 (+10)
   ├─ again: goTo jumps
   └─ await-click: waits for link.clicked, at most until 2026-03-09 09:00

2026-03-02 09:00  clock: 2026-03-02 09:00 → 2026-03-10 09:00
└─ 2026-03-09 09:00  ana goes on in email-engagement at await-click: its time ran out
   └─ await-click.onTimeout.1: ana leaves email-engagement: a step ended it

In the end, 2026-03-10 09:00 UTC; nothing is due any more
  ana: score 10; tags lead; industry "education"
`,
  );
  assert.equal(status, 0);
});

test('groups of conditions that do not hold, each with what was there', async () => {
  const none = { not: { field: 'contact.tags', operator: 'contains', value: 'lead' } };
  const alternatives = [
    { field: 'event.link', operator: 'equalTo', value: 'a' },
    { field: 'contact.engagementScore', operator: 'greaterThan', value: 5 },
  ];
  const trigger = { id: 't', type: 'link.clicked', conditions: [{ any: alternatives }, none] };
  const { contacts } = workedExample;
  const groups = { rehearse: 1, workflows: [{ id: 'w', triggers: [trigger], steps: [] }], contacts };
  await writeFile(join(folder, 'groups.json'), JSON.stringify(groups));
  const { stdout } = await rehearse('run', 'groups.json', '--fire', click);
  assert.ok(
    stdout.includes(
      '✗ w: trigger t did not match: (event.link is equal to "a" (it is "faq") or ' +
        'contact.engagementScore is greater than 5 (it is empty)), not (contact.tags contains "lead")\n',
    ),
    stdout,
  );
});

test('every kind of stimulus, in the order given', async () => {
  const { status, stdout } = await rehearse(
    ...['run', workspace, '--json', '--add-contact', '{"id":"bo"}', '--advance', '1d', '--edit'],
    ...['{"contact":"bo","engagementScore":7}', '--advance-to', '2026-03-05T09:00:00Z', '--advance=1d'],
  );
  assert.equal(status, 0);
  const { ok, reports, now, contacts } = JSON.parse(stdout);
  assert.equal(ok, true);
  assert.deepEqual(
    reports.map((/** @type {{ stimulus: object }} */ { stimulus }) => stimulus),
    [
      { addContact: { id: 'bo' } },
      { advance: '1d' },
      { edit: { contact: 'bo', engagementScore: 7 } },
      { advanceTo: '2026-03-05T09:00:00Z' },
      { advance: '1d' },
    ],
  );
  assert.equal(now, '2026-03-06T09:00:00.000Z');
  assert.equal(contacts[1].engagementScore, 7);
});

test('--json is what the package reports', async () => {
  const simulation = engine.simulate(workedExample);
  const expected = [open, click].map((event) => {
    const report = simulation.fire(event);
    return JSON.parse(JSON.stringify({ stimulus: { fire: JSON.parse(event) }, ...report.toJSON() }));
  });
  const document = JSON.parse((await rehearse('run', workspace, '--json', '--fire', open, '--fire', click)).stdout);
  assert.deepEqual(document.reports, expected);
  assert.deepEqual(document.contacts, simulation.contacts());
  assert.deepEqual([document.ok, document.refused, document.workspace], [true, null, workspace]);
});

test('stimuli from standard input and from files, one JSON a line', async () => {
  const input = `\n{"fire":${open}}\r\n   \n{"fire":${click}}`;
  const typed = await runIn(folder, ['run', workspace, '--ndjson'], { input });
  assert.equal(typed.stderr, '');
  const lines = typed.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(lines.length, 3);
  assert.equal(lines[1].entries[0].event.link, 'faq');
  assert.equal(lines[2].contacts[0].engagementScore, 10);
  await writeFile(join(folder, 'clicks.ndjson'), input);
  const read = await rehearse('run', workspace, '--ndjson', '--stimuli', 'clicks.ndjson');
  assert.deepEqual(read, typed);
  const mixed = await runIn(
    folder,
    ['run', workspace, '--json', '--advance', '1d', '--stimuli', '-', '--advance', '2d'],
    {
      input,
    },
  );
  const kinds = JSON.parse(mixed.stdout).reports.map((/** @type {any} */ { stimulus }) => Object.keys(stimulus)[0]);
  assert.deepEqual(kinds, ['advance', 'fire', 'fire', 'advance']);
});

test('bad lines and refused stimuli are told with their places, and end the run', async () => {
  /** @type {[line: string, told: RegExp][]} */
  const bad = [
    ['{"advance":', /^standard input:3:\d+ error json\.syntax: /m],
    ['{"type":"link.clicked","contact":"ana"}', /^standard input:3: .*looks like an event: write \{ "fire": /m],
    ['{"expect":{}}', /^standard input:3: .*`rehearse test`/m],
    ['{"fire":{},"advance":"1d"}', /^standard input:3: .*several at once: fire, advance/m],
    ['{"forward":"1d"}', /^standard input:3: .*"forward", which is none of fire, advance, /m],
    ['[]', /^standard input:3: .*must be an object/m],
    ['{"advance":3}', /^standard input:3:12 error value\.type: `advance` must be a duration as text/m],
    ['{"edit":3}', /^standard input:3:9 error value\.type: `edit` must be an object/m],
    ['{"edit":{}}', /^standard input:3:9 error value\.missing: `edit` needs `contact`\./m],
    ['{"advance":"0d"}', /^standard input:3:12 error value\.format: /m],
    [
      '{"advance":"1d","advance":"2d"}',
      /^standard input:3:17 error json\.duplicateKey: .*\n {2}3 \| \{"adv.*\n {4}\| {17}\^{9}\n/m,
    ],
    [
      '{"fire":{"type":"link.clicked","contact":"ana","link":"faq","link":"pricing"}}',
      /^standard input:3:61 error json\.duplicateKey: The key `link` stands here twice\.\n/m,
    ],
    [
      '{"edit":{"contact":"ana","fields":{"revenue":1e400}}}',
      /^standard input:3:46 error value\.range: `1e400` is beyond the numbers that there are\.\n/m,
    ],
    [
      ' {"fire":{"type":"link.clicked","contact":"eve","link":"faq"}}',
      /^standard input:3:43 error reference\.unknown: There is no contact `eve`\.\n.*\n +\| {43}\^{5}\n +hint: \w/m,
    ],
  ];
  for (const [line, told] of bad) {
    const input = `{"advance":"1d"}\n\n${line}\n{"advance":"1d"}\n`;
    const { status, stdout, stderr } = await runIn(folder, ['run', workspace], { input });
    assert.match(stderr, told, line);
    assert.equal(status, 1, line);
    assert.match(stdout, /^In the end, 2026-03-03 09:00 UTC/m, 'what stood before it is done, what follows is not');
    const json = await runIn(folder, ['run', workspace, '--json'], { input });
    const { ok, refused, reports } = JSON.parse(json.stdout);
    assert.deepEqual([json.status, ok, reports.length, refused.place], [1, false, 1, 'standard input:3'], line);
    for (const { line: number } of refused.diagnostics) {
      assert.equal(number, 3, 'in the input, not in the line');
    }
  }
});

test('a workspace with errors', async () => {
  const broken = 'workspaces/broken.workspace.json';
  const { status, stdout, stderr } = await rehearse('run', broken, '--advance', '1d');
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(
    stderr,
    /^workspaces\/broken\.workspace\.json:\d+:\d+ error value\.unknown: .*\n +\d+ \| .*"wiat"\n +\| +\^{6}\n/,
  );
  const json = await rehearse('run', broken, '--advance', '1d', '--json');
  assert.equal(json.status, 1);
  assert.equal(JSON.parse(json.stdout).diagnostics[0].code, 'value.unknown');
});

test('wrong usage and unreadable files', async () => {
  /** @type {[string[], RegExp][]} */
  const wrong = [
    [['run'], /run takes one workspace/],
    [['run', workspace, workspace, '--advance', '1d'], /run takes one workspace/],
    [['run', workspace, '--fire', '{bad'], /--fire takes JSON: .*single ones, or into a file, .* --stimuli FILE/],
    [['run', workspace, '--json', '--ndjson', '--advance', '1d'], /give one/],
    [['run', workspace, '--stimuli', '-', '--stimuli', '-'], /one standard input/],
    [['run', 'scenarios/right.scenario.json', '--advance', '1d'], /is a scenario file/],
    [['run', 'nowhere.json', '--advance', '1d'], /nowhere\.json: cannot be read/],
    [['run', workspace, '--stimuli', 'nowhere.ndjson'], /nowhere\.ndjson: cannot be read/],
    [['run', workspace, '--stimuli', 'scenarios'], /scenarios: cannot be read/],
    [['run', workspace, '--advance', '1d', '--trace', `${workspace}/x.json`], /cannot be written/],
    [['run', workspace, '--advance', '1d', '--trace', workspace], /is read by the same command/],
  ];
  for (const [given, told] of wrong) {
    const { status, stderr } = await rehearse(...given);
    assert.match(stderr, told, given.join(' '));
    assert.equal(status, 2, given.join(' '));
    assert.doesNotMatch(stderr, /\n +at /, 'no stack');
  }
});

test('a trace holds all that is needed to come to the same journal', async () => {
  const stimuli = ['--fire', open, '--fire', click, '--advance', '3d', '--fire', '{"type":"x","contact":"ana"}'];
  const { status } = await rehearse('run', workspace, ...stimuli, '--drafts', '--trace', 'a.trace.json');
  assert.equal(status, 1, 'the last one is refused, and is not in the trace');
  const text = await readFile(join(folder, 'a.trace.json'), 'utf8');
  const trace = JSON.parse(text);
  assert.deepEqual(trace, {
    rehearse: 1,
    engine: engine.version,
    name: 'email.workspace.json',
    drafts: 'run',
    workspace: workedExample,
    stimuli: [{ fire: JSON.parse(open) }, { fire: JSON.parse(click) }, { advance: '3d' }],
  });
  const first = JSON.parse((await rehearse('run', workspace, '--json', ...stimuli)).stdout);
  const opened = engine.openTrace(text);
  assert.deepEqual(
    opened.journal(),
    first.reports.flatMap((/** @type {any} */ { entries }) => entries),
  );
  const again = await rehearse('run', 'a.trace.json', '--json', '--advance', '1d', '--trace', 'b.trace.json');
  const { reports } = JSON.parse(again.stdout);
  assert.deepEqual(reports.slice(0, 3), first.reports, 'it stands in for the workspace');
  assert.equal(reports.length, 4);
  const { stimuli: further } = JSON.parse(await readFile(join(folder, 'b.trace.json'), 'utf8'));
  assert.deepEqual(further, [...trace.stimuli, { advance: '1d' }]);
});

test('traces of another version are refused, and of another engine told', async () => {
  const trace = { rehearse: 1, engine: engine.version, drafts: 'skip', workspace: workedExample, stimuli: [] };
  const edit = { edit: { contact: 'eve', name: 'x' } };
  /** @type {[trace: object, status: number, told: RegExp][]} */
  const traces = [
    [trace, 0, /^$/],
    [
      { ...trace, engine: '0.0.9' },
      0,
      /^x\.json is of version 0\.0\.9 of the engine, and this is \d.*: the journal may differ\.\n\n$/,
    ],
    [{ ...trace, rehearse: 2 }, 2, /^x\.json: This trace is of version 2 of the format, /],
    [
      { ...trace, drafts: 'yes' },
      2,
      /^x\.json: This is no trace: its `drafts` is "yes", neither "skip" nor "run"\.\n$/,
    ],
    [{ ...trace, workspace: 'w.json' }, 2, /^x\.json: This is no trace: it has no /],
    [
      { ...trace, stimuli: [edit] },
      1,
      /^x\.json:\d+:\d+ error reference\.unknown: .*\n +\d+ \| +"contact": "eve",\n +\| +\^{5}\n/,
    ],
    [
      { ...trace, workspace: files['workspaces/broken.workspace.json'] },
      1,
      /^x\.json:\d+:\d+ error value\.unknown: .*\n +\d+ \| +"type": "wiat"\n +\| +\^{6}\n/,
    ],
  ];
  for (const [content, status, told] of traces) {
    await writeFile(join(folder, 'x.json'), JSON.stringify(content, undefined, 2));
    const ended = await rehearse('run', 'x.json', '--advance', '1d');
    assert.match(ended.stderr, told);
    assert.equal(ended.status, status);
  }
});

test('what was written before stays where a run cannot begin', async () => {
  await writeFile(join(folder, 'kept.trace.json'), 'kept');
  await rehearse('run', 'workspaces/broken.workspace.json', '--advance', '1d', '--trace', 'kept.trace.json');
  await rehearse('run', workspace, '--stimuli', 'nowhere.ndjson', '--trace', 'kept.trace.json');
  assert.equal(await readFile(join(folder, 'kept.trace.json'), 'utf8'), 'kept');
});

test('--json is one whole document, whatever comes between', async () => {
  await writeFile(join(folder, 'latin.ndjson'), Buffer.from('{"advance":"1d"}\n{"advance":"\xe9"}\n', 'latin1'));
  const long = { advance: '1d', 'x-note': 'x'.repeat(16 * 1024 * 1024) };
  await writeFile(join(folder, 'long.ndjson'), `{"advance":"1d"}\n${JSON.stringify(long)}\n`);
  /** @type {[file: string, place: string, message: RegExp][]} */
  const broken = [
    ['latin.ndjson', 'latin.ndjson:2', /^cannot be read: it is not UTF-8: at 2:13 is the byte 0xE9\. Save it with /],
    ['long.ndjson', 'long.ndjson:2', /^cannot be read: the line is longer than 16 MiB$/],
  ];
  for (const [file, place, message] of broken) {
    const given = ['run', workspace, '--advance', '1d', '--stimuli', file, '--trace', 'broken.trace.json'];
    const json = await rehearse(...given, '--json');
    assert.equal(json.status, 2);
    const { ok, reports, refused, now, contacts } = JSON.parse(json.stdout);
    assert.deepEqual([ok, refused.place, refused.stimulus, contacts.length], [false, place, null, 1]);
    assert.match(refused.message, message);
    assert.equal(now, reports.length === 1 ? '2026-03-03T09:00:00.000Z' : '2026-03-04T09:00:00.000Z');
    const { stimuli } = JSON.parse(await readFile(join(folder, 'broken.trace.json'), 'utf8'));
    assert.equal(stimuli.length, reports.length, 'the trace is whole, too');
    const lines = (await rehearse(...given, '--ndjson')).stdout.trimEnd().split('\n');
    assert.equal(JSON.parse(String(lines.at(-1))).refused.place, place);
    const tree = await rehearse(...given);
    assert.equal(tree.status, 2);
    assert.ok(tree.stderr.includes(`${place}: cannot be read: `), tree.stderr);
    assert.match(tree.stdout, /^In the end, /m);
  }
});

test('files of stimuli are looked at before anything is run', async () => {
  for (const file of ['nowhere.ndjson', 'workspaces']) {
    const given = ['run', workspace, '--advance', '1d', '--stimuli', file];
    const { status, stdout, stderr } = await rehearse(...given);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /cannot be read/);
  }
});

test('times to advance by that are too long or go back are told with what to do', async () => {
  const long = 'The longest duration is 5200w. Advance several times, one after the other.';
  const back = 'The clock never goes back. What is to happen earlier comes before, or in a run of its own.';
  const form = 'Whole numbers with units, largest first: "2w", "3d", "1d12h", "45m", "30s".';
  const hints = { '5201w': long, '5200w1s': long, '-1d': back, '0d': form, '1x': form, '': form };
  for (const [duration, hint] of Object.entries(hints)) {
    const { status, stderr } = await rehearse('run', workspace, `--advance=${duration}`);
    assert.equal(status, 1, duration);
    assert.ok(stderr.endsWith(`\n    hint: ${hint}\n`), stderr);
  }
  const line = await runIn(folder, ['run', workspace], { input: '{"advance":"5201w"}' });
  assert.ok(line.stderr.endsWith(`\n    hint: ${long}\n`), line.stderr);
});

test('a whole stimulus in an option is told in one sentence', async () => {
  /** @type {[string, string, string][]} */
  const whole = [
    ['--fire', `{"fire":${open}}`, '--fire takes what stands in `fire`: leave out `fire` and the braces around it.'],
    ['--add-contact', '{"addContact":{"id":"bo"}}', 'leave out `addContact` and the braces around it.'],
    ['--fire', '{"advanceTo":"2026-03-05"}', 'and this is `advanceTo`: give what stands in that with --advance-to.'],
  ];
  for (const [option, value, told] of whole) {
    const { status, stdout, stderr } = await rehearse('run', workspace, option, value);
    assert.deepEqual([status, stdout], [2, '']);
    assert.ok(stderr.split('\n')[0]?.endsWith(told), stderr);
  }
});

test('standard input that cannot be read is told as a file is', async () => {
  const handle = await openFile(join(folder, 'only-written.txt'), 'w');
  const child = spawn(process.execPath, [program, 'run', workspace], {
    cwd: folder,
    stdio: [handle.fd, 'pipe', 'pipe'],
  });
  let told = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  await handle.close();
  assert.match(told, /^standard input: cannot be read: EBADF/);
  assert.equal(status, 2);
});

test('long lines of stimuli take no more time than their length', async () => {
  const line = JSON.stringify({ advance: '1d', 'x-note': 'x'.repeat(15_000_000) });
  await writeFile(join(folder, 'lines.ndjson'), `${line}\n{"advance":"1d"}\n`);
  const start = performance.now();
  for await (const _ of linesOf(join(folder, 'lines.ndjson'))) {
    // only read
  }
  assert.ok(performance.now() - start < 1_000);
  const { status, stderr } = await rehearse('run', workspace, '--stimuli', 'lines.ndjson', '--ndjson');
  assert.deepEqual([status, stderr], [0, '']);
});

test('a journal of 100,000 entries, in a tree that does not run out of the page', async () => {
  const { status, stdout } = await rehearse('run', 'endless.json', '--edit', '{"contact":"ana","engagementScore":1}');
  assert.equal(status, 1, 'it is halted');
  assert.match(stdout, /^! halted: over 100,000 entries came of one stimulus; /m);
  const lines = stdout.split('\n');
  assert.ok(lines.length > 40_000);
  assert.ok(Math.max(...lines.map(({ length }) => length)) < 150);
  assert.match(stdout, /\[1000\] score /, 'levels are numbered');
});

test('whoever reads may stop early', async () => {
  const given = ['run', 'endless.json', '--edit', '{"contact":"ana","engagementScore":1}'];
  const child = spawn(process.execPath, [program, ...given], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.once('data', () => child.stdout.destroy());
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(status, 2);
  assert.match(told, /^endless\.json: 1 warning; .*\n\nWhat was printed was not read to its end: .*\n$/);
});

test('types of events and channels cannot command a terminal either', async () => {
  const hostile = 'custom.\u001b]0;owned\u0007';
  const own = {
    ...workedExample,
    workflows: [
      {
        id: 'w',
        status: 'published',
        triggers: [{ type: hostile }],
        steps: [{ type: hostile }, { type: 'wait', untilEvent: { type: hostile } }],
      },
    ],
  };
  await writeFile(join(folder, 'hostile.json'), JSON.stringify(own));
  const fire = JSON.stringify({ type: hostile, contact: 'ana' });
  const { status, stdout } = await runIn(folder, ['run', 'hostile.json', '--fire', fire]);
  assert.equal(status, 0, stdout);
  assert.ok(stdout.split('custom.\\u001b]0;owned\\u0007').length > 3, stdout);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u001b]/);
});

test('colours where they are wanted; names cannot command a terminal', async () => {
  const named = { ...workedExample, contacts: [{ id: 'ana\u001b[31m\u202e' }] };
  await writeFile(join(folder, 'named.json'), JSON.stringify(named));
  const given = ['run', 'named.json', '--edit', JSON.stringify({ contact: named.contacts[0]?.id, name: 'a\nb\u0007' })];
  const { stdout } = await runIn(folder, given);
  assert.match(stdout, /ana\\u001b\[31m\\u202e is edited: name empty → "a\\\\u000ab\\\\u0007"/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u001b\u202e]/);
  const colored = await runIn(folder, given, { env: { FORCE_COLOR: '1' } });
  assert.ok(colored.stdout.includes('\u001b[1m'));
});
