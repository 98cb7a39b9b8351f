/** The table of faults does not rot: each of their texts is still in the sources, once. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { faults } from './faults.js';

test('there are ten faults or more, each with a name of its own', () => {
  assert.ok(faults.length >= 10);
  assert.equal(new Set(faults.map(({ name }) => name)).size, faults.length);
});

for (const { name, file, find, replace } of faults) {
  test(name, () => {
    const source = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
    assert.equal(source.split(find).length - 1, 1, `${file} has it exactly once`);
    assert.notEqual(find, replace);
  });
}
