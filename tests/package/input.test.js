import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventError, loadEngine, UsageError, WorkspaceError } from '@rehearse/engine';
import { thrown } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

const engine = await loadEngine();

/** @param {(simulation: import('@rehearse/engine').Simulation) => void} act */
function withSimulation(act) {
  const simulation = engine.simulate(workedExample);
  try {
    act(simulation);
  } finally {
    simulation.dispose();
  }
}

/** What JSON cannot hold, and how the message names it. @type {[unknown, RegExp][]} */
const notJson = [
  [undefined, /undefined/],
  [() => 1, /function/],
  [Symbol('id'), /symbol/],
  [1n, /bigint/],
  [Number.NaN, /NaN/],
  [Number.POSITIVE_INFINITY, /Infinity/],
  [new Date(Number.NaN), /invalid Date/],
];

test('values that JSON cannot hold are refused by name and place', () => {
  withSimulation((simulation) => {
    for (const [value, name] of notJson) {
      /** @type {[(value: any) => unknown, string][]} */
      const calls = [
        [(given) => engine.check(given), 'workspace'],
        [(given) => engine.format(given), 'workspace'],
        [(given) => engine.simulate(given), 'workspace'],
        [(given) => engine.test(given), 'scenario'],
        [(given) => simulation.fire(given), 'event'],
        [(given) => simulation.edit('ana', given), 'edit'],
        [(given) => simulation.addContact(given), 'contact'],
      ];
      for (const [call, document] of calls) {
        assert.match(thrown(() => call(value), UsageError, 'usage.argument').message, name);
        const { message } = thrown(() => call({ list: [1, { 'a/b~c': [value] }] }), UsageError, 'usage.argument');
        assert.match(message, name);
        assert.ok(message.includes(`The ${document} at /list/1/a~1b~0c/0 `), message);
      }
    }
    assert.deepEqual(simulation.journal(), []);
  });
});

test('a property that is undefined counts as absent', () => {
  withSimulation((simulation) => {
    const report = simulation.fire(/** @type {any} */ ({ ...opened, id: undefined }));
    assert.deepEqual(report.entries[0]?.kind === 'event' && report.entries[0].event, opened);
  });
});

test('cycles and objects without end are refused', () => {
  /** @type {Record<string, unknown>} */
  const cyclic = { rehearse: 1 };
  cyclic.self = { cyclic };
  // @ts-expect-error wrong on purpose
  thrown(() => engine.simulate(cyclic), UsageError, 'usage.argument');
  /** @type {any} */
  let deep = {};
  for (let level = 0; level < 20_000; level += 1) {
    deep = { deep };
  }
  assert.match(thrown(() => engine.check(deep), UsageError, 'usage.argument').message, /too deeply/);
});

test('an object that stands in two places is no cycle', () => {
  const shared = { id: 'w', triggers: [], steps: [] };
  const { diagnostics } = engine.check({ rehearse: 1, workflows: [shared, shared] });
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['id.duplicate'],
  );
});

test('values with toJSON are taken as what they write', () => {
  withSimulation((simulation) => {
    simulation.addContact(/** @type {any} */ ({ id: 'bo', createdAt: new Date('2026-01-02T03:04:05Z') }));
    assert.equal(simulation.contact('bo')?.createdAt, '2026-01-02T03:04:05.000Z');
  });
});

const halves = ['\ud800', '\udc00', 'a\ud83d', '\ude00\ud83d'];

test('half of a surrogate pair is told, in text and in objects, and never changed into another character', () => {
  withSimulation((simulation) => {
    for (const half of halves) {
      const documents = [
        { ...workedExample, name: half },
        { ...workedExample, [`x-${half}`]: 1 },
      ];
      for (const document of documents) {
        // JSON.stringify writes the half as an escape; in raw text it stands as it is.
        for (const given of [document, rawText(document)]) {
          const { ok, diagnostics } = engine.check(given);
          assert.equal(ok, false);
          assert.match(String(diagnostics[0]?.code), /^json\./);
          assert.match(String(diagnostics[0]?.message), /surrogate/i);
          const error = thrown(() => engine.simulate(given), WorkspaceError, 'workspace.invalid');
          assert.deepEqual(error.diagnostics, diagnostics);
          thrown(() => engine.format(given), WorkspaceError, 'workspace.invalid');
        }
      }
      for (const given of [clicked(half), rawText(clicked(half))]) {
        thrown(() => simulation.fire(given), EventError, 'event.invalid');
      }
      thrown(() => simulation.edit('ana', { name: half }), EventError, 'event.invalid');
      thrown(() => simulation.addContact(rawText({ id: half })), EventError, 'event.invalid');
      for (const call of [
        () => simulation.contact(half),
        () => simulation.edit(half, {}),
        () => simulation.unlock('ana', half),
        () => simulation.advance(half),
        () => simulation.advanceTo(half),
      ]) {
        assert.match(thrown(call, UsageError, 'usage.argument').message, /surrogate/);
      }
      assert.equal(engine.test(rawText({ rehearse: 1, workspace: half, scenarios: [] })).ok, false);
    }
    assert.deepEqual(simulation.journal(), []);
  });
});

test('half of a surrogate pair is told with its place', () => {
  const text = '{\n  "rehearse": 1,\n  "name": "😀 \ud800"\n}';
  const [diagnostic] = engine.check(text).diagnostics;
  assert.equal(diagnostic?.line, 3);
  assert.equal(diagnostic.column, 14);
  assert.match(diagnostic.message, /\\uD800/);
});

/** JSON text in which halves of surrogate pairs stand unescaped. @param {unknown} document */
function rawText(document) {
  return JSON.stringify(document).replace(/\\u(d[89a-f]..)/g, (_, unit) =>
    String.fromCharCode(Number.parseInt(unit, 16)),
  );
}

test('text beyond the basic plane, control characters and NUL come back as they were', () => {
  withSimulation((simulation) => {
    for (const name of ['Ana 😀', '\u0000', 'a\u0000b', '\ufeff', '\u2028', '"\\/\b\f\n\r\t', '﷽'.repeat(1000)]) {
      simulation.edit('ana', { fields: { [`key ${name}`]: name } });
      assert.equal(simulation.contact('ana')?.fields[`key ${name}`], name);
    }
  });
});

test('numbers that a double cannot hold are refused, not changed', () => {
  withSimulation((simulation) => {
    for (const number of ['1e400', '-1e400', '9007199254740993', '123456789012345678901234567890']) {
      const score = `{ "engagementScore": ${number} }`;
      thrown(() => simulation.edit('ana', score), EventError, 'event.invalid');
    }
    for (const number of ['1e400', '-1e400', '9007199254740993', '-123456789012345678901234567890']) {
      const { diagnostics } = thrown(
        () => simulation.edit('ana', `{ "fields": { "seats": ${number} } }`),
        EventError,
        'event.invalid',
      );
      assert.equal(diagnostics[0]?.code, 'value.range');
    }
    assert.deepEqual(simulation.journal(), []);
    for (const number of [2 ** 53, 2 ** 53 + 2, 2 ** 60, 2 ** 70, 123456789012345680000, 1e21, 1e23, -(2 ** 63)]) {
      simulation.edit('ana', { fields: { seats: number } });
      assert.equal(simulation.contact('ana')?.fields.seats, number);
      simulation.edit('ana', `{ "fields": { "seats": null } }`);
    }
  });
});

test('numbers come back as JavaScript writes them', () => {
  withSimulation((simulation) => {
    for (const seats of [
      0,
      -0,
      1,
      -1,
      0.1,
      1e21,
      1e-7,
      2 ** 53 - 1,
      -(2 ** 53) + 1,
      123456.789,
      Number.MAX_VALUE,
      5e-324,
    ]) {
      simulation.edit('ana', { fields: { seats } });
      assert.equal(simulation.contact('ana')?.fields.seats, seats === 0 ? 0 : seats);
    }
  });
});

test('wrong arguments are refused', () => {
  withSimulation((simulation) => {
    /** @type {any} */
    const wrong = simulation;
    for (const call of [
      () => wrong.advance(3),
      () => wrong.advance(),
      () => wrong.advanceTo(1_772_442_000_000),
      () => wrong.advanceTo(new Date('never')),
      () => wrong.contact(null),
      () => wrong.contact(['ana']),
      () => wrong.edit({ id: 'ana' }, {}),
      () => wrong.unlock('ana'),
    ]) {
      thrown(call, UsageError, 'usage.argument');
    }
    for (const event of [null, [], 7, true]) {
      const { diagnostics } = thrown(() => wrong.fire(event), EventError, 'event.invalid');
      assert.equal(diagnostics[0]?.code, 'value.type');
    }
  });
});
