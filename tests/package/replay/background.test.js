// Replays in a worker of their own come to what those of this thread come to, and end as those do.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogError, loadEngine, UsageError, WorkspaceError } from '@rehearse/engine';
import { csvOf, madeUpEvents, ndjsonOf, workspace } from './support/logs.js';

const engine = await loadEngine();
const events = madeUpEvents(3000);
const log = csvOf(events);
const other = { ...workspace, workflows: workspace.workflows.slice(1) };

test('the same report, scores and progress', async () => {
  const simulation = engine.simulate(workspace);
  /** @type {unknown[][]} */
  const scores = [[], []];
  const here = await simulation.replay(log, { onScores: (contacts) => void scores[0]?.push(...contacts) });
  let rows = 0;
  const there = await simulation.replay(log, {
    background: true,
    onScores: (contacts) => void scores[1]?.push(...contacts),
    onProgress: (progress) => {
      rows = progress.rows;
    },
  });
  assert.deepEqual(there, here);
  assert.deepEqual(scores[1], scores[0]);
  assert.equal(rows, events.length);
  const comparison = { here: await engine.compare(workspace, other, log), there: {} };
  comparison.there = await engine.compare(workspace, other, log, { background: true });
  assert.deepEqual(comparison.there, comparison.here);
});

test('errors are those of this thread', async () => {
  const simulation = engine.simulate(workspace);
  const background = true;
  await assert.rejects(simulation.replay('at,x\n1,2\n', { background }), LogError);
  await assert.rejects(simulation.replay(`${log}x\n`, { background, strict: true }), (error) => {
    assert.ok(error instanceof LogError && error.refusal?.row === events.length + 1);
    return true;
  });
  await assert.rejects(engine.compare(workspace, '{}', log, { background }), (error) => {
    assert.ok(error instanceof WorkspaceError && error.version === 'b' && error.diagnostics.length > 0);
    assert.equal(error.message.match(/value\.missing/g)?.length, error.diagnostics.length);
    return true;
  });
  await assert.rejects(simulation.replay(log, { background, workers: 2 }), UsageError);
  await assert.rejects(simulation.replay((async function* () {})(), { background }), UsageError);
});

test('a signal ends it, and so does what a listener throws', async () => {
  const simulation = engine.simulate(workspace);
  const controller = new AbortController();
  const onScores = () => controller.abort(new Error('enough'));
  const options = { background: true, signal: controller.signal, onScores };
  await assert.rejects(simulation.replay(log, options), { message: 'enough' });
  const broken = { background: true, onProgress: () => Promise.reject(new Error('no')) };
  await assert.rejects(simulation.replay(log, broken), { message: 'no' });
});

test('one type for all rows, whatever the log says', async () => {
  const simulation = engine.simulate(workspace);
  for (const text of [
    'at,contact,email,type\n2026-03-02T09:00:00Z,ana,spring-offer,x\n2026-03-02T10:00:00Z,ana,,\n',
    '{"at":"2026-03-02T09:00:00Z","contact":"ana","email":"spring-offer"}\n{"at":"2026-03-02T10:00:00Z","contact":"ana","type":3}\n',
  ]) {
    const { rows } = await simulation.replay(text, { type: 'email.opened' });
    assert.deepEqual([rows.used, rows.refused], [2, 0]);
    const { events } = await engine.contactEvents(text, 'ana', 10, { type: 'email.opened' });
    assert.deepEqual(
      events.map(({ event }) => event.type),
      ['email.opened', 'email.opened'],
    );
  }
  await assert.rejects(simulation.replay(log, { type: 'email.opend' }), { message: /Did you mean email\.opened/ });
});

test('the events of one contact: fed to a simulation they come to the score of the replay', async () => {
  const simulation = engine.simulate(workspace);
  /** @type {Map<string, number | null>} */
  const after = new Map();
  await simulation.replay(log, {
    onScores(contacts) {
      for (const [id, , score] of contacts) after.set(id, score ?? null);
    },
  });
  const ids = [...after.keys()].slice(0, 5);
  for (const text of [log, ndjsonOf(events)]) {
    for (const id of ids) {
      const found = await engine.contactEvents(text, id, 10_000, { background: text === log && id === ids[0] });
      assert.ok(!found.isCut && found.events.length > 0);
      const known = workspace.contacts ?? [];
      const isKnown = known.some((contact) => contact.id === id);
      const clock = (isKnown ? events[0]?.at : found.events[0]?.at) ?? '';
      const contacts = isKnown ? known : [...known, { id }];
      const own = engine.simulate({ ...workspace, clock, contacts });
      for (const { at, event } of found.events) {
        own.advanceTo(at);
        own.fire(event);
      }
      own.advanceTo(events.at(-1)?.at ?? '');
      assert.equal(own.contact(id)?.engagementScore, after.get(id), id);
      own.dispose();
    }
  }
});

test('what the file of contacts says of one comes with its events, as the replay takes it', async () => {
  const text = 'at,contact,type,email\n2026-03-02T09:00:00Z,zoe,email.opened,spring-offer\n';
  const given = { id: 'zoe', name: 'Zoe', engagementScore: 40, tags: ['vip', 'new'], fields: { seats: 3 } };
  const createdAt = '2026-01-02T00:00:00.000Z';
  const csv = [
    'Who,name,engagementScore,tags,createdAt,fields.seats:number',
    'ana,Ana,7,,,',
    'zoe,Zoe,many,,,',
    'zoe,Zoe,40,vip|new|vip,2026-01-02T00:00:00Z,3',
    'zoe,Zoe,41,,,',
    'ben,,null,,,',
  ].join('\n');
  for (const [contacts, contactsMap] of [
    [csv, { id: 'Who' }],
    [`{"id":"zoe","engagementScore":"x"}\n${JSON.stringify({ ...given, createdAt })}\n`, {}],
  ]) {
    for (const background of [false, true]) {
      const options = { contacts, contactsMap, background };
      const found = await engine.contactEvents(text, 'zoe', 10, /** @type {object} */ (options));
      assert.equal(new Date(found.given?.createdAt ?? '').toISOString(), createdAt);
      assert.deepEqual({ ...found.given, createdAt }, { ...given, createdAt });
    }
  }
  const options = { contacts: csv, contactsMap: { id: 'Who' } };
  assert.deepEqual((await engine.contactEvents(text, 'ben', 10, options)).given, { id: 'ben', engagementScore: null });
  assert.equal((await engine.contactEvents(text, 'chloe', 10, options)).given, null);
  assert.equal((await engine.contactEvents(text, 'zoe', 10)).given, null);
});

test('rows that a replay refuses are no events; more than asked for are cut', async () => {
  const text = [
    'at,contact,type,amount',
    '2026-03-02T09:00:00Z,ana,order.placed,5',
    '2026-03-02T08:00:00Z,ana,order.placed,6',
    '2026-03-02T10:00:00Z,ana,order.placed,many',
    'soon,ana,order.placed,7',
    '2026-03-02T11:00:00Z,ana,order.paced,8',
    '2026-03-02T12:00:00Z,ana,order.placed,9',
  ].join('\n');
  const amounts = async (/** @type {number} */ most, /** @type {object} */ options) => {
    const { events, isCut } = await engine.contactEvents(text, 'ana', most, options);
    return [...events.map(({ line, event }) => [line, event.amount]), isCut];
  };
  assert.deepEqual(await amounts(10, {}), [[2, 5], [7, 9], false]);
  assert.deepEqual(await amounts(10, { sort: true }), [[3, 6], [2, 5], [7, 9], false]);
  assert.deepEqual(await amounts(1, {}), [[2, 5], true]);
  assert.deepEqual(await amounts(1, { sort: true }), [[3, 6], true]);
});
