// Nothing is timed here: that the workload exercises what it should, and that everybody who is measured and needs no
// package of others ends with the same scores.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { TracingEngine } from './engines/indexed-trace.js';
import { ReportingEngine } from './engines/plain-report.js';
import { Context } from './harness/context.js';
import { race } from './harness/race.js';
import { readWorkload } from './workload/files.js';
import { inspect } from './workload/inspect.js';
import { makeWorkspace } from './workload/workflows.js';
import { contactsOf, eventObjects, sampleOf } from './workload/workload.js';

const folder = mkdtempSync(join(tmpdir(), 'rehearse-bench-'));
after(() => rmSync(folder, { recursive: true }));
const context = new Context({ rounds: 1, folder });
const tiny = context.workload('tiny', { contacts: 40, events: 800 }, { csv: true });

test('the workload exercises what it should, and is the same on every machine', (run) => {
  const { counts, faults, checksum } = inspect(context.usual().workload);
  run.diagnostic(JSON.stringify(counts));
  assert.deepEqual(faults, []);
  assert.equal(checksum, 'aef8d20fb512f28f');
});

test('a workload that exercises less is found out', () => {
  const { workflows, ...rest } = tiny.workload;
  const withoutEmpty = workflows.filter(({ operator }) => operator !== 6);
  assert.match(inspect({ ...rest, workflows: withoutEmpty }).faults.join('; '), /isEmpty never holds/);
  const { at, contact } = rest.events;
  const rapid = { ...rest.events, contact: contact.map(() => 0), at: at.map((time) => at[0] + (time - at[0]) / 1e6) };
  assert.match(inspect({ ...rest, workflows, events: rapid }).faults.join('; '), /a lock may interfere/);
});

test('files hold what was written to them', () => {
  assert.deepEqual(readWorkload(tiny.folder), tiny.workload);
});

test('a sample is the same contacts with all their events', () => {
  const sample = sampleOf(tiny.workload, 10);
  const { scores } = inspect(tiny.workload);
  assert.deepEqual(
    inspect(sample).scores,
    scores.filter((_, index) => index % 10 === 0),
  );
});

const competitors = [
  ...['plain', 'plain-report', 'indexed', 'typed-arrays', 'typed-array-lists', 'score-loop-wasm'].map(
    (name) => `engines/${name}.js`,
  ),
  ...['kept', 'dropped', 'matched'].map((name) => `engines/indexed-trace-${name}.js`),
  ...['replay', 'replay-csv', 'fire', 'fire-fields', 'fire-new-texts', 'fire-fired', 'fire-entries'].map(
    (name) => `rehearse/${name}.js`,
  ),
].map((module) => ({ module }));
const programs = ['loop', 'replay', 'simulation'].map((name) => ({
  program: context.program(`rehearse_bench_${name}`),
}));

for (const competitor of [...competitors, ...programs]) {
  const label = competitor.module ?? competitor.program;
  test(`${label} ends with the reference's scores, twice`, async () => {
    const expected = (step) => tiny.checksum(step);
    const runs = await race([{ ...competitor, key: 'it', label, step: 1 }], tiny.folder, {
      rounds: 2,
      warmUps: 0,
      expected,
      progress() {},
    });
    assert.equal(runs.get('it').length, 2);
  });
}

test('what ends with other scores is found out', async () => {
  const wrong = { key: 'it', label: 'plain', module: 'engines/plain.js', step: 2 };
  const options = { rounds: 1, warmUps: 0, expected: () => tiny.checksum(1), progress() {} };
  await assert.rejects(race([wrong], tiny.folder, options), /plain ends with the checksum/);
});

test('the traces and reports built by hand are those of Rehearse, entry by entry', async () => {
  const { workload } = tiny;
  const workspace = makeWorkspace(workload.workflows, contactsOf(workload));
  const simulation = (await loadEngine()).simulate(workspace);
  const reporting = new ReportingEngine(workspace, contactsOf(workload));
  const tracing = new TracingEngine(workload.workflows, contactsOf(workload), simulation.now, {
    all: true,
    keeps: false,
  });
  for (const event of eventObjects(workload).slice(0, 300)) {
    const { entries, fired } = simulation.fire(event);
    const report = reporting.fire(event);
    tracing.fire(event);
    assert.deepEqual(report.entries, entries);
    assert.deepEqual(report.fired, fired);
    assert.deepEqual(tracing.trace.entries, entries);
  }
});
