import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { EventError, loadEngine, ScenarioError, UsageError } from '@rehearse/engine';
import { thrown } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

const engine = await loadEngine();
/** @type {import('@rehearse/engine').Simulation} */
let simulation;

beforeEach(() => {
  simulation = engine.simulate(workedExample);
});
afterEach(() => simulation.dispose());

const score = () => simulation.contact('ana')?.engagementScore;

test('the worked example: opened, then 10 points for each click', () => {
  assert.equal(score(), null);
  const [fired, ...others] = simulation.fire(opened).fired;
  assert.deepEqual(others, []);
  assert.deepEqual(fired, {
    workflow: 'email-engagement',
    trigger: 'opened',
    contact: 'ana',
    enrollment: 1,
    conditions: {
      all: [
        {
          field: 'event.email',
          operator: 'equalTo',
          expected: 'spring-offer',
          actual: 'spring-offer',
          met: true,
          note: null,
        },
      ],
      met: true,
    },
  });
  simulation.fire(clicked('pricing'));
  assert.equal(score(), 10);
  simulation.fire(JSON.stringify(clicked('faq')));
  assert.equal(score(), 20);
  simulation.advance('8d');
  assert.deepEqual(simulation.stats().workflows, [
    {
      workflow: 'email-engagement',
      enrolled: 1,
      active: 0,
      waiting: 0,
      finished: 1,
      refused: 0,
      exitedBy: { end: 1 },
      refusedBy: {},
      steps: [
        { step: 'await-click', type: 'wait', reached: 3, passed: 3, waiting: 0 },
        { step: 'await-click.onTimeout.1', type: 'end', reached: 1, passed: 0, waiting: 0 },
        { step: 'reward', type: 'modifyEngagementScore', reached: 2, passed: 2, waiting: 0 },
        { step: 'again', type: 'goTo', reached: 2, passed: 2, waiting: 0 },
      ],
      triggers: [{ trigger: 'opened', type: 'email.opened', evaluated: 1, matched: 1 }],
    },
  ]);
});

test('what did not fire says why', () => {
  const { fired, entries } = simulation.fire({ ...opened, email: 'Spring-Offer' });
  assert.deepEqual(fired, []);
  const evaluated = entries.find((entry) => entry.kind === 'triggerEvaluated');
  assert.equal(evaluated?.matched, false);
  assert.deepEqual(evaluated.conditions.all, [
    {
      field: 'event.email',
      operator: 'equalTo',
      expected: 'spring-offer',
      actual: 'Spring-Offer',
      met: false,
      note: 'caseDiffers',
    },
  ]);
});

test('the clock stands until it is moved', () => {
  assert.equal(simulation.now, '2026-03-02T09:00:00.000Z');
  assert.equal(simulation.nextDue, null);
  simulation.fire(opened);
  assert.equal(simulation.now, '2026-03-02T09:00:00.000Z');
  assert.equal(simulation.nextDue, '2026-03-09T09:00:00.000Z');
  simulation.advance('1d12h');
  assert.equal(simulation.now, '2026-03-03T21:00:00.000Z');
  simulation.advanceTo('2026-03-04T10:00:00+02:00');
  assert.equal(simulation.now, '2026-03-04T08:00:00.000Z');
  simulation.advanceTo(new Date('2026-03-10T00:00:00Z'));
  assert.equal(simulation.now, '2026-03-10T00:00:00.000Z');
  assert.equal(simulation.nextDue, null);
});

test('a contact is edited by hand', () => {
  const { entries } = simulation.edit('ana', {
    engagementScore: 5,
    tags: ['vip'],
    fields: { industry: null, seats: 3 },
  });
  assert.equal(entries[0]?.kind, 'edited');
  const ana = simulation.contact('ana');
  assert.equal(ana?.engagementScore, 5);
  assert.deepEqual(ana?.tags, ['vip']);
  assert.deepEqual(ana?.fields, { seats: 3 });
  assert.equal(ana?.name, 'Ana Ruiz');
  assert.equal(ana?.lastScoreChange?.source, 'edit');
  simulation.edit('ana', '{ "engagementScore": null }');
  assert.equal(score(), null);
});

test('a contact arrives', () => {
  simulation.addContact({ id: 'bo', engagementScore: 1 });
  assert.deepEqual(
    simulation.contacts().map(({ id }) => id),
    ['ana', 'bo'],
  );
  assert.equal(simulation.contact('bo')?.engagementScore, 1);
  assert.equal(simulation.contact('nobody'), undefined);
  const { diagnostics } = thrown(() => simulation.addContact({ id: 'bo' }), EventError, 'event.invalid');
  assert.equal(diagnostics[0]?.code, 'id.duplicate');
});

test('the journal is what the reports told, one after the other', () => {
  const reports = [simulation.fire(opened), simulation.fire(clicked('pricing')), simulation.advance('8d')];
  assert.deepEqual(
    simulation.journal(),
    reports.flatMap((report) => [...report.entries]),
  );
  for (const report of reports) {
    assert.equal(report.seq, report.entries[0]?.seq);
  }
});

test('a long journal is read in parts', () => {
  for (let round = 0; round < 11_000; round += 1) {
    simulation.fire({ ...opened, email: 'other' });
  }
  const journal = simulation.journal();
  assert.ok(journal.length > 20_000, `${journal.length} entries`);
  assert.deepEqual(
    journal.map(({ seq }) => seq),
    journal.map((_, index) => index + 1),
  );
});

test('messages go to the outbox', () => {
  const sending = engine.simulate({
    rehearse: 1,
    workflows: [
      {
        id: 'thanks',
        status: 'published',
        triggers: [{ type: 'link.clicked' }],
        steps: [{ type: 'sendEmail', email: 'thanks', subject: 'Thank you, {{contact.name}}' }],
      },
    ],
    contacts: [{ id: 'ana', name: 'Ana Ruiz' }],
  });
  sending.fire(clicked('pricing'));
  const [message, ...others] = sending.outbox();
  assert.deepEqual(others, []);
  assert.equal(message?.channel, 'sendEmail');
  assert.equal(message?.content.subject, 'Thank you, Ana Ruiz');
  assert.equal(sending.stats().messages, 1);
  sending.dispose();
});

test('a loop is locked, and unlocked by hand', () => {
  const looping = engine.simulate({
    rehearse: 1,
    workflows: [
      {
        id: 'echo',
        status: 'published',
        triggers: [{ type: 'score.changed' }],
        steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 1 }],
      },
    ],
    contacts: [{ id: 'ana' }],
  });
  const { entries } = looping.edit('ana', { engagementScore: 0 });
  assert.equal(entries.filter(({ kind }) => kind === 'workflowLocked').length, 1);
  assert.deepEqual(looping.contact('ana')?.locked, ['echo']);
  looping.unlock('ana', 'echo');
  assert.deepEqual(looping.contact('ana')?.locked, []);
  thrown(() => looping.unlock('ana', 'no such workflow'), EventError, 'event.invalid');
  looping.dispose();
});

test('a fork goes its own way', () => {
  simulation.fire(opened);
  const other = simulation.fork();
  other.fire(clicked('pricing'));
  assert.equal(other.contact('ana')?.engagementScore, 10);
  assert.equal(score(), null);
  simulation.dispose();
  other.fire(clicked('faq'));
  assert.equal(other.contact('ana')?.engagementScore, 20);
  other.dispose();
  assert.equal(engine.simulationCount, 0);
});

test('reset goes back to the start, and the same stimuli give the same journal', () => {
  const run = () => {
    simulation.fire(opened);
    simulation.fire(clicked('pricing'));
    simulation.advance('8d');
    return JSON.stringify(simulation.journal());
  };
  const first = run();
  simulation.reset();
  assert.equal(score(), null);
  assert.deepEqual(simulation.journal(), []);
  assert.equal(simulation.now, '2026-03-02T09:00:00.000Z');
  assert.equal(run(), first);
});

test('a stimulus that cannot be run changes nothing', () => {
  simulation.fire(opened);
  const state = () => JSON.stringify([simulation.journal(), simulation.contacts(), simulation.stats(), simulation.now]);
  const before = state();
  /** @type {[() => unknown, string][]} */
  const refused = [
    [() => simulation.fire({ type: 'link.clicked', contact: 'ana' }), 'value.missing'],
    [() => simulation.fire({ type: 'link.clicked', contact: 'bo', link: 'faq' }), 'reference.unknown'],
    [() => simulation.fire({ type: 'link.clickd', contact: 'ana', link: 'faq' }), 'value.unknown'],
    [() => simulation.fire({ ...clicked('faq'), colour: 'red' }), 'key.unknown'],
    [() => simulation.fire('{"type":'), 'json.syntax'],
    [() => simulation.advance('tomorrow'), 'value.format'],
    [() => simulation.advanceTo('2026-03-01T00:00:00Z'), 'value.range'],
    [() => simulation.edit('bo', { engagementScore: 1 }), 'reference.unknown'],
    [() => simulation.edit('ana', { engagementScore: 1.5 }), 'value.type'],
    [() => simulation.addContact('{}'), 'value.missing'],
    [() => simulation.unlock('bo', 'email-engagement'), 'reference.unknown'],
  ];
  for (const [act, code] of refused) {
    const { diagnostics } = thrown(act, EventError, 'event.invalid');
    assert.deepEqual(
      diagnostics.map((diagnostic) => diagnostic.code),
      [code],
      `${act}`,
    );
    assert.equal(state(), before, `${act}`);
  }
  simulation.fire(clicked('faq'));
  assert.equal(score(), 10);
});

/**
 * A call of every member that works while a simulation lives: the test finds those that are missing here.
 * @type {Record<string, () => unknown>}
 */
const uses = {
  now: () => simulation.now,
  nextDue: () => simulation.nextDue,
  fire: () => simulation.fire(opened),
  advance: () => simulation.advance('1d'),
  advanceTo: () => simulation.advanceTo('2030-01-01T00:00:00Z'),
  edit: () => simulation.edit('ana', { name: 'Ana' }),
  addContact: () => simulation.addContact({ id: 'new' }),
  unlock: () => simulation.unlock('ana', 'email-engagement'),
  apply: () => simulation.apply({ fire: opened }),
  contact: () => simulation.contact('ana'),
  contacts: () => simulation.contacts(),
  journal: () => simulation.journal(),
  outbox: () => simulation.outbox(),
  stats: () => simulation.stats(),
  coverage: () => simulation.coverage(),
  ledger: () => simulation.ledger('ana'),
  explain: () => simulation.explain(1, 'email-engagement'),
  replay: () => simulation.replay('at,contact,type\n'),
  unmet: () => simulation.unmet({ fired: [] }),
  fork: () => simulation.fork(),
  reset: () => simulation.reset(),
};

test('disposed of, every member says so, and it may be disposed of again', async () => {
  const members = Object.getOwnPropertyNames(Object.getPrototypeOf(simulation));
  const others = members.filter((name) => name !== 'constructor' && name !== 'dispose');
  assert.deepEqual(others.sort(), Object.keys(uses).sort());

  simulation.dispose();
  simulation.dispose();
  assert.equal(engine.simulationCount, 0);
  for (const [name, use] of Object.entries(uses)) {
    const error = await Promise.resolve()
      .then(use)
      .then(
        () => assert.fail(`${name} did not throw`),
        (caught) => caught,
      );
    assert.ok(error instanceof UsageError, `${name}: ${error}`);
    assert.equal(error.code, 'usage.disposed', name);
  }
});

test('what is not so of an expectation is what a scenario would say of it', () => {
  const stimuli = [{ fire: opened }, { fire: clicked('faq') }, { advance: '1d' }, { fire: clicked('pricing') }];
  const expectation = {
    ...{ contact: 'ana', engagementScore: 30, hasTags: ['hot'], waitingIn: [] },
    ...{ workflow: 'email-engagement', enrolled: 2, fired: ['email-engagement'], messages: [{ channel: 'sendEmail' }] },
  };
  const steps = [...stimuli, { expect: expectation }];
  const file = { rehearse: 1, workspace: workedExample, scenarios: [{ name: 'x', steps }] };
  const other = engine.simulate(workedExample);
  for (const stimulus of stimuli) {
    other.apply(/** @type {any} */ (stimulus));
  }
  const said = engine.test(/** @type {any} */ (file)).scenarios[0]?.failures ?? [];
  const found = other.unmet(/** @type {any} */ (expectation));
  assert.equal(said.length, 6);
  const known = (/** @type {typeof said} */ failures) =>
    failures.map(({ step: _step, path, line: _line, column: _column, ...failure }) => ({
      ...failure,
      key: path.split('/').at(-1),
    }));
  assert.deepEqual(known(found), known(said));
  assert.deepEqual([found[0]?.step, found[0]?.path], [0, '/engagementScore']);
  assert.deepEqual(other.unmet({ contact: 'ana', engagementScore: 20 }), []);

  other.fire(opened);
  const fork = other.fork();
  assert.deepEqual(fork.unmet({ notFired: [], messages: [] }), [], 'a copy knows the last stimulus, too');
  other.reset();
  assert.deepEqual(other.unmet({ fired: [], contact: 'ana', engagementScore: null }), []);
  for (const each of [other, fork]) {
    each.dispose();
  }
});

test('an expectation that cannot be used is told with its place', () => {
  const other = engine.simulate(workedExample);
  /** @type {[object | string, string, string][]} */
  const wrong = [
    [{ contact: 'ana', engagementScor: 1 }, 'key.unknown', '/engagementScor'],
    [{ contact: 'anna', engagementScore: 1 }, 'reference.unknown', '/contact'],
    [{ fired: ['email-engagment'] }, 'reference.unknown', '/fired/0'],
    [{ messages: [{ step: 'nowhere' }] }, 'reference.unknown', '/messages/0/step'],
    [{ contact: 'ana' }, 'expectation.empty', ''],
    ['{', 'json.syntax', ''],
    ['[]', 'value.type', ''],
  ];
  for (const [expectation, code, path] of wrong) {
    const { diagnostics } = thrown(
      () => other.unmet(/** @type {any} */ (expectation)),
      ScenarioError,
      'scenario.invalid',
    );
    assert.deepEqual([diagnostics[0]?.code, diagnostics[0]?.path], [code, path]);
  }
  other.addContact({ id: 'anna' });
  assert.deepEqual(other.unmet({ contact: 'anna', engagementScore: null }), [], 'who has arrived may be named');
  other.dispose();
});

test('it can be used with `using`', () => {
  const other = engine.simulate(workedExample);
  /** @type {typeof Symbol.dispose} */
  const dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');
  other[dispose]();
  thrown(() => other.now, UsageError, 'usage.disposed');
});
