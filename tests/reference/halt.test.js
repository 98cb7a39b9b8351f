/** Stimuli that the engine halts at 100,000 entries, followed to their ends by the model, too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { runCase } from './support/run-case.js';

const follows = Number.POSITIVE_INFINITY;

/** A thousand steps, then once more, until the lock holds it: some 86,000 entries a workflow. */
const endless = (id, next) => ({
  id,
  status: 'published',
  triggers: [{ type: 'link.clicked' }],
  steps: [
    { type: 'addToWorkflow', workflow: next },
    { id: 'note', type: 'addNote', text: 'again' },
    { type: 'addNote', text: 'and again' },
    { type: 'modifyEngagementScore', operation: 'add', points: 1 },
    { type: 'goTo', step: 'note' },
  ],
});

/** One in which a schedule finds many contacts, of which the last are not reached. */
const daily = {
  id: 'daily',
  status: 'published',
  triggers: [{ type: 'schedule', every: '1d' }],
  steps: [
    { id: 'tag', type: 'addTag', tags: ['a'] },
    { type: 'removeTag', tags: ['a'] },
    { type: 'goTo', step: 'tag' },
  ],
};

const contactsOf = (count) => Array.from({ length: count }, (_, index) => ({ id: `c${index + 1}` }));
const workspaceOf = (workflows, contacts) => ({ rehearse: 1, workflows, contacts: contactsOf(contacts) });
const good = (steps) => steps.map((step) => ({ step, isBad: false }));

const click = { fire: { type: 'link.clicked', contact: 'c1', link: 'a' } };
const halting = {
  'workflows that start each other, and go on when asked again': {
    workspace: workspaceOf([endless('one', 'two'), endless('two', 'one')], 2),
    stimuli: good([click, { edit: { contact: 'c1', name: 'still here' } }]),
  },
  'a schedule that leaves contacts out': {
    workspace: workspaceOf([daily], 90),
    stimuli: good([{ advance: '2d' }, { advance: '1h' }]),
  },
};

const engine = await loadEngine();

for (const [name, given] of Object.entries(halting)) {
  test(name, () => {
    const { difference, journal, hasHalted } = runCase(engine, given, { follows });
    assert.equal(difference, null, JSON.stringify(difference));
    assert.equal(hasHalted, false, 'the model follows to the end');
    assert.ok(journal.length > 100_000, `${journal.length}`);
    assert.ok(journal.some(({ kind }) => kind === 'halted'));
    assert.ok(journal.some(({ dropped }) => dropped > 0));
  });
}
