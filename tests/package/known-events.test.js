// An event may go to the engine as JSON or, where all of it is known, by numbers. Nobody may be able to tell.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { EventError, loadEngine, UsageError } from '@rehearse/engine';
import { Engine } from '../../wasm/dist/engine.js';
import { start } from '../../wasm/dist/start.js';
import { thrown } from './support/assertions.js';
import { clicked, opened, workedExample } from './support/worked-example.js';

const engine = await loadEngine();
const distribution = new URL('../../wasm/dist/', import.meta.url);

/** Each with a trigger on every type of event that can be fired, which reads all of its attributes. */
const fireable = engine.catalog.eventTypes.filter(({ origin }) => origin === 'outside');

/** @type {any} */
const workspace = {
  rehearse: 1,
  resources: { links: [{ id: 'pricing' }, { id: 'faq' }], emails: [{ id: 'spring-offer' }] },
  workflows: [
    ...fireable.map(({ name, attributes }, index) => ({
      id: `w${index}`,
      status: 'published',
      triggers: [
        {
          type: name === 'custom.' ? 'custom.spin' : name,
          conditions: attributes.map((attribute) => ({ field: `event.${attribute.name}`, operator: 'isNotEmpty' })),
        },
      ],
      steps: [{ type: 'modifyEngagementScore', operation: 'add', points: index + 1 }],
    })),
    {
      id: 'on-score',
      status: 'published',
      allowReentry: false,
      triggers: [{ type: 'score.changed', conditions: [{ field: 'event.score', operator: 'greaterThan', value: 20 }] }],
      steps: [{ type: 'addNote', text: 'over 20' }],
    },
  ],
  contacts: [{ id: 'ana' }, { id: 'ben', engagementScore: 10 }, { id: 'c\u0000 😀' }],
};

/** A generator of numbers under `end`, always the same ones. */
function numbers() {
  let state = 1;
  return (/** @type {number} */ end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

const texts = ['pricing', 'faq', 'spring-offer', '', 'nobody knows', 'ä\u0000😀', 'pricing ', '__proto__'];
const scalars = [...texts, 0, -0, 7, -3.5, 1e21, 2 ** 53, 9007199254740991, true, false, null];

/** @param {(end: number) => number} pick */
function randomEvent(pick) {
  const of = (/** @type {any[]} */ list) => list[pick(list.length)];
  const { name, attributes } = of(fireable);
  const type = name === 'custom.' ? of(['custom.spin', 'custom.other']) : name;
  /** @type {[string, unknown][]} */
  const members = [
    ['type', pick(20) === 0 ? of(['tag.added', 'custom.', 'nothing', 'toString']) : type],
    ['contact', of(['ana', 'ben', 'c\u0000 😀', 'ana', 'ben', pick(10) === 0 ? 'zoe' : 'ana'])],
  ];
  for (const attribute of attributes) {
    const fitting = { text: texts.slice(0, 3), number: [0, -0, 12, 2.5, 1e21, 2 ** 53], yesNo: [true, false] };
    if (pick(4) > 0) {
      members.push([attribute.name, pick(12) === 0 ? of(scalars) : of(Reflect.get(fitting, attribute.kind) ?? texts)]);
    }
  }
  if (pick(15) === 0) members.push(['id', `id ${pick(100)}`]);
  if (pick(15) === 0) members.push(['fields', { plan: of(scalars.slice(0, -1)) }]);
  if (pick(30) === 0) members.push(['score', 3]);
  if (pick(30) === 0) members.push(['link', 'faq']);
  if (pick(30) === 0) members.push([of(['x-note', 'lnk', '__proto__']), 'a']);
  if (pick(3) === 0) members.reverse();
  return Object.fromEntries(members);
}

/** @param {() => import('@rehearse/engine').Report} fire */
function outcome(fire) {
  try {
    const { seq, halted, diagnostics } = fire();
    return { seq, halted, diagnostics };
  } catch (error) {
    assert.ok(error instanceof EventError, String(error));
    return { code: error.code, message: error.message, diagnostics: error.diagnostics };
  }
}

test('objects and their JSON text do the same, event by event', () => {
  const pick = numbers();
  const objects = engine.simulate(workspace);
  const jsons = engine.simulate(workspace);
  let fired = 0;
  for (let round = 0; round < 3000; round += 1) {
    const event = randomEvent(pick);
    const told = outcome(() => objects.fire(/** @type {any} */ (event)));
    assert.deepEqual(
      told,
      outcome(() => jsons.fire(JSON.stringify(event))),
      JSON.stringify(event),
    );
    fired += 'seq' in told ? 1 : 0;
    if (round % 50 === 0) {
      objects.advance('40m');
      jsons.advance('40m');
    }
    if (round % 500 === 250) {
      const contact = { id: `later ${round}` };
      objects.addContact(contact);
      jsons.addContact(contact);
    }
  }
  assert.ok(fired > 1500, `${fired}`);
  assert.deepEqual(objects.journal(), jsons.journal());
  assert.deepEqual(objects.contacts(), jsons.contacts());
  assert.deepEqual(objects.stats(), jsons.stats());
  objects.dispose();
  jsons.dispose();
});

test('what fired is the same, whether entries are read or not', () => {
  const pick = numbers();
  const simulation = engine.simulate(workspace);
  for (let round = 0; round < 200; round += 1) {
    const event = randomEvent(pick);
    if (!('seq' in outcome(() => simulation.fork().fire(/** @type {any} */ (event))))) continue;
    const other = simulation.fork();
    const read = other.fire(/** @type {any} */ (event));
    assert.ok(read.entries.length > 0);
    assert.deepEqual(simulation.fire(/** @type {any} */ (event)).fired, read.fired);
    other.dispose();
  }
  simulation.dispose();
});

/** Workflows that do nothing but change the score, which starts others. */
function scoring(/** @type {(end: number) => number} */ pick) {
  const operators = ['equalTo', 'notEqualTo', 'greaterThan', 'lessThan', 'isEmpty', 'isNotEmpty'];
  const score = (/** @type {number} */ index) => {
    const operator = operators[index % operators.length];
    const value = operator?.endsWith('mpty') ? {} : { value: pick(60) - 10 };
    const field = operator === 'isEmpty' ? 'event.previousScore' : 'event.score';
    return {
      type: 'score.changed',
      fires: index % 5 === 0 ? 'crossing' : 'always',
      conditions: { field, operator, ...value },
    };
  };
  const click = (/** @type {number} */ index) => ({
    type: 'link.clicked',
    conditions: index % 3 === 0 ? [] : [{ field: 'event.link', operator: 'equalTo', value: texts[index % 3] }],
  });
  return {
    rehearse: 1,
    workflows: Array.from({ length: 30 }, (_, index) => ({
      id: `w${index}`,
      status: 'published',
      allowReentry: index % 2 === 0,
      triggers: [index % 2 === 0 ? click(index) : score(index)],
      steps: [
        { type: 'modifyEngagementScore', operation: pick(3) === 0 ? 'subtract' : 'add', points: 1 + pick(9) },
        ...(index % 7 === 0 ? [{ type: 'modifyEngagementScore', operation: 'add', points: 2 }] : []),
      ],
    })),
    contacts: [{ id: 'ana' }, { id: 'ben', engagementScore: 10 }],
  };
}

test('of events that only change scores all that can be read is the same', () => {
  const pick = numbers();
  for (let workspaces = 0; workspaces < 10; workspaces += 1) {
    const document = /** @type {any} */ (scoring(pick));
    const objects = engine.simulate(document);
    const jsons = engine.simulate(document);
    /** @type {[import('@rehearse/engine').Report, import('@rehearse/engine').Report][]} */
    const kept = [];
    for (let round = 0; round < 60; round += 1) {
      const event = { ...clicked(/** @type {string} */ (texts[pick(3)])), contact: pick(2) === 0 ? 'ana' : 'ben' };
      const report = objects.fire(event);
      const other = jsons.fire(JSON.stringify(event));
      if (round % 4 === 0) assert.deepEqual(report.fired, other.fired);
      if (round % 4 === 1) assert.deepEqual(report.entries, other.entries);
      if (round % 4 >= 2) kept.push([report, other]);
      if (round % 7 === 0) {
        objects.advance('40m');
        jsons.advance('40m');
      }
    }
    for (const [report, other] of kept.reverse()) {
      assert.deepEqual(report.fired, other.fired);
      assert.deepEqual(report.entries, other.entries);
    }
    assert.deepEqual(objects.journal(), jsons.journal());
    assert.deepEqual(objects.stats(), jsons.stats());
    assert.deepEqual(objects.coverage(), jsons.coverage());
    assert.deepEqual(objects.ledger('ana'), jsons.ledger('ana'));
    const seq = kept[0]?.[0].seq ?? 1;
    for (const { id } of document.workflows) {
      assert.deepEqual(objects.explain(seq, id), jsons.explain(seq, id));
    }
    const fork = objects.fork();
    assert.deepEqual(fork.journal(), jsons.journal());
    for (const simulation of [objects, jsons, fork]) simulation.dispose();
  }
});

test('an expectation looks at what events by numbers have counted, too', () => {
  const simulation = engine.simulate({
    rehearse: 1,
    workflows: [
      {
        id: 'clicks',
        status: 'published',
        triggers: [{ type: 'link.clicked' }],
        steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 1 }],
      },
      {
        id: 'once',
        status: 'published',
        allowReentry: false,
        triggers: [
          { type: 'score.changed', conditions: [{ field: 'event.score', operator: 'greaterThan', value: 0 }] },
        ],
        steps: [{ type: 'addTag', tags: ['scored'] }],
      },
    ],
    contacts: [{ id: 'ana' }],
  });
  for (let times = 1; times <= 4; times += 1) {
    simulation.fire({ type: 'link.clicked', contact: 'ana', link: 'a' });
    assert.deepEqual(simulation.unmet({ workflow: 'once', enrolled: 1, refused: times - 1 }), []);
    assert.deepEqual(simulation.unmet({ workflow: 'clicks', enrolled: times, finished: times, refused: 0 }), []);
  }
  simulation.dispose();
});

test('a warning comes every time', () => {
  const simulation = engine.simulate(workspace);
  for (let round = 0; round < 3; round += 1) {
    assert.deepEqual(simulation.fire(clicked('pricing')).diagnostics, []);
    assert.equal(simulation.fire(clicked('nobody knows')).diagnostics[0]?.code, 'reference.unknown');
  }
  simulation.dispose();
});

test('after a reset, in a fork and after a contact has arrived events are those of the simulation as it is', () => {
  const simulation = engine.simulate(workedExample);
  for (const link of ['a', 'b', 'c', 'a']) simulation.fire(clicked(link));
  const other = simulation.fork();
  for (const link of ['d', 'a']) other.fire(clicked(link));
  simulation.reset();
  for (const link of ['c', 'b', 'c', 'c']) simulation.fire(clicked(link));
  simulation.addContact({ id: 'zoe' });
  simulation.fire({ type: 'link.clicked', contact: 'zoe', link: 'c' });
  /** @param {readonly import('@rehearse/engine').Entry[]} journal */
  const linksOf = (journal) => journal.flatMap((entry) => (entry.kind === 'event' ? [entry.event.link] : []));
  assert.deepEqual(linksOf(other.journal()), ['a', 'b', 'c', 'a', 'd', 'a']);
  const events = linksOf(simulation.journal());
  assert.deepEqual(
    events.filter((link) => link !== undefined),
    ['c', 'b', 'c', 'c', 'c'],
  );
  simulation.dispose();
  other.dispose();
});

test('objects that are not plain are taken as JSON.stringify takes them', () => {
  const simulation = engine.simulate(workedExample);
  const last = () =>
    simulation
      .journal()
      .filter(({ kind }) => kind === 'event')
      .at(-1);
  const firesAs = (/** @type {any} */ given, /** @type {object} */ event) => {
    simulation.fire(given);
    const entry = last();
    assert.deepEqual(entry?.kind === 'event' && entry.event, event);
  };
  simulation.fire(clicked('faq'));
  simulation.fire(clicked('pricing'));
  firesAs({ ...clicked('faq'), toJSON: () => clicked('pricing') }, clicked('pricing'));
  firesAs(Object.assign(Object.create({ toJSON: () => clicked('pricing') }), clicked('faq')), clicked('pricing'));
  firesAs(Object.assign(Object.create({ link: 'pricing', other: 1 }), clicked('faq')), clicked('faq'));
  firesAs(Object.assign(Object.create(null), clicked('faq')), clicked('faq'));
  firesAs(new Proxy(clicked('faq'), {}), clicked('faq'));
  firesAs(Object.defineProperty({ ...clicked('faq') }, 'hidden', { value: 1, enumerable: false }), clicked('faq'));
  firesAs({ ...clicked('faq'), [Symbol('unseen')]: 1, email: undefined }, clicked('faq'));
  firesAs(
    {
      get type() {
        return 'link.clicked';
      },
      contact: 'ana',
      get link() {
        return 'faq';
      },
    },
    clicked('faq'),
  );
  const inherited = Object.assign(Object.create({ contact: 'ana' }), { type: 'link.clicked', link: 'faq' });
  thrown(() => simulation.fire(inherited), EventError, 'event.invalid');
  const hidden = Object.defineProperty({ type: 'link.clicked', link: 'faq' }, 'contact', { value: 'ana' });
  thrown(() => simulation.fire(/** @type {any} */ (hidden)), EventError, 'event.invalid');
  const boxed = { type: 'link.clicked', contact: 'ana', link: new String('faq') };
  firesAs(boxed, clicked('faq'));
  simulation.dispose();
});

test('lists and boxed values are no events, also where their keys are those of one', () => {
  const simulation = engine.simulate(workedExample);
  simulation.fire(clicked('faq'));
  for (const given of [[], new Number(5), new Boolean(true), new String('')]) {
    const event = /** @type {any} */ (Object.assign(given, clicked('faq')));
    thrown(() => simulation.fire(event), EventError, 'event.invalid');
  }
  simulation.dispose();
});

test('a getter may fire another event, reset the simulation or dispose of it', () => {
  const simulation = engine.simulate(workspace);
  const viewed = (/** @type {string} */ page) => ({ type: 'page.viewed', contact: 'ana', page, source: 's' });
  const whenRead = (/** @type {() => unknown} */ act) => ({
    type: 'page.viewed',
    contact: 'ana',
    page: 'a',
    get source() {
      act();
      return 's';
    },
  });
  const events = () => simulation.journal().flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []));
  simulation.fire(viewed('a'));
  simulation.fire(viewed('b'));
  simulation.fire(whenRead(() => simulation.fire(viewed('b'))));
  assert.deepEqual(events().slice(-2), [viewed('b'), viewed('a')]);
  simulation.fire(whenRead(() => simulation.reset()));
  assert.deepEqual(events(), [viewed('a')]);
  simulation.fire(viewed('a'));
  thrown(() => simulation.fire(whenRead(() => simulation.dispose())), UsageError, 'usage.disposed');
});

/** An engine, and how often each of its functions was called. */
async function countingEngine() {
  const native = await start(new WebAssembly.Module(await readFile(new URL('rehearse.wasm', distribution))));
  const counts = { numbers: 0, texts: 0 };
  const { fireNumbered, call } = native;
  native.fireNumbered = (...parameters) => {
    counts.numbers += 1;
    return fireNumbered.apply(native, parameters);
  };
  native.call = (/** @type {string} */ name, ...parameters) => {
    counts.texts += name === 'textNumber' ? 1 : 0;
    return Reflect.apply(call, native, [name, ...parameters]);
  };
  return { engine: Reflect.construct(Engine, [native]), counts };
}

test('what was accepted before goes by numbers, and only that', async () => {
  const { engine: counting, counts } = await countingEngine();
  const simulation = counting.simulate(workedExample);
  const goes = (/** @type {any} */ event) => {
    const before = counts.numbers;
    simulation.fire(event);
    return counts.numbers > before ? 'by number' : 'as JSON';
  };
  assert.equal(goes(clicked('faq')), 'as JSON');
  assert.equal(goes(clicked('faq')), 'by number');
  assert.equal(goes(clicked('pricing')), 'as JSON');
  assert.equal(goes(clicked('pricing')), 'by number');
  assert.equal(goes({ ...clicked('pricing'), id: 'e1' }), 'as JSON');
  assert.equal(goes({ ...clicked('pricing'), id: 'e1' }), 'as JSON');
  assert.equal(goes(clicked('pricing')), 'by number');
  simulation.dispose();
});

test('long texts are not remembered', async () => {
  const { engine: counting, counts } = await countingEngine();
  const simulation = counting.simulate(workspace);
  for (const length of [200, 201, 300, 10_000]) {
    for (let times = 0; times < 3; times += 1) {
      simulation.fire({ type: 'contact.replied', contact: 'ana', channel: 'email', text: 'x'.repeat(length) });
    }
  }
  assert.deepEqual(counts, { numbers: 2, texts: 2 });
  simulation.dispose();
});

test('what a getter or a proxy throws is told, and nothing has happened', () => {
  const simulation = engine.simulate(workedExample);
  simulation.fire(opened);
  const before = simulation.journal().length;
  const failing = {
    ...clicked('faq'),
    get type() {
      throw new RangeError('no type today');
    },
  };
  const trap = new Proxy(clicked('faq'), {
    ownKeys() {
      throw new RangeError('no keys today');
    },
  });
  for (const given of [failing, trap]) {
    const error = thrown(() => simulation.fire(/** @type {any} */ (given)), UsageError, 'usage.argument');
    assert.match(error.message, /today/);
    assert.ok(error.cause instanceof RangeError);
  }
  assert.equal(simulation.journal().length, before);
  simulation.dispose();
  thrown(() => simulation.fire(opened), UsageError, 'usage.disposed');
});
