import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { coveragePage } from '../../../wasm/dist/cli/coverage/page.js';
import { coverageSummary } from '../../../wasm/dist/cli/coverage/summary.js';
import { coverageIn } from '../support/coverage.js';
import { clicked, opened, workedExample } from '../support/worked-example.js';
import { files, scenarioFile } from './support/files.js';
import { folderOf, rehearseIn, runIn } from './support/rehearse.js';

/** @import { Workspace } from '@rehearse/engine' */

const engine = await loadEngine();
const folder = await folderOf({
  ...files,
  'scenarios/more.scenario.json': {
    ...scenarioFile(10),
    scenarios: [{ name: 'another email', steps: [{ fire: { ...opened, email: 'other' } }] }],
  },
});
const rehearse = rehearseIn(folder);
const right = 'scenarios/right.scenario.json';

test('--coverage tells what was exercised, and what never happened', async () => {
  const { status, stdout, stderr } = await rehearse('test', right, '--coverage');
  assert.deepEqual([status, stderr], [0, '']);
  const text = stdout.slice(stdout.indexOf('Coverage of workflows'));
  assert.equal(
    text,
    `Coverage of workflows: 54.54% (6 of 11)

  workflow             all  triggers  conditions  steps  waits  refusals
  email-engagement  54.54%       1/2         1/2    3/4    1/2       0/1

Never happened:
  email-engagement
    ✗ opened: never failed to match
    ✗ opened.conditions.1 (event.email is equal to "spring-offer"): never false
    ✗ await-click: never timed out
    ✗ await-click.onTimeout.1: never reached
    ✗ email-engagement: never refused for being active already
`,
  );
});

test('files of one workspace are counted together', async () => {
  const { stdout } = await rehearse('test', right, 'scenarios/more.scenario.json', '--coverage');
  assert.match(stdout, /Coverage of workflows: 72\.72% \(8 of 11\)/);
});

test('--min fails below, and says by how much', async () => {
  const short = await rehearse('test', right, '--min', '54.6');
  assert.equal(short.status, 1);
  assert.match(short.stdout, /Never happened:/);
  assert.equal(
    short.stderr,
    'Coverage is 54.54%, less than the 54.6% of --min: 5 of 11 things that can happen never did.\n',
  );
  assert.equal((await rehearse('test', right, '--min=54.54%')).status, 0);
  for (const wrong of ['many', '101', '', '-1']) {
    const { status, stderr } = await rehearse('test', right, `--min=${wrong}`);
    assert.deepEqual([wrong, status], [wrong, 2]);
    assert.match(stderr, /--min takes a percentage/);
  }
});

test('coverage as JSON: in a file, and with --json in the document', async () => {
  const { status, stdout } = await rehearse('test', right, '--json', '--coverage-json', 'coverage.json');
  assert.equal(status, 0);
  const coverage = JSON.parse(await readFile(join(folder, 'coverage.json'), 'utf8'));
  assert.deepEqual(JSON.parse(stdout).coverage, coverage);
  assert.deepEqual([coverage.covered, coverage.total, coverage.percent], [6, 11, 54.54]);
  const plain = await rehearse('test', right, '--json');
  assert.equal('coverage' in JSON.parse(plain.stdout), false);
});

test('workspaces of several are told apart, though their workflows have the same ids', async () => {
  const cwd = await folderOf(
    Object.fromEntries(
      ['Spring', 'Summer'].map((name, index) => [
        `${name}.scenario.json`,
        {
          rehearse: 1,
          workspace: {
            ...{ rehearse: 1, name, contacts: [{ id: 'ana' }] },
            workflows: [
              {
                ...{ id: 'welcome', status: 'published', triggers: [{ type: 'contact.created' }] },
                steps: Array.from({ length: index + 1 }, () => ({ type: 'addTag', tags: ['new'] })),
              },
            ],
          },
          scenarios: [{ name: 'nothing', steps: [{ advance: '1d' }] }],
        },
      ]),
    ),
  );
  const { stdout } = await runIn(cwd, ['test', '--coverage']);
  assert.match(stdout, /\n {2}Spring 0%\n {2}welcome +0% [\s\S]*\n {2}Summer 0%\n {2}welcome +0% /);
  assert.match(stdout, /\n {2}Spring: welcome\n {4}✗ [\s\S]*\n {2}Summer: welcome\n {4}✗ /);
});

test('the summary is for people: beside a report for programs', async () => {
  for (const reporter of ['tap', 'junit']) {
    const { status, stdout, stderr } = await rehearse('test', right, '--coverage', '--reporter', reporter);
    assert.equal(status, 0);
    assert.doesNotMatch(stdout, /Coverage of workflows/);
    assert.match(stderr, /^\nCoverage of workflows: 54\.54% \(6 of 11\)\n/);
  }
  assert.equal((await rehearse('test', right, '--coverage', '--json')).stderr, '', 'it is in the document');
});

test('coverage as a page', async () => {
  const { status } = await rehearse('test', right, '--coverage-html', 'coverage.html');
  assert.equal(status, 0);
  const page = await readFile(join(folder, 'coverage.html'), 'utf8');
  assert.match(page, /^<!doctype html>/);
  assert.match(page, /<li class="missing" id="w0-0-\d+">never timed out<\/li>/);
  assert.doesNotMatch(page, /<script|https?:|<link|@import|url\(/);
});

test('coverage is not written over what was read, nor where nothing can be', async () => {
  const over = await rehearse('test', right, '--coverage-json', right);
  assert.equal(over.status, 2);
  assert.match(over.stderr, /it is read by the same command/);
  assert.match(await readFile(join(folder, right), 'utf8'), /"scenarios"/);
  const nowhere = await rehearse('test', right, '--coverage-html', `${right}/coverage.html`);
  assert.equal(nowhere.status, 2);
  assert.match(nowhere.stderr, /cannot be written/);
});

test('files that cannot be run have no coverage, and others have theirs', async () => {
  const { status, stdout } = await rehearse('test', 'scenarios/orphan.scenario.json', right, '--coverage');
  assert.equal(status, 2);
  assert.match(stdout, /Coverage of workflows: 54\.54%/);
});

const evil = `</style><script>alert(1)</script><img src=x onerror="alert('2')">&\u202e\u0000`;

/** What would command a terminal, or turn the text about. @param {string} text */
const commandsIn = (text) => text.match(/[\p{Cc}\p{Cf}]/gu)?.filter((character) => character !== '\n') ?? [];

/** A workspace that holds the same text wherever a document may. @type {Workspace} */
const hostile = {
  rehearse: 1,
  name: evil,
  workflows: [
    {
      id: evil,
      name: evil,
      status: 'published',
      triggers: [
        { id: evil, type: 'tag.added', conditions: { field: 'event.tag', operator: 'equalTo', value: evil } },
        { type: 'custom.a', conditions: { field: 'event.fields.<b>', operator: 'anyOf', value: [evil] } },
      ],
      steps: [
        { id: 'go', type: 'if', branches: [{ name: evil, conditions: [], steps: [{ type: 'addTag', tags: [evil] }] }] },
        { id: evil, type: 'goTo', step: 'go' },
      ],
    },
  ],
  scoringRules: [{ id: evil, event: 'link.clicked', points: 1 }],
};

const coverageOf = coverageIn(engine);

test('names in documents are text on the page and in a terminal', () => {
  const coverage = coverageOf(hostile);
  const page = coveragePage(coverage, engine.catalog);
  assert.doesNotMatch(page, /<script|<img/);
  assert.deepEqual(commandsIn(page), []);
  assert.equal(page.split('</style>').length, 2);
  assert.ok(page.split('&lt;/style&gt;&lt;script&gt;alert(1)').length > 8);
  assert.match(page, /\\u202e\\u0000/);
  // What a page is made of, and nothing else.
  const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
  const known =
    'html head meta title style body header h1 p strong div span ul li main section table thead tr th tbody td a bdi h2 ' +
    'details summary ol h3 h4';
  assert.deepEqual([...tags].sort(), known.split(' ').sort());
  assert.deepEqual(commandsIn(coverageSummary(coverage, engine.catalog)), []);
});

test('every link of the page leads to a place of it, and no place is there twice', () => {
  const coverage = coverageOf(workedExample, opened, clicked('faq'));
  const page = coveragePage(coverage, engine.catalog);
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  assert.ok(links.length > 4);
  assert.deepEqual(
    links.filter((link) => !ids.includes(link)),
    [],
  );
  const { items } = coverage.workspaces[0]?.workflows[0] ?? { items: [] };
  assert.deepEqual(
    items.filter((_, number) => !ids.includes(`w0-0-${number}`)),
    [],
  );
});

test('a long list of what never happened is cut in the terminal', () => {
  const steps = Array.from({ length: 80 }, () => ({ type: 'end' }));
  const workflow = { id: 'w', triggers: [], steps };
  const text = coverageSummary(coverageOf({ rehearse: 1, workflows: [workflow] }), engine.catalog);
  assert.equal(text.match(/never reached/g)?.length, 50);
  assert.match(text, /and 30 more: see --coverage-html$/);
});
