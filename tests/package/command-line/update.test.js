import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { chmod, lstat, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { manners, planUpdates, updatedText } from '../../../wasm/dist/cli/testing/update.js';
import { ValuePlaces } from '../../../wasm/dist/json-places.js';
import { folderOf, runIn, writeFiles } from './support/rehearse.js';

/** Written by hand, with all that a program would write otherwise. */
const byHand = `{
  "rehearse": 1,   "workspace": "w.workspace.json",
  "x-note": "keep  this",
  "scenarios": [ {
      "name": "clicks \\u0026 tags",
      "steps": [
        { "fire": { "type": "link.clicked", "contact": "ana", "link": "faq" } },
        { "expect": { "contact": "ana", "engagementScore": 11, "tags": ["lead"],
                      "fields": { "plan":   "free", "age": 41 } } },
        { "expect": { "messages": [ { "subject": "Hello, Bo", "email": "thanks" } ] } },
        { "expect": { "workflow": "w", "enrolled": 1, "finished": 0 } },
        { "expect": { "fired": [], "notFired": ["w"] } },
        { "expect": { "contact": "ana", "hasTags": ["vip"], "engagementScore": { "greaterThan": 50 } } }
      ]
  } ]
}
`;

const workspace = {
  rehearse: 1,
  workflows: [
    {
      id: 'w',
      status: 'published',
      triggers: [{ type: 'link.clicked' }],
      steps: [
        { type: 'modifyEngagementScore', operation: 'add', points: 10 },
        { type: 'addTag', tags: ['clicked'] },
        { type: 'updateField', field: 'fields.plan', value: 'paid' },
        { type: 'sendEmail', email: 'thanks', subject: 'Hello, {{contact.name}}' },
      ],
    },
  ],
  contacts: [{ id: 'ana', name: 'Ana', tags: ['lead'], fields: { plan: 'free', age: 41 } }],
};

/** What must be otherwise after an update, and nothing else. */
const mended = byHand
  .replace('"engagementScore": 11', '"engagementScore": 10')
  .replace('"tags": ["lead"]', '"tags": ["clicked", "lead"]')
  .replace('"plan":   "free"', '"plan":   "paid"')
  .replace('"subject": "Hello, Bo"', '"subject": "Hello, Ana"')
  .replace('"finished": 0', '"finished": 1')
  .replace('"fired": []', '"fired": ["w"]');

test('--update writes what is there into the expectations, and leaves all else as it was', async () => {
  const cwd = await folderOf({ 'w.workspace.json': workspace, 'a.scenario.json': byHand });
  const file = join(cwd, 'a.scenario.json');
  await chmod(file, 0o640);
  const { status, stdout, stderr } = await runIn(cwd, ['test', '--update']);
  const tags = /"tags": (\[.*?\])/.exec(await readFile(file, 'utf8'))?.[1] ?? '';
  assert.deepEqual(JSON.parse(tags).sort(), ['clicked', 'lead']);
  assert.equal(await readFile(file, 'utf8'), mended.replace('["clicked", "lead"]', tags));
  assert.equal((await stat(file)).mode & 0o777, 0o640);
  assert.deepEqual(await readdir(cwd), ['a.scenario.json', 'w.workspace.json'], 'nothing is left beside it');
  assert.equal(stderr, '');
  assert.match(
    stdout,
    /^a\.scenario\.json:8:41 clicks & tags\n {2}ana engagementScore:\n {4}expected {2}11\n {4}actual {4}10\n/,
  );
  assert.match(stdout, /not updated: ana hasTags: it says a part of what is there/);
  assert.match(stdout, /not updated: notFired: it says a part/);
  assert.match(stdout, /not updated: ana engagementScore: it compares/);
  assert.match(stdout, /Updated 6 expectations in a\.scenario\.json\.\n/);
  assert.match(stdout, /✗ clicks & tags \(10 expectations, 3 failed, /, 'run again: what is left fails');
  assert.equal(status, 1);
});

test('--update: line breaks, tight JSON, a byte order mark and longer lists stay in their manner', async () => {
  const scenario = (/** @type {unknown} */ tags) => ({
    rehearse: 1,
    workspace: 'w.workspace.json',
    scenarios: [
      {
        name: 'tags',
        steps: [{ fire: { type: 'link.clicked', contact: 'ana', link: 'faq' } }, { expect: { contact: 'ana', tags } }],
      },
    ],
  });
  const cwd = await folderOf({
    'w.workspace.json': workspace,
    'tight.scenario.json': JSON.stringify(scenario(['a'])),
    'windows.scenario.json': `\uFEFF${JSON.stringify(scenario(['a']), undefined, '\t').replaceAll('\n', '\r\n')}\r\n`,
  });
  const updated = await runIn(cwd, ['test', '--update']);
  assert.equal(updated.status, 0, updated.stdout);
  const tight = await readFile(join(cwd, 'tight.scenario.json'), 'utf8');
  const { tags } = JSON.parse(tight).scenarios[0].steps[1].expect;
  assert.deepEqual([...tags].sort(), ['clicked', 'lead']);
  assert.equal(tight, JSON.stringify(scenario(tags)));
  const windows = await readFile(join(cwd, 'windows.scenario.json'), 'utf8');
  assert.equal(windows, `\uFEFF${JSON.stringify(scenario(tags), undefined, '\t').replaceAll('\n', '\r\n')}\r\n`);
  assert.match((await runIn(cwd, ['test', '--update'])).stdout, /^tight\.scenario\.json/, 'nothing more to update');
});

test('--update with a reporter for programs tells people beside it', async () => {
  const cwd = await folderOf({ 'w.workspace.json': workspace, 'a.scenario.json': byHand });
  const { stdout, stderr } = await runIn(cwd, ['test', '--update', '--json']);
  assert.equal(JSON.parse(stdout).files[0].scenarios[0].failures.length, 3);
  assert.match(stderr, /Updated 6 expectations/);
  await writeFiles(cwd, { 'a.scenario.json': byHand });
  for (const other of ['--bail', '--watch']) {
    const refused = await runIn(cwd, ['test', '--update', other]);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /do not go together/);
  }
  assert.equal(await readFile(join(cwd, 'a.scenario.json'), 'utf8'), byHand);
});

test('--update: keys that every object of JavaScript seems to have are keys as others are', async () => {
  const scenarios = (
    /** @type {string} */ fields,
  ) => `{"rehearse":1,"workspace":"w.workspace.json","scenarios":[{"name":"n",
    "steps":[{"fire":{"type":"link.clicked","contact":"ana","link":"faq"}},{"expect":{"messages":[{"fields":${fields}}]}}]}]}`;
  const webhook = { type: 'webhook', url: 'https://example.com', fields: { builder: 'Acme' } };
  const cwd = await folderOf({
    'w.workspace.json': {
      ...workspace,
      workflows: [{ id: 'w', status: 'published', triggers: [{ type: 'link.clicked' }], steps: [webhook] }],
    },
    'a.scenario.json': scenarios('{"constructor":"Acme","__proto__":"x","builder":"Bolt"}'),
  });
  await runIn(cwd, ['test', '--update']);
  assert.equal(await readFile(join(cwd, 'a.scenario.json'), 'utf8'), scenarios('{"builder":"Acme"}'));
});

/** A scenario that expects a wrong score. */
const oneScore = (/** @type {string} */ name) => ({
  name,
  steps: [
    { fire: { type: 'link.clicked', contact: 'ana', link: 'faq' } },
    { expect: { contact: 'ana', engagementScore: 11 } },
  ],
});
const twoScores = { rehearse: 1, workspace: 'w.workspace.json', scenarios: [oneScore('first'), oneScore('second')] };

test('--update with --filter changes only what was run', async () => {
  const cwd = await folderOf({ 'w.workspace.json': workspace, 'a.scenario.json': twoScores });
  const { status, stdout } = await runIn(cwd, ['test', '--update', '--filter', 'second']);
  assert.equal(status, 0);
  assert.match(stdout, /Updated 1 expectation in a\.scenario\.json\./);
  const { scenarios } = JSON.parse(await readFile(join(cwd, 'a.scenario.json'), 'utf8'));
  assert.deepEqual(
    scenarios.map((/** @type {any} */ { steps }) => steps[1].expect.engagementScore),
    [11, 10],
  );
});

test('--update goes through a link, which stays one', async () => {
  const cwd = await folderOf({ 'w.workspace.json': workspace, 'real/a.json': twoScores });
  await symlink('real/a.json', join(cwd, 'a.scenario.json'));
  const { status, stdout } = await runIn(cwd, ['test', '--update', 'a.scenario.json']);
  assert.equal(status, 0, stdout);
  assert.ok((await lstat(join(cwd, 'a.scenario.json'))).isSymbolicLink());
  assert.match(await readFile(join(cwd, 'real/a.json'), 'utf8'), /"engagementScore": 10/);
  assert.deepEqual((await readdir(join(cwd, 'real'))).sort(), ['a.json'], 'nothing is left beside it');
});

test('--update leaves a file that somebody has changed meanwhile', async () => {
  const cwd = await folderOf({ 'w.workspace.json': workspace, 'a.scenario.json': twoScores });
  const file = join(cwd, 'a.scenario.json');
  const changed = JSON.stringify({ ...twoScores, 'x-mine': true });
  // The difference is printed before the file is written: whoever reads it changes the file then.
  const { main } = await import('../../../wasm/dist/cli/main.js');
  let output = '';
  const line = (/** @type {string} */ text) => {
    output += `${text}\n`;
    if (text.includes('expected  11')) {
      writeFileSync(file, changed);
    }
  };
  const status = await main(['test', '--update', file], {
    ...{ print: line, complain: line, write: line, drained: async () => undefined },
  });
  assert.equal(status, 2);
  assert.match(output, /cannot be written: it was changed while its scenarios ran\. Run it again\./);
  assert.equal(await readFile(file, 'utf8'), changed);
  assert.deepEqual((await readdir(cwd)).sort(), ['a.scenario.json', 'w.workspace.json']);
});

test('every key of the catalog has its manner of being updated', async () => {
  const { catalog } = await loadEngine();
  const keys = catalog.shapes.expectation?.properties.map(({ name }) => name) ?? [];
  assert.deepEqual(Object.keys(manners).sort(), keys.sort());
});

test('a text with millions of escapes is no problem', () => {
  const long = '\\n'.repeat(6_000_000);
  const text = `{ "x-note": "${long}\\\\", "a": [1, { "b": "${long}" }], "c": true }`;
  const places = new ValuePlaces(text);
  const place = places.of('/c');
  assert.equal(text.slice(place?.start, place?.end), 'true');
  const inner = places.of('/a/1/b');
  assert.equal((inner?.end ?? 0) - (inner?.start ?? 0), long.length + 2);
  assert.equal(places.of('/a/2'), undefined);
});

/** A file of so many scenarios, each with an expectation to be updated. @param {number} count */
const manyToUpdate = (count) =>
  JSON.stringify(
    {
      rehearse: 1,
      workspace: 'w.workspace.json',
      scenarios: Array.from({ length: count }, (_, index) => ({
        name: `n${index}`,
        steps: [{ expect: { contact: 'ana', tags: ['a'] } }],
      })),
    },
    undefined,
    2,
  );

/** A run of it in which each of them failed. @param {number} count @param {string} actual */
const runOfMany = (count, actual) => {
  /** @type {any} */
  const run = {
    scenarios: Array.from({ length: count }, (_, index) => ({
      name: `n${index}`,
      failures: [
        {
          ...{ path: `/scenarios/${index}/steps/0/expect/tags`, step: 0, subject: 'ana', expectation: 'tags' },
          ...{ message: '', expected: ['a'], actual: [actual] },
        },
      ],
    })),
  };
  return run;
};

test('thousands of expectations of one file: the time grows as their number does', () => {
  const count = 20_000;
  const text = manyToUpdate(count);
  const start = performance.now();
  const updated = updatedText(text, planUpdates(runOfMany(count, 'b'), text));
  const milliseconds = performance.now() - start;
  assert.ok(updated === text.replaceAll('"a"', '"b"'));
  // A second at the most; reading the text again for each of them takes minutes.
  assert.ok(milliseconds < 20_000, `${milliseconds} ms`);
});

test('what would turn a text about is written out into the file, as it is shown', () => {
  const text = manyToUpdate(2).replaceAll('"a"', '"a",\n"b"');
  const actual = 'b\u202e\u2028\u009b';
  const updated = updatedText(text, planUpdates(runOfMany(1, actual), text));
  assert.match(updated, /"b\\u202e\\u2028\\u009b"/);
  assert.deepEqual(JSON.parse(updated).scenarios[0].steps[0].expect.tags, [actual]);
  const onOneLine = JSON.stringify(JSON.parse(text));
  assert.match(updatedText(onOneLine, planUpdates(runOfMany(1, actual), onOneLine)), /\["b\\u202e\\u2028\\u009b"\]/);
});
