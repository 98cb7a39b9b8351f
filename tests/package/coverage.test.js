import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { coverageIn } from './support/coverage.js';
import { workedExample } from './support/worked-example.js';

/** @import { Coverage, Workspace } from '@rehearse/engine' */

const engine = await loadEngine();
const opened = { type: 'email.opened', contact: 'ana', email: 'spring-offer' };
const click = { type: 'link.clicked', contact: 'ana', link: 'pricing' };

const coverageOf = coverageIn(engine);

/** @param {Iterable<Coverage>} coverages */
const mergeCoverage = (coverages) => engine.mergeCoverage(coverages);

/** @param {Coverage} coverage */
const itemsOf = ({ workspaces }) =>
  workspaces
    .flatMap(({ workflows }) => workflows.flatMap(({ items }) => items))
    .map(({ place, outcome, hits }) => `${place} ${outcome} ${hits}`);

test('a simulation tells what it exercised, with an outline of what stands where', () => {
  const simulation = engine.simulate(workedExample);
  simulation.fire(opened);
  simulation.fire(click);
  const before = simulation.coverage();
  simulation.advance('8d');
  const coverage = simulation.coverage();
  assert.deepEqual(itemsOf(coverage), [
    'opened matched 1',
    'opened notMatched 0',
    'opened.conditions.1 held 1',
    'opened.conditions.1 notHeld 0',
    'await-click reached 2',
    'await-click event 1',
    'await-click timeout 1',
    'await-click.onTimeout.1 reached 1',
    'reward reached 1',
    'again reached 1',
    'email-engagement alreadyActive 0',
  ]);
  assert.equal(coverage.covered, before.covered + 2);
  assert.deepEqual([coverage.covered, coverage.total, coverage.percent], [8, 11, 72.72]);
  const [workflow] = coverage.workspaces[0]?.workflows ?? [];
  assert.deepEqual([workflow?.name, workflow?.percent], ['Email engagement tracking', 72.72]);
  assert.deepEqual(workflow?.outline.triggers, [
    {
      id: 'opened',
      type: 'email.opened',
      crossing: false,
      detail: null,
      conditions: [{ place: 'opened.conditions.1', field: 'event.email', operator: 'equalTo', value: 'spring-offer' }],
    },
  ]);
  assert.deepEqual(
    workflow?.outline.steps.map(({ id, detail, ways }) => [id, detail, ways.map(({ name }) => name)]),
    [
      ['await-click', 'link.clicked, at most 1w', ['timeout']],
      ['reward', '+10', []],
      ['again', 'await-click', []],
    ],
  );
  simulation.reset();
  assert.equal(simulation.coverage().covered, 0);
  simulation.dispose();
  assert.throws(() => simulation.coverage(), { code: 'usage.disposed' });
});

test('coverage of one workspace is added up', () => {
  const withOthers = { ...workedExample, contacts: [{ id: 'ana' }, { id: 'cyd' }] };
  const merged = mergeCoverage([
    coverageOf(workedExample, opened),
    coverageOf(withOthers, opened, opened, click),
    coverageOf(workedExample, { ...opened, email: 'other' }),
  ]);
  assert.equal(merged.workspaces.length, 1);
  assert.deepEqual(itemsOf(merged), [
    'opened matched 3',
    'opened notMatched 1',
    'opened.conditions.1 held 3',
    'opened.conditions.1 notHeld 1',
    'await-click reached 3',
    'await-click event 1',
    'await-click timeout 0',
    'await-click.onTimeout.1 reached 0',
    'reward reached 1',
    'again reached 1',
    'email-engagement alreadyActive 1',
  ]);
  assert.deepEqual([merged.covered, merged.total, merged.percent], [9, 11, 81.81]);
  assert.deepEqual([merged.workspaces[0]?.percent, merged.workspaces[0]?.workflows[0]?.percent], [81.81, 81.81]);
});

test('merging once, in parts or in one is the same, and changes nothing that was given', () => {
  const parts = [
    coverageOf(workedExample, opened),
    coverageOf(workedExample, opened, click),
    coverageOf(workedExample),
  ];
  const copies = structuredClone(parts);
  const [a, b, c] = parts;
  assert.ok(a && b && c);
  assert.deepEqual(mergeCoverage([mergeCoverage([a, b]), c]), mergeCoverage(parts));
  assert.deepEqual(mergeCoverage(JSON.parse(JSON.stringify(parts, undefined, 2))), mergeCoverage(parts));
  assert.deepEqual(mergeCoverage([a]), a);
  assert.deepEqual(parts, copies);
  assert.deepEqual(mergeCoverage([]), { covered: 0, total: 0, percent: 100, workspaces: [] });
});

test('coverage of workspaces with other places stands apart', () => {
  const [workflow] = workedExample.workflows;
  assert.ok(workflow);
  const other = { ...workedExample, workflows: [{ ...workflow, id: 'other' }] };
  const merged = mergeCoverage([
    coverageOf(workedExample, opened),
    coverageOf(other),
    coverageOf(workedExample, click),
  ]);
  assert.deepEqual(
    merged.workspaces.map(({ workflows }) => workflows.map((one) => one.workflow)),
    [['email-engagement'], ['other']],
  );
  assert.equal(merged.total, 22);
});

test('workspaces that were made from one template stand apart', () => {
  const tenant = (/** @type {string} */ link, settings = {}) => ({
    rehearse: /** @type {const} */ (1),
    workflows: [
      {
        ...{ id: 'w', status: /** @type {const} */ ('published'), ...settings },
        triggers: [
          {
            type: 'link.clicked',
            conditions: [{ field: 'event.link', operator: /** @type {const} */ ('equalTo'), value: link }],
          },
        ],
        steps: [{ type: /** @type {const} */ ('addNote'), text: link }],
      },
    ],
    contacts: [{ id: 'ana' }],
  });
  const a = coverageOf(tenant('pricing'), click);
  const b = coverageOf(tenant('faq'), click);
  const both = mergeCoverage([a, b, a]);
  assert.deepEqual(
    both.workspaces.map(({ percent }) => percent),
    [a.percent, b.percent],
  );
  assert.equal(both.total, a.total + b.total);
  assert.equal(both.covered, a.covered + b.covered);
  for (const settings of [{ status: 'draft' }, { allowReentry: false }, { stopOnReply: true }]) {
    const other = coverageOf(/** @type {Workspace} */ (tenant('pricing', settings)), click);
    assert.equal(mergeCoverage([a, other]).workspaces.length, 2, JSON.stringify(settings));
  }
  const sameBut = tenant('pricing');
  const renamed = { ...sameBut, name: 'Another name', contacts: [{ id: 'ana' }, { id: 'ben' }] };
  assert.equal(mergeCoverage([a, coverageOf(renamed, click)]).workspaces.length, 1);
});

test('coverage of many workspaces is merged in a time that grows as they do', () => {
  const steps = Array.from({ length: 100 }, (_, index) => ({
    ...{ type: /** @type {const} */ ('addNote'), id: `note-${index}`, text: 'x' },
  }));
  const parts = Array.from({ length: 400 }, (_, index) =>
    coverageOf({ rehearse: 1, workflows: [{ id: `w-${index}`, triggers: [{ type: 'link.clicked' }], steps }] }),
  );
  const timeOf = (/** @type {Coverage[]} */ coverages) => {
    const start = performance.now();
    assert.equal(mergeCoverage(coverages).workspaces.length, coverages.length);
    return performance.now() - start;
  };
  timeOf(parts.slice(0, 20));
  const few = Math.max(timeOf(parts.slice(0, 50)), 5);
  assert.ok(timeOf(parts) < 40 * few);
});

test('what is no coverage is refused, and leaves nothing behind', () => {
  const part = coverageOf(workedExample, opened);
  const [workspace] = part.workspaces;
  assert.ok(workspace);
  const [workflow] = workspace.workflows;
  for (const [wrong, message] of /** @type {const} */ ([
    [{}, /There is no `workspaces`/],
    [[], /There is no `workspaces`/],
    [undefined, /undefined/],
    [{ ...part, workspaces: [{ ...workspace, workflows: 1 }] }, /`workflows` must be a list/],
    [{ ...part, workspaces: [{ ...workspace, name: '\ud800' }] }, /surrogate/],
    [{ ...part, workspaces: [{ ...workspace, workflows: [{ ...workflow, items: [{ kind: 'x' }] }] }] }, /no such kind/],
    [
      {
        ...part,
        workspaces: [
          {
            ...workspace,
            workflows: [{ ...workflow, items: [{ kind: 'refusal', place: 'w', outcome: 'x', hits: 1 }] }],
          },
        ],
      },
      /no such outcome/,
    ],
  ])) {
    assert.throws(() => mergeCoverage([part, /** @type {any} */ (wrong)]), { code: 'usage.argument', message });
  }
  assert.deepEqual(mergeCoverage([part]), part);
});

test('a refusal that nothing made possible is an item once it was seen, and merged too', () => {
  /** @type {Workspace} */
  const loop = {
    rehearse: 1,
    workflows: [
      {
        id: 'ping',
        status: 'published',
        triggers: [{ type: 'link.clicked' }, { type: 'tag.added' }],
        steps: [{ type: 'removeTag', tags: ['x'] }],
      },
      {
        id: 'pong',
        status: 'published',
        triggers: [{ type: 'tag.removed' }],
        steps: [{ type: 'addTag', tags: ['x'] }],
      },
    ],
    contacts: [{ id: 'ana', tags: ['x'] }],
  };
  const none = coverageOf(loop);
  const locked = coverageOf(loop, click);
  assert.equal(locked.total, none.total + 1);
  for (const merged of [mergeCoverage([none, locked]), mergeCoverage([locked, none])]) {
    assert.deepEqual(merged, locked);
  }
  assert.equal(
    itemsOf(mergeCoverage([locked, locked])).find((item) => item.includes('locked')),
    'ping locked 2',
  );
});

const scenarioFile = {
  rehearse: /** @type {const} */ (1),
  workspace: workedExample,
  scenarios: [
    { name: 'opens', steps: [{ fire: opened }] },
    {
      name: 'opens and clicks',
      contacts: [{ id: 'new' }],
      steps: [{ fire: opened }, { fire: click }, { advance: '8d' }],
    },
    { name: 'fails', steps: [{ expect: { fired: ['email-engagement'] } }] },
  ],
};

test('a test tells what all its scenarios exercised, where asked for', () => {
  const { ok, scenarios, coverage } = engine.test(scenarioFile, { coverage: true });
  assert.deepEqual([ok, scenarios.length], [false, 3]);
  assert.ok(coverage);
  const parts = scenarioFile.scenarios.map((scenario) => {
    return engine.test({ ...scenarioFile, scenarios: [scenario] }, { coverage: true }).coverage;
  });
  assert.deepEqual(coverage, mergeCoverage(parts.filter((part) => part !== undefined)));
  assert.equal(coverage.percent, 72.72);
  assert.equal('coverage' in engine.test(scenarioFile), false);
});

test('scenarios that a filter leaves out, or that come after the end, exercise nothing', () => {
  const first = engine.test({ ...scenarioFile, scenarios: scenarioFile.scenarios.slice(0, 1) }, { coverage: true });
  const filtered = engine.test(scenarioFile, { coverage: true, filter: ({ name }) => name === 'opens' });
  const ended = engine.test(scenarioFile, { coverage: true, onScenario: () => false });
  assert.deepEqual(filtered.coverage, first.coverage);
  assert.deepEqual(ended.coverage, first.coverage);
  const none = engine.test(scenarioFile, { coverage: true, filter: () => false });
  assert.deepEqual([none.coverage?.covered, none.coverage?.total], [0, 11]);
  assert.equal('coverage' in engine.test('[]', { coverage: true }), false);
});
