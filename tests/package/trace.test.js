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
    [{ ...trace, rehearse: 2 }, /version 2 of the format, and this engine knows version 1\. Open it with/],
    [{ ...trace, stimuli: [{ fire: opened }, { click: 'faq' }] }, /Stimulus 2 of the trace: .*"click"/],
    [{ ...trace, drafts: 'maybe' }, /its `drafts` is "maybe"/],
    [{ ...trace, stimuli: [{ fire: JSON.stringify(opened) }] }, /Stimulus 1 of the trace: .* an object as `fire`/],
    [{ ...trace, stimuli: [{ addContact: '{"id":"bo"}' }] }, /Stimulus 1 of the trace: .* an object as `addContact`/],
  ];
  for (const [given, message] of wrong) {
    assert.throws(() => engine.openTrace(/** @type {Trace} */ (given)), { name: UsageError.name, message });
  }
  const broken = { ...trace, workspace: { ...workedExample, rehearse: 3 } };
  assert.throws(
    () => engine.openTrace(/** @type {any} */ (broken)),
    (/** @type {unknown} */ error) => {
      assert.ok(error instanceof WorkspaceError);
      assert.match(error.message, /^The workspace of the trace cannot be run\./);
      assert.equal(error.diagnostics[0]?.path, '/workspace/rehearse');
      return true;
    },
  );
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

test('what is wrong is placed in the text of the trace', () => {
  const text = JSON.stringify(
    {
      ...trace,
      'x-note': '} ] \\" { [ \u00e9',
      stimuli: [{ fire: opened }, { fire: { ...clicked('\u{1f600}'), colour: 'red' } }],
    },
    undefined,
    1,
  );
  /** @type {[string, string, string][]} */
  const wrong = [
    [text, '/stimuli/1/fire/colour', '"red"'],
    [JSON.stringify(JSON.parse(text)), '/stimuli/1/fire/colour', '"red"'],
    [text.replace('"colour"', '"x-colour"').replace(/"link": "[^"]*"/, '"link": 5'), '/stimuli/1/fire/link', '5'],
    [`\uFEFF${text.replace('"points": 10', '"points": -10')}`, '/workspace/workflows/0/steps/1/points', '-10'],
    // Where nothing stands, what would hold it is named.
    [text.replace('"type": "wait",', ''), '/workspace/workflows/0/steps/0', '{'],
  ];
  for (const [given, place, stands] of wrong) {
    assert.throws(
      () => engine.openTrace(given),
      (/** @type {any} */ { diagnostics: [found] }) => {
        assert.ok(found.path.startsWith(place), found.path);
        const row = given.replace('\uFEFF', '').split('\n')[found.line - 1] ?? '';
        const rest = [...row].slice(found.column - 1).join('');
        assert.ok(rest.startsWith(stands), `${found.path} ${found.line}:${found.column} ${row}`);
        return true;
      },
    );
  }
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
