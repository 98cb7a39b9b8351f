// @rehearse/engine/testing, with a runner that notes what it is given.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { EventError, loadEngine, ScenarioError, UsageError, WorkspaceError } from '@rehearse/engine';
import { ExpectationError, loadGiven, scenarioTests } from '@rehearse/engine/testing';
import { runIn } from './command-line/support/rehearse.js';
import { rejected, thrown } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

const samples = new URL('../conformance/samples/', import.meta.url);
const engine = await loadEngine();
const given = await loadGiven(engine);
const folder = await mkdtemp(join(tmpdir(), 'rehearse-helpers-'));

// As its users call it.
const files = (await readdir(samples)).filter((name) => name.endsWith('.scenario.json'));
await scenarioTests(
  files.map((name) => new URL(name, samples)),
  { test, describe },
);

after(() => rm(folder, { recursive: true }));

/**
 * What a runner would report of a source's tests.
 * @param {Parameters<typeof scenarioTests>[0]} source
 * @param {Partial<Parameters<typeof scenarioTests>[1]>} [options]
 */
async function outcomes(source, options = {}) {
  /** @type {{ name: string, error: unknown }[]} */
  const noted = [];
  await scenarioTests(source, {
    engine,
    test: (name, run) => {
      try {
        run();
        noted.push({ name, error: undefined });
      } catch (error) {
        noted.push({ name, error });
      }
    },
    ...options,
  });
  return noted;
}

/**
 * The one error that a source's tests come to.
 * @template {Error} Kind
 * @param {Parameters<typeof scenarioTests>[0]} source
 * @param {new (...given: any[]) => Kind} kind
 * @param {string} code
 * @param {string} [name]
 */
async function onlyError(source, kind, code, name) {
  const noted = await outcomes(source);
  assert.equal(noted.length, 1);
  return thrown(
    () => {
      throw noted[0]?.error;
    },
    kind,
    code,
    name,
  );
}

/** @type {[typeof ExpectationError, string, string]} */
const failed = [ExpectationError, 'ERR_ASSERTION', 'AssertionError'];

/** @param {string} name @param {unknown} document */
async function written(name, document) {
  const file = join(folder, name);
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document, undefined, 2));
  return file;
}

/** @param {import('@rehearse/engine').ScenarioStep[]} steps */
const scenariosOf = (...steps) => ({
  rehearse: /** @type {const} */ (1),
  workspace: workedExample,
  scenarios: [{ name: 'one', steps }],
});

test('each scenario is a test, whatever form the file is given in', async () => {
  const url = new URL('reward.scenario.json', samples);
  const document = JSON.parse(await readFile(url, 'utf8'));
  const names = document.scenarios.map((/** @type {{ name: string }} */ { name }) => name);
  const workspace = await readFile(new URL(document.workspace, url), 'utf8');
  for (const noted of [
    await outcomes(url),
    await outcomes(url.href),
    await outcomes(relative(process.cwd(), url.pathname)),
    await outcomes(document, { workspace }),
    await outcomes({ ...document, workspace: JSON.parse(workspace) }),
  ]) {
    assert.deepEqual(
      noted,
      names.map((/** @type {string} */ name) => ({ name, error: undefined })),
    );
  }
});

test('with describe, the tests of a file are a group under its name', async () => {
  /** @type {string[]} */
  const calls = [];
  await outcomes(new URL('reward.scenario.json', samples), {
    describe: (name, define) => {
      calls.push(`group ${name}`);
      define();
    },
    test: (name) => calls.push(name),
  });
  assert.equal(calls[0], 'group reward.scenario.json');
  assert.ok(calls.length > 2);
});

test('a failed scenario has the shape of an assertion, and leads to its place in the file', async () => {
  const steps = [{ fire: { ...opened, email: 'Spring-Offer' } }, { expect: { contact: 'ana', engagementScore: 10 } }];
  const file = await written(
    'failed.scenario.json',
    scenariosOf(...steps, { expect: { fired: ['email-engagement'] } }),
  );
  const error = await onlyError(file, ...failed);
  const lines = (await readFile(file, 'utf8')).split('\n');
  const line = lines.findIndex((text) => text.includes('"engagementScore": 10')) + 1;

  assert.match(error.message, /^ana engagementScore: expected score 10, was empty \(and 1 more\)\n/);
  assert.match(
    error.message,
    new RegExp(`\nat failed\\.scenario\\.json:${line}:\\d+\n[\\s\\S]*> ${line} \\| +"engagementScore": 10\n`),
  );
  assert.match(error.message, /email-engagement did not start: .*only capital and small letters differ/);
  assert.match(error.message, /\nWhat led there:\n {2}2026-03-02 09:00 {2}ana: email\.opened, email Spring-Offer\n/);
  assert.ok(error.stack?.includes(`\n    at ${pathToFileURL(file).href}:${line}:`), error.stack);
  assert.deepEqual(error.expected, { 'ana engagementScore': 10, fired: ['email-engagement'] });
  assert.deepEqual(error.actual, { 'ana engagementScore': null, fired: [] });
  assert.deepEqual(
    error.failures.map(({ step, expectation, subject }) => [step, expectation, subject]),
    [
      [1, 'engagementScore', 'ana'],
      [2, 'fired', ''],
    ],
  );
  // Runners print enumerable properties: a journal would bury the message.
  assert.deepEqual(Object.keys(error).sort(), ['actual', 'code', 'expected', 'generatedMessage', 'name', 'operator']);
});

test('one failure has its own values, and its key as the operator', async () => {
  const error = await onlyError(
    scenariosOf({ fire: opened }, { expect: { workflow: 'email-engagement', active: 2, enrolled: 1 } }),
    ...failed,
  );
  assert.deepEqual([error.expected, error.actual, error.operator], [2, 1, 'active']);
  assert.match(error.message, /^email-engagement active: /);
  assert.match(error.message, /email-engagement started for ana by opened/);
});

test('of messages the difference has what was looked at, and the failure all of it', () => {
  const workflow = {
    ...{ id: 'w', status: /** @type {const} */ ('published'), triggers: [{ type: 'link.clicked' }] },
    steps: [{ type: 'sendEmail', email: 'thanks', subject: 'Hello' }],
  };
  const rehearsal = given({ ...workedExample, workflows: [workflow] }).when(clicked('faq'));
  const error = thrown(() => rehearsal.expect({ messages: [{ channel: 'sendEmail', email: 'sorry' }] }), ...failed);
  assert.deepEqual(error.actual, [{ channel: 'sendEmail', email: 'thanks' }]);
  const [whole] = /** @type {{ subject: string }[]} */ (error.failures[0]?.actual ?? []);
  assert.equal(whole?.subject, 'Hello');
});

test('values of the same name in two steps are told apart', async () => {
  const wrong = { expect: { contact: 'ana', engagementScore: 1 } };
  const error = await onlyError(scenariosOf(wrong, { fire: opened }, wrong), ...failed);
  assert.deepEqual(error.expected, { 'ana engagementScore': 1, 'ana engagementScore (step 3)': 1 });
});

test('a file that cannot be used is one test that says why', async () => {
  const syntax = await onlyError(await written('broken.scenario.json', '{'), ScenarioError, 'scenario.invalid');
  assert.match(syntax.message, /^broken\.scenario\.json cannot be used\.\n {2}1:2 json\.syntax/);
  assert.match(syntax.stack ?? '', /broken\.scenario\.json:1:2$/m);
  const unknown = await onlyError(
    // @ts-expect-error wrong on purpose
    scenariosOf({ fires: opened }),
    ScenarioError,
    'scenario.invalid',
  );
  assert.match(unknown.message, /did you mean `fire`/i);
  await written('bad.workspace.json', { ...workedExample, workflow: [] });
  const named = await written('named.scenario.json', { ...scenariosOf(), workspace: 'bad.workspace.json' });
  const workspace = await onlyError(named, WorkspaceError, 'workspace.invalid');
  assert.match(workspace.message, /^bad\.workspace\.json cannot be used\.\n.*\/workflow key\.unknown/);
  const missing = await onlyError(join(folder, 'no such.scenario.json'), UsageError, 'usage.argument');
  assert.match(missing.message, /no%20such\.scenario\.json cannot be read: ENOENT/);
  await writeFile(join(folder, 'latin.scenario.json'), Buffer.from([0x22, 0xe9, 0x22]));
  const latin = await onlyError(join(folder, 'latin.scenario.json'), UsageError, 'usage.argument');
  assert.match(
    latin.message,
    /cannot be read: it is not UTF-8: at 1:2 is the byte 0xE9\. Save it with the encoding UTF-8/,
  );
  // @ts-expect-error wrong on purpose
  await rejected(scenarioTests(named, {}), UsageError, 'usage.argument');
});

test('given, when, expect: done at once, with the words of scenario files', () => {
  const rehearsal = given(workedExample)
    .expect({ contact: 'ana', engagementScore: null })
    .when(opened)
    .expect({ fired: ['email-engagement'], contact: 'ana', waitingIn: ['email-engagement'] })
    .when(clicked('pricing'), { advance: '1d' }, clicked('faq'))
    .expect({ contact: 'ana', engagementScore: { greaterThan: 19 } }, { workflow: 'email-engagement', active: 1 })
    .when(
      { edit: { contact: 'ana', engagementScore: 7 } },
      { addContact: { id: 'bo' } },
      { advanceTo: '2026-04-01T00:00:00Z' },
    )
    .expect(
      { contact: 'ana', engagementScore: 7 },
      { contact: 'bo', tags: [] },
      { workflow: 'email-engagement', finished: 1 },
    );
  assert.equal(rehearsal.simulation.now, '2026-04-01T00:00:00.000Z');
  assert.equal(rehearsal.report?.entries[0]?.kind, 'clockMoved');
  assert.equal(given(workedExample).report, undefined);
});

test('the simulation that is looked at and the one that is expected of are one and the same', () => {
  const contacts = [
    { id: 'ana', engagementScore: 5, fields: { city: 'Lund' } },
    { id: 'bo', name: 'Bo' },
    { id: 'di', tags: ['x'], 'x-note': 1 },
  ];
  for (const workspace of [
    workedExample,
    JSON.stringify(workedExample),
    { ...workedExample, contacts: [{ id: 'cy' }] },
  ]) {
    const rehearsal = given(workspace, { contacts });
    for (const { id, engagementScore, tags, fields } of rehearsal.simulation.contacts()) {
      rehearsal.expect({ contact: id, engagementScore, tags, fields });
      const [scenario] = engine.test(
        {
          rehearse: 1,
          workspace: 'x',
          scenarios: [{ name: 'one', contacts, steps: [{ expect: { contact: id, engagementScore, tags, fields } }] }],
        },
        { workspace },
      ).scenarios;
      assert.deepEqual(scenario?.failures, [], `contacts are laid over as by the engine: ${id}`);
    }
  }
});

test('contacts that cannot be used are told of as the engine tells of them', () => {
  const twice = [{ id: 'ana' }, { id: 'ana' }];
  const error = thrown(() => given(workedExample, { contacts: twice }), ScenarioError, 'scenario.invalid');
  assert.deepEqual(
    error.diagnostics.map(({ code, path }) => [code, path]),
    [['id.duplicate', '/1/id']],
  );
});

test('drafts run where they are asked for', () => {
  const draft = {
    ...workedExample,
    workflows: workedExample.workflows.map((workflow) => ({ ...workflow, status: /** @type {const} */ ('draft') })),
  };
  given(draft, { drafts: 'run' })
    .when(opened)
    .expect({ fired: ['email-engagement'] });
  given(draft).when(opened).expect({ fired: [], workflow: 'email-engagement', refused: 1 });
});

test('a failed expectation throws where it stands, and tells all that does not hold', () => {
  const rehearsal = given(workedExample).when(opened);
  const error = thrown(() => rehearsal.expect({ contact: 'ana', engagementScore: 10, tags: [] }), ...failed);
  assert.match(error.stack?.split('\n').find((line) => line.startsWith('    at ')) ?? '', /testing\.test\.js/);
  assert.deepEqual(error.expected, { 'ana engagementScore': 10, 'ana tags': [] });
  rehearsal.when(clicked('faq')).expect({ contact: 'ana', engagementScore: 10 });
});

test('what happened is told to the end, and long stories are shortened', () => {
  const rehearsal = given(workedExample).when(...Array.from({ length: 30 }, () => ({ advance: '1m' })), opened);
  const { message } = thrown(() => rehearsal.expect({ fired: [] }), ...failed);
  assert.match(message, /… 26 before\n/);
  assert.match(message, /ana: email\.opened, .*\n.*email-engagement started for ana by opened$/m);
});

test('what is wrong with a call is told, and leaves the rehearsal as it was', () => {
  const rehearsal = given(workedExample).when(opened);
  const key = thrown(
    // @ts-expect-error wrong on purpose
    () => rehearsal.expect({ contact: 'ana', engagementScor: 10 }),
    ScenarioError,
    'scenario.invalid',
  );
  assert.equal(key.diagnostics[0]?.path, '/engagementScor');
  thrown(() => rehearsal.when({ type: 'link.clicked', contact: 'nobody', link: 'x' }), EventError, 'event.invalid');
  // @ts-expect-error wrong on purpose
  thrown(() => rehearsal.when({ wait: '3d' }), UsageError, 'usage.argument');
  // @ts-expect-error wrong on purpose
  thrown(() => rehearsal.when(undefined), UsageError, 'usage.argument');
  // @ts-expect-error wrong on purpose
  thrown(() => given({ rehearse: 2 }), WorkspaceError, 'workspace.invalid');
  thrown(() => rehearsal.expect(), UsageError, 'usage.argument');
  rehearsal.expect({ fired: ['email-engagement'], workflow: 'email-engagement', enrolled: 1 });
});

test('what the test does to an event after it was fired has not happened', () => {
  const event = { ...opened };
  const rehearsal = given(workedExample).when(event);
  event.email = 'another';
  rehearsal.expect({ fired: ['email-engagement'] });
});

test('contacts are laid over as by the engine also where keys are undefined', () => {
  const rehearsal = given(workedExample, {
    contacts: [{ id: 'ana', name: /** @type {any} */ (undefined), tags: ['vip'] }],
  });
  const { name, tags } = rehearsal.simulation.contact('ana') ?? {};
  assert.deepEqual([name, tags], [workedExample.contacts?.[0]?.name, ['vip']]);
  assert.notEqual(name, undefined);
});

test('a rehearsal gives its memory back, also by `using`, and says so when it is used again', () => {
  const before = engine.simulationCount;
  const [rehearsal, other] = [given(workedExample).when(opened), given(workedExample)];
  assert.equal(engine.simulationCount, before + 2);
  rehearsal.dispose();
  rehearsal.dispose();
  /** @type {typeof Symbol.dispose} */
  const dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');
  other[dispose]();
  assert.equal(engine.simulationCount, before);
  thrown(() => rehearsal.expect({ fired: [] }), UsageError, 'usage.disposed');
  thrown(() => rehearsal.when(opened), UsageError, 'usage.disposed');
});

test('expectations cost no more however long the chain is', () => {
  const rehearsal = given(workedExample).when(opened);
  const runs = /** @type {{ test: Function }} */ (Object.getPrototypeOf(engine));
  const { test: original } = runs;
  runs.test = () => assert.fail('the chain is run again');
  try {
    for (let count = 1; count <= 50; count += 1) {
      rehearsal.when(clicked('faq')).expect({ contact: 'ana', engagementScore: 10 * count });
    }
  } finally {
    runs.test = original;
  }
});

test('the words of a failure are those of the command line', async () => {
  const steps = [{ fire: opened }, { expect: { contact: 'ana', engagementScore: 10, tags: [] } }];
  const file = await written('same.scenario.json', scenariosOf(...steps));
  const error = await onlyError(file, ...failed);
  const { stdout } = await runIn(folder, ['test', 'same.scenario.json']);
  const [, first = ''] = /\n1\) .*\n\n([\s\S]*?)\n\n2\) /.exec(stdout) ?? [];
  const told = first.replaceAll(/^ {3}/gm, '');
  assert.ok(told.length > 100, stdout);
  assert.equal(error.message.replace(' (and 1 more)', '').slice(0, told.length), told);
});

test('a stimulus that is halted is a failure', () => {
  const steps = Array.from({ length: 900 }, () => ({ type: 'addNote', text: 'x' }));
  const endless = {
    rehearse: /** @type {const} */ (1),
    workflows: Array.from({ length: 200 }, (_, index) => ({
      id: `w${index}`,
      status: /** @type {const} */ ('published'),
      triggers: [{ type: 'link.clicked' }],
      steps,
    })),
    contacts: [{ id: 'ana' }],
  };
  const error = thrown(() => given(endless).when(clicked('faq')), ...failed);
  assert.equal(error.operator, 'fire');
});

test('a list without files, as of a pattern that nothing fits, is refused', async () => {
  await assert.rejects(scenarioTests([], { engine, test }), (error) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, /the list is empty/);
    return true;
  });
});
