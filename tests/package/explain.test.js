import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine, UsageError } from '@rehearse/engine';
import { thrown } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

const engine = await loadEngine();

/** A workflow for contacts who click with 50 points or more. */
const threshold = engine.simulate({
  rehearse: 1,
  workflows: [
    {
      id: 'hot',
      status: 'published',
      triggers: [
        {
          id: 'enough',
          type: 'link.clicked',
          conditions: [{ field: 'contact.engagementScore', operator: 'greaterThanOrEqualTo', value: 50 }],
        },
      ],
      steps: [{ id: 'reward', type: 'modifyEngagementScore', operation: 'add', points: 10 }],
    },
  ],
  contacts: [{ id: 'ana', engagementScore: 48 }, { id: 'ben' }],
});
const missed = threshold.fire(clicked('pricing')).seq;

test('what did not start says why, and what would have let it', () => {
  assert.deepEqual(threshold.explain(missed, 'hot'), {
    seq: missed,
    workflow: 'hot',
    started: false,
    gate: 'conditions',
    heldBack: ['conditions'],
    triggers: [
      {
        trigger: 'enough',
        type: 'link.clicked',
        matched: false,
        conditions: {
          all: [
            {
              field: 'contact.engagementScore',
              operator: 'greaterThanOrEqualTo',
              expected: 50,
              actual: 48,
              met: false,
              note: null,
            },
          ],
          met: false,
        },
        heldBefore: null,
        change: {
          field: 'contact.engagementScore',
          actual: 48,
          wanted: 50,
          difference: 2,
          words: '2 more points',
        },
      },
    ],
    change: { field: 'contact.engagementScore', actual: 48, wanted: 50, difference: 2, words: '2 more points' },
    sentence: 'Did not start: the engagement score is 48; 2 more points would have started it.',
  });
});

test('it tells what was then, many stimuli later and on a fork', () => {
  const then = threshold.explain(missed, 'hot');
  const later = threshold.fork();
  later.edit('ana', { engagementScore: 90 });
  const started = later.fire(clicked('pricing')).seq;
  later.advance('30d');
  assert.deepEqual(later.explain(missed, 'hot'), then);
  assert.equal(later.explain(started, 'hot').started, true);
  assert.deepEqual(threshold.explain(missed, 'hot'), then);
  later.dispose();
});

test('an event of another type, and a contact that is in already', () => {
  const simulation = engine.simulate(workedExample);
  const first = simulation.fire(opened).seq;
  const second = simulation.fire(opened).seq;
  const click = simulation.fire(clicked('faq')).seq;
  const gates = (/** @type {number} */ seq) => simulation.explain(seq, 'email-engagement').heldBack;
  assert.deepEqual(gates(first), []);
  assert.deepEqual(gates(second), ['alreadyActive']);
  assert.deepEqual(gates(click), ['type', 'alreadyActive']);
  simulation.dispose();
});

test('what cannot be explained says what to ask', () => {
  const refused = (/** @type {any} */ seq, workflow = 'hot') =>
    thrown(() => threshold.explain(seq, workflow), UsageError, 'usage.argument').message;
  assert.match(refused(missed + 1), new RegExp(`it belongs to the event ${missed}`));
  assert.match(refused(999), /no entry 999/);
  assert.match(refused(missed, 'cold'), /no workflow `cold`/);
  for (const seq of ['1', 0, -1, 1.5, 2 ** 32, Number.NaN, undefined]) {
    assert.match(refused(seq), /seq must be/);
  }
});

test('a ledger and the statistics name the rule that gave points, and whose points expired', () => {
  const simulation = engine.simulate({
    rehearse: 1,
    workflows: [],
    scoringRules: [{ id: 'reply', event: 'contact.replied', points: 5, expiresAfter: '1d' }],
    contacts: [{ id: 'ana' }],
  });
  simulation.fire({ type: 'contact.replied', contact: 'ana', channel: 'sms' });
  simulation.advance('1d');
  assert.deepEqual(
    simulation.ledger('ana').map(({ before, delta, after, source, rule }) => [before, delta, after, source, rule]),
    [
      [null, 5, 5, 'rule', 'reply'],
      [5, -5, 0, 'expiry', 'reply'],
    ],
  );
  assert.deepEqual(simulation.stats().points.sources, [
    { source: 'rule', workflow: null, step: null, rule: 'reply', given: 5, taken: 0 },
    { source: 'expiry', workflow: null, step: null, rule: 'reply', given: 0, taken: 5 },
  ]);
  simulation.dispose();
});

test('a ledger tells every change of a score', () => {
  const simulation = threshold.fork();
  simulation.edit('ana', { engagementScore: 50 });
  simulation.fire(clicked('pricing'));
  const ledger = simulation.ledger('ana');
  assert.deepEqual(
    ledger.map(({ before, delta, after, source, workflow, step, rule }) => [
      before,
      delta,
      after,
      source,
      workflow,
      step,
      rule,
    ]),
    [
      [48, 2, 50, 'edit', null, null, null],
      [50, 10, 60, 'step', 'hot', 'reward', null],
    ],
  );
  const entries = simulation.journal();
  for (const { seq, at, cause } of ledger) {
    const entry = entries[seq - 1];
    assert.deepEqual([entry?.kind, entry?.at, entry?.cause], ['scoreChanged', at, cause]);
  }
  assert.deepEqual(simulation.ledger('ben'), []);
  assert.match(thrown(() => simulation.ledger('eve'), UsageError, 'usage.argument').message, /no contact `eve`/);
  assert.deepEqual(simulation.stats().points, {
    given: 12,
    taken: 0,
    sources: [
      { source: 'step', workflow: 'hot', step: 'reward', rule: null, given: 10, taken: 0 },
      { source: 'edit', workflow: null, step: null, rule: null, given: 2, taken: 0 },
    ],
  });
  assert.deepEqual(simulation.stats().scores, {
    empty: 1,
    minimum: 60,
    maximum: 60,
    mean: 60,
    median: 60,
    distribution: [{ from: 60, to: 61, count: 1 }],
  });
  simulation.dispose();
});
