// @rehearse/engine/testing in Vitest: tests that pass, and what a failure shows.

import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { folderIn, installed, run } from './support/installed.js';

const where = await installed();
const folder = await folderIn(where, 'vitest');
const vitest = dirname(createRequire(import.meta.url).resolve('vitest/package.json'));
await symlink(vitest, join(where.folder, 'node_modules/vitest')).catch(() => undefined);

const workspace = {
  rehearse: 1,
  workflows: [
    {
      id: 'reward',
      status: 'published',
      triggers: [
        { type: 'link.clicked', conditions: [{ field: 'event.link', operator: 'equalTo', value: 'pricing' }] },
      ],
      steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 10 }],
    },
  ],
  contacts: [{ id: 'ana' }],
};
const click = { fire: { type: 'link.clicked', contact: 'ana', link: 'Pricing' } };
const scenarios = [
  {
    name: 'a click that counts',
    steps: [{ fire: { ...click.fire, link: 'pricing' } }, { expect: { fired: ['reward'] } }],
  },
  { name: 'a click that does not', steps: [click, { expect: { contact: 'ana', engagementScore: 10 } }] },
];
await writeFile(
  join(folder, 'clicks.scenario.json'),
  JSON.stringify({ rehearse: 1, workspace, scenarios }, undefined, 2),
);
await writeFile(
  join(folder, 'clicks.test.js'),
  `import { describe, test } from 'vitest';
import { loadGiven, scenarioTests } from '@rehearse/engine/testing';

await scenarioTests(new URL('clicks.scenario.json', import.meta.url), { test, describe });
const given = await loadGiven();
const workspace = ${JSON.stringify(workspace)};

test('fluent', () => {
  given(workspace)
    .when(${JSON.stringify(click)})
    .expect({ contact: 'ana', engagementScore: 10 });
});
`,
);

test('Vitest runs scenarios and fluent tests, and shows why and where they fail', async () => {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const failure = await run(
    process.execPath,
    [join(vitest, 'vitest.mjs'), 'run', '--root', folder, '--reporter=verbose', '--no-color', '--pool=threads'],
    { cwd: folder, env: { ...env, NO_COLOR: '1', CI: '1' } },
  ).then(
    () => assert.fail('nothing failed'),
    (error) => error,
  );
  const output = `${failure.stdout}\n${failure.stderr}`;
  assert.match(output, /✓ clicks\.test\.js > clicks\.scenario\.json > a click that counts/);
  assert.match(output, /FAIL +clicks\.test\.js > clicks\.scenario\.json > a click that does not/);
  assert.match(output, /AssertionError: ana engagementScore: expected score 10, was empty/);
  assert.match(output, /reward did not start: .*only capital and small letters differ/);
  // The difference, and the lines: of the scenario file, and of the test.
  assert.match(output, /- 10\n\+ null|- Expected:?\s+10\n\s*\+ Received:?\s+null|Expected: +10\s+Received: +null/i);
  assert.match(output, /clicks\.scenario\.json:\d+:\d+/);
  assert.match(output, /\.expect\(\{ contact: 'ana', engagementScore: 10 \}\);/);
  assert.match(output, /Tests +2 failed \| 1 passed/);
});
