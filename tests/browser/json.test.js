// The workspace as text: a bad document is kept and located while the last good one keeps running.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** @param {Tester} tester */
async function openText(tester) {
  await tester.page.getByRole('tab', { name: 'JSON' }).click();
  return tester.page.getByLabel('Workspace as JSON');
}

/** Where the caret stands in the text. @param {import('playwright-core').Locator} area */
function caret(area) {
  return area.evaluate((element) => {
    const { value, selectionStart } = /** @type {HTMLTextAreaElement} */ (element);
    const before = value.slice(0, selectionStart).split('\n');
    return {
      line: before.length,
      column: (before.at(-1) ?? '').length + 1,
      rest: value.slice(selectionStart, selectionStart + 12),
    };
  });
}

test('the emptied text is an error like any other', async () => {
  const tester = await Tester.open(shared);
  const area = await openText(tester);
  await area.fill('');
  const editor = tester.region('json-editor');
  await tester.expectText(editor.locator('.state'), /^Not running this text/);
  await tester.expectText(editor.locator('.place'), /^Line 1, column 1 Error The text is empty\./);
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await tester.press('Undo');
  await tester.expectText(editor.locator('.state'), 'The simulation runs this document.');
  await tester.done();
});

test('an error far to the right and far below is selected, in sight, and marked at its line', async () => {
  const tester = await Tester.open(shared);
  const area = await openText(tester);
  const lines = '\n'.repeat(300);
  await area.fill(`{${lines}"rehearse": 1, "x-long": "${'é'.repeat(400)}", "workflows": "none" }`);
  const editor = tester.region('json-editor');
  await tester.expectText(editor.locator('mark.error'), '301');
  await editor.locator('.place').click();
  const seen = await area.evaluate((element) => {
    const { value, selectionStart, selectionEnd, scrollLeft, scrollTop, clientWidth, clientHeight } =
      /** @type {HTMLTextAreaElement} */ (element);
    const { fontSize } = getComputedStyle(element);
    const column = selectionStart - value.lastIndexOf('\n', selectionStart - 1);
    const x = column * Number.parseFloat(fontSize) * 0.6;
    const y = 300 * Number.parseFloat(fontSize) * 1.5;
    return {
      selected: value.slice(selectionStart, selectionEnd),
      inSight: x > scrollLeft && x < scrollLeft + clientWidth && y > scrollTop && y < scrollTop + clientHeight,
    };
  });
  assert.deepEqual(seen, { selected: '"none"', inSight: true });
  await tester.done();
});

test('while the text has errors the workflows say what is written and what runs', async () => {
  const tester = await Tester.open(shared);
  const area = await openText(tester);
  const text = await area.inputValue();
  await area.fill(text.replace('"published"', '"draft"').replace('"points": 10', '"points": -3'));
  await tester.page.getByRole('tab', { name: 'Workflows' }).click();
  const region = tester.region('workflows');
  await tester.expectText(region.locator('.notice'), /the workspace as it is written.+runs the last good version/);
  await tester.expectText(region.locator('.workflow .statuses'), 'DraftStill runs as published');
  await tester.done();
});

test('a value out of range is located, and leads to its place in text and forms', async () => {
  const tester = await Tester.open(shared);
  const area = await openText(tester);
  const text = await area.inputValue();
  await area.fill(text.replace('"points": 10', '"points": -3'));
  const editor = tester.region('json-editor');
  await tester.expectText(editor.locator('.state'), /^Not running this text/);
  const line = text.slice(0, text.indexOf('"points"')).split('\n').length;
  await tester.expectText(editor.locator('.place .where'), new RegExp(`^Line ${line}, column \\d+$`));
  await editor.locator('.place').click();
  const place = await caret(area);
  assert.equal(place.line, line);
  assert.match(place.rest, /^-3/);

  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');

  await tester.page.getByRole('tab', { name: 'Problems' }).click();
  await tester.region('workflows').locator('.place').click();
  const points = tester.page.getByLabel('Points', { exact: true });
  assert.equal(await points.getAttribute('aria-invalid'), 'true');
  await points.fill('4');
  await tester.expectScore('Ana Ruiz', '4');
  await tester.done();
});

test('text that is no JSON is kept, and the forms wait for it', async () => {
  const tester = await Tester.open(shared);
  const area = await openText(tester);
  const text = await area.inputValue();
  const broken = text.replace('"workflows": [', '"workflows": [,');
  await area.fill(broken);
  await tester.expectText(tester.region('json-editor').locator('.place'), /^Line \d+, column \d+ Error/);
  await tester.page.getByRole('tab', { name: 'Workflows' }).click();
  await tester.expectText(tester.region('workflows').locator('.notice'), /cannot be shown as forms until it is mended/);
  await tester.press('Edit Email engagement tracking');
  assert.equal(await tester.page.getByLabel('Points', { exact: true }).isDisabled(), true);
  const again = await openText(tester);
  assert.equal(await again.inputValue(), broken);
  await again.fill(text);
  await tester.expectText(tester.region('json-editor').locator('.state'), 'The simulation runs this document.');
  await tester.done();
});

test('every kind of wrong document is survived', async () => {
  const tester = await Tester.open(shared);
  const area = await openText(tester);
  const text = await area.inputValue();
  const documents = [
    '',
    'null',
    '[]',
    '"text"',
    '{}',
    '{"rehearse":1,"workflows":null}',
    '{"rehearse":1,"workflows":[null]}',
    '{"rehearse":1,"workflows":[{"id":5,"triggers":{},"steps":[[]]}]}',
    '{"rehearse":1,"workflows":[{"id":"a","triggers":[{"type":7}],"steps":[{"type":"if","branches":[3]}]}]}',
    '{"rehearse":1,"workflows":[],"contacts":{"id":1},"resources":[]}',
    '{"rehearse":1,"workflows":[{"id":"a","triggers":[{"type":"email.opened","conditions":[{"all":5},{"field":1}]}],"steps":[]}]}',
    `${'['.repeat(500)}${']'.repeat(500)}`,
    '{"rehearse":1,"__proto__":{"a":1},"workflows":[]}',
  ];
  for (const document of documents) {
    await area.fill(document);
    await tester.expectText(tester.region('json-editor').locator('.state'), /^Not running this text/);
    assert.notEqual(await tester.region('json-editor').locator('.place').count(), 0, document);
    await tester.page.getByRole('tab', { name: 'Workflows' }).click();
    await tester.page.getByRole('tab', { name: 'JSON' }).click();
    assert.equal(await area.inputValue(), document);
  }
  await area.fill(text);
  await tester.expectText(tester.region('json-editor').locator('.state'), 'The simulation runs this document.');
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await tester.done();
});

test('a warning is shown at its place, and the document runs all the same', async () => {
  const tester = await Tester.open(shared);
  await tester.press('Edit Email engagement tracking');
  const value = tester.region('workflows').getByLabel('Value', { exact: true });
  await value.fill('no-such-email');
  await tester.expectText(
    tester.region('workflows').locator('.comparison .problem'),
    /^Warning no-such-email is not listed/,
  );
  assert.equal(await value.getAttribute('aria-invalid'), null);
  assert.equal(await tester.region('workflows').locator('.notice').count(), 0);
  await tester.done();
});

test('what is typed slowly stays, whatever else is told meanwhile', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  const area = await openText(tester);
  const written = await area.inputValue();
  const place = written.indexOf('"Email engagement tracking"') + 1;
  await area.evaluate((element, at) => {
    const text = /** @type {HTMLTextAreaElement} */ (element);
    text.focus();
    text.setSelectionRange(at, at);
  }, place);
  for (const letter of 'Spring ') {
    await area.press(letter === ' ' ? 'Space' : letter);
    // Something else is told while the letter waits to be read: the clock's region, say.
    await tester.page.evaluate(() => {
      const region = document.querySelector('rehearse-tester')?.shadowRoot?.querySelector('rehearse-clock');
      /** @type {any} */ (region).store.say('Something else happened.');
    });
    await tester.page.waitForTimeout(260);
  }
  assert.equal(await area.inputValue(), `${written.slice(0, place)}Spring ${written.slice(place)}`);
  await tester.done();
});
