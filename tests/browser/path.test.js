// What became of every part of a workflow, as web/README.md tells it: worked out from the journal, without a browser.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { pathIn } from '../../web/dist/modules/store/path.js';
import { Store } from '../../web/dist/modules/store/store.js';
import { needTexts } from '../../web/dist/modules/texts/texts.js';

/** @import { Engine, Stimulus } from '@rehearse/engine' */
/** @import { PathNode, PathOptions } from '../../web/dist/modules/store/path.js' */

await needTexts();

/** @type {Engine} */
let engine;
before(async () => {
  engine = await loadEngine();
});

const tagged = (/** @type {string} */ tag) => ({ field: 'contact.tags', operator: 'contains', value: tag });
const opened = (contact = 'ana') => ({ fire: { type: 'email.opened', contact, email: 'offer' } });
const clicked = (contact = 'ana') => ({ fire: { type: 'link.clicked', contact, link: 'pricing' } });

/**
 * A workspace of one workflow, `flow`, or of several, and what was done in it.
 * @param {object[]} steps of `flow`
 * @param {object[]} stimuli
 * @param {object} [settings] of `flow`
 * @param {object[]} [others] further workflows
 */
function rehearse(steps, stimuli, settings = {}, others = []) {
  const store = new Store();
  store.useEngine(engine);
  const flow = { id: 'flow', status: 'published', triggers: [{ type: 'email.opened' }], steps, ...settings };
  store.load(
    /** @type {any} */ ({
      rehearse: 1,
      clock: '2026-03-02T09:00:00Z',
      workflows: [flow, ...others],
      contacts: [
        { id: 'ana', name: 'Ana Ruiz', tags: ['lead'] },
        { id: 'ben', name: 'Ben Okafor', engagementScore: 40 },
      ],
    }),
  );
  assert.deepEqual(
    store.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  for (const stimulus of stimuli) assert.equal(store.stimuli.do(/** @type {Stimulus} */ (stimulus)), null);
  return store;
}

/** The path as lines: `kind id status: reason`. @param {Store} store @param {PathOptions} [options] */
const lines = (store, options) => pathIn(store, 'flow', options).map(line);
const line = (/** @type {PathNode} */ { node, status, reason, times, waiting }) =>
  `${node.kind} ${node.id} ${status}${times > 1 ? ` ×${times}` : ''}${waiting > 0 ? ` (${waiting})` : ''}: ${reason}`;

const branching = [
  {
    id: 'if',
    type: 'if',
    branches: [
      {
        name: 'hot',
        conditions: [tagged('hot'), tagged('lead')],
        steps: [{ id: 'note', type: 'addNote', text: 'hot' }],
      },
      {
        name: 'lead',
        conditions: [tagged('lead')],
        steps: [{ id: 'add', type: 'modifyEngagementScore', operation: 'add', points: 10 }],
      },
      { name: 'rest', conditions: [], steps: [] },
    ],
    otherwise: [{ id: 'no', type: 'addTag', tags: ['no'] }],
  },
];

test('each branch says why it was taken or not', () => {
  assert.deepEqual(lines(rehearse(branching, [opened()])), [
    'trigger trigger-1 taken: It has no conditions',
    'step if taken: Took lead',
    'branch if.hot notTaken: Does not hold: tags contains hot (was lead)',
    'step note notReached: Another way was taken',
    'branch if.lead taken: Its conditions held',
    'step add taken: Ana Ruiz: score empty → 10 (+10)',
    'branch if.rest notTaken: An earlier branch was taken: lead',
    'branch if.otherwise notTaken: An earlier branch was taken: lead',
    'step no notReached: Another way was taken',
    'end flow ended: The last step is done',
  ]);
});

test('places are pointers into the document', () => {
  const store = rehearse(branching, [opened()]);
  const pointers = pathIn(store, 'flow').map(({ node }) => node.pointer);
  assert.deepEqual(pointers, [
    '/workflows/0/triggers/0',
    '/workflows/0/steps/0',
    '/workflows/0/steps/0/branches/0',
    '/workflows/0/steps/0/branches/0/steps/0',
    '/workflows/0/steps/0/branches/1',
    '/workflows/0/steps/0/branches/1/steps/0',
    '/workflows/0/steps/0/branches/2',
    '/workflows/0/steps/0/otherwise',
    '/workflows/0/steps/0/otherwise/0',
    '/workflows/0/steps/-',
  ]);
});

test('without a stimulus nobody came anywhere', () => {
  const statuses = pathIn(rehearse(branching, []), 'flow').map(({ status }) => status);
  assert.deepEqual([...new Set(statuses)], ['notReached']);
});

const waiting = [
  {
    id: 'await',
    type: 'wait',
    untilEvent: { type: 'link.clicked' },
    timeout: '7d',
    onTimeout: [{ id: 'stop', type: 'end' }],
  },
  { id: 'add', type: 'modifyEngagementScore', operation: 'add', points: 10 },
  { id: 'again', type: 'goTo', step: 'await' },
];

test('a wait: begun, ended by its event, ended by its time', () => {
  const begun = rehearse(waiting, [opened()]);
  const until = 'Waits for trigger link clicked, at most until Mon 9 Mar 2026, 09:00';
  assert.deepEqual(lines(begun), [
    'trigger trigger-1 taken: It has no conditions',
    `step await waiting (1): ${until}`,
    'timeout await.onTimeout notReached: Its time has not run out',
    'step stop notReached: Nobody came here',
    'step add notReached: Nobody has come here: a contact waits further up',
    'step again notReached: Nobody has come here: a contact waits further up',
    'end flow notReached: Nobody came here',
  ]);
  const went = rehearse(waiting, [opened(), clicked()]);
  assert.deepEqual(lines(went), [
    'trigger trigger-1 notReached: No such event came',
    `step await waiting ×2 (1): ${until}`,
    'timeout await.onTimeout notReached: Its time has not run out',
    'step stop notReached: Nobody came here',
    'step add taken: Ana Ruiz: score empty → 10 (+10)',
    'step again taken: Went there',
    'end flow notReached: Nobody came here',
  ]);
  const over = rehearse(waiting, [opened(), { advance: '8d' }]);
  assert.deepEqual(lines(over).slice(1, 5), [
    'step await taken: Its time ran out',
    'timeout await.onTimeout taken: Its time ran out',
    'step stop ended: Ends here',
    'step add notReached: Nobody came here',
  ]);
});

test('refusals, triggers that did not match, and triggers that came second', () => {
  const triggers = [
    { id: 'hot', type: 'email.opened', conditions: [tagged('hot')] },
    { id: 'any', type: 'email.opened' },
    { id: 'also', type: 'email.opened' },
    { id: 'click', type: 'link.clicked' },
  ];
  const started = rehearse(waiting, [opened()], { triggers });
  assert.deepEqual(lines(started).slice(0, 4), [
    'trigger hot notTaken: Does not hold: tags contains hot (was lead)',
    'trigger any taken: It has no conditions',
    'trigger also skipped: Another trigger had started the workflow already',
    'trigger click notReached: No such event came',
  ]);
  const again = rehearse(waiting, [opened(), opened()], { triggers });
  assert.equal(lines(again)[1], 'trigger any refused: The contact is in it already');
  const draft = rehearse(waiting, [opened()], { status: 'draft' });
  assert.equal(lines(draft)[0], 'trigger trigger-1 refused: It is a draft, which does not start');
});

test('a goal that is met is jumped to; what lies between is passed over, other branches are not', () => {
  const steps = [
    {
      id: 'if',
      type: 'if',
      branches: [
        {
          name: 'lead',
          conditions: [tagged('lead')],
          steps: [
            { id: 'w', type: 'wait', for: '9d' },
            { id: 'in', type: 'addTag', tags: ['in'] },
          ],
        },
      ],
      otherwise: [{ id: 'other', type: 'addTag', tags: ['other'] }],
    },
    { id: 'between', type: 'addTag', tags: ['between'] },
    { id: 'goal', type: 'goal', event: { type: 'link.clicked' } },
    { id: 'after', type: 'addTag', tags: ['after'] },
  ];
  assert.deepEqual(lines(rehearse(steps, [opened(), clicked()])), [
    'trigger trigger-1 notReached: No such event came',
    'step if notReached: Nobody came here',
    'branch if.lead notReached: Nobody came here',
    'step w taken: Left for a goal that was met',
    'step in skipped: Passed over: a goal further down was met',
    'branch if.otherwise notReached: Nobody came here',
    'step other notReached: Nobody came here',
    'step between skipped: Passed over: a goal further down was met',
    'goal goal taken: Met: the contact came here from where it waited',
    'step after taken: Ana Ruiz: tags lead → lead, after',
    'end flow ended: The last step is done',
  ]);
});

test('a goal on arrival: met, unmet, waiting, the end', () => {
  const goal = (/** @type {object} */ more) => [{ id: 'goal', type: 'goal', conditions: [tagged('lead')], ...more }];
  const at = (/** @type {Store} */ store) => lines(store)[1];
  assert.equal(at(rehearse(goal({}), [opened()])), 'goal goal taken: Met');
  assert.equal(
    at(rehearse(goal({}), [opened('ben')])),
    'goal goal notTaken: Does not hold: tags contains lead (was none)',
  );
  assert.equal(at(rehearse(goal({ ifUnmet: 'end' }), [opened('ben')])), 'goal goal ended: Ended: the goal is not met');
  const waits = rehearse(goal({ ifUnmet: 'wait' }), [opened('ben')]);
  assert.equal(at(waits), 'goal goal waiting (1): Waits for its conditions to hold');
  waits.stimuli.do({ edit: { contact: 'ben', tags: ['lead'] } });
  assert.equal(at(waits), 'goal goal taken: Met');
});

test('a split and a search', () => {
  const steps = [
    {
      id: 'split',
      type: 'split',
      branches: [
        { name: 'A', weight: 1, steps: [] },
        { name: 'B', weight: 1_000_000, steps: [] },
      ],
    },
    {
      id: 'find',
      type: 'findContact',
      conditions: [{ field: 'contact.engagementScore', operator: 'greaterThan', value: 30 }],
      found: [{ id: 'yes', type: 'addTag', tags: ['yes'] }],
    },
  ];
  assert.deepEqual(lines(rehearse(steps, [opened()])).slice(1, -1), [
    'step split taken: Took B',
    'branch split.A notTaken: The split chose B',
    'branch split.B taken: The split chose B',
    'step find taken: Found Ben Okafor',
    'branch find.found taken: Found Ben Okafor',
    'step yes taken: Ana Ruiz: tags lead → lead, yes',
    'branch find.notFound notTaken: Found somebody',
  ]);
});

test('several contacts, one of them, and the whole journal', () => {
  const triggers = [{ type: 'schedule', every: '1d' }];
  const store = rehearse(branching, [{ advance: '1d' }], { triggers });
  const all = lines(store);
  assert.equal(all[0], 'trigger trigger-1 taken ×2: It has no conditions');
  assert.match(all[4] ?? '', /^branch if\.lead taken: /);
  assert.match(all[6] ?? '', /^branch if\.rest taken: /);
  const ben = lines(store, { contact: 'ben' });
  assert.equal(ben[0], 'trigger trigger-1 taken: It has no conditions');
  assert.match(ben[4] ?? '', /^branch if\.lead notTaken: Does not hold: tags contains lead \(was none\)/);
  store.stimuli.do({ advance: '1h' });
  assert.deepEqual([...new Set(pathIn(store, 'flow').map(({ status }) => status))], ['notReached']);
  assert.equal(lines(store, { whole: true })[0], 'trigger trigger-1 taken ×2: It has no conditions');
});

test('a run that another workflow ends', () => {
  const other = {
    id: 'other',
    status: 'published',
    triggers: [{ type: 'link.clicked' }],
    steps: [{ type: 'removeFromWorkflow', workflow: 'flow' }],
  };
  const store = rehearse([{ id: 'w', type: 'wait', for: '9d' }], [opened(), clicked()], {}, [other]);
  assert.equal(lines(store)[1], 'step w ended: Ended: a step removed the contact');
});

test('what is not there is told with what is', () => {
  const store = rehearse(branching, [opened()]);
  assert.throws(() => pathIn(store, 'nothing'), new RangeError('There is no workflow "nothing". There are "flow".'));
  assert.throws(
    () => pathIn(store, 'flow', { contact: 'eve' }),
    new RangeError('There is no contact "eve". There are "ana", "ben".'),
  );
});

test('the path of a long workflow and many contacts is quick', () => {
  const steps = Array.from({ length: 500 }, (_, index) => ({
    id: `s${index}`,
    type: 'updateField',
    field: 'fields.x',
    value: index,
  }));
  const store = rehearse(steps, [opened()]);
  const began = performance.now();
  const nodes = pathIn(store, 'flow');
  assert.equal(nodes.filter(({ status }) => status === 'taken').length, 501);
  assert.ok(performance.now() - began < 500, `${performance.now() - began} ms`);
});
