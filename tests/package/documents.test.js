// Every example in every document is run by a test: the table says by which, and a block that it does not know fails.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { loadEngine } from '@rehearse/engine';
import { blocksOf, root } from '../../docs/generator/examples.js';
import { files, scenarioFile } from './command-line/support/files.js';
import { folderOf } from './command-line/support/rehearse.js';
import { consumerFolder } from './support/consumer-folder.js';

/** @import { Block } from '../../docs/generator/examples.js' */

/** Runs an example; or the name of the file that does. @typedef {string | ((block: Block) => Promise<void>)} Runner */

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'rehearse-documents-'));
after(() => rm(folder, { recursive: true }));

const sample = (/** @type {string} */ name) => readFile(join(root, 'tests/conformance/samples', name), 'utf8');
const workspace = await sample('email-engagement.workspace.json');
const log = `at,contact,type,email,link
2026-03-03T10:00:00Z,ana,email.opened,spring-offer,
2026-03-03T10:05:00Z,ana,link.clicked,,pricing
2026-03-04T10:05:00Z,ben,link.clicked,,pricing
`;
const renamed = log
  .replace('at,contact,type,email', 'Timestamp,Contact Id,Event,Campaign')
  .replaceAll('email.opened', 'Email Opened')
  .replaceAll('link.clicked', 'Link Clicked');
const ndjson = '{"at":"2026-03-03T10:00:00Z","contact":"ana","type":"email.opened","email":"spring-offer"}\n';

await consumerFolder(folder, [
  ...['spring.workspace.json', 'today.json', 'tomorrow.json'].map((name) => ({ name, text: workspace })),
  { name: 'reward.workspace.json', text: await sample('reward.workspace.json') },
  { name: 'reward.scenario.json', text: await sample('reward.scenario.json') },
  { name: 'quarter.csv', text: log },
  { name: 'export.csv', text: renamed.replaceAll('Link Clicked', 'link.clicked') },
  { name: 'log.ndjson.gz', text: /** @type {any} */ (gzipSync(ndjson)) },
]);
const program = join(dirname(dirname(fileURLToPath(import.meta.resolve('@rehearse/engine')))), 'bin/rehearse.js');

/**
 * A module: what the text around it has said before, the example, and what must be so then.
 * @param {string} before
 * @param {string} then
 * @returns {Runner}
 */
const module = (before, then) => async (block) => {
  const text = `import assert from 'node:assert/strict';\n${before}\n${block.text}\n${then}\nconsole.log('done');`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', text], { cwd: folder });
  assert.match(stdout, /^done$/m);
};

/**
 * Commands of a shell, with names of files in place of words in capital letters.
 * @param {Record<string, string>} names
 * @param {RegExp} output
 * @param {string} [cwd]
 * @returns {Runner}
 */
const commands =
  (names, output, cwd = folder) =>
  async (block) => {
    let { text } = block;
    for (const [word, name] of Object.entries(names)) text = text.replaceAll(word, name);
    const script = `set -euo pipefail
    rehearse() { "${process.execPath}" "${program}" "$@"; }
    npx() { "$@"; }
    ${text}`;
    const { stdout } = await run('bash', ['-c', script], { cwd });
    assert.match(stdout, output);
  };

/** Times are what they are. @param {string} text */
const timeless = (text) => text.replaceAll(/\d[\d.]* m?s\b/g, 'TIME');

/**
 * A command and all that it prints, in a folder with these files.
 * @param {Record<string, unknown>} given
 * @param {string} [inside] the folder in it where the command is given
 * @returns {Runner}
 */
const session =
  (given, inside = '.') =>
  async ({ text }) => {
    const [, command = '', shown = ''] = /^\$ ((?:.*\\\n)*.*\n)([\s\S]*)$/.exec(text) ?? [];
    const cwd = join(await folderOf(given), inside);
    const script = `rehearse() { "${process.execPath}" "${program}" "$@"; }
    ${command}`;
    // What fails is an example, too: its status is not the point.
    const { stdout, stderr } = await run('bash', ['-c', script], { cwd }).catch((error) => error);
    assert.equal(stderr, '');
    assert.equal(timeless(stdout), timeless(shown));
  };

const engineAndWorkspace = `
  import { readFileSync } from 'node:fs';
  import { loadEngine } from '@rehearse/engine';
  const engine = await loadEngine();
  const workspace = readFileSync('spring.workspace.json', 'utf8');`;
const names = ['read', 'used', 'refused', 'refusedBy'];

/** The options of a replay alone, as the document has them. @type {Runner} */
const optionsOfReplay = async ({ text, ...block }) => {
  const runner = module(
    `${engineAndWorkspace} const options = {`,
    `};
     const report = await engine.simulate(workspace).replay('export.csv', options);
     assert.equal(report.rows.used, 3, JSON.stringify(report.refusals));`,
  );
  await /** @type {Function} */ (runner)({ ...block, text });
};

const inBrowser = 'tests/browser/documents.test.js';

/** By document, for each of its blocks in order: who runs it. @type {Record<string, Runner[]>} */
const examples = {
  'README.md': [
    'dev', // the two commands are the parts `demo` and `test` themselves
    'tests/package/readme.test.js',
    'tests/package/readme.test.js',
    commands({}, /reward\.scenario\.json[\s\S]*passed/, root),
    commands(
      { WORKSPACE: 'spring.workspace.json', quarter: 'export', 'Contact Id': 'Contact Id,type=Event' },
      /Rows +3 read/,
    ),
    inBrowser,
    async ({ text }) => {
      const lines = text.trim().split('\n');
      const project = await readFile(join(root, 'tests/consumer/CMakeLists.txt'), 'utf8');
      assert.match(project, /^find_package\(rehearse .*REQUIRED\)$/m);
      assert.equal(lines[0], 'find_package(rehearse REQUIRED)');
      assert.ok(project.includes(String(lines[1]).replace('application', 'consumer')));
    },
    async ({ text }) => {
      const plain = (/** @type {string} */ code) => code.replace(/\s+/g, ' ').trim();
      const source = plain(await readFile(join(root, 'tests/consumer/readme.cpp'), 'utf8'));
      const [include = '', ...code] = text.split('\n\n');
      assert.ok(source.includes(plain(include)) && source.includes(plain(code.join('\n'))));
    },
  ],
  'CHANGELOG.md': [],
  'docs/adding-types.md': [],
  'docs/command-line.md': [
    session(
      {
        'workspaces/email.workspace.json': files['workspaces/email.workspace.json'],
        'scenarios/clicks.scenario.json': scenarioFile(11),
      },
      'scenarios',
    ),
    session({
      'workflows/spring.workspace.json': workspace,
      'workflows/spring.scenario.json': { ...scenarioFile(10), workspace: 'spring.workspace.json' },
      'workflows/welcome.workspace.json': {
        rehearse: 1,
        workflows: [
          { id: 'welcome', status: 'published', triggers: [{ type: 'contact.created' }], steps: [{ type: 'wiat' }] },
        ],
      },
    }),
    session({ 'email-engagement.workspace.json': workspace }),
    async ({ text }) => {
      const engine = await loadEngine();
      assert.equal(JSON.parse(text).engine, engine.version);
      assert.equal(engine.openTrace(text).contact('ana')?.engagementScore, 5);
      const cwd = await folderOf({ 'trace.json': text });
      const { stdout } = await run(process.execPath, [program, 'run', 'trace.json', '--advance', '1d'], { cwd });
      assert.match(stdout, /ana is edited: score empty → 5[\s\S]*In the end, 2026-01-03 00:00 UTC/);
    },
    module(
      `import { loadEngine } from '@rehearse/engine';
       const engine = await loadEngine();
       const traceText = JSON.stringify({ rehearse: 1, engine: engine.version, name: '', drafts: 'skip',
         workspace: { rehearse: 1, workflows: [], contacts: [{ id: 'ana' }] },
         stimuli: [{ edit: { contact: 'ana', engagementScore: 5 } }, { advance: '1d' }] });`,
      `assert.equal(simulation.journal().length, 4);
       assert.deepEqual(other.journal(), simulation.journal());`,
    ),
  ],
  'docs/coverage.md': [
    module(
      `import { readFileSync } from 'node:fs';
       const workspace = readFileSync('spring.workspace.json', 'utf8');
       const scenarios = { rehearse: 1, workspace: JSON.parse(workspace), scenarios: [{ name: 'a day', steps: [{ advance: '1d' }] }] };`,
      `assert.deepEqual([simulation.coverage().covered, coverage.covered], [0, 0]);
       assert.equal(engine.mergeCoverage([simulation.coverage(), coverage]).workspaces.length, 1);`,
    ),
    commands({ 90: '10' }, /Coverage of workflows: [1-9]/),
  ],
  'docs/embedding.md': [
    inBrowser,
    inBrowser,
    module(
      `import { loadEngine } from '@rehearse/engine';
       const engine = await loadEngine();
       const triggers = [{ type: 'form.submitted' }];
       const steps = [{ type: 'modifyEngagementScore', operation: 'add', points: 10 }];
       const workflows = [{ id: 'welcome', status: 'published', triggers, steps }];
       const workspace = { rehearse: 1, workflows, contacts: [{ id: 'ana' }] };
       const stimuli = [{ fire: { type: 'form.submitted', contact: 'ana', form: 'demo' } }];
       const scenarioFile = { rehearse: 1, workspace, scenarios: [{ name: 'a day', steps: [{ advance: '1d' }] }] };
       const { signal } = new AbortController();`,
      `assert.deepEqual([ok, scenarios.length, outbox.length], [true, 1, 0]);
       assert.equal(contacts[0].engagementScore, 10);
       assert.equal(explanation.started, true);`,
    ),
  ],
  'docs/replay.md': [
    'tests/package/replay/command-line.test.js',
    'tests/package/replay/command-line.test.js',
    async ({ text }) => {
      const simulation = (await loadEngine()).simulate(workspace);
      assert.deepEqual((await simulation.replay(text)).rows, { read: 2, used: 2, refused: 0, refusedBy: {} });
    },
    optionsOfReplay,
    module(
      `${engineAndWorkspace} const map = {}; const types = {};`,
      `assert.deepEqual(Object.keys(report.rows), ${JSON.stringify(names)});
       assert.deepEqual(Object.keys(report.messages), ['total', 'byDay']);
       assert.match(report.checksum, /^[0-9a-f]{16}$/);`,
    ),
    module(
      `${engineAndWorkspace} const simulation = engine.simulate(workspace); const contact = 'ana';
       const file = new File([readFileSync('quarter.csv')], 'quarter.csv');`,
      `assert.equal(report.rows.used, 3);
       assert.equal(isCut, false);
       assert.equal(events.length, 2);`,
    ),
    module(
      `${engineAndWorkspace} const today = workspace; const tomorrow = workspace;`,
      `assert.deepEqual(Object.keys(contacts), ['same', 'higher', 'lower', 'onlyA', 'onlyB']);
       assert.deepEqual(Object.keys(workflows[0]), ['workflow', 'a', 'b', 'difference']);
       assert.deepEqual(Object.keys(thresholds[0]), ['threshold', 'both', 'onlyA', 'onlyB', 'examplesA', 'examplesB']);`,
    ),
    commands({}, /Rows +3 read, 3 used/),
    async (block) => {
      await /** @type {Function} */ (commands({}, /^$/))(block);
      const { rows } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
      assert.equal(rows.used, 3);
    },
    async (block) => {
      const parts = [0, 1, 2, 3].map((index) => ({ log: `quarter-${index}.csv`, part: `part-${index}.json` }));
      for (const [index, { log }] of parts.entries()) {
        const row = `${70 + index},2026-03-02T10:00:00Z,ana,nothing.known,x`;
        await writeFile(join(folder, log), `n,at,contact,type,email\n${row}\n`);
      }
      await /** @type {Function} */ (commands({}, /Rows/))(block);
      const texts = await Promise.all(parts.map(({ part }) => readFile(join(folder, part), 'utf8')));
      const merged = (await loadEngine()).merge(texts);
      const { refusals } = /** @type {import('@rehearse/engine').ReplayReport} */ (merged);
      assert.deepEqual(
        refusals.map(({ row }) => row),
        [72], // the part that `ana` belongs to
      );
    },
  ],
  'docs/semantics.md': ['scripts/test.sh'],
  'docs/testing.md': Array.from({ length: 6 }, () => 'tests/package/testing-document.test.js'),
  'docs/workspace.md': Array.from({ length: 12 }, () => 'tests/package/workspace-document.test.js'),
  'tests/bench/README.md': ['scripts/bench.sh'],
  'wasm/README.md': [
    module('', 'assert.equal(report.fired[0].workflow, "reward");'),
    inBrowser,
    module('', 'assert.equal((await loadEngine()).simulationCount, 0);'),
    async ({ text }) => assert.equal((await loadEngine()).check(text).ok, true),
    commands(
      {
        'test FILE…': 'test reward.scenario.json',
        'check FILE…': 'check reward.workspace.json reward.scenario.json',
        'run WORKSPACE --fire JSON': `run spring.workspace.json --fire '{"type":"contact.replied","contact":"ana","channel":"sms"}'`,
        WORKSPACE: 'spring.workspace.json',
        FILE: 'quarter.csv',
      },
      /passed[\s\S]*contact\.replied[\s\S]*Rows +3 read/,
    ),
  ],
  'tests/packed/README.md': [],
  'tests/reference/README.md': [],
  'wasm/THIRD-PARTY.md': [],
  'wasm/templates/workflows/README.md': Array.from({ length: 2 }, () => 'tests/package/command-line/init.test.js'),
  'web/README.md': [inBrowser, 'tests/browser/path.test.js', inBrowser],
  'web/examples/README.md': [],
  'web/examples/plain/README.md': [],
  'web/examples/react/README.md': [],
  'web/examples/svelte/README.md': [],
  'web/examples/vue/README.md': [],
};

/**
 * Every document below a folder, by its path from the project's.
 * @param {string} [folder]
 * @returns {Promise<string[]>}
 */
async function documentsIn(folder = '.') {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        return /^(node_modules|dist|build|\..*)$/.test(entry.name) ? [] : documentsIn(path);
      }
      return path.endsWith('.md') ? [path] : [];
    }),
  );
  return found.flat();
}

test('every document is in the table', async () => {
  assert.deepEqual((await documentsIn()).sort(), Object.keys(examples).sort());
});

for (const [path, runners] of Object.entries(examples)) {
  test(`${path}: every example is run`, async (context) => {
    const blocks = await blocksOf(path);
    assert.equal(blocks.length, runners.length, 'each block has a row in this test');
    for (const [index, block] of blocks.entries()) {
      const runner = runners[index];
      const place = `${path}:${block.line}`;
      if (typeof runner === 'function') {
        await context.test(place, () => runner(block));
      } else if (runner?.endsWith('.test.js')) {
        // It reads the document: an example that it does not know would be told there.
        const source = await readFile(join(root, runner), 'utf8');
        assert.ok(source.includes(path) || source.includes(path.split('/').at(-1) ?? path), `${runner} reads ${path}`);
      }
    }
  });
}
