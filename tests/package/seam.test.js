// Texts and numbers on their way between JavaScript, JSON and the engine, in every place that takes them: what comes back
// is what was given, or an error says why not. input.test.js has what is no text, and no JSON.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EventError, loadEngine } from '@rehearse/engine';
import { thrown } from './support/assertions.js';

/** @import { Workspace } from '@rehearse/engine' */

const engine = await loadEngine();

/** Beyond the basic plane, invisible, combined, not assigned; names that objects have of their own; what looks like more. */
const texts = {
  astral: '😀',
  'as long as an id may be': '😀'.repeat(127),
  NUL: '\u0000',
  'NUL within': 'a\u0000b',
  'byte order mark': '\ufeff',
  'line separators': '\u2028\u2029',
  'right to left': '\u202eabc',
  'e and accent': 'e\u0301',
  controls: '\u007f\u0080\b',
  'not assigned': '\ufffe\uffff',
  replacement: '\ufffd',
  blank: ' ',
  quotes: '"\\\'`',
  'what JSON would escape': '</script>\n\t\r',
  __proto__: '__proto__',
  constructor: 'constructor',
  'a number': '0',
  'a merge field without end': '{{contact.name',
};

/** An object with a key that may be `__proto__`. @param {string} key @param {unknown} value */
const withKey = (key, value) => Object.fromEntries([[key, value]]);

/** What stands under a key that may be `__proto__`. @param {object} object @param {string} key */
const own = (object, key) => Object.getOwnPropertyDescriptor(object, key)?.value;

/** A workspace with a text wherever one may stand. @param {string} text @returns {Workspace} */
const workspaceOf = (text) => ({
  rehearse: 1,
  name: text,
  ...withKey(`x-${text}`, text),
  workflows: [
    {
      id: text,
      name: text,
      status: 'published',
      triggers: [
        {
          id: text,
          type: 'link.clicked',
          conditions: [{ field: 'event.link', operator: 'equalTo', value: text }],
        },
        {
          id: `${text}2`,
          type: 'custom.x',
          conditions: [{ field: `event.fields.${text}`, operator: 'equalTo', value: text }],
        },
      ],
      steps: [
        { id: text, type: 'addTag', tags: [text] },
        { type: 'addNote', text },
        { type: 'updateField', field: `fields.${text}`, value: text },
        { id: `${text}m`, type: 'sendEmail', subject: text, body: text },
        { id: `${text}w`, type: 'wait', untilEvent: { type: 'order.placed' } },
      ],
    },
  ],
  contacts: [{ id: text, name: text, email: text, fields: { [`key ${text}`]: text } }],
});

/** @param {string} json */
const escaped = (json) =>
  json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

for (const [name, text] of Object.entries(texts)) {
  test(`${name}: comes back as it was from every place`, () => {
    const workspace = workspaceOf(text);
    const json = JSON.stringify(workspace);
    for (const given of [workspace, json, escaped(json)]) {
      const simulation = engine.simulate(given);
      // The first by text, the others by numbers: see known-events.ts.
      for (let round = 0; round < 3; round += 1) {
        const clicked = { type: 'link.clicked', contact: text, link: text, id: text };
        const { fired, entries } = simulation.fire(clicked);
        assert.deepEqual(entries[0]?.kind === 'event' && entries[0].event, clicked);
        assert.deepEqual(
          fired.map(({ workflow, trigger, contact }) => [workflow, trigger, contact]),
          round === 0 ? [[text, text, text]] : [],
        );
        const custom = { type: 'custom.x', contact: text, fields: withKey(text, text) };
        const [event, evaluated] = simulation.fire(/** @type {any} */ (custom)).entries;
        assert.deepEqual(event?.kind === 'event' && event.event, custom);
        assert.ok(evaluated?.kind === 'triggerEvaluated' && evaluated.matched);
        assert.deepEqual(evaluated.conditions.all, [
          { field: `event.fields.${text}`, operator: 'equalTo', expected: text, actual: text, met: true, note: null },
        ]);
      }
      const contact = simulation.contact(text);
      assert.ok(contact);
      assert.deepEqual(
        [contact.id, contact.name, contact.email, contact.tags, contact.notes, contact.waiting[0]?.step],
        [text, text, text, [text], [text], `${text}w`],
      );
      assert.equal(own(contact.fields, text), text);
      assert.equal(own(contact.fields, `key ${text}`), text);
      const [message] = simulation.outbox();
      assert.deepEqual([message?.content, message?.step], [{ subject: text, body: text }, `${text}m`]);
      assert.equal(simulation.explain(1, text).workflow, text);
      assert.deepEqual(simulation.ledger(text), []);
      assert.deepEqual(
        simulation.journal().map((entry) => entry.contact),
        simulation.journal().map(() => text),
      );
      const written = JSON.parse(engine.format(given));
      assert.deepEqual([written.name, own(written, `x-${text}`)], [text, text]);
      simulation.dispose();
    }
  });
}

test('the command line prints what the package answers', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'rehearse-seam-'));
  context.after(() => rm(folder, { recursive: true }));
  const scenarios = Object.values(texts).map((text) => ({
    name: text,
    contacts: [{ id: text, tags: [text], fields: withKey('k', text) }],
    steps: [{ expect: { contact: text, tags: ['another'], fields: withKey('k', text) } }],
  }));
  const document = JSON.stringify({ rehearse: 1, workspace: { rehearse: 1, workflows: [] }, scenarios });
  await writeFile(join(folder, 'odd.scenario.json'), document);
  const program = fileURLToPath(new URL('../bin/rehearse.js', import.meta.resolve('@rehearse/engine')));
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'test', '--json', 'odd.scenario.json'], {
    cwd: folder,
  }).catch((error) => error);
  const [file] = JSON.parse(stdout).files;
  const expected = engine.test(document);
  assert.equal(expected.scenarios.length, scenarios.length);
  assert.deepEqual(
    file.scenarios.map((/** @type {any} */ { name, failures }) => [
      name,
      failures.map((/** @type {any} */ each) => each.actual),
    ]),
    expected.scenarios.map(({ name, failures }) => [name, failures.map(({ actual }) => actual)]),
  );
});

/** @param {string} number */
const withNumber = (number) => ({
  field: `{"rehearse":1,"workflows":[],"contacts":[{"id":"a","fields":{"here":${number}}}]}`,
  score: `{"rehearse":1,"workflows":[],"contacts":[{"id":"a","engagementScore":${number}}]}`,
  seed: `{"rehearse":1,"seed":${number},"workflows":[]}`,
  condition: `{"rehearse":1,"workflows":[{"id":"w","triggers":[{"type":"order.placed","conditions":{"field":"event.amount","operator":"equalTo","value":${number}}}],"steps":[]}]}`,
  points: `{"rehearse":1,"workflows":[{"id":"w","triggers":[],"steps":[{"type":"modifyEngagementScore","operation":"add","points":${number}}]}]}`,
  'key of your own': `{"rehearse":1,"x-here":${number},"workflows":[]}`,
});

/** Where a number is refused, with the code; all other places take it. @type {Record<string, Record<string, string>>} */
const refusals = {
  0: { points: 'value.range' },
  '-0': { points: 'value.range' },
  1e21: { score: 'value.range', seed: 'value.range', points: 'value.range' },
  0.1: { score: 'value.type', seed: 'value.type', points: 'value.type' },
  '1e400': {
    field: 'value.range',
    score: 'value.range',
    seed: 'value.range',
    condition: 'value.range',
    points: 'value.range',
    'key of your own': 'value.range',
  },
  // A whole number whose digits would be others afterwards.
  '123456789012345678901234567890': {
    field: 'value.range',
    score: 'value.range',
    seed: 'value.range',
    condition: 'value.range',
    points: 'value.range',
  },
};

test('numbers are taken, or refused by name, in every place', () => {
  for (const [number, refused] of Object.entries(refusals)) {
    for (const [place, document] of Object.entries(withNumber(number))) {
      const { ok, diagnostics } = engine.check(document);
      assert.deepEqual([ok, diagnostics[0]?.code], [!(place in refused), refused[place]], `${number}, ${place}`);
    }
  }
});

test('minus zero is zero, and too small a number, too', () => {
  const simulation = engine.simulate({ rehearse: 1, workflows: [], contacts: [{ id: 'a' }] });
  for (const number of ['-0', '-0.0', '1e-400', '-5e-325']) {
    const [entry] = simulation.fire(`{"type":"order.placed","contact":"a","amount":${number}}`).entries;
    assert.ok(entry?.kind === 'event' && Object.is(entry.event.amount, 0), number);
    simulation.edit('a', `{"fields":{"here":${number}}}`);
    assert.ok(Object.is(simulation.contact('a')?.fields.here, 0), number);
  }
  simulation.fire({ type: 'order.placed', contact: 'a', amount: -0 });
  assert.ok(simulation.journal().every((entry) => entry.kind !== 'event' || Object.is(entry.event.amount ?? 0, 0)));
  simulation.dispose();
});

test('10 MB of text come back, or are refused by name', () => {
  const text = 'x'.repeat(10_000_000);
  const simulation = engine.simulate({ rehearse: 1, workflows: [], contacts: [{ id: 'a' }] });
  simulation.edit('a', { fields: { here: text } });
  assert.ok(simulation.contact('a')?.fields.here === text);
  const [entry] = simulation.fire({ type: 'link.clicked', contact: 'a', link: '😀'.repeat(2_500_000) }).entries;
  assert.ok(entry?.kind === 'event' && String(entry.event.link).length === 5_000_000);
  assert.equal(simulation.contact(text), undefined);
  for (const [act, code] of /** @type {[() => unknown, string][]} */ ([
    [() => simulation.fire({ type: 'link.clicked', contact: 'a', link: 'x', id: text }), 'value.range'],
    [() => simulation.advance(text), 'value.format'],
    [() => simulation.edit('a', { name: text, fields: { here: text } }), 'json.size'],
  ])) {
    assert.equal(thrown(act, EventError, 'event.invalid').diagnostics[0]?.code, code);
  }
  simulation.dispose();
  assert.equal(engine.check(text).diagnostics[0]?.code, 'json.syntax');
  assert.equal(engine.check({ rehearse: 1, workflows: [], name: text }).ok, true);
});

after(() => assert.equal(engine.simulationCount, 0));
