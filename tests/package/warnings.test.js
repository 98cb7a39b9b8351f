// Warnings of workspaces, where WebAssembly might differ from the native engine, whose unit tests have the rest.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';

test('what comparing conditions costs is reckoned beyond 32 bits', async () => {
  const engine = await loadEngine();
  const field = 'contact.fields.key';
  // As JSON 65,536 and 131,072 bytes long: the product's lower 32 bits are 0.
  /** @type {import('@rehearse/engine').Condition[]} */
  const conditions = [
    { field, operator: 'contains', value: `${'a'.repeat(65_533)}b` },
    { field, operator: 'equalTo', value: 'a'.repeat(131_070) },
  ];
  const triggers = [{ type: 'email.opened', conditions }];
  const { diagnostics } = engine.check({
    rehearse: 1,
    workflows: [{ id: 'w', status: 'published', triggers, steps: [] }],
  });
  assert.deepEqual(
    diagnostics.map(({ code }) => code).filter((code) => code === 'condition.never'),
    [],
  );
});
