import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine, UsageError, WorkspaceError } from '@rehearse/engine';
import { thrown } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

const engine = await loadEngine();

/**
 * The whole journal, as text, of the worked example's stimuli on a workspace.
 * @param {import('@rehearse/engine').Workspace | string} workspace
 */
function journalOf(workspace) {
  const simulation = engine.simulate(workspace);
  simulation.fire(opened);
  simulation.fire(clicked('pricing'));
  simulation.advance('8d');
  const journal = JSON.stringify(simulation.journal());
  simulation.dispose();
  return journal;
}

/** @returns {any} a copy to spoil */
const copy = () => structuredClone(workedExample);

test('the version is that of the package', async () => {
  const { default: description } = await import('@rehearse/engine/package.json', { with: { type: 'json' } });
  assert.equal(engine.version, description.version);
});

test('the catalog is read once and cannot be changed', () => {
  const { catalog } = engine;
  assert.equal(engine.catalog, catalog);
  const names = catalog.eventTypes.map(({ name }) => name);
  assert.ok(names.includes('email.opened') && names.includes('link.clicked'));
  assert.ok(catalog.stepTypes.some(({ name }) => name === 'modifyEngagementScore'));
  assert.ok(catalog.operators.some(({ name }) => name === 'greaterThanOrEqualTo'));
  assert.ok(catalog.contactFields.some(({ field }) => field === 'contact.engagementScore'));
  assert.throws(() => {
    Reflect.get(catalog.eventTypes, 0).name = 'other';
  }, TypeError);
  assert.throws(() => catalog.stepTypes.pop(), TypeError);
});

test('check takes a workspace as text and as an object', () => {
  assert.deepEqual(engine.check(workedExample), { ok: true, diagnostics: [] });
  assert.deepEqual(engine.check(JSON.stringify(workedExample, undefined, 2)), { ok: true, diagnostics: [] });
});

test('check reports every error with its place in the text', () => {
  const spoiled = copy();
  spoiled.workflows[0].steps[1].points = 0;
  spoiled.workflows[0].triggers[0].conditons = [];
  const { ok, diagnostics } = engine.check(JSON.stringify(spoiled, undefined, 2));
  assert.equal(ok, false);
  const places = diagnostics.map(({ code, severity, path }) => `${severity} ${code} ${path}`).sort();
  assert.deepEqual(places, [
    'error key.unknown /workflows/0/triggers/0/conditons',
    'error value.range /workflows/0/steps/1/points',
  ]);
  for (const { line, column, message } of diagnostics) {
    assert.ok(line > 1 && column > 1, `${line}:${column}`);
    assert.notEqual(message, '');
  }
  assert.match(diagnostics.map(({ hint }) => hint).join(), /conditions/);
});

test('check gives no more than 100 diagnostics', () => {
  const workflow = { id: 'same', triggers: [], steps: [{ type: 'no such step' }] };
  const { diagnostics } = engine.check(JSON.stringify({ rehearse: 1, workflows: Array(200).fill(workflow) }));
  assert.equal(diagnostics.length, 100);
});

test('format writes a workspace that means the same, and keeps what a host has added', () => {
  const extended = copy();
  extended['x-canvas'] = { zoom: 2 };
  extended.workflows[0].steps[0]['x-position'] = [10, 20];
  const text = engine.format(extended);
  assert.equal(engine.format(text), text, 'formatting again changes nothing');
  const written = JSON.parse(text);
  assert.deepEqual(written['x-canvas'], { zoom: 2 });
  assert.deepEqual(written.workflows[0].steps[0]['x-position'], [10, 20]);
  assert.equal(journalOf(text), journalOf(extended));
});

test('format refuses what is no workspace', () => {
  const { diagnostics } = thrown(() => engine.format('{'), WorkspaceError, 'workspace.invalid');
  assert.equal(diagnostics[0]?.code, 'json.syntax');
});

test('simulate refuses a workspace with errors, and says which', () => {
  const spoiled = copy();
  spoiled.workflows[0].steps[2].step = 'await-clik';
  const error = thrown(() => engine.simulate(spoiled), WorkspaceError, 'workspace.invalid');
  assert.deepEqual(
    error.diagnostics.map(({ code, path }) => [code, path]),
    [['reference.unknown', '/workflows/0/steps/2/step']],
  );
  assert.match(error.message, /await-click/, 'the message tells the hint');
  assert.equal(engine.simulationCount, 0);
});

test('simulate hands warnings on', () => {
  const warned = copy();
  warned.resources = { emails: [{ id: 'another-offer' }] };
  const simulation = engine.simulate(warned);
  assert.deepEqual(
    simulation.diagnostics.map(({ code, severity }) => [code, severity]),
    [['reference.unknown', 'warning']],
  );
  simulation.dispose();
});

test('drafts run only where that is asked for', () => {
  const draft = copy();
  draft.workflows[0].status = 'draft';
  for (const [drafts, fired] of /** @type {const} */ ([
    ['run', 1],
    ['skip', 0],
    [undefined, 0],
  ])) {
    const simulation = engine.simulate(draft, { drafts });
    assert.equal(simulation.fire(opened).fired.length, fired, `drafts: ${drafts}`);
    simulation.dispose();
  }
  // @ts-expect-error wrong on purpose
  thrown(() => engine.simulate(draft, { drafts: true }), UsageError, 'usage.argument');
});

/** @type {import('@rehearse/engine').ScenarioFile} */
const scenarioFile = {
  rehearse: 1,
  workspace: 'email-engagement.workspace.json',
  scenarios: [
    {
      name: 'each click counts',
      steps: [
        { fire: opened },
        { expect: { fired: ['email-engagement'] } },
        { fire: clicked('pricing') },
        { fire: clicked('faq') },
        { expect: { contact: 'ana', engagementScore: 20 } },
        { advance: '8d' },
        { expect: { workflow: 'email-engagement', active: 0, finished: 1 } },
      ],
    },
  ],
};

test('test runs scenarios on a workspace that is given', () => {
  const result = engine.test(scenarioFile, { workspace: workedExample });
  assert.deepEqual(result, {
    ok: true,
    diagnostics: [],
    scenarios: [{ name: 'each click counts', ok: true, expectations: 4, failures: [] }],
  });
  assert.equal(engine.simulationCount, 0);
});

test('test runs scenarios on the workspace that the file holds, and tells the journal where asked', () => {
  const text = JSON.stringify({ ...scenarioFile, workspace: workedExample });
  const [scenario] = engine.test(text, { journals: true }).scenarios;
  const journal = scenario?.journal ?? [];
  assert.deepEqual(
    journal.map(({ seq }) => seq),
    journal.map((_, index) => index + 1),
  );
  assert.equal(journal.filter(({ kind }) => kind === 'scoreChanged').length, 2);
  assert.equal(engine.test(text).scenarios[0]?.journal, undefined);
});

test('test tells what was expected, what was there, and what led to it', () => {
  const wrong = structuredClone(scenarioFile);
  Reflect.set(wrong.scenarios[0]?.steps[4] ?? {}, 'expect', { contact: 'ana', engagementScore: 30 });
  const { ok, scenarios } = engine.test(JSON.stringify(wrong, undefined, 2), { workspace: workedExample });
  assert.equal(ok, false);
  assert.equal(scenarios[0]?.ok, false);
  const [failure, ...others] = scenarios[0]?.failures ?? [];
  assert.ok(failure && others.length === 0);
  assert.equal(failure.step, 4);
  assert.equal(failure.expectation, 'engagementScore');
  assert.equal(failure.expected, 30);
  assert.equal(failure.actual, 20);
  assert.equal(failure.path, '/scenarios/0/steps/4/expect/engagementScore');
  assert.ok(failure.line > 1 && failure.column > 1);
  assert.ok(failure.entries.some(({ kind }) => kind === 'scoreChanged'));
});

test('test tells what is wrong in its documents, and runs nothing', () => {
  const broken = engine.test('{ "rehearse": 1, "workspace": ', { workspace: workedExample });
  assert.equal(broken.ok, false);
  assert.deepEqual(broken.scenarios, []);
  assert.equal(broken.diagnostics[0]?.code, 'json.syntax');
  const without = engine.test(scenarioFile);
  assert.equal(without.ok, false, 'the workspace that the file names was not given');
  assert.deepEqual(without.scenarios, []);
  assert.notEqual(without.diagnostics.length, 0);
});

test('an empty text is a workspace that cannot be read, not one that is not given', () => {
  for (const result of [
    engine.test(scenarioFile, { workspace: '' }),
    engine.checkScenarios(scenarioFile, { workspace: '' }),
  ]) {
    assert.equal(result.ok, false);
    assert.equal(result.diagnostics[0]?.code, 'json.syntax');
  }
});

test('test runs the scenarios that are asked for, and tells of each when it was run', () => {
  const three = ['one', 'two', 'three'].map((name) => ({ name, steps: [{ fire: opened }, { expect: { fired: [] } }] }));
  const file = { ...scenarioFile, workspace: workedExample, scenarios: [...scenarioFile.scenarios, ...three] };
  const text = JSON.stringify(file, undefined, 2);
  /** @type {unknown[]} */
  const seen = [];
  const { ok, scenarios } = engine.test(text, {
    filter: ({ name, path, line, column }, index) => {
      seen.push([name, path, text.split('\n')[line - 1]?.slice(column - 1), index]);
      return index > 0;
    },
    onScenario: (result, index) => {
      seen.push([result.name, index, engine.check(workedExample).ok]);
      return index < 2;
    },
  });
  assert.equal(ok, false);
  assert.deepEqual(
    scenarios.map(({ name, failures }) => [name, failures.length]),
    [
      ['one', 1],
      ['two', 1],
    ],
  );
  assert.deepEqual(seen, [
    ['each click counts', '/scenarios/0', '{', 0],
    ['one', '/scenarios/1', '{', 1],
    ['two', '/scenarios/2', '{', 2],
    ['three', '/scenarios/3', '{', 3],
    ['one', 1, true],
    ['two', 2, true],
  ]);
  assert.deepEqual(engine.test(text, { filter: () => false }), { ok: true, diagnostics: [], scenarios: [] });
  const stop = new Error('stop');
  const onScenario = () => {
    throw stop;
  };
  assert.throws(() => engine.test(text, { onScenario }), stop);
});

test('checkScenarios says what is wrong with a scenario file, and runs nothing', () => {
  assert.deepEqual(engine.checkScenarios(scenarioFile, { workspace: workedExample }), { ok: true, diagnostics: [] });
  assert.equal(engine.checkScenarios({ ...scenarioFile, workspace: workedExample }).ok, true);
  const failing = structuredClone(scenarioFile);
  Reflect.set(failing.scenarios[0]?.steps[4] ?? {}, 'expect', { contact: 'ana', engagementScore: 30 });
  assert.equal(engine.checkScenarios(failing, { workspace: workedExample }).ok, true, 'expectations are not looked at');
  assert.equal(engine.test(failing, { workspace: workedExample }).ok, false);

  const misspelt = structuredClone(scenarioFile);
  Reflect.set(misspelt.scenarios[0]?.steps[4] ?? {}, 'expect', { contcat: 'ana' });
  const { ok, diagnostics } = engine.checkScenarios(misspelt, { workspace: workedExample });
  assert.equal(ok, false);
  assert.deepEqual(
    diagnostics.map(({ code, path }) => [code, path]),
    [['key.unknown', '/scenarios/0/steps/4/expect/contcat']],
  );
  assert.deepEqual(engine.checkScenarios(scenarioFile), {
    ok: false,
    diagnostics: engine.test(scenarioFile).diagnostics,
  });
  assert.equal(engine.checkScenarios('\ud800').diagnostics[0]?.code, 'json.encoding');
});
