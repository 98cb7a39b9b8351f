import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { EventError, loadEngine, UsageError, WorkspaceError } from '@rehearse/engine';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

/** @import { Stimulus, Trace } from '@rehearse/engine' */

const engine = await loadEngine();

/** Every kind of stimulus.
 * @type {Stimulus[]} */
const stimuli = [
  { fire: opened },
  { fire: clicked('faq') },
  { addContact: { id: 'bo', engagementScore: 3 } },
  { edit: { contact: 'bo', engagementScore: null, tags: ['new'] } },
  { advance: '1d' },
  { advanceTo: '2026-03-20T09:00:00+01:00', 'x-why': 'the wait is over' },
  { fire: opened },
];

/** @type {Trace} */
const trace = { rehearse: 1, engine: engine.version, name: 'email', drafts: 'skip', workspace: workedExample, stimuli };

test('a trace opens to where its run ended, as an object and as text', () => {
  const simulation = engine.simulate(workedExample);
  simulation.fire(opened);
  simulation.fire(clicked('faq'));
  simulation.addContact({ id: 'bo', engagementScore: 3 });
  simulation.edit('bo', { engagementScore: null, tags: ['new'] });
  simulation.advance('1d');
  simulation.advanceTo('2026-03-20T09:00:00+01:00');
  simulation.fire(opened);
  for (const given of [trace, JSON.stringify(trace), `\uFEFF${JSON.stringify(trace)}`]) {
    const again = engine.openTrace(given);
    assert.deepEqual(again.journal(), simulation.journal());
    assert.deepEqual(again.contacts(), simulation.contacts());
    assert.equal(again.now, simulation.now);
    again.dispose();
  }
});

test('a trace says whether drafts were run', () => {
  const draft = { ...workedExample, workflows: workedExample.workflows.map((each) => ({ ...each, status: 'draft' })) };
  const workspace = /** @type {typeof workedExample} */ (draft);
  const enrolled = ['skip', 'run'].map((drafts) => {
    const opened = engine.openTrace(/** @type {Trace} */ ({ ...trace, drafts, workspace }));
    return opened.stats().workflows[0]?.enrolled;
  });
  assert.deepEqual(enrolled, [0, 2]);
});

test('a lock is lifted by a stimulus, too', () => {
  const [one, other] = [engine.simulate(workedExample), engine.simulate(workedExample)];
  one.unlock('ana', 'email-engagement');
  other.apply({ unlock: { contact: 'ana', workflow: 'email-engagement' } });
  assert.notEqual(one.journal().length, 0);
  assert.deepEqual(other.journal(), one.journal());
});

test('what is no trace, or cannot be run, leaves no simulation behind', () => {
  const before = engine.simulationCount;
  /** @type {[unknown, RegExp][]} */
  const wrong = [
    ['{', /This is no trace: it is no JSON/],
    [[], /This is no trace: it has no `rehearse`/],
    [workedExample, /This is no trace: it has no/],
    [{ ...trace, rehearse: 2 }, /version 2 of the format/],
    [{ ...trace, stimuli: [{ fire: opened }, { click: 'faq' }] }, /Stimulus 2 of the trace: .*"click"/],
    [{ ...trace, drafts: 'maybe' }, /drafts must be/],
  ];
  for (const [given, message] of wrong) {
    assert.throws(() => engine.openTrace(/** @type {Trace} */ (given)), { name: UsageError.name, message });
  }
  const broken = { ...trace, workspace: { ...workedExample, rehearse: 3 } };
  assert.throws(() => engine.openTrace(/** @type {any} */ (broken)), WorkspaceError);
  const late = { ...trace, stimuli: [...stimuli, { fire: { type: 'link.clicked', contact: 'eve', link: 'faq' } }] };
  assert.throws(
    () => engine.openTrace(late),
    (/** @type {unknown} */ error) => {
      assert.ok(error instanceof EventError);
      assert.match(error.message, /^Stimulus 8 of the trace cannot be run\./);
      assert.equal(error.diagnostics[0]?.path, '/stimuli/7/fire/contact');
      return true;
    },
  );
  assert.equal(engine.simulationCount, before);
});

test('the schema of traces takes them, and refuses what is none', async () => {
  const text = await readFile(new URL(import.meta.resolve('@rehearse/engine/schema/trace.schema.json')), 'utf8');
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  const validate = ajv.compile(JSON.parse(text));
  assert.ok(validate(trace), ajv.errorsText(validate.errors));
  /** @type {[object, string][]} */
  const wrong = [
    [{ ...trace, stimuli: [{ expect: { fired: [] } }] }, '/stimuli/0/expect'],
    [{ ...trace, stimuli: [{}] }, '/stimuli/0'],
    [{ ...trace, stimuli: [{ fire: { type: 'link.clicked', contact: 'ana', lnk: 'faq' } }] }, '/stimuli/0/fire'],
    [{ ...trace, workspace: {} }, '/workspace'],
    [{ ...trace, drafts: 'maybe' }, '/drafts'],
    [{ ...trace, jornal: [] }, ''],
  ];
  for (const [document, place] of wrong) {
    assert.equal(validate(document), false, place);
    assert.ok(
      validate.errors?.some(({ instancePath }) => instancePath === place),
      `${place}: ${ajv.errorsText(validate.errors)}`,
    );
  }
});

test('entries in pieces are the same entries, read before and not', () => {
  const simulation = engine.simulate(workedExample);
  const report = simulation.fire(opened);
  const pieces = [...report.eachEntry()];
  assert.deepEqual(pieces, report.entries);
  assert.deepEqual([...report.eachEntry()], report.entries);
});
