// What two ways that things may go end with that is not the same; what might have let a workflow start. No browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { outcomeOfRun, playedAside } from '../../web/dist/modules/store/aside.js';
import { difference } from '../../web/dist/modules/store/difference.js';
import { withEdits } from '../../web/dist/modules/store/edits.js';
import { remediesFor } from '../../web/dist/modules/store/remedies.js';
import { Seen } from '../../web/dist/modules/store/seen.js';
import { explainedWith, tryOut } from '../../web/dist/modules/store/trial.js';
import { outcomeOf, play } from '../../web/dist/modules/store/version.js';
import { eventsOf, proposedQuestion, questionAt } from '../../web/dist/modules/store/why-question.js';
import { needTexts } from '../../web/dist/modules/texts/texts.js';

/** @import { Stimulus, Workspace } from '@rehearse/engine' */
/** @import { Version } from '../../web/dist/modules/store/version.js' */

await needTexts();

const engine = await loadEngine();
const player = engine.inTurns();

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

/**
 * @template T
 * @param {Version} version
 * @param {(world: ReturnType<typeof play>) => T} use
 */
function played(version, use) {
  const world = play(engine, version);
  try {
    return use(world);
  } finally {
    world.simulation.dispose();
  }
}

/** @param {Version} version */
const outcome = (version) => played(version, ({ simulation, runs }) => outcomeOf(simulation, runs));

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
async function tried(version, type = 'email.opened') {
  const { simulation, runs } = play(engine, version);
  try {
    const event = eventsOf(runs, 'ana').findLast(({ place }) => place.type === type);
    assert.ok(event);
    const question = { contact: 'ana', workflow: 'hot', event: event.place };
    const document = JSON.parse(version.text);
    const explanation = simulation.explain(event.entry.seq, 'hot');
    const about = { document, runs, question, event, explanation };
    const before = outcomeOf(simulation, runs);
    const found = [];
    for (const remedy of await remediesFor(about, { player, version })) {
      found.push({
        kinds: remedy.measures.map(({ kind }) => kind),
        edits: remedy.edits,
        trial: await tryOut({ player, version }, before, question, remedy),
      });
    }
    return found;
  } finally {
    simulation.dispose();
  }
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

test('points that were missing: before the event, from the start, or asked less of', async () => {
  const version = versionOf(workspace, opened);
  const ways = await tried(version);
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

test('points that came between the start and the event still count', async () => {
  const rules = { scoringRules: [{ id: 'open', event: 'email.opened', points: 3 }] };
  const exactly = [{ field: 'contact.engagementScore', operator: 'equalTo', value: 60 }];
  const document = { ...withHot({ triggers: [{ type: 'email.opened', conditions: exactly }] }), ...rules };
  const [then, start] = await tried(versionOf(document, opened, opened));
  assert.ok(then && start);
  // 48 + 3 + 3 is 54 at the second event: 6 are missing.
  assert.deepEqual(then.edits, [
    { kind: 'insert', before: 1, stimulus: { edit: { contact: 'ana', engagementScore: 57 } } },
  ]);
  assert.deepEqual(start.edits, [{ kind: 'set', pointer: '/contacts/0/engagementScore', value: 54 }]);
  assert.equal(then.trial.started, true);
  assert.equal(start.trial.started, true);
});

test('tags, fields and what the event carries', async () => {
  /** @param {object} condition @param {object} [contact] */
  const asked = (condition, contact) =>
    tried(versionOf(withHot({ triggers: [{ type: 'email.opened', conditions: [condition] }] }, contact), opened));
  const [tag] = await asked({ field: 'contact.tags', operator: 'contains', value: 'lead' }, { tags: ['new'] });
  assert.deepEqual(tag?.edits, [
    { kind: 'insert', before: 0, stimulus: { edit: { contact: 'ana', tags: ['new', 'lead'] } } },
  ]);
  assert.equal(tag?.trial.started, true);
  const city = await asked({ field: 'contact.fields.home/city', operator: 'equalTo', value: 'Lyon' });
  assert.deepEqual(
    city.map(({ kinds }) => kinds),
    [['contactThen'], ['contactFromStart']],
  );
  assert.deepEqual(
    city.map(({ trial }) => trial.started),
    [true, true],
  );
  const emails = await asked({ field: 'event.email', operator: 'equalTo', value: 'Offer' });
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

test('several conditions on different values hold together, or are left out together', async () => {
  const conditions = [
    { field: 'contact.tags', operator: 'contains', value: 'lead' },
    { field: 'contact.name', operator: 'startsWith', value: 'Ana' },
    { field: 'contact.fields.city', operator: 'equalTo', value: 'Lyon' },
    { field: 'contact.tags', operator: 'contains', value: 'hot' },
  ];
  const asked = { triggers: [{ type: 'email.opened', conditions }] };
  const [together, without] = await tried(versionOf(withHot(asked, { tags: ['new'] }), opened));
  assert.deepEqual(together?.kinds, ['contactThen']);
  const edit = { contact: 'ana', fields: { city: 'Lyon' }, tags: ['new', 'lead', 'hot'] };
  assert.deepEqual(together?.edits, [{ kind: 'insert', before: 0, stimulus: { edit } }]);
  assert.equal(together?.trial.started, true);
  assert.deepEqual(without?.kinds, ['withoutConditions']);
  assert.deepEqual(without?.edits, [
    { kind: 'set', pointer: '/workflows/0/triggers/0/conditions', value: [conditions[1]] },
  ]);
  assert.equal(without?.trial.started, true);
});

test('of the contact and of what the event carries, both at once', async () => {
  const conditions = [
    { field: 'event.email', operator: 'equalTo', value: 'news' },
    { field: 'contact.engagementScore', operator: 'greaterThan', value: 100 },
  ];
  const [together] = await tried(versionOf(withHot({ triggers: [{ type: 'email.opened', conditions }] }), opened));
  assert.deepEqual(together?.kinds, ['contactThen', 'event']);
  assert.equal(together?.trial.started, true);
});

test('each part of what is offered is needed', async () => {
  const waiting = { triggers: [{ type: 'email.opened' }], steps: [{ type: 'wait', for: '9d' }] };
  const hot = workspace.workflows[0]?.triggers;
  const cases = [
    { ...waiting, allowReentry: false },
    { ...waiting, allowReentry: true },
    { ...waiting, triggers: hot, allowReentry: false },
    { triggers: hot, status: 'draft' },
    { triggers: [{ type: 'page.viewed' }], status: 'draft' },
  ].flatMap((changes) => [1, 2, 3].map((times) => ({ changes, times })));
  for (const { changes, times } of cases) {
    const events = Array.from({ length: times }, () => opened);
    const version = versionOf(withHot(changes, changes.triggers === hot ? { engagementScore: 48 } : {}), ...events);
    const question = { contact: 'ana', workflow: 'hot', event: { run: times - 1, type: 'email.opened', number: 0 } };
    for (const { edits, kinds, trial } of await tried(version)) {
      const of = `${JSON.stringify(changes)} ${times}: ${kinds}`;
      assert.equal(trial.started, true, of);
      if (edits.length < 2) continue;
      for (const [index] of edits.entries()) {
        const others = edits.filter((_, each) => each !== index);
        assert.equal(
          (await explainedWith({ player, version }, question, others))?.started,
          false,
          `${of} without ${index}`,
        );
      }
    }
  }
});

test('gates: a draft, re-entry, another event, a contact that is in it', async () => {
  const open = { triggers: [{ type: 'email.opened' }] };
  const only = async (/** @type {Version} */ version) => {
    const ways = await tried(version);
    assert.equal(ways.length, 1);
    assert.equal(ways[0]?.trial.started, true);
    return ways[0]?.kinds;
  };
  assert.deepEqual(await only(versionOf(withHot({ ...open, status: 'draft' }), opened)), ['publish']);
  assert.deepEqual(await only(versionOf(withHot({ ...open, allowReentry: false }), opened, opened)), ['reentry']);
  assert.deepEqual(await only(versionOf(withHot({ triggers: [{ type: 'page.viewed' }] }), opened)), ['trigger']);
  const waiting = withHot({ ...open, steps: [{ type: 'wait', for: '9d' }] });
  assert.deepEqual(await only(versionOf(waiting, opened, { advance: '1d' }, opened)), ['skip']);
  const both = await tried(versionOf(withHot({ status: 'draft' }), opened));
  assert.deepEqual(
    both.map(({ kinds, trial }) => [kinds, trial.started]),
    [
      [['publish', 'contactThen'], true],
      [['publish', 'contactFromStart'], true],
      [['publish', 'condition'], true],
    ],
  );
});

test('a lock is lifted, and a trigger that fires at a crossing fires at every change', async () => {
  const loop = withHot({ triggers: [{ type: 'email.opened' }] });
  const many = Array.from({ length: 51 }, () => opened);
  const [unlocked] = await tried(versionOf(loop, ...many));
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
  const [every] = await tried(versionOf(crossing, { edit: { contact: 'ana', engagementScore: 60 } }), 'score.changed');
  assert.deepEqual(every?.kinds, ['everyChange']);
  assert.equal(every?.trial.started, true);
});

test('nothing is offered for a workflow that started', async () => {
  assert.deepEqual(await tried(versionOf(withHot({ triggers: [{ type: 'email.opened' }] }), opened)), []);
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

test('a version that is played aside comes to the same, passes over what is skipped, and leaves nothing behind', async () => {
  const wrong = { fire: { type: 'email.opened', contact: 'nobody' } };
  const whole = versionOf(workspace, opened, wrong, { edit: { contact: 'ana', engagementScore: 60 } }, opened);
  const version = { ...whole, stimuli: whole.stimuli.map((each, index) => ({ ...each, skipped: index === 0 })) };
  const event = { run: 3, type: 'email.opened', number: 0 };
  const run = await playedAside(player, version, { asked: { contact: 'ana', workflow: 'hot', event } });
  assert.deepEqual(outcomeOfRun(run), outcome(version));
  assert.equal(outcomeOfRun(run).failures, 1);
  assert.equal(run.explanation?.started, true);
  const skipped = { contact: 'ana', workflow: 'hot', event: { ...event, run: 0 } };
  assert.equal((await playedAside(player, version, { asked: skipped })).explanation, null);
  await assert.rejects(playedAside(player, versionOf({ rehearse: 1 })), { name: 'WorkspaceError' });
  assert.equal(engine.simulationCount, 0);
});

test('a question starts at what is looked at', () => {
  played(versionOf(workspace, opened, { edit: { contact: 'ana', engagementScore: 60 } }), ({ runs }) => {
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
  played(versionOf(document, opened, opened), ({ runs }) => {
    assert.deepEqual(proposedQuestion(document, runs, 0, ['ana'], null), {
      contact: 'ana',
      workflow: 'hot',
      event: { run: 0, type: 'score.changed', number: 0 },
    });
  });
});

test('messages are read once, and then follow the journal', () => {
  played(versionOf(withHot({ triggers: [{ type: 'email.opened' }] })), ({ simulation }) => {
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
