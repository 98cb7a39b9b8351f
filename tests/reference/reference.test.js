/** The engine against the reference model: whole journals, contacts, clock and what is due next. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { explore } from './support/explore.js';
import { minima } from './support/minima.js';
import { describeDifference } from './support/report.js';

const seed = 20_260_302;
const cases = 2000;

test(`the model and the engine agree in ${cases} cases`, async (context) => {
  const engine = await loadEngine();
  const seen = explore(engine, { seed, cases });
  assert.ok(seen.found === null, seen.found === null ? '' : describeDifference(engine, seen.found));
  assert.equal(seen.cases, cases);
  assert.ok(seen.halted < cases / 20, `${seen.halted} cases went on and on`);

  await context.test('what the cases exercised', () => {
    console.log(
      `${seen.cases} cases, ${seen.entries} entries, ${seen.refused} stimuli refused, ${seen.halted} left out`,
    );
    console.log(String(seen.coverage));
    assert.ok(seen.refused >= 300);
    for (const [what, least] of minima(engine.catalog)) {
      const count = seen.coverage.count(what);
      assert.ok(count >= least, `${what}: ${count}, less than ${least}`);
    }
  });
});
