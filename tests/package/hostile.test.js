// Documents made to be as heavy as they may be, or heavier. Each is refused with diagnostics or runs to an end, within
// seconds, and the engine works as ever afterwards.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine, WorkspaceError } from '@rehearse/engine';
import { clicked, opened, workedExample } from './support/worked-example.js';

const engine = await loadEngine();

/** Seconds of the processor. What these documents once cost were minutes. */
const mostSeconds = 10;

/**
 * A workspace of one published workflow that a click starts, and of one contact.
 * @param {import('@rehearse/engine').Step[]} steps
 * @param {Partial<import('@rehearse/engine').Contact>} contact
 * @returns {import('@rehearse/engine').Workspace}
 */
const workspaceOf = (steps, contact = {}) => ({
  rehearse: 1,
  workflows: [{ id: 'w', status: 'published', triggers: [{ type: 'link.clicked' }], steps }],
  contacts: [{ id: 'ana', ...contact }],
});

/**
 * @template Made
 * @param {number} count
 * @param {(index: number) => Made} make
 */
const listOf = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** @param {number} number 128 characters, as long as an id may be: all of them look much alike */
const longName = (number) => String(number).padStart(128, 'n');

/** @param {number} count */
const goTos = (count) =>
  listOf(count, (index) => ({ id: `step${index}`, type: 'goTo', step: `step${(index + 1) % count}` }));

const tags = listOf(100_000, (index) => `tag ${index}`);
const fields = Object.fromEntries(listOf(100_000, (index) => [`key ${index}`, index]));

/** Steps without ids in branches with long names in branches: their ids come from where they stand. */
function nestedSteps() {
  /** @type {import('@rehearse/engine').Step[]} */
  let steps = listOf(9_900, () => ({ type: 'addTag', tags: ['deep'] }));
  for (let level = 0; level < 12; level += 1) {
    steps = [{ type: 'if', branches: [{ name: longName(level), conditions: [], steps }] }];
  }
  return steps;
}

const unknownReferences = [
  ...listOf(5_000, (index) => ({ id: longName(index), type: 'end' })),
  ...listOf(1_000, (index) => ({ type: 'goTo', step: `m${longName(index).slice(1)}` })),
];

const doubling = [
  { id: 'double', type: 'updateField', field: 'fields.x', value: '{{contact.fields.x}}{{contact.fields.x}}' },
  { type: 'goTo', step: 'double' },
];

/** @type {Record<string, import('@rehearse/engine').Workspace>} */
const cases = {
  '10,000 jumps': workspaceOf(goTos(10_000)),
  '100,000 jumps': workspaceOf(goTos(100_000)),
  'a step with 100,000 tags': workspaceOf([{ type: 'addTag', tags }]),
  'a contact with 100,000 tags': workspaceOf([], { tags }),
  'a contact with 100,000 fields': workspaceOf([], { fields }),
  '10,000 steps in nested branches': workspaceOf(nestedSteps()),
  '1,000 unknown references': workspaceOf(unknownReferences),
  'a text that doubles itself': workspaceOf(doubling, { fields: { x: 'ab' } }),
};

/**
 * Fires a click, and reads everything back; or takes the refusal.
 * @param {string} text
 */
function startAndRun(text) {
  let simulation;
  try {
    simulation = engine.simulate(text);
  } catch (error) {
    assert.ok(error instanceof WorkspaceError, String(error));
    assert.ok(error.diagnostics.length > 0 && error.diagnostics.length <= 100);
    return;
  }
  const { entries } = simulation.fire(clicked('faq'));
  assert.ok(entries.length > 0 && entries.length < 110_000);
  assert.equal(simulation.contacts().length, 1);
  simulation.dispose();
}

for (const [name, workspace] of Object.entries(cases)) {
  test(`${name}: refused or run to an end within seconds`, () => {
    const text = JSON.stringify(workspace);
    const before = process.cpuUsage();
    startAndRun(text);
    engine.check(text);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < mostSeconds * 1e6, `${(user + system) / 1e6} s`);

    const simulation = engine.simulate(workedExample);
    simulation.fire(opened);
    simulation.fire(clicked('faq'));
    assert.equal(simulation.contact('ana')?.engagementScore, 10);
    simulation.dispose();
    assert.equal(engine.simulationCount, 0);
  });
}

test('a text that doubles itself grows to 64 KiB and no further', () => {
  const simulation = engine.simulate(workspaceOf(doubling, { fields: { x: 'ab' } }));
  simulation.fire(clicked('faq'));
  assert.equal(String(simulation.contact('ana')?.fields.x).length, 65_536);
  simulation.dispose();
});
