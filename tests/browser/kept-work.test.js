// What was open is there again when the page is opened again; no tab writes over another's work; where the browser keeps
// nothing, the page says so and works.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester, timeZone } from './support/tester.js';
import { keepNothing } from './support/troubles.js';

const shared = useBrowser();

/** @param {Tester} tester */
const toldBy = (tester) => tester.page.locator('.page-head .told p');
/** @param {Tester} tester */
const heldBy = (tester) => tester.page.locator('.page-head .held p');
/** @param {Tester} tester */
const dialogOf = (tester) => tester.page.getByRole('dialog', { name: 'Kept in this browser' });

/**
 * All that a store of the browser's database holds.
 * @param {Tester} tester
 * @param {'works' | 'heads'} name
 * @returns {Promise<any[]>}
 */
function storedBy({ page }, name) {
  return page.evaluate(async (store) => {
    const names = (await indexedDB.databases()).map(({ name: each }) => each);
    if (!names.includes('rehearse-kept')) return [];
    const request = indexedDB.open('rehearse-kept');
    await new Promise((done) => request.addEventListener('success', done));
    const all = request.result.transaction(store).objectStore(store).getAll();
    await new Promise((done) => all.addEventListener('success', done));
    request.result.close();
    return all.result;
  }, name);
}

/** The works that the browser keeps. @param {Tester} tester */
async function keptBy(tester) {
  const works = await storedBy(tester, 'works');
  return works.map(({ name, session }) => ({ name, stimuli: session.stimuli.length }));
}

/** How many stimuli are open: regions draw them a moment later. @param {Tester} tester @returns {Promise<number>} */
const countStimuli = ({ page }) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('rehearse-tester')).session.stimuli.length);

/** Waits until as many are kept. @param {Tester} tester @param {number} count @param {number} stimuli of the one changed last */
async function expectKept(tester, count, stimuli) {
  /** @type {any[]} */
  let kept = [];
  for (let waited = 0; waited < 5_000; waited += 50) {
    kept = await keptBy(tester);
    if (kept.length === count && kept.some((work) => work.stimuli === stimuli)) return;
    await tester.page.waitForTimeout(50);
  }
  assert.deepEqual(kept, `${count} works, one with ${stimuli} stimuli`);
}

/** Changes the workspace, fires twice and moves the clock. @param {Tester} tester */
async function work(tester) {
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '25');
  await tester.press(/^\+1 d/);
}

test('a comparison that was begun goes on after a reload', async () => {
  const tester = await Tester.open(shared);
  await work(tester);
  await tester.region('timeline').locator('[data-action="compare"]').click();
  await tester.region('timeline').locator('[data-action="skip"]').click();
  await tester.region('comparison').locator('table').waitFor();
  const rows = await tester.region('comparison').locator('tr').allTextContents();
  const read = () => tester.page.evaluate(() => /** @type {any} */ (document.querySelector('rehearse-tester')).session);
  const { kept } = await read();
  assert.equal(kept.stimuli.length, 3);
  await expectKept(tester, 1, 3);
  await tester.reload();
  await tester.region('comparison').locator('table').waitFor();
  assert.deepEqual(await tester.region('comparison').locator('tr').allTextContents(), rows);
  assert.deepEqual((await read()).kept, kept);
  await tester.press('Keep A');
  assert.equal((await read()).kept, undefined);
  await tester.done();
});

test('the workspace, its tests and the timeline are there again, with what is looked at', async () => {
  const tester = await Tester.open(shared);
  await work(tester);
  await tester.press('Make this a test');
  await tester.expectText(tester.page.getByRole('status').last(), /stands under Tests/);
  await tester.region('timeline').locator('.run').nth(1).click();
  await tester.region('timeline').locator('[data-action="skip"]').click();
  const before = await tester.page.evaluate(
    () => /** @type {any} */ (document.querySelector('rehearse-tester')).session,
  );
  assert.equal(before.scenarios.length, 8);
  assert.deepEqual(
    before.stimuli.map((/** @type {any} */ { skipped }) => skipped),
    [false, true, false],
  );
  await expectKept(tester, 1, 3);
  await tester.reload();
  await tester.expectText(toldBy(tester), 'Restored what you had open. Undo starts anew from here.');
  assert.deepEqual(
    await tester.page.evaluate(() => /** @type {any} */ (document.querySelector('rehearse-tester')).session),
    before,
  );
  await tester.expectText(tester.region('timeline').locator('li.selected .badge'), 'Skipped');
  await tester.expectScore('Ana Ruiz', 'empty');
  await tester.press('Hide this note');
  await toldBy(tester).waitFor({ state: 'hidden' });
  await tester.done();
});

test('changes are kept even if the page is left at once, and the list knows of them', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const awayAndBack = async () => {
    await page.goto('about:blank');
    await page.goBack();
  };
  for (let left = 1; left <= 10; left += 1) {
    await tester.fireButton.evaluate((/** @type {HTMLElement} */ button) => button.click());
    await tester.fireButton.evaluate((/** @type {HTMLElement} */ button) => button.click());
    await (left % 2 === 0 ? tester.reload(awayAndBack) : tester.reload());
    await tester.expectText(toldBy(tester), /^Restored/);
    assert.equal(await countStimuli(tester), 2 * left);
    const [works, heads] = await Promise.all([storedBy(tester, 'works'), storedBy(tester, 'heads')]);
    assert.deepEqual(
      heads,
      works.map(({ id, name, at }) => ({ id, name, at })),
    );
  }
  await tester.done();
});

test('what nobody has changed is not kept: the page opens with the first sample', async () => {
  const tester = await Tester.open(shared);
  await tester.openSample('Segmentation by engagement');
  await tester.page.waitForTimeout(600);
  assert.deepEqual(await keptBy(tester), []);
  await tester.reload();
  await tester.expectText(tester.region('workflows').locator('.title h2'), 'Email engagement tracking');
  assert.equal(await toldBy(tester).isVisible(), false);
  await tester.done();
});

test('a document that is no JSON is there again as it was written', async () => {
  const tester = await Tester.open(shared);
  await tester.page.getByRole('tab', { name: 'JSON' }).click();
  await tester.page.getByLabel('Workspace as JSON').fill('{ "rehearse": 1, "name": ');
  await tester.expectText(tester.page.getByRole('tab', { name: /^Problems/ }), 'Problems 1');
  await expectKept(tester, 1, 0);
  await tester.reload();
  await tester.page.getByRole('tab', { name: 'JSON' }).click();
  assert.equal(await tester.page.getByLabel('Workspace as JSON').inputValue(), '{ "rehearse": 1, "name": ');
  // The last good document runs, as before.
  await tester.expectScore('Ben Okafor', '35');
  await tester.expectText(tester.page.locator('#found .where'), 'Line 1, column 26');
  await tester.done();
});

test('something else is opened: what was open is kept, and one press leads back', async () => {
  const tester = await Tester.open(shared);
  await work(tester);
  const text = await tester.workspaceText();
  await tester.press('Start empty');
  await tester.expectText(tester.region('workflows').locator('.title h2'), 'New workspace');
  await tester.expectText(toldBy(tester), 'What you had open is kept under Recent.');
  await tester.press('Back to it');
  await tester.expectText(toldBy(tester), 'Restored what you had open. Undo starts anew from here.');
  assert.equal(await tester.workspaceText(), text);
  await tester.expectScore('Ana Ruiz', '25');
  await tester.done();
});

test('the list of what is kept: open one, delete one, take that back', async () => {
  const tester = await Tester.open(shared);
  await tester.press('Recent');
  await tester.expectText(dialogOf(tester).locator('p'), /Nothing yet\./);
  await tester.press('Close', dialogOf(tester));
  await work(tester);
  await tester.openSample('Segmentation by engagement');
  await tester.fireButton.click();
  await expectKept(tester, 2, 1);
  await tester.press('Recent');
  const rows = dialogOf(tester).locator('li');
  await tester.expectText(rows.locator('.name'), 'Segmentation by engagement | Email engagement tracking');
  await tester.expectText(rows.locator('strong'), 'Open here');
  assert.equal(await rows.first().getByRole('button').count(), 1, 'what is open here is not deleted');
  await tester.press('Delete Email engagement tracking');
  await tester.expectText(rows.locator('.name'), 'Segmentation by engagement');
  assert.equal(await tester.focused(), 'button Undo');
  await tester.page.keyboard.press('Enter');
  await tester.expectText(rows.locator('.name'), 'Segmentation by engagement | Email engagement tracking');
  await tester.press('Open Email engagement tracking');
  await dialogOf(tester).waitFor({ state: 'hidden' });
  await tester.expectScore('Ana Ruiz', '25');
  await tester.done();
});

test('the list does not read what is kept', async () => {
  const tester = await Tester.open(shared);
  await work(tester);
  await expectKept(tester, 1, 3);
  await tester.page.evaluate(() => {
    /** @type {string[]} */
    const read = [];
    /** @type {any} */ (globalThis).read = read;
    for (const name of /** @type {const} */ (['get', 'getAll', 'openCursor'])) {
      const plain = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (/** @type {any[]} */ ...given) {
        if (this.name === 'works') read.push(name);
        return Reflect.apply(plain, this, given);
      };
    }
  });
  await tester.press('Recent');
  await tester.expectText(dialogOf(tester).locator('li .name'), 'Email engagement tracking');
  assert.deepEqual(await tester.page.evaluate(() => /** @type {any} */ (globalThis).read), []);
  await tester.done();
});

test('the list tells its dates in the language of the page, whatever the browser speaks', async () => {
  const tester = await Tester.open(shared);
  await work(tester);
  await expectKept(tester, 1, 3);
  await tester.page.locator('#language').selectOption('es');
  await tester.press('Recientes');
  const today = new Intl.DateTimeFormat('es', { dateStyle: 'medium', timeZone }).format(Date.now());
  await tester.expectText(tester.page.locator('dialog[open] li .muted').first(), new RegExp(`^Cambiado ${today}, `));
  await tester.done();
});

test('only the latest are kept, and the list says how many', async () => {
  const tester = await Tester.open(shared);
  for (let number = 1; number <= 22; number += 1) {
    await tester.openFile('a.json', `{ "rehearse": 1, "name": "Number ${number}", "workflows": [] }`);
    await tester.expectText(tester.region('workflows').locator('.title h2'), `Number ${number}`);
  }
  await tester.press('Recent');
  const names = dialogOf(tester).locator('li .name');
  await tester.expectText(names.first(), 'Number 22');
  assert.equal(await names.count(), 20);
  await tester.expectText(names.last(), 'Number 3');
  await tester.done();
});

test('two tabs: the second has a copy of its own, and neither writes over the other', async () => {
  const tester = await Tester.open(shared);
  await work(tester);
  await expectKept(tester, 1, 3);
  const other = await tester.another();
  await other.expectText(toldBy(other), /^This is open in another tab, too\. Here it is a copy/);
  await other.expectScore('Ana Ruiz', '25');
  await other.fireButton.click();
  await expectKept(other, 2, 4);
  await tester.press(/^\+1 h/);
  await tester.press(/^\+1 h/);
  await expectKept(tester, 2, 5);
  await expectKept(tester, 2, 4);
  await tester.press('Recent');
  await tester.expectText(dialogOf(tester).locator('strong'), 'Open here | Open in another tab');
  await other.reload();
  await other.expectText(toldBy(other), 'Restored what you had open. Undo starts anew from here.');
  assert.equal(await countStimuli(other), 4);
  await other.done();
  await tester.done();
});

test('a browser that keeps nothing: the page says what that means, and works', async () => {
  const tester = await Tester.open(shared, { before: keepNothing });
  const storage = tester.page.locator('.page-head .storage');
  await tester.expectText(storage, /^This browser does not let the page keep anything.*save a file\.$/);
  await work(tester);
  /** @type {string[]} */
  const asked = [];
  tester.page.on('dialog', (dialog) => asked.push(dialog.message()));
  await tester.press('Start empty');
  assert.deepEqual(asked, ['Leave this workspace? Changes that were not saved are lost.']);
  await tester.openSample('Email engagement tracking');
  await tester.fireButton.click();
  await tester.expectText(tester.region('timeline').locator('.run'), /./);
  await tester.press('Start empty');
  await tester.expectText(heldBy(tester), /^What you had open is held until/);
  await tester.press('Back to it');
  await tester.expectText(heldBy(tester), '');
  assert.equal(await tester.region('timeline').locator('.run').count(), 1);
  await tester.press('Recent');
  await tester.expectText(dialogOf(tester).locator('p'), /This browser does not let the page keep anything/);
  await tester.press('Close', dialogOf(tester));
  await tester.expectText(storage, /^This browser/);
  await tester.done();
});

test('what the page holds is there until something else is opened, whatever is told meanwhile', async () => {
  const tester = await Tester.open(shared, { before: keepNothing });
  const mayLeave = () => tester.page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })));
  await work(tester);
  const text = await tester.workspaceText();
  await tester.press('Start empty');
  await tester.expectText(heldBy(tester), /^What you had open is held until/);
  assert.equal(await mayLeave(), false);
  await tester.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await tester.press('Copy link');
  await tester.expectText(toldBy(tester), /^The link is copied/);
  await tester.press('Hide this note');
  await tester.openFile('a.png', 'no workspace');
  await tester.expectText(tester.page.locator('.page-head .problem'), /was not opened/);
  await tester.press('Back to it');
  assert.equal(await tester.workspaceText(), text);
  assert.equal(await tester.region('timeline').locator('.run').count(), 3);
  // Again, though nothing was done to it since.
  await tester.press('Start empty');
  await tester.press('Back to it');
  assert.equal(await tester.workspaceText(), text);
  await tester.press('Start empty');
  await tester.openSample('Segmentation by engagement');
  await tester.expectText(heldBy(tester), '');
  assert.equal(await mayLeave(), true);
  await tester.done();
});

test('who does not leave for what the page holds is asked about nothing later', async () => {
  const tester = await Tester.open(shared, { before: keepNothing });
  await work(tester);
  await tester.press('Start empty');
  await tester.page.evaluate(() => {
    const page = /** @type {any} */ (globalThis);
    page.asked = 0;
    page.confirm = () => {
      page.asked += 1;
      return false;
    };
  });
  await tester.press('Add workflow');
  await tester.press('Back to it');
  assert.equal(await tester.page.evaluate(() => /** @type {any} */ (globalThis).asked), 1);
  await tester.press('Undo');
  await tester.openSample('Segmentation by engagement');
  assert.equal(await tester.page.evaluate(() => /** @type {any} */ (globalThis).asked), 1);
  await tester.done();
});

test('a browser without room: said, and taken back when there is room again', async () => {
  const tester = await Tester.open(shared, {
    before: () => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (/** @type {any} */ value, /** @type {any} */ key) {
        if (/** @type {any} */ (globalThis).hasRoom) return put.call(this, value, key);
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  });
  const storage = tester.page.locator('.page-head .storage');
  await tester.fireButton.click();
  await tester.expectText(storage, /^The browser has no more room for this page\. .*save a file/);
  await tester.page.evaluate(() => {
    /** @type {any} */ (globalThis).hasRoom = true;
  });
  await tester.fireButton.click();
  await storage.waitFor({ state: 'hidden' });
  await expectKept(tester, 1, 2);
  await tester.done();
});

test('what another version of the page has kept is passed over', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await expectKept(tester, 1, 1);
  await tester.page.evaluate(async () => {
    const request = indexedDB.open('rehearse-kept');
    await new Promise((done) => request.addEventListener('success', done));
    const store = request.result.transaction('works', 'readwrite').objectStore('works');
    const [id] = await new Promise((done) => {
      const keys = store.getAllKeys();
      keys.addEventListener('success', () => done(keys.result));
    });
    store.put({ id, at: 'never', session: { text: 7 } });
    await new Promise((done) => store.transaction.addEventListener('complete', done));
    request.result.close();
  });
  await tester.reload();
  await tester.expectText(tester.region('workflows').locator('.title h2'), 'Email engagement tracking');
  assert.equal(await tester.region('timeline').locator('.run').count(), 0);
  await tester.done();
});

/** A page that has kept something, is loaded again, and does not get it until what this gives is called. */
async function stillBeginning() {
  const tester = await Tester.open(shared, {
    before: () => {
      /** @type {((value?: unknown) => void)[]} */
      const held = [];
      const globals = /** @type {any} */ (globalThis);
      globals.countHeld = () => held.length;
      globals.release = () => {
        for (const done of held.splice(0)) done();
      };
      const { request } = LockManager.prototype;
      LockManager.prototype.request = async function (/** @type {any[]} */ ...given) {
        if (sessionStorage.getItem('isHeld') !== null) await new Promise((done) => held.push(done));
        return Reflect.apply(request, this, given);
      };
    },
  });
  const { page } = tester;
  await tester.fireButton.click();
  await expectKept(tester, 1, 1);
  await page.evaluate(() => sessionStorage.setItem('isHeld', ''));
  await tester.reload();
  await page.waitForFunction(() => /** @type {any} */ (globalThis).countHeld() > 0);
  const goOn = () =>
    page.evaluate(() => {
      sessionStorage.removeItem('isHeld');
      /** @type {any} */ (globalThis).release();
    });
  return { tester, goOn };
}

test('what is opened while the page still reads what is kept stays open', async () => {
  const { tester, goOn } = await stillBeginning();
  await tester.openSample('Segmentation by engagement');
  await tester.expectText(tester.region('workflows').locator('.title h2').first(), /egment/);
  await goOn();
  await tester.page.waitForTimeout(300);
  await tester.expectText(tester.region('workflows').locator('.title h2').first(), /egment/);
  assert.equal(await countStimuli(tester), 0);
  await tester.done();
});

test('what cannot be opened while the page still begins leaves it with what was open before', async () => {
  const { tester, goOn } = await stillBeginning();
  await tester.openFile('a.png', 'no workspace');
  await tester.expectText(tester.page.locator('.page-head .problem'), /was not opened/);
  // Until the page has asked for it once more: it is no other tab to itself.
  await tester.page.waitForTimeout(500);
  await goOn();
  await tester.expectText(toldBy(tester), /^Restored/);
  await tester.expectText(tester.page.locator('.page-head .problem'), /was not opened/);
  await tester.fireButton.click();
  await expectKept(tester, 1, 2);
  await tester.done();
});

test('a later version of the page, and whoever deletes what is kept, does not wait for a page that is open', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await expectKept(tester, 1, 1);
  const outcome = await tester.page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.deleteDatabase('rehearse-kept');
        request.addEventListener('success', () => resolve('deleted'));
        request.addEventListener('blocked', () => resolve('blocked'));
      }),
  );
  assert.equal(outcome, 'deleted');
  await tester.fireButton.click();
  await expectKept(tester, 1, 2);
  await tester.done();
});

test('a file that is still read does not take the place of what was asked for after it', async () => {
  const tester = await Tester.open(shared, {
    before: () => {
      const { arrayBuffer } = Blob.prototype;
      Blob.prototype.arrayBuffer = async function () {
        const read = await arrayBuffer.call(this);
        await new Promise((done) => Object.assign(globalThis, { release: done }));
        return read;
      };
    },
  });
  await tester.openFile('a.json', '{ "rehearse": 1, "name": "Late", "workflows": [] }');
  await tester.page.waitForFunction(() => 'release' in globalThis);
  await tester.openSample('Segmentation by engagement');
  await tester.page.evaluate(() => /** @type {any} */ (globalThis).release());
  await tester.page.waitForTimeout(300);
  await tester.expectText(tester.region('workflows').locator('.title h2'), 'Segmentation by engagement');
  await tester.done();
});

test('where the browser cannot tell what other tabs have open, a reload goes on with what was open', async () => {
  const tester = await Tester.open(shared, {
    before: () => {
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    },
  });
  await tester.fireButton.click();
  await expectKept(tester, 1, 1);
  await tester.reload();
  await tester.expectText(toldBy(tester), 'Restored what you had open. Undo starts anew from here.');
  await tester.fireButton.click();
  await expectKept(tester, 1, 2);
  await tester.done();
});

test('what cannot be deleted stays in the list, and the page says that the browser refuses', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await expectKept(tester, 1, 1);
  await tester.openSample('Segmentation by engagement');
  await tester.page.evaluate(() => {
    IDBObjectStore.prototype.delete = () => {
      throw new DOMException('no', 'UnknownError');
    };
  });
  await tester.press('Recent');
  await tester.press('Delete Email engagement tracking');
  await tester.page.locator('.page-head .storage:not(.none)').waitFor({ state: 'attached' });
  assert.equal(await dialogOf(tester).locator('li').count(), 1);
  assert.equal(await dialogOf(tester).locator('#undo-delete').count(), 0);
  await tester.done();
});
