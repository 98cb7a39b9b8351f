// Tests of the workspace: made of what was rehearsed, run at every change, saved as a file that `rehearse test` runs.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { useBrowser } from './support/chromium.js';
import { hold, holdRequests, release, somethingHeld } from './support/held.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester */
const region = (tester) => tester.region('tests');
/** @param {Tester} tester */
const cards = (tester) => region(tester).locator('.test');
/** @param {Tester} tester */
const openTab = (tester) =>
  tester
    .region('workflows')
    .getByRole('tab', { name: /^Tests/ })
    .click();

/**
 * The worked example without its tests, after Ana has opened the offer and clicked a link.
 * @param {import('./support/tester.js').Options} [options]
 * @returns {Promise<Tester>}
 */
async function rehearsed(options) {
  const tester = await Tester.open(shared, options);
  await tester.page.evaluate(() => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).scenarios = [];
  });
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  return tester;
}

/**
 * @param {Tester} tester
 * @param {number} points that the workflow gives from now on
 */
async function setPoints(tester, points) {
  await tester.page.evaluate((value) => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { scenarios, workspace } = element;
    workspace.workflows[0].steps[1].points = value;
    element.workspace = workspace;
    element.scenarios = scenarios;
  }, points);
}

test('the worked example comes with its tests, which pass, and tells what they exercise', async () => {
  const tester = await Tester.open(shared);
  await openTab(tester);
  await tester.expectText(region(tester).locator('.badge').first(), 'All pass');
  assert.ok((await cards(tester).count()) > 1);
  await tester.expectText(region(tester).locator('.coverage h3'), /^The tests exercise \d+ % of the workflows$/);
  await tester.done();
});

test('what was rehearsed becomes a test, which fails once the workspace does something else', async () => {
  const tester = await rehearsed();
  await tester.press('Make this a test');
  await tester.expectText(tester.page.getByRole('status').last(), /stands under Tests/);
  await openTab(tester);
  await tester.expectText(cards(tester).locator('.badge'), 'Passes');
  await tester.expectText(cards(tester).locator('h3'), 'Ana Ruiz: trigger link Pricing page clicked');
  await setPoints(tester, 25);
  await openTab(tester);
  await tester.expectText(cards(tester).locator('.badge'), 'Fails');
  await tester.expectText(cards(tester).locator('.failure').first(), /^Step \d: expected score 10, was 25$/);
  await tester.done();
});

test('the file that is saved is run by the engine as it is, and opened again', async () => {
  const tester = await rehearsed();
  await tester.press('Make this a test');
  await openTab(tester);
  const [download] = await Promise.all([
    tester.page.waitForEvent('download'),
    tester.press('Save tests', region(tester)),
  ]);
  assert.equal(download.suggestedFilename(), 'email-engagement-tracking.scenario.json');
  const path = await download.path();
  const { ok, diagnostics, scenarios } = (await loadEngine()).test(await readFile(path, 'utf8'));
  assert.deepEqual(diagnostics, []);
  assert.equal(ok, true);
  assert.ok((scenarios[0]?.expectations ?? 0) >= 4);
  await region(tester).locator('#tests-file').setInputFiles(path);
  await tester.expectText(cards(tester).locator('.badge'), 'Passes | Passes');
  await tester.done();
});

test('a file of tests with its workspace is opened by the page: both are there', async () => {
  const tester = await Tester.open(shared);
  const workspace = JSON.parse(await tester.workspaceText());
  const scenarios = [{ name: 'Mine', steps: [{ advance: '1d' }] }];
  const file = { rehearse: 1, workspace: { ...workspace, name: 'With tests' }, scenarios };
  await tester.openFile('mine.scenario.json', JSON.stringify(file));
  await tester.expectText(tester.region('workflows').locator('h2').first(), 'With tests');
  await openTab(tester);
  await tester.expectText(cards(tester).locator('.badge'), 'Passes');

  const problem = tester.page.locator('.page-head [role=alert]');
  await tester.openFile('other.scenario.json', JSON.stringify({ ...file, workspace: 'w.json' }));
  await tester.expectText(problem, /tests of a workspace in another file, w\.json\. Open that one first/);
  await tester.openFile('bad.scenario.json', JSON.stringify({ ...file, scenarios: [{ name: 'a', stepz: [] }] }));
  await tester.expectText(problem, /tests that cannot be used\..*\/scenarios\/0/s);
  assert.equal(JSON.parse(await tester.workspaceText()).name, 'With tests');
  await tester.done();
});

test('a file that holds no scenarios is told, with its place, and what stands there is kept', async () => {
  const tester = await rehearsed();
  await tester.press('Make this a test');
  await openTab(tester);
  const wrong = Buffer.from('{ "rehearse": 1, "workspace": "w.json", "scenarios": [ { "name": "a", "stepz": [] } ] }');
  await region(tester)
    .locator('#tests-file')
    .setInputFiles({ name: 'wrong.scenario.json', mimeType: 'application/json', buffer: wrong });
  await tester.expectText(
    region(tester).getByRole('alert'),
    /^wrong\.scenario\.json was not opened\. .*\(line 1, column \d+\) What stands here is kept\.$/,
  );
  assert.equal(await cards(tester).count(), 1);
  await tester.done();
});

test('tests of a file are not added to another workspace, which was opened while they were checked', async () => {
  const tester = await rehearsed({ before: holdRequests });
  const { page } = tester;
  await openTab(tester);
  await hold(page);
  const file = Buffer.from('{ "rehearse": 1, "workspace": "w.json", "scenarios": [ { "name": "a", "steps": [] } ] }');
  await region(tester)
    .locator('#tests-file')
    .setInputFiles({ name: 'late.scenario.json', mimeType: 'application/json', buffer: file });
  await somethingHeld(page);
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.workspace = { ...element.workspace, name: 'Another' };
  });
  await release(page);
  await tester.expectText(
    region(tester).getByRole('alert'),
    'late.scenario.json was not opened. Another workspace was opened meanwhile. What stands here is kept.',
  );
  assert.equal(await cards(tester).count(), 0);
  await tester.done();
});

test('tests that could not be run are run again when somebody asks for it', async () => {
  const tester = await rehearsed();
  const { page } = tester;
  await tester.press('Make this a test');
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.worker = false;
    const { tasks } = element.renderRoot.querySelector('rehearse-clock').store;
    tasks.test = () => Promise.reject(new Error('The engine stopped.'));
  });
  await openTab(tester);
  await tester.expectText(region(tester).locator('.outcome .error'), 'Not run. The engine stopped.');
  // How much a test expects is known when it was run.
  assert.doesNotMatch((await region(tester).locator('.foot').last().textContent()) ?? '', /expectation/);
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    delete element.renderRoot.querySelector('rehearse-clock').store.tasks.test;
  });
  await tester.press('Run again', region(tester));
  await tester.expectText(region(tester).locator('.outcome .badge'), 'All pass');
  assert.match(await tester.focused(), /^div All pass/);
  await tester.done();
});

test('a test is renamed, shown on the timeline and deleted', async () => {
  const tester = await rehearsed();
  await tester.press('Make this a test');
  await tester.press('Reset simulation');
  await openTab(tester);
  await tester.press(/^Rename:/, region(tester));
  await region(tester).getByLabel('Name of the test').fill('One click is worth ten');
  await tester.page.keyboard.press('Enter');
  await tester.expectText(cards(tester).locator('h3'), 'One click is worth ten');
  assert.match(await tester.focused(), /^button Rename: One click/);
  await tester.press(/^Show on the timeline/, region(tester));
  await tester.expectScore('Ana Ruiz', '10');
  assert.equal(await tester.region('timeline').locator('li').count(), 2);
  await tester.press(/^Delete:/, region(tester));
  assert.equal(await cards(tester).count(), 0);
  await tester.press(/^Undo/, tester.region('workflows'));
  await tester.expectText(cards(tester).locator('h3'), 'One click is worth ten');
  await tester.done();
});

/** What makes tests is not loaded until what this gives is called. @param {Tester} tester */
async function holdMadeTest({ page }) {
  let load = () => {};
  const held = new Promise((resolve) => {
    load = () => resolve(undefined);
  });
  await page.route('**/made-test*', async (route) => {
    await held;
    await route.continue();
  });
  return () => load();
}

test('a test is made of what was done, whoever goes on before what makes it is loaded', async () => {
  const tester = await rehearsed();
  const load = await holdMadeTest(tester);
  await tester.press('Make this a test');
  await tester.press('Reset simulation');
  load();
  await openTab(tester);
  await tester.expectText(cards(tester).locator('.badge').first(), /^Pass/);
  await tester.done();
});

test('of two tests that are made before their code is loaded, each has a name of its own', async () => {
  const tester = await rehearsed();
  const load = await holdMadeTest(tester);
  await tester.press('Make this a test');
  await tester.press('Make this a test');
  load();
  await openTab(tester);
  const name = 'Ana Ruiz: trigger link Pricing page clicked';
  await tester.expectText(cards(tester).locator('h3'), `${name} | ${name} (2)`);
  await tester.done();
});

test('a test that cannot be made, since its code cannot be loaded, says so', async () => {
  const tester = await rehearsed();
  const { page } = tester;
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.renderRoot.querySelector('rehearse-clock').store.scenario = () => Promise.reject(new Error('Offline.'));
  });
  await tester.press('Make this a test');
  await tester.expectText(page.getByRole('status').last(), 'No test was made. Offline.');
  const problem = tester.report.locator('.headline .problem');
  await tester.expectText(problem, 'No test was made. Offline.');
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    delete element.renderRoot.querySelector('rehearse-clock').store.scenario;
  });
  await tester.press('Make this a test');
  await tester.expectText(problem, '');
  await tester.done();
});

test('what nothing came of becomes a test of that', async () => {
  const tester = await Tester.open(shared);
  await tester.page.evaluate(() => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).scenarios = [];
  });
  await tester.fireButton.click();
  await tester.press(/^\+1 d/);
  await tester.press('Make this a test');
  await tester.expectText(tester.page.getByRole('status').last(), /stands under Tests/);
  const [scenario] = await tester.page.evaluate(
    () => /** @type {any} */ (document.querySelector('rehearse-tester')).scenarios,
  );
  assert.deepEqual(scenario.steps.at(-2), { expect: { messages: [] } });
  assert.deepEqual(scenario.steps.at(-1), {
    expect: { contact: 'ana', engagementScore: null, tags: ['lead'], waitingIn: ['email-engagement'] },
  });
  await tester.done();
});

test('where the browser keeps nothing, tests that were not saved are asked about before they go', async () => {
  const tester = await rehearsed({
    before: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    },
  });
  /** @type {string[]} */
  const asked = [];
  tester.page.on('dialog', (dialog) => asked.push(dialog.message()));
  await tester.press('Make this a test');
  await openTab(tester);
  await Promise.all([tester.page.waitForEvent('download'), tester.press('Save tests', region(tester))]);
  await tester.press('Start empty');
  assert.deepEqual(asked, []);
  await tester.openSample('Email engagement tracking');
  await tester.fireButton.click();
  await tester.press('Make this a test');
  await tester.press('Start empty');
  assert.deepEqual(asked, ['Leave this workspace? Tests that were not saved are lost.']);
  await tester.done();
});
