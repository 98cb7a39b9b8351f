// Names and texts are shown as text, whatever they hold: markup, scripts, marks that turn the direction, 10,000
// characters, line breaks, characters that nobody sees. Nothing of it is run, none of it turns what stands around it, and
// the page keeps its width.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { hostileStimuli, hostileWorkspace, short } from './support/hostile.js';
import { dropFile, openReplay } from './support/replay.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** What is wrong with the page as it is now. @param {Tester} tester */
function faults({ page }) {
  return page.evaluate(() => {
    /** @type {string[]} */
    const found = [];
    if ('hacked' in globalThis) found.push('a script was run');
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`${scrollWidth - clientWidth} px stand out sideways`);
    const own = new Set(['SCRIPT', 'IMG', 'B', 'IFRAME', 'OBJECT']);
    /** Whether an element holds nothing but what somebody has written, and keeps its direction to itself. */
    const keepsApart = (/** @type {Element} */ element) =>
      element.matches('textarea, option') ||
      (element.matches('bdi, code') && /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi));
    /** Whether the marks of direction in a text end where they should: isolation holds no others. */
    const isBalanced = (/** @type {string} */ text) => {
      /** @type {string[]} */
      const open = [];
      for (const letter of text.match(/[\u202A-\u202E\u2066-\u2069]/g) ?? []) {
        if (letter !== '\u202C' && letter !== '\u2069') open.push(letter < '\u2066' ? '\u202C' : '\u2069');
        else if (open.pop() !== letter) return false;
      }
      return open.length === 0;
    };
    /** What a text holds outside of all that is set apart by marks in it. */
    const outside = /** @type {(text: string) => string} */ (text) => {
      const rest = text.replace(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, '');
      return rest === text ? text : outside(rest);
    };
    const look = (/** @type {Document | ShadowRoot} */ root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const attributes = [...element.attributes].map(({ name }) => name);
        if (attributes.some((name) => name.startsWith('on')))
          found.push(`a handler: ${element.outerHTML.slice(0, 200)}`);
        if (own.has(element.tagName) && root !== document) found.push(`markup: ${element.outerHTML.slice(0, 200)}`);
        for (const node of element.childNodes) {
          if (node.nodeType !== Node.TEXT_NODE || !/[\u202A-\u202E\u2066-\u2069]/.test(node.textContent ?? ''))
            continue;
          const text = node.textContent ?? '';
          const turns = keepsApart(element) ? !isBalanced(text) : /[\u202A-\u202E\u2066-\u2069]/.test(outside(text));
          if (turns && element.checkVisibility()) {
            const { outerHTML } = element.matches('bdi, code, span') ? (element.parentElement ?? element) : element;
            found.push(`turns what stands around it: ${outerHTML.replace(/<!--.*?-->/g, '').slice(0, 300)}`);
          }
        }
      }
    };
    look(document);
    return [...new Set(found)];
  });
}

for (const width of [1440, 390]) {
  test(`a workspace in which everything is called so, ${width} px wide`, async () => {
    const tester = await Tester.open(shared, { width });
    const { page } = tester;
    const isFine = async (/** @type {string} */ where) => assert.deepEqual(await faults(tester), [], where);
    const show = async (/** @type {string} */ view) => {
      if (width < 736) await tester.press(view, page.getByRole('navigation', { name: 'Regions' }));
    };
    await tester.openFile(`${short.markup.replaceAll('/', '∕')}\u202E.json`, 'no JSON');
    await tester.expectText(page.locator('.page-head .problem'), /was not opened/);
    await isFine("a file's name");
    await page.evaluate(
      ([workspace, stimuli]) => {
        const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
        element.workspace = workspace;
        const { store } = element.shadowRoot.querySelector('rehearse-composer');
        for (const stimulus of stimuli) {
          const error = store.stimuli.do(stimulus);
          if (error !== null) throw new Error(error);
        }
      },
      /** @type {const} */ ([hostileWorkspace(), hostileStimuli()]),
    );
    await show('Simulate');
    await tester.region('timeline').locator('.run').nth(5).waitFor();
    await isFine('why');
    for (let index = 0; index < 6; index += 1) {
      await tester.region('timeline').locator('.run').nth(index).click();
      await isFine(`stimulus ${index}`);
    }
    await tester.region('timeline').locator('[data-action="edit"]').click();
    await isFine('a fired event that is changed');
    await page.locator('#cancel-edit').click();
    for (const tab of ['Journal', 'Outbox', 'Why']) {
      await page
        .getByRole('tab', { name: new RegExp(`^${tab}`) })
        .first()
        .click();
      await isFine(tab);
    }
    await show('Build');
    await isFine('the workflows');
    for (let index = 0; index < 12; index += 1) {
      await page.locator(`#open-workflow-${index}`).click();
      await page.locator('#close-editor').waitFor();
      await isFine(`workflow ${index}`);
      await page.locator('#close-editor').click();
    }
    for (const tab of ['Tests', 'JSON', 'Problems', 'Workflows']) {
      await page
        .getByRole('tab', { name: new RegExp(`^${tab}`) })
        .first()
        .click();
      await isFine(tab);
    }
    await show('Contacts');
    await isFine('the contacts');
    await tester.region('contacts').locator('#add-contact').click();
    const added = tester.region('contacts').locator('form.edit');
    await added.getByLabel('Id', { exact: true }).fill(String(hostileWorkspace().contacts[3]?.id));
    await tester.press('Let it arrive now', added);
    await added.getByRole('alert').waitFor();
    await isFine('what the engine refuses');
    await tester.press('Cancel', added);
    for (let index = 0; index < 4; index += 1) {
      await tester.region('contacts').locator('.edit-button').first().click();
      await isFine('a contact that is changed');
      await tester.region('contacts').getByRole('button', { name: 'Cancel' }).click();
    }
    const history = tester.region('contacts').locator('summary').first();
    await history.click();
    await isFine("a score's history");
    await page.waitForTimeout(500);
    await tester.pressInHead('Recent');
    await page.getByRole('dialog').locator('li').first().waitFor();
    await isFine('what is kept');
    await tester.press('Close', page.getByRole('dialog'));
    await tester.reload();
    await page.locator('.page-head .told').waitFor();
    await isFine('when it is opened again');
    await tester.openSample('Segmentation by engagement');
    await tester.pressInHead('Recent');
    await page.getByRole('dialog').locator('.delete').first().click();
    await page.locator('#undo-delete').waitFor();
    await isFine('when it is deleted');
    await tester.press('Close', page.getByRole('dialog'));
    await tester.done();
  });
}

test('tests, traces and bad documents with such texts', async () => {
  const tester = await Tester.open(shared);
  const isFine = async (/** @type {string} */ where) => assert.deepEqual(await faults(tester), [], where);
  const workspace = hostileWorkspace();
  await tester.page.evaluate(
    ([document_, names]) => {
      const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
      element.workspace = document_;
      element.scenarios = names.map((name) => ({
        name,
        steps: [{ advance: '1d' }, { expect: { contact: document_.contacts[0]?.id, hasTags: [name], notes: [name] } }],
      }));
    },
    /** @type {const} */ ([workspace, Object.values(short)]),
  );
  await tester.page.getByRole('tab', { name: /^Tests/ }).click();
  await tester.region('tests').locator('.failure').first().waitFor();
  await isFine('tests');
  const trace = { rehearse: 1, engine: short.markup, name: short.turned, drafts: 'skip', workspace };
  await tester.openFile('a.trace.json', JSON.stringify({ ...trace, stimuli: hostileStimuli() }));
  await tester.page.locator('.page-head .note').waitFor();
  await isFine('a trace');
  await tester.openFile('a.trace.json', JSON.stringify({ ...trace, stimuli: [{ fire: { type: short.markup } }] }));
  await tester.page.locator('.page-head .problem').waitFor();
  await isFine('a trace that cannot be run');
  const bad = Object.fromEntries(Object.values(short).map((text) => [text, text]));
  await tester.openFile('a.json', JSON.stringify({ ...workspace, ...bad, clock: short.turned, seed: short.markup }));
  await tester.page.getByRole('tab', { name: /^Problems/ }).click();
  await tester.region('workflows').locator('.place').first().waitFor();
  await isFine('problems');
  await tester.page.getByRole('tab', { name: 'JSON' }).click();
  await isFine('problems beside the text');
  await tester.done();
});

test('a log with such texts is looked at and replayed', async () => {
  const tester = await Tester.open(shared);
  const isFine = async (/** @type {string} */ where) => assert.deepEqual(await faults(tester), [], where);
  const cell = (/** @type {string} */ text) => `"${text.replaceAll('"', '""')}"`;
  const rowsOf = (/** @type {string[]} */ all) =>
    all.map((text) => ['2026-03-03T09:00:00Z', cell(text), 'link.clicked', cell(text), cell(text)].join(','));
  const heads = 'at,contact,type,link,"<img src=x onerror=""globalThis.hacked=true"">"';
  const name = `${short.template.slice(0, 40)}\u202E.csv`;
  const region = await openReplay(tester);
  await dropFile(tester, name, [heads, ...rowsOf(Object.values(short))].join('\n'));
  await tester.expectText(region.getByRole('alert'), /The log is no text/);
  await isFine('a log with a null character');
  const { control, ...others } = short;
  await dropFile(tester, name, [heads, ...rowsOf(Object.values(others))].join('\n'));
  await region.locator('table').first().waitFor();
  await isFine('the preview');
  const other = { rehearse: 1, name: 'Other', workflows: [] };
  await region.locator('#other-file').setInputFiles({
    name: `gpj\u202Efdp.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(other)),
  });
  await tester.expectText(region.locator('.compare + .hint'), /^A: .*fdp.* · B: The workspace as it is now$/);
  await isFine('what it is compared with');
  await region.locator('#run-replay').click();
  await region.locator('#replay-result').waitFor();
  await isFine('what came of it');
  await tester.done();
});
