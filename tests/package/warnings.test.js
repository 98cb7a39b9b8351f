// What the engine warns of: every code that docs/command-line.md lists, through the package.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';

const engine = await loadEngine();
const page = await readFile(new URL('../../docs/command-line.md', import.meta.url), 'utf8');
const [, section = ''] = page.split('### Warnings');
const [table = ''] = section.split('\n## ');
const listed = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code]) => code);

/** @param {string} field @param {string} operator @param {unknown} [value] */
const comparison = (field, operator, value) => ({ field, operator, ...(value !== undefined && { value }) });
const score = 'event.score';

/** @type {import('@rehearse/engine').Workspace} */
const doubtful = /** @type {any} */ ({
  rehearse: 1,
  resources: { links: [{ id: 'pricing' }] },
  workflows: [
    {
      id: 'score',
      triggers: [
        { type: 'score.changed' },
        { type: 'score.changed', fires: 'crossing', conditions: comparison(score, 'equalTo', 45) },
        { type: 'score.changed', conditions: comparison(score, 'notEqualTo', 50), fires: 'crossing' },
        {
          type: 'score.changed',
          conditions: [comparison(score, 'greaterThan', 50), comparison(score, 'lessThan', 40)],
        },
      ],
      steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 10 }],
    },
    {
      id: 'texts',
      triggers: [{ type: 'link.clicked', conditions: comparison('event.link', 'equalTo', 'princing') }],
      steps: [
        { type: 'notify', text: '{{contact.nmae}}' },
        { type: 'notify', text: '{{contact.name' },
        { type: 'notify', text: '{{event.form}}' },
        { type: 'addTag', tags: ['{{event.link}}'] },
        { type: 'goTo', step: 'step-5' },
      ],
    },
  ],
});

test('every code that is listed is warned of, and no other', () => {
  const { ok, diagnostics } = engine.check(doubtful);
  assert.equal(ok, true);
  assert.deepEqual([...new Set(diagnostics.map(({ severity }) => severity))], ['warning']);
  assert.deepEqual([...new Set(diagnostics.map(({ code }) => code))].sort(), [...listed].sort());
  for (const { code, message, path, hint } of diagnostics) {
    assert.match(message, /\.$/, code);
    assert.notEqual(path, '', code);
    if (code !== 'event.attributeAbsent') assert.notEqual(hint, '', code);
  }
});

test('they are told of a workspace inside a scenario file, too, and keep nothing from running', () => {
  /** @type {import('@rehearse/engine').ScenarioFile} */
  const file = {
    rehearse: 1,
    workspace: doubtful,
    scenarios: [{ name: 's', steps: [{ expect: { fired: [] } }] }],
  };
  const { ok, diagnostics } = engine.checkScenarios(file);
  assert.equal(ok, true);
  const own = engine.check(doubtful).diagnostics.map(({ code, path }) => [code, `/workspace${path}`]);
  assert.deepEqual(
    diagnostics.map(({ code, path }) => [code, path]),
    own,
  );
  assert.equal(engine.test(file).ok, true);
  engine.simulate(doubtful).dispose();
});
