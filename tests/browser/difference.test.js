// What two ways that things may go end with that is not the same; what might have let a workflow start. No browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { difference } from '../../web/dist/modules/store/difference.js';
import { remediesFor, tryOut, withEdits } from '../../web/dist/modules/store/remedies.js';
import { Seen } from '../../web/dist/modules/store/seen.js';
import { outcomeOf, played } from '../../web/dist/modules/store/version.js';
import { eventsOf, proposedQuestion, questionAt } from '../../web/dist/modules/store/why-question.js';
import { needTexts } from '../../web/dist/modules/texts/texts.js';

/** @import { Stimulus, Workspace } from '@rehearse/engine' */
/** @import { Version } from '../../web/dist/modules/store/version.js' */

await needTexts();

const engine = await loadEngine();

const opened = { fire: { type: 'email.opened', contact: 'ana', email: 'offer' } };

/** @type {Workspace} */
const workspace = {
  rehearse: 1,
  workflows: [
    {
      id: 'hot',
      name: 'Hot leads',
      status: 'published',
      triggers: [
        {
          type: 'email.opened',
          conditions: [{ field: 'contact.engagementScore', operator: 'greaterThanOrEqualTo', value: 50 }],
        },
      ],
      steps: [
        { type: 'addTag', tags: ['hot'] },
        { type: 'sendEmail', subject: 'Talk to us' },
      ],
    },
  ],
  contacts: [
    { id: 'ana', name: 'Ana Ruiz', engagementScore: 48 },
    { id: 'ben', name: 'Ben Okafor' },
  ],
};

/**
 * @param {object} document
 * @param {Stimulus[]} stimuli
 * @returns {Version}
 */
function versionOf(document, ...stimuli) {
  return {
    text: JSON.stringify(document),
    stimuli: stimuli.map((stimulus) => ({ stimulus, skipped: false })),
    runsDrafts: false,
  };
}

/** @param {Version} version */
const outcome = (version) => played(engine, version, ({ simulation, runs }) => outcomeOf(simulation, runs));

/**
 * A workspace with another trigger, and what else a workflow may have.
 * @param {object} changes
 * @param {object} [contact]
 * @returns {Workspace}
 */
function withHot(changes, contact = {}) {
  const [hot] = workspace.workflows;
  const [ana] = workspace.contacts ?? [];
  return /** @type {Workspace} */ ({
    ...workspace,
    workflows: [{ ...hot, ...changes }],
    contacts: [{ ...ana, ...contact }],
  });
}

/**
 * Everything that is known of why `hot` did not start at the last event of a type, with what came of each remedy.
 * @param {Version} version
 * @param {string} [type]
 */
function tried(version, type = 'email.opened') {
  return played(engine, version, ({ simulation, runs }) => {
    const event = eventsOf(runs, 'ana').findLast(({ place }) => place.type === type);
    assert.ok(event);
    const question = { contact: 'ana', workflow: 'hot', event: event.place };
    const document = JSON.parse(version.text);
    const explanation = simulation.explain(event.entry.seq, 'hot');
    const about = { document, runs, question, event, explanation };
    const before = outcomeOf(simulation, runs);
    return remediesFor(about).map((remedy) => ({
      kinds: remedy.measures.map(({ kind }) => kind),
      edits: remedy.edits,
      trial: tryOut(engine, version, before, question, remedy),
    }));
  });
}

test('the same twice is no difference', () => {
  const found = difference(outcome(versionOf(workspace, opened)), outcome(versionOf(workspace, opened)));
  assert.deepEqual(found, { contacts: [], workflows: [], messages: [], now: null, failures: null, isNone: true });
});

test('contacts, workflows and messages that are not the same', () => {
  const a = outcome(versionOf(workspace, opened));
  const b = outcome(versionOf(workspace, { edit: { contact: 'ana', engagementScore: 50 } }, opened, { advance: '1h' }));
  const { contacts, workflows, messages, now, failures, isNone } = difference(a, b);
  assert.deepEqual(contacts, [
    {
      contact: 'ana',
      name: 'Ana Ruiz',
      isIn: 'both',
      fields: [
        { field: 'engagementScore', a: 48, b: 50 },
        { field: 'tags', a: null, b: ['hot'] },
      ],
    },
  ]);
  assert.deepEqual(workflows, [{ workflow: 'hot', a: 0, b: 1 }]);
  assert.deepEqual(
    messages.map((each) => [each.message.channel, each.message.content, each.a, each.b]),
    [['sendEmail', { subject: 'Talk to us' }, 0, 1]],
  );
  assert.deepEqual(now, { a: '2026-01-01T00:00:00.000Z', b: '2026-01-01T01:00:00.000Z' });
  assert.equal(failures, null);
  assert.equal(isNone, false);
});

test('an empty score is not 0, and a contact may be on one side only', () => {
  const withCy = versionOf(workspace, { addContact: { id: 'cy', engagementScore: 0, fields: { city: 'Lyon' } } });
  const there = outcome(withCy);
  const found = difference(outcome(versionOf(workspace)), there);
  assert.deepEqual(found.contacts, [
    {
      contact: 'cy',
      name: null,
      isIn: 'b',
      fields: [
        { field: 'engagementScore', a: null, b: 0 },
        { field: 'fields.city', a: null, b: 'Lyon' },
      ],
    },
  ]);
  assert.equal(difference(there, outcome(versionOf(workspace))).contacts[0]?.isIn, 'a');
});

test('messages are counted, whenever they are sent', () => {
  const always = withHot({ triggers: [{ type: 'email.opened' }] });
  const once = outcome(versionOf(always, opened));
  const later = outcome(versionOf(always, { advance: '1d' }, opened));
  assert.deepEqual(difference(once, later).messages, []);
  const twice = difference(once, outcome(versionOf(always, opened, opened)));
  assert.deepEqual(
    twice.messages.map(({ a, b }) => [a, b]),
    [[1, 2]],
  );
  assert.deepEqual(twice.workflows, [{ workflow: 'hot', a: 1, b: 2 }]);
});

test('what cannot be run is counted', () => {
  const bad = { fire: { type: 'email.opened', contact: 'nobody' } };
  assert.deepEqual(difference(outcome(versionOf(workspace)), outcome(versionOf(workspace, bad))).failures, {
    a: 0,
    b: 1,
  });
});

test('points that were missing: before the event, from the start, or asked less of', () => {
  const version = versionOf(workspace, opened);
  const ways = tried(version);
  assert.deepEqual(
    ways.map(({ kinds, edits }) => [...kinds, edits]),
    [
      ['contactThen', [{ kind: 'insert', before: 0, stimulus: { edit: { contact: 'ana', engagementScore: 50 } } }]],
      ['contactFromStart', [{ kind: 'set', pointer: '/contacts/0/engagementScore', value: 50 }]],
      [
        'condition',
        [
          {
            kind: 'set',
            pointer: '/workflows/0/triggers/0/conditions',
            value: [{ field: 'contact.engagementScore', operator: 'greaterThanOrEqualTo', value: 48 }],
          },
        ],
      ],
    ],
  );
  for (const { trial } of ways) {
    assert.equal(trial.started, true);
    assert.deepEqual(trial.difference.workflows, [{ workflow: 'hot', a: 0, b: 1 }]);
  }
  assert.deepEqual(
    ways.map(({ trial }) => trial.event.run),
    [1, 0, 0],
  );
});

test('points that came between the start and the event still count', () => {
  const rules = { scoringRules: [{ id: 'open', event: 'email.opened', points: 3 }] };
  const exactly = [{ field: 'contact.engagementScore', operator: 'equalTo', value: 60 }];
  const document = { ...withHot({ triggers: [{ type: 'email.opened', conditions: exactly }] }), ...rules };
  const [then, start] = tried(versionOf(document, opened, opened));
  assert.ok(then && start);
  // 48 + 3 + 3 is 54 at the second event: 6 are missing.
  assert.deepEqual(then.edits, [
    { kind: 'insert', before: 1, stimulus: { edit: { contact: 'ana', engagementScore: 57 } } },
  ]);
  assert.deepEqual(start.edits, [{ kind: 'set', pointer: '/contacts/0/engagementScore', value: 54 }]);
  assert.equal(then.trial.started, true);
  assert.equal(start.trial.started, true);
});

test('tags, fields and what the event carries', () => {
  /** @param {object} condition @param {object} [contact] */
  const asked = (condition, contact) =>
    tried(versionOf(withHot({ triggers: [{ type: 'email.opened', conditions: [condition] }] }, contact), opened));
  const [tag] = asked({ field: 'contact.tags', operator: 'contains', value: 'lead' }, { tags: ['new'] });
  assert.deepEqual(tag?.edits, [
    { kind: 'insert', before: 0, stimulus: { edit: { contact: 'ana', tags: ['new', 'lead'] } } },
  ]);
  assert.equal(tag?.trial.started, true);
  const city = asked({ field: 'contact.fields.home/city', operator: 'equalTo', value: 'Lyon' });
  assert.deepEqual(
    city.map(({ kinds }) => kinds),
    [['contactThen'], ['contactFromStart']],
  );
  assert.deepEqual(
    city.map(({ trial }) => trial.started),
    [true, true],
  );
  const emails = asked({ field: 'event.email', operator: 'equalTo', value: 'Offer' });
  assert.deepEqual(
    emails.map(({ kinds, trial }) => [kinds, trial.started]),
    [
      [['event'], true],
      [['condition'], true],
    ],
  );
  assert.deepEqual(emails[0]?.edits, [
    { kind: 'replace', index: 0, stimulus: { fire: { type: 'email.opened', contact: 'ana', email: 'Offer' } } },
  ]);
});

test('several conditions on different values are left out together', () => {
  const conditions = [
    { field: 'contact.tags', operator: 'contains', value: 'lead' },
    { field: 'contact.name', operator: 'startsWith', value: 'Ana' },
    { field: 'contact.email', operator: 'isNotEmpty' },
  ];
  const [without] = tried(versionOf(withHot({ triggers: [{ type: 'email.opened', conditions }] }), opened));
  assert.deepEqual(without?.kinds, ['withoutConditions']);
  assert.deepEqual(without?.edits, [
    { kind: 'set', pointer: '/workflows/0/triggers/0/conditions', value: [conditions[1]] },
  ]);
  assert.equal(without?.trial.started, true);
});

test('gates: a draft, re-entry, another event, a contact that is in it', () => {
  const open = { triggers: [{ type: 'email.opened' }] };
  const only = (/** @type {Version} */ version) => {
    const ways = tried(version);
    assert.equal(ways.length, 1);
    assert.equal(ways[0]?.trial.started, true);
    return ways[0]?.kinds;
  };
  assert.deepEqual(only(versionOf(withHot({ ...open, status: 'draft' }), opened)), ['publish']);
  assert.deepEqual(only(versionOf(withHot({ ...open, allowReentry: false }), opened, opened)), ['reentry']);
  assert.deepEqual(only(versionOf(withHot({ triggers: [{ type: 'page.viewed' }] }), opened)), ['trigger']);
  const waiting = withHot({ ...open, steps: [{ type: 'wait', for: '9d' }] });
  assert.deepEqual(only(versionOf(waiting, opened, { advance: '1d' }, opened)), ['skip']);
  const both = tried(versionOf(withHot({ status: 'draft' }), opened));
  assert.deepEqual(
    both.map(({ kinds, trial }) => [kinds, trial.started]),
    [
      [['publish', 'contactThen'], true],
      [['publish', 'contactFromStart'], true],
      [['publish', 'condition'], true],
    ],
  );
});

test('a lock is lifted, and a trigger that fires at a crossing fires at every change', () => {
  const loop = withHot({ triggers: [{ type: 'email.opened' }] });
  const many = Array.from({ length: 51 }, () => opened);
  const [unlocked] = tried(versionOf(loop, ...many));
  assert.deepEqual(unlocked?.kinds, ['unlock']);
  assert.equal(unlocked?.trial.started, true);
  const crossing = withHot({
    triggers: [
      {
        type: 'score.changed',
        fires: 'crossing',
        conditions: [{ field: 'event.score', operator: 'greaterThan', value: 40 }],
      },
    ],
  });
  const [every] = tried(versionOf(crossing, { edit: { contact: 'ana', engagementScore: 60 } }), 'score.changed');
  assert.deepEqual(every?.kinds, ['everyChange']);
  assert.equal(every?.trial.started, true);
});

test('nothing is offered for a workflow that started', () => {
  assert.deepEqual(tried(versionOf(withHot({ triggers: [{ type: 'email.opened' }] }), opened)), []);
});

test('edits take places as they were before any of them, and leave the version alone', () => {
  const version = versionOf(workspace, { advance: '1h' }, { advance: '2h' }, { advance: '3h' });
  const before = structuredClone(version);
  const edited = withEdits(version, [
    { kind: 'insert', before: 1, stimulus: { advance: '4h' } },
    { kind: 'insert', before: 1, stimulus: { advance: '5h' } },
    { kind: 'skip', index: 1 },
    { kind: 'replace', index: 2, stimulus: { advance: '6h' } },
    { kind: 'set', pointer: '/name', value: 'Other' },
  ]);
  assert.deepEqual(
    edited.stimuli.map(({ stimulus, skipped }) => [/** @type {any} */ (stimulus).advance, skipped]),
    [
      ['1h', false],
      ['4h', false],
      ['5h', false],
      ['2h', true],
      ['6h', false],
    ],
  );
  assert.equal(JSON.parse(edited.text).name, 'Other');
  assert.deepEqual(version, before);
});

test('a version that was played leaves nothing in the memory of the engine, whatever happens meanwhile', () => {
  /** @type {any} */
  let simulation;
  assert.throws(
    () =>
      played(engine, versionOf(workspace, opened), (world) => {
        simulation = world.simulation;
        throw new Error('looked at in vain');
      }),
    /looked at in vain/,
  );
  assert.throws(() => simulation.now, { code: 'usage.disposed' });
  assert.throws(() => outcome(versionOf({ rehearse: 1 })), { name: 'WorkspaceError' });
});

test('a question starts at what is looked at', () => {
  played(engine, versionOf(workspace, opened, { edit: { contact: 'ana', engagementScore: 60 } }), ({ runs }) => {
    const proposed = proposedQuestion(workspace, runs, 1, ['ana', 'ben'], null);
    assert.deepEqual(proposed, {
      contact: 'ana',
      workflow: 'hot',
      event: { run: 1, type: 'score.changed', number: 0 },
    });
    const [first] = eventsOf(runs, 'ana');
    assert.ok(first);
    assert.deepEqual(questionAt(runs, first.entry.seq, 'hot'), { contact: 'ana', workflow: 'hot', event: first.place });
    assert.equal(questionAt(runs, 99, 'hot'), null);
  });
});

test('a workflow that was looked at at what followed is asked about there', () => {
  const warm = withHot({
    triggers: [{ type: 'score.changed', conditions: [{ field: 'event.score', operator: 'greaterThan', value: 90 }] }],
  });
  const document = { ...warm, scoringRules: [{ id: 'open', event: 'email.opened', points: 3 }] };
  played(engine, versionOf(document, opened, opened), ({ runs }) => {
    assert.deepEqual(proposedQuestion(document, runs, 0, ['ana'], null), {
      contact: 'ana',
      workflow: 'hot',
      event: { run: 0, type: 'score.changed', number: 0 },
    });
  });
});

test('messages are read once, and then follow the journal', () => {
  played(engine, versionOf(withHot({ triggers: [{ type: 'email.opened' }] })), ({ simulation }) => {
    const seen = new Seen();
    assert.deepEqual(seen.outbox(simulation), simulation.outbox());
    const known = seen.outbox(simulation);
    assert.equal(seen.outbox(simulation), known);
    seen.follow(simulation, simulation.apply({ advance: '1d' }).entries);
    assert.equal(seen.outbox(simulation), known);
    const { entries } = simulation.apply({ fire: { type: 'email.opened', contact: 'ana', email: 'offer' } });
    seen.follow(simulation, entries);
    assert.deepEqual(seen.outbox(simulation), simulation.outbox());
    assert.equal(seen.outbox(simulation).length, known.length + 1);
  });
});
