// Every malformed text of tests/conformance/malformed.json through the package: the same codes at the same places as
// natively, nothing changed by it, and the engine works afterwards.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { EventError, loadEngine, WorkspaceError } from '@rehearse/engine';
import { thrown } from '../support/assertions.js';
import { opened, workedExample } from '../support/worked-example.js';

/** @typedef {{ code: string, path: string, line: number, column: number }} Finding */
/** @type {{ name: string, kind: string, text: string, expected: Finding[] }[]} */
const rows = JSON.parse(await readFile(new URL('../../conformance/malformed.json', import.meta.url), 'utf8'));
const engine = await loadEngine();
const simulation = engine.simulate(workedExample);
simulation.fire(opened);

/** Gives a text to where texts of its kind go, and gives what is wrong with it. @param {string} kind @param {string} text */
function diagnosticsOf(kind, text) {
  switch (kind) {
    case 'workspace': {
      const { diagnostics } = thrown(() => engine.simulate(text), WorkspaceError, 'workspace.invalid');
      assert.deepEqual(engine.check(text), { ok: false, diagnostics });
      return diagnostics;
    }
    case 'scenario': {
      const { ok, diagnostics, scenarios } = engine.test(text, { workspace: workedExample });
      assert.deepEqual([ok, scenarios], [false, []]);
      return diagnostics;
    }
    case 'event':
      return thrown(() => simulation.fire(text), EventError, 'event.invalid').diagnostics;
    case 'edit':
      return thrown(() => simulation.edit('ana', text), EventError, 'event.invalid').diagnostics;
    case 'contact':
      return thrown(() => simulation.addContact(text), EventError, 'event.invalid').diagnostics;
    default:
      throw new Error(`There is no kind ${kind}.`);
  }
}

const state = () => JSON.stringify([simulation.journal(), simulation.contacts(), simulation.stats(), simulation.now]);

test('there are at least 60 malformed texts', () => {
  assert.ok(rows.length >= 60, `${rows.length}`);
});

for (const { name, kind, text, expected } of rows) {
  test(`${kind}: ${name}`, () => {
    const before = state();
    const found = diagnosticsOf(kind, text).map(({ code, path, line, column }) => ({ code, path, line, column }));
    assert.deepEqual(found, expected);
    assert.equal(state(), before);
    assert.deepEqual(engine.check(workedExample), { ok: true, diagnostics: [] });
    assert.equal(engine.simulationCount, 1);
  });
}
