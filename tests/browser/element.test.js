// The element on its own, as a host uses it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

const workspace = {
  rehearse: 1,
  name: 'Of the host',
  'x-canvas': { zoom: 1 },
  workflows: [
    {
      id: 'points',
      status: 'published',
      triggers: [{ type: 'page.viewed' }],
      steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 3 }],
    },
  ],
  contacts: [{ id: 'kim' }],
};

/** Of a timeline two simulations are kept: how it starts, and how it ends. */
const inMemory = 2;

test('a host sets the workspace, hears of changes, and keeps its objects as they are', async () => {
  const tester = await Tester.open(shared);
  await tester.page.evaluate((document) => {
    const frozen = (/** @type {any} */ value) => {
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
      return Object.freeze(value);
    };
    const element = /** @type {any} */ (globalThis.document.querySelector('rehearse-tester'));
    const host = /** @type {any} */ (globalThis);
    host.changes = [];
    element.addEventListener('rehearse-change', () => host.changes.push(element.workspace));
    element.workspace = frozen(document);
  }, workspace);
  await tester.expectText(tester.fireButton, 'Fire: kim, page viewed');
  await tester.page.getByLabel('Page', { exact: true }).fill('home');
  await tester.fireButton.click();
  await tester.expectScore('kim', '3');
  await tester.press('Edit points');
  await tester.page.getByLabel('Points', { exact: true }).fill('4');
  await tester.expectScore('kim', '4');
  const changes = await tester.page.evaluate(() => /** @type {any} */ (globalThis).changes);
  assert.equal(changes.length, 1);
  assert.equal(changes[0].workflows[0].steps[0].points, 4);
  assert.deepEqual(changes[0]['x-canvas'], { zoom: 1 });
  await tester.done();
});

test('what is no engine and no workspace is refused with a clear error, and nothing changes', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  const { said, same } = await tester.page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { engine, workspaceText } = element;
    const circle = /** @type {any} */ ({ rehearse: 1, workflows: [] });
    circle['x-self'] = circle;
    /** @type {[string, unknown][]} */
    const wrong = [
      ['engine', {}],
      ['engine', 7],
      ['engine', Promise.resolve(engine)],
      ['workspace', undefined],
      ['workspace', null],
      ['workspace', []],
      ['workspace', Promise.resolve({})],
      ['workspace', circle],
    ];
    const tell = (/** @type {[string, unknown]} */ [name, value]) => {
      try {
        element[name] = value;
        return 'nothing was thrown';
      } catch (error) {
        const { name: kind, message } = /** @type {Error} */ (error);
        return `${kind}: ${message.split('\n')[0]}`;
      }
    };
    return { said: wrong.map(tell), same: element.engine === engine && element.workspaceText === workspaceText };
  });
  assert.deepEqual(said, [
    'TypeError: `engine` must be what `await loadEngine()` of @rehearse/engine gives.',
    'TypeError: `engine` must be what `await loadEngine()` of @rehearse/engine gives.',
    'TypeError: `engine` is a Promise: await it first, as in `element.engine = await loadEngine()`.',
    'TypeError: `workspace` must be a workspace document or its text, not undefined.',
    'TypeError: `workspace` must be a workspace document or its text, not null.',
    'TypeError: `workspace` must be a workspace document or its text, not a list.',
    'TypeError: `workspace` is a Promise: await it first.',
    'TypeError: Converting circular structure to JSON',
  ]);
  assert.equal(same, true);
  await tester.expectText(tester.region('timeline').locator('.run'), /email Spring offer opened/);
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  await tester.done();
});

test('moved in the document, it keeps its state; taken out and replaced, it lets go', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.page.evaluate(() => {
    const element = /** @type {HTMLElement} */ (document.querySelector('rehearse-tester'));
    const frame = document.createElement('section');
    document.querySelector('main')?.append(frame);
    frame.append(element);
  });
  await tester.expectText(tester.region('timeline').locator('.run'), /email Spring offer opened/);
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  const count = await tester.page.evaluate(
    () => /** @type {any} */ (document.querySelector('rehearse-tester')).engine.simulationCount,
  );
  assert.equal(count, inMemory);
  await tester.done();
});

test('many changes leave one timeline in memory', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.press('Edit Email engagement tracking');
  for (let points = 1; points <= 30; points += 1)
    await tester.page.getByLabel('Points', { exact: true }).fill(String(points));
  await tester.press('Start empty').catch(() => {});
  const count = await tester.page.evaluate(
    () => /** @type {any} */ (document.querySelector('rehearse-tester')).engine.simulationCount,
  );
  assert.equal(count, inMemory);
  await tester.done();
});

test('mounted and taken away many times, it keeps no simulation in memory', async () => {
  const tester = await Tester.open(shared);
  const counts = await tester.page.evaluate(async () => {
    const first = /** @type {any} */ (document.querySelector('rehearse-tester'));
    for (let times = 0; times < 200; times += 1) {
      const element = /** @type {any} */ (document.createElement('rehearse-tester'));
      document.body.append(element);
      element.engine = first.engine;
      element.workspace = first.workspace;
      element.remove();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    const away = first.engine.simulationCount;
    const parent = first.parentElement;
    first.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const none = first.engine.simulationCount;
    parent.append(first);
    return { away, none, back: first.engine.simulationCount };
  });
  assert.deepEqual(counts, { away: inMemory, none: 0, back: inMemory });
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await tester.done();
});

test('an engine that stops in the middle is told, and the text is kept', async () => {
  const tester = await Tester.open(shared);
  const text = await tester.workspaceText();
  await tester.page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { catalog } = element.engine;
    const stopped = () => {
      throw new Error('The engine has run out of memory.');
    };
    const functions = {
      check: stopped,
      simulate: stopped,
      openTrace: stopped,
      inTurns: stopped,
      inBackground: stopped,
    };
    element.engine = { catalog, ...functions };
  });
  await tester.expectText(tester.page.locator('.failure'), /The engine has stopped The engine has run out of memory\./);
  assert.equal(await tester.workspaceText(), text);
  await tester.done();
});
