// What runs the workspace beside the timeline does so in a worker: it is asked, the latest request wins, without a worker
// everything goes on, and the last element that goes takes it along.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { largeSession } from './support/large-workspace.js';
import { Tester } from './support/tester.js';

/** @import { Page } from 'playwright-core' */

const shared = useBrowser();

/** Keeps what the page's workers are asked for, by kind; while `isHeld` is set, none of it arrives. */
function countRequests() {
  /** @type {string[]} */
  const asked = [];
  /** @type {(() => void)[]} */
  const held = [];
  const page = /** @type {any} */ (globalThis);
  page.asked = asked;
  page.release = () => {
    page.isHeld = false;
    for (const post of held.splice(0)) post();
  };
  /** Those that were asked to start, in order. @type {Worker[]} */
  const started = [];
  page.started = started;
  const plain = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (/** @type {any} */ request, /** @type {any} */ options) {
    if (request.kind === 'start') started.push(this);
    asked.push(request.task?.kind ?? request.kind);
    const post = () => plain.call(this, request, options);
    if (page.isHeld) held.push(post);
    else post();
  };
}

/** @param {Page} page @returns {Promise<string[]>} */
const asked = (page) => page.evaluate(() => /** @type {any} */ (globalThis).asked);

/** @param {Page} page @param {string} kind */
const waitForRequest = (page, kind) =>
  page.waitForFunction((wanted) => /** @type {any} */ (globalThis).asked.includes(wanted), kind);

/** Waits until there are so many workers that do tasks. @param {Page} page @param {number} count */
async function expectWorkers(page, count) {
  const present = () => page.workers().filter((worker) => worker.url().includes('task-worker')).length;
  const end = Date.now() + 10_000;
  while (present() !== count && Date.now() < end) await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal(present(), count);
}

/**
 * Asks for two checks of which no answer comes, and says what came of them in the end.
 * @param {Page} page
 * @param {() => void} meanwhile what happens once both are under way
 */
async function checkTwice(page, meanwhile) {
  await page.evaluate(() => {
    const global = /** @type {any} */ (globalThis);
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { tasks } = element.renderRoot.querySelector('rehearse-clock').store;
    const asking = async () => {
      try {
        return `${(await tasks.check(element.workspace)).ok}`;
      } catch (/** @type {any} */ error) {
        return error.message;
      }
    };
    global.isHeld = false;
    global.outcomes = tasks.check(element.workspace).then(() => {
      global.isHeld = true;
      global.asked.splice(0);
      return Promise.all([asking(), asking()]);
    });
  });
  await page.waitForFunction(() => {
    const { asked, isHeld } = /** @type {any} */ (globalThis);
    return isHeld && asked.length === 2 && asked.every((/** @type {string} */ kind) => kind === 'check');
  });
  await page.evaluate(meanwhile);
  return /** @type {Promise<string[]>} */ (page.evaluate(() => /** @type {any} */ (globalThis).outcomes));
}

/** @param {Tester} tester */
const showTests = (tester) =>
  tester
    .region('workflows')
    .getByRole('tab', { name: /^Tests/ })
    .click();

/** Whether the worker is wanted. @param {Page} page @param {boolean} on */
const setWorker = (page, on) =>
  page.evaluate((wanted) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).worker = wanted;
  }, on);

test('tests, trials and comparisons are run by the worker, which is started when the first is asked for', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  assert.equal(await page.locator('rehearse-tester').getAttribute('worker'), '');
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await expectWorkers(page, 0);
  await showTests(tester);
  await tester.expectText(tester.region('tests').locator('.badge').first(), 'All pass');
  assert.deepEqual(await asked(page), ['start', 'test']);
  await expectWorkers(page, 1);
  await tester.report.getByRole('tab', { name: 'Didn’t fire?' }).click();
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { workspace } = element;
    workspace.workflows[0].status = 'draft';
    element.workspace = workspace;
  });
  await tester.fireButton.click();
  const panel = tester.region('why-not');
  await panel
    .getByRole('button', { name: /^Try it/ })
    .first()
    .click();
  await tester.expectText(panel.locator('.trial .badge').first(), 'Started');
  assert.ok((await asked(page)).filter((kind) => kind === 'run').length > 1);
  await expectWorkers(page, 1);
  await tester.done();
});

test('without the attribute there is no worker, and all comes to the same', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  await setWorker(page, false);
  assert.equal(await page.locator('rehearse-tester').getAttribute('worker'), null);
  await showTests(tester);
  await tester.expectText(tester.region('tests').locator('.badge').first(), 'All pass');
  assert.deepEqual(await asked(page), []);
  await setWorker(page, true);
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.scenarios = [{ name: 'Nothing', steps: [] }];
  });
  await waitForRequest(page, 'test');
  await tester.region('tests').locator('.outcome > .last[aria-busy="false"]').waitFor();
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { asked } = Object.assign(globalThis, /** @type {any} */ ({ isHeld: true }));
    asked.splice(0);
    const [{ id: contact }] = element.workspace.contacts;
    element.scenarios = [{ name: 'Wrong', steps: [{ expect: { contact, engagementScore: -1 } }] }];
  });
  await waitForRequest(page, 'test');
  await setWorker(page, false);
  await tester.expectText(tester.region('tests').locator('.outcome .badge'), '1 of 1 fail');
  await expectWorkers(page, 0);
  await tester.done();
});

test('while tests run anew, the last result says so; the latest request wins and ends the one before', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  await showTests(tester);
  const region = tester.region('tests');
  await tester.expectText(region.locator('.badge').first(), 'All pass');
  const change = (/** @type {string} */ name, /** @type {number} */ score) =>
    page.evaluate(
      ([given, expected]) => {
        const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
        const [{ id: contact }] = element.workspace.contacts;
        const steps = [{ advance: '1d' }, { expect: { contact, engagementScore: expected } }];
        /** @type {any} */ (globalThis).isHeld = true;
        element.scenarios = [{ name: given, steps }];
      },
      /** @type {const} */ ([name, score]),
    );
  await change('First', -1);
  await region.locator('.outcome > .last[aria-busy="true"]').waitFor();
  await tester.expectText(region.locator('.again'), /^Being worked out anew/);
  await tester.expectTold();
  await tester.expectText(region.locator('.outcome .badge'), 'All pass');
  assert.equal(await region.locator('.test .badge').count(), 0);
  await change('Second', -2);
  await tester.expectText(region.locator('.test h3').first(), 'Second');
  await page.evaluate(() => /** @type {any} */ (globalThis).release());
  await region.locator('.outcome > .last[aria-busy="false"]').waitFor();
  await tester.expectText(region.locator('.outcome .badge'), '1 of 1 fail');
  await tester.expectText(region.locator('.test .failure').first(), /-2/);
  assert.equal(await region.locator('.again').count(), 0);
  assert.deepEqual(await asked(page), ['start', 'test', 'test', 'end', 'test']);
  await tester.done();
});

test('what was before a change is played once, whatever is told meanwhile', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  await tester.fireButton.click();
  await tester.fireButton.click();
  await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { store } = element.renderRoot.querySelector('rehearse-clock');
    const { workspace } = element;
    workspace.workflows[0].steps[1].points = 25;
    // The worker is there by then.
    await store.tasks.check('{}');
    Object.assign(globalThis, { store, isHeld: true });
    store.setDocument(workspace);
  });
  await waitForRequest(page, 'run');
  await page.evaluate(async () => {
    const { store, release } = /** @type {any} */ (globalThis);
    for (const word of ['one', 'two']) {
      store.say(word);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    release();
  });
  await tester.expectText(tester.region('comparison').locator('table'), /Score ?10 ?25/);
  assert.deepEqual(await asked(page), ['start', 'check', 'run']);
  await tester.done();
});

test('a large document is checked by the worker once nothing more is typed; who does something meanwhile does not wait', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  await page.evaluate((session) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).session = session;
  }, largeSession());
  await tester.press('Edit Workflow number 0');
  const name = page.getByLabel('Name', { exact: true }).first();
  const running = () =>
    page.evaluate(() => {
      const root = /** @type {any} */ (document.querySelector('rehearse-tester')).shadowRoot;
      return root.querySelector('rehearse-timeline').store.running.workflows[0].name;
    });
  const expectRunning = async (/** @type {string} */ wanted) => {
    const end = Date.now() + 20_000;
    while ((await running()) !== wanted && Date.now() < end) await page.waitForTimeout(50);
    assert.equal(await running(), wanted);
  };
  await name.fill('First');
  await waitForRequest(page, 'check');
  await expectRunning('First');
  // What is typed after a pause is taken back by itself.
  const pauseIsOver = (await page.evaluate(() => performance.now())) + 1_000;
  await page.waitForFunction((end) => performance.now() > end, pauseIsOver);
  // What is asked of the worker does not arrive: who looks at another stimulus sees what was typed all the same.
  await page.evaluate(() => Object.assign(globalThis, { isHeld: true }));
  await name.fill('Second');
  await page.waitForFunction(
    () => /** @type {any} */ (globalThis).asked.filter((/** @type {string} */ kind) => kind === 'check').length === 2,
  );
  assert.equal(await running(), 'First');
  await tester.region('timeline').locator('.run').nth(3).click();
  await expectRunning('Second');
  await page.evaluate(() => /** @type {any} */ (globalThis).release());
  await tester.press('Undo', tester.region('workflows'));
  await expectRunning('First');
  await tester.done();
});

for (const part of ['task-worker', 'background'])
  test(`where no worker can be started for want of ${part}, everything goes on as without, and one word in the console says so`, async () => {
    const page = await (await shared.browser.newContext({ locale: 'en-GB' })).newPage();
    /** @type {string[]} */
    const said = [];
    page.on('console', (message) => message.type() === 'warning' && said.push(message.text()));
    await page.route(`**/${part}*`, (route) => route.abort());
    await page.goto(shared.address);
    const tester = new Tester(page, shared.address);
    await tester.started();
    await showTests(tester);
    await tester.expectText(tester.region('tests').locator('.badge').first(), 'All pass');
    await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
      const [{ id: contact }] = element.workspace.contacts;
      element.scenarios = [{ name: 'Wrong', steps: [{ expect: { contact, engagementScore: -1 } }] }];
    });
    await tester.expectText(tester.region('tests').locator('.outcome .badge'), '1 of 1 fail');
    assert.equal(said.filter((text) => text.includes('there is no worker')).length, 1, said.join('\n'));
    await expectWorkers(page, 0);
    await page.context().close();
  });

test('a worker that breaks down is done without, by all that was under way', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  // Told in the console, which the test of the page takes for a complaint.
  await page.evaluate(() => Object.assign(console, { warn: () => {} }));
  const outcomes = await checkTwice(page, () => {
    const { started } = /** @type {any} */ (globalThis);
    started.at(-1).onerror(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
  });
  assert.deepEqual(outcomes, ['true', 'true']);
  await expectWorkers(page, 0);
  await showTests(tester);
  await tester.expectText(tester.region('tests').locator('.badge').first(), 'All pass');
  await tester.done();
});

test('a task that stops the engine of the worker fails, and another worker does what else was under way', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  const outcomes = await checkTwice(page, () => {
    const global = /** @type {any} */ (globalThis);
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    global.isHeld = false;
    const fails = () => Promise.reject(new Error('tried on the thread of the page'));
    element.engine.inTurns = () => ({ ended: null, check: fails });
    const failure = { name: 'RehearseError', code: 'engine.stopped', message: 'out of memory' };
    const data = { kind: 'failed', id: 2, failure: { ...failure, refusal: null, diagnostics: [], version: null } };
    global.started[0].onmessage(new MessageEvent('message', { data }));
  });
  assert.deepEqual(outcomes, ['The engine in the background failed: out of memory', 'true']);
  assert.equal((await asked(page)).filter((kind) => kind === 'start').length, 1);
  await expectWorkers(page, 1);
  await tester.done();
});

test('who is told of no worker any more, or of another engine, still gets what was under way', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  const outcomes = await checkTwice(page, () => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).worker = false;
  });
  assert.deepEqual(outcomes, ['true', 'true']);
  await expectWorkers(page, 0);
  await setWorker(page, true);
  const others = await checkTwice(page, () => {
    const global = /** @type {any} */ (globalThis);
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    // As good as another engine: what is known of an engine is known by its identity.
    const other = Object.create(element.engine, {
      inBackground: { value: () => Object.getPrototypeOf(other).inBackground() },
      inTurns: { value: () => Object.getPrototypeOf(other).inTurns() },
    });
    for (const name of ['simulate', 'check', 'format', 'openTrace', 'test', 'checkScenarios']) {
      other[name] = (/** @type {any[]} */ ...given) => Object.getPrototypeOf(other)[name](...given);
    }
    Object.defineProperty(other, 'catalog', { value: element.engine.catalog });
    global.isHeld = false;
    element.engine = other;
    element.renderRoot.querySelector('rehearse-clock').store.tasks.check('{}');
  });
  assert.deepEqual(others, ['true', 'true']);
  await expectWorkers(page, 1);
  await tester.done();
});

test('all elements of a page share one worker, which the last of them ends; it comes back with them', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  const wanted = () =>
    page.evaluate(async () => {
      const first = /** @type {any} */ (document.querySelector('rehearse-tester'));
      const second = /** @type {any} */ (document.createElement('rehearse-tester'));
      Object.assign(globalThis, { first, second, parent: first.parentElement });
      second.worker = true;
      second.engine = first.engine;
      second.workspace = first.workspace;
      second.scenarios = first.scenarios;
      document.body.append(second);
      await second.updateComplete;
    });
  await wanted();
  for (const index of [0, 1]) {
    const workflows = page.locator('rehearse-workflows').nth(index);
    await workflows.getByRole('tab', { name: /^Tests/ }).click();
    await tester.expectText(workflows.locator('rehearse-tests .badge').first(), 'All pass');
  }
  assert.equal((await asked(page)).filter((kind) => kind === 'start').length, 1);
  await expectWorkers(page, 1);
  await page.evaluate(async () => {
    /** @type {any} */ (globalThis).second.remove();
    // An element that is moved comes back at once: only then is it gone.
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  await expectWorkers(page, 1);
  await page.evaluate(() => /** @type {any} */ (globalThis).first.remove());
  await expectWorkers(page, 0);
  await page.evaluate(() => {
    const { first, parent } = /** @type {any} */ (globalThis);
    parent.append(first);
    first.scenarios = first.scenarios.slice(1);
  });
  await page.waitForFunction(
    () => /** @type {any} */ (globalThis).asked.filter((/** @type {string} */ kind) => kind === 'start').length === 2,
  );
  await tester.expectText(tester.region('tests').locator('.badge').first(), 'All pass');
  await expectWorkers(page, 1);
  await tester.done();
});

/** Hands out an engine that is as good as another one: what is known of an engine is known by its identity. */
const setOtherEngine = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const global = /** @type {any} */ (globalThis);
    global.plain ??= element.engine;
    const other = { catalog: global.plain.catalog };
    for (const name of ['simulate', 'check', 'openTrace', 'inTurns', 'inBackground']) {
      Object.assign(other, { [name]: (/** @type {any[]} */ ...given) => global.plain[name](...given) });
    }
    element.engine = other;
  });

test('with another engine, the worker of the one before is let go, and tests that could not be run are run again', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { store } = element.renderRoot.querySelector('rehearse-clock');
    await store.tasks.check('{}');
  });
  await expectWorkers(page, 1);
  await setOtherEngine(page);
  await expectWorkers(page, 0);
  await setWorker(page, false);
  await page.evaluate(() => {
    const { engine } = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const failure = Object.assign(new Error('The engine stopped.'), { code: 'engine.stopped' });
    engine.inTurns = () => ({ ended: null, test: () => Promise.reject(failure) });
  });
  await showTests(tester);
  const outcome = tester.region('tests').locator('.outcome');
  await tester.expectText(outcome.locator('.error'), 'Not run. The engine stopped.');
  await setOtherEngine(page);
  await tester.expectText(outcome.locator('.badge').first(), 'All pass');
  await tester.done();
});

test('who wants no answer any more while the element is gone is told so, and no worker is started for it', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  const reason = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { parentElement } = element;
    const { store } = element.renderRoot.querySelector('rehearse-clock');
    element.remove();
    while (store.simulation) await new Promise((resolve) => setTimeout(resolve));
    const end = new AbortController();
    const outcome = store.tasks.check('{}', { signal: end.signal }).catch((/** @type {any} */ error) => error.message);
    end.abort(new Error('no longer wanted'));
    const told = await outcome;
    parentElement.append(element);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return told;
  });
  assert.equal(reason, 'no longer wanted');
  assert.deepEqual(await asked(page), []);
  await tester.done();
});

test('who asks while the element is gone starts no worker, and is answered once it is back', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const parent = element.parentElement;
    const { store } = element.renderRoot.querySelector('rehearse-clock');
    Object.assign(globalThis, { element, parent });
    // The worker's own part is loaded by then.
    await store.tasks.check(element.workspace);
    element.remove();
    while (store.simulation) await new Promise((resolve) => setTimeout(resolve));
    const outcome = store.tasks.check(element.workspace);
    Object.assign(globalThis, { outcome });
    const isAnswered = await Promise.race([outcome, new Promise((resolve) => setTimeout(resolve, 200))]);
    if (isAnswered) throw new Error('answered while it was gone');
  });
  assert.deepEqual(await asked(page), ['start', 'check']);
  await expectWorkers(page, 0);
  const isOk = await page.evaluate(async () => {
    const { element, parent, outcome } = /** @type {any} */ (globalThis);
    parent.append(element);
    return (await outcome).ok;
  });
  assert.equal(isOk, true);
  await expectWorkers(page, 1);
  await tester.done();
});

test('mounted and taken away hundreds of times, it leaves no worker behind', async () => {
  const tester = await Tester.open(shared, { before: countRequests });
  const { page } = tester;
  await page.evaluate(async () => {
    const first = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const given = { workspace: first.workspace, scenarios: first.scenarios, engine: first.engine };
    first.remove();
    for (let times = 0; times < 200; times += 1) {
      const element = /** @type {any} */ (document.createElement('rehearse-tester'));
      Object.assign(element, given, { worker: true });
      document.body.append(element);
      await element.updateComplete;
      // The tests are looked at, as the tab of tests does.
      element.renderRoot.querySelector('rehearse-clock').store.testOutcome();
      // Some go at once, some a moment later, some while their worker starts or has begun.
      if (times % 3 === 0) await new Promise((resolve) => setTimeout(resolve, times % 50));
      element.remove();
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  assert.ok((await asked(page)).includes('start'), 'there were workers');
  await expectWorkers(page, 0);
  await tester.done();
});
