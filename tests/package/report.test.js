import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine, UsageError } from '@rehearse/engine';
import { thrown } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

const engine = await loadEngine();

test('entries are decoded once', () => {
  const report = engine.simulate(workedExample).fire(opened);
  assert.equal(report.entries, report.entries);
});

test('a report that was not read before a reset says what to do; one that was stays readable', () => {
  const simulation = engine.simulate(workedExample);
  const read = simulation.fire(opened);
  const unread = simulation.fire(clicked('pricing'));
  const kept = JSON.stringify(read);
  simulation.reset();
  simulation.fire({ ...opened, email: 'other' });
  assert.equal(JSON.stringify(read), kept);
  assert.match(thrown(() => unread.entries, UsageError, 'usage.outdated').message, /reset.*before/s);
  assert.match(thrown(() => unread.fired, UsageError, 'usage.outdated').message, /before/);
  assert.equal(typeof unread.seq, 'number');
  simulation.dispose();
});

test('a report that was not read before the simulation was disposed of says what to do', () => {
  const simulation = engine.simulate(workedExample);
  const read = simulation.fire(opened);
  const unread = simulation.fire(clicked('pricing'));
  assert.equal(read.fired.length, 1);
  simulation.dispose();
  assert.equal(read.fired.length, 1);
  assert.match(thrown(() => unread.entries, UsageError, 'usage.outdated').message, /disposed.*before/s);
});

test('a fork does not disturb reports', () => {
  const simulation = engine.simulate(workedExample);
  const report = simulation.fire(opened);
  const other = simulation.fork();
  other.fire(clicked('pricing'));
  assert.deepEqual(report.entries, simulation.journal());
  simulation.dispose();
  other.dispose();
});

test('a report tells warnings', () => {
  const simulation = engine.simulate({ ...workedExample, resources: { links: [{ id: 'pricing' }] } });
  assert.deepEqual(simulation.fire(clicked('pricing')).diagnostics, []);
  const [warning] = simulation.fire(clicked('faq')).diagnostics;
  assert.equal(warning?.code, 'reference.unknown');
  assert.equal(warning?.severity, 'warning');
  simulation.dispose();
});

test('a workflow that a step started fired without a trigger and without conditions', () => {
  const published = /** @type {const} */ ('published');
  const simulation = engine.simulate({
    rehearse: 1,
    workflows: [
      {
        id: 'start',
        status: published,
        triggers: [{ type: 'email.opened' }],
        steps: [{ type: 'addToWorkflow', workflow: 'target' }],
      },
      { id: 'target', status: published, triggers: [], steps: [] },
    ],
    contacts: [{ id: 'ana' }],
  });
  const { fired } = simulation.fire({ type: 'email.opened', contact: 'ana' });
  assert.deepEqual(fired, [
    { workflow: 'start', trigger: 'trigger-1', contact: 'ana', enrollment: 1, conditions: { all: [], met: true } },
    { workflow: 'target', trigger: null, contact: 'ana', enrollment: 2, conditions: null },
  ]);
  simulation.dispose();
});

test('a report can be written as JSON', () => {
  const simulation = engine.simulate(workedExample);
  const report = simulation.fire(opened);
  assert.deepEqual(JSON.parse(JSON.stringify(report)), {
    seq: 1,
    halted: false,
    fired: report.fired,
    entries: report.entries,
    diagnostics: [],
  });
  simulation.dispose();
});
