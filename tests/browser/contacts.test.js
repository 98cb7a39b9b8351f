// Contacts: changed by hand, added, locked and unlocked; files opened and saved.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

test('a score is changed by hand, and emptied', async () => {
  const tester = await Tester.open(shared);
  const contacts = tester.region('contacts');
  await tester.press('Edit Ben Okafor');
  await contacts.getByLabel(/^Engagement score/).fill('50');
  await contacts.getByRole('textbox', { name: 'Tags' }).fill('vip');
  await contacts.getByRole('textbox', { name: 'Tags' }).press('Enter');
  await tester.press('Change now');
  await tester.expectScore('Ben Okafor', '50');
  await tester.expectText(tester.contact('Ben Okafor').locator('.change'), /^\+15 by hand/);
  await tester.expectText(tester.contact('Ben Okafor').locator('.tag'), 'customer | vip');
  assert.equal(await tester.focused(), 'button Edit Ben Okafor');
  await tester.press('Edit Ben Okafor');
  await contacts.getByLabel(/^Engagement score/).fill('');
  await tester.press('Change now');
  await tester.expectScore('Ben Okafor', 'empty');

  await tester.press('Edit Ben Okafor');
  await contacts.getByLabel(/^Engagement score/).fill('1.5');
  await contacts
    .locator('form')
    .evaluate((form) => /** @type {HTMLFormElement} */ (form).setAttribute('novalidate', ''));
  await tester.press('Change now');
  await tester.expectText(contacts.getByRole('alert'), /^Not done\. /);
  await tester.press('Cancel');
  await tester.press('Edit Ben Okafor');
  await contacts.getByLabel(/^Engagement score/).fill('7');
  await tester.press('Change from the start');
  await tester.press('Reset simulation');
  await tester.expectScore('Ben Okafor', '7');
  await tester.done();
});

test('a form that was open while something happened changes only what was changed in it', async () => {
  const tester = await Tester.open(shared);
  const contacts = tester.region('contacts');
  await tester.fireButton.click();
  await tester.press('Edit Ana Ruiz');
  await contacts.getByLabel('Name', { exact: true }).fill('Ana María Ruiz');
  await tester.fireButton.click();
  await tester.press('Change now');
  await tester.expectScore('Ana María Ruiz', '10');
  await tester.done();
});

test('a contact arrives', async () => {
  const tester = await Tester.open(shared);
  await tester.press('Add contact');
  await tester.region('contacts').getByLabel('Name', { exact: true }).fill('Zoë Åkesson');
  await tester.press('Let it arrive now');
  await tester.expectScore('Zoë Åkesson', 'empty');
  await tester.expectText(tester.region('timeline').locator('.run'), /Zoë Åkesson arrived/);
  await tester.done();
});

test('a loop is locked, said, and unlocked', async () => {
  const tester = await Tester.open(shared);
  const workflow = (/** @type {string} */ id, /** @type {string} */ from, /** @type {string} */ to) => ({
    id,
    status: 'published',
    triggers: [{ type: 'tag.added', conditions: [{ field: 'event.tag', operator: 'equalTo', value: from }] }],
    steps: [
      { type: 'removeTag', tags: [from] },
      { type: 'addTag', tags: [to] },
    ],
  });
  const document = {
    rehearse: 1,
    workflows: [
      {
        id: 'start',
        status: 'published',
        triggers: [{ type: 'email.opened' }],
        steps: [{ type: 'addTag', tags: ['ping'] }],
      },
      workflow('ping', 'ping', 'pong'),
      workflow('pong', 'pong', 'ping'),
    ],
    contacts: [{ id: 'ana' }],
  };
  await tester.openFile('loop.workspace.json', JSON.stringify(document));
  await tester.expectText(tester.fireButton, 'Fire: ana, email opened');
  await tester.fireButton.click();
  await tester.expectText(tester.contact('ana').locator('.locks'), /^A loop locked ping Unlock$/);
  await tester.expectText(tester.report.locator('.headline'), /Loop locked/);
  await tester.press('Unlock ping for ana');
  await tester.expectText(tester.region('timeline').locator('.run').first(), /unlocked for ping/);
  assert.equal(await tester.contact('ana').locator('.locks').count(), 0);
  await tester.done();
});

test('what is saved is what was opened', async () => {
  const tester = await Tester.open(shared);
  const text = `{ "rehearse": 1, "name": "Mine", "workflows": [], "x-canvas": { "zoom": 2 } }\n`;
  await tester.openFile('mine.json', text);
  const download = tester.page.waitForEvent('download');
  await tester.press('Save file');
  const saved = await download;
  assert.equal(saved.suggestedFilename(), 'mine.workspace.json');
  assert.equal(await readFile(await saved.path(), 'utf8'), text);
  await tester.done();
});

test('a file that holds no workspace is told, and what was open is kept', async () => {
  const tester = await Tester.open(shared);
  let asked = 0;
  tester.page.on('dialog', () => {
    asked += 1;
  });
  const before = await tester.workspaceText();
  await tester.fireButton.click();
  /** @type {[string | Buffer, RegExp][]} */
  const files = [
    ['', /^mine\.json was not opened\. It is empty\./],
    [Buffer.from([0xff, 0xfe, 0x00, 0xd8]), /not UTF-8/],
    ['hello', /It is no JSON: "hello" is not in quotes\. \(line 1, column 1\) What was open is kept\.$/],
    ['{ "rehearse": 1, ', /\(line 1, column 18\)/],
    ['[1]', /a workspace is a JSON object/],
    [
      '{ "name": "shop", "version": "1.0.0" }',
      /a workspace is a JSON object with "rehearse": 1\. What was open is kept\.$/,
    ],
    ['{ "ok": true, "workflows": [], "scenarios": [] }', /It holds no workspace/],
  ];
  for (const [content, message] of files) {
    await tester.openFile('mine.json', content);
    await tester.expectText(tester.page.locator('header').getByRole('alert'), message);
    assert.equal(await tester.workspaceText(), before);
    await tester.expectText(tester.region('timeline').locator('.run'), /email Spring offer opened/);
  }
  assert.equal(asked, 0, 'nothing was changed');
  await tester.openFile('mine.json', '{ "rehearse": 1, "workflows": [ { "id": 7 } ] }');
  await tester.expectText(tester.region('workflows').locator('.notice'), /^Not applied yet/);
  assert.equal(await tester.page.locator('header').getByRole('alert').count(), 0);
  await tester.openSample('Email engagement tracking');
  assert.equal(asked, 0);
  await tester.expectText(tester.fireButton, 'Fire: Ana Ruiz, email Spring offer opened');
  await tester.done();
});

test('the picker names a sample only while it is as it was opened', async () => {
  const tester = await Tester.open(shared);
  const picker = tester.page.getByLabel('Workspace', { exact: true });
  const picked = () => picker.evaluate((select) => /** @type {HTMLSelectElement} */ (select).selectedOptions[0]?.label);
  assert.equal(await picked(), 'Email engagement tracking');
  await tester.page.getByRole('tab', { name: 'JSON' }).click();
  await tester.page.getByLabel('Workspace as JSON').fill('{ "rehearse": 1, "workflows": [] }');
  await tester.expectText(tester.region('workflows').locator('h2'), 'Workspace');
  assert.equal(await picked(), 'Your own');
  await tester.openSample('Email engagement tracking');
  await tester.expectText(tester.fireButton, 'Fire: Ana Ruiz, email Spring offer opened');
  assert.equal(await picked(), 'Email engagement tracking');
  await tester.done();
});

test('a contact of the workspace is deleted, and Undo brings it back', async () => {
  const tester = await Tester.open(shared);
  await tester.press('Edit Ben Okafor');
  await tester.press('Delete Ben Okafor');
  await tester.expectText(tester.page.getByRole('status').last(), /^Ben Okafor is deleted/);
  assert.equal(await tester.contact('Ben Okafor').count(), 0);
  assert.equal(await tester.focused(), 'button Add contact');
  await tester.press('Undo');
  await tester.expectScore('Ben Okafor', '35');
  await tester.done();
});

test('scores at the end of the range and names without end stay in their place', async () => {
  const tester = await Tester.open(shared, { width: 390, height: 844 });
  const long = `${'Very long '.repeat(500)}${'x'.repeat(5000)}`;
  await tester.openFile(
    'mine.json',
    JSON.stringify({
      rehearse: 1,
      name: long,
      workflows: [
        {
          id: 'w',
          name: long,
          status: 'published',
          triggers: [{ type: 'email.opened' }],
          steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 10 }],
        },
      ],
      contacts: [{ id: 'ana', name: long, engagementScore: 999_999_995 }],
    }),
  );
  await tester.fireButton.click();
  const regions = tester.page.getByRole('navigation', { name: 'Regions' });
  for (const view of ['Simulate', 'Build', 'Contacts']) {
    await tester.press(view, regions);
    const sizes = await tester.page.evaluate(() => ({
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      height: document.documentElement.scrollHeight,
    }));
    assert.equal(sizes.sideways, 0, view);
    assert.ok(sizes.height < 3000, `${view}: ${sizes.height} px high`);
  }
  const change = tester.region('contacts').locator('.change');
  await tester.expectText(change, /^\+5 by .+, held at the end of the range · Thu 1 Jan 2026, 00:00$/);
  assert.doesNotMatch((await change.textContent()) ?? '', /step-1/);
  const score = await tester.region('contacts').locator('.score').boundingBox();
  assert.ok(score && score.height < 40, JSON.stringify(score));
  await tester.press('Build', regions);
  assert.equal(await tester.region('workflows').locator('.workflow .badge').isVisible(), true);
  await tester.done();
});

test('names are shown as text, whatever they hold', async () => {
  const tester = await Tester.open(shared);
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const turned = '\u202Egnihton\u2066';
  const document = {
    rehearse: 1,
    name: hostile,
    workflows: [
      {
        id: hostile,
        name: hostile,
        status: 'published',
        triggers: [{ id: hostile, type: 'email.opened' }],
        steps: [
          { id: turned, type: 'addTag', tags: [hostile, turned] },
          { type: 'addNote', text: hostile },
          { type: 'sendEmail', subject: hostile, body: '{{contact.name}}' },
        ],
      },
    ],
    contacts: [{ id: hostile, name: hostile, email: hostile, fields: { __proto__x: hostile, [turned]: turned } }],
  };
  await tester.openFile('hostile.json', JSON.stringify(document));
  await tester.fireButton.click();
  await tester.expectText(tester.contact(hostile).locator('h3'), hostile);
  for (const view of ['Journal', /^Outbox/, 'Why']) await tester.page.getByRole('tab', { name: view }).click();
  await tester.press(`Edit ${hostile}`, tester.region('workflows'));
  await tester.press(`Edit ${hostile}`, tester.region('contacts'));
  assert.equal(await tester.page.title(), 'Rehearse');
  assert.equal(await tester.page.locator('img').count(), 0);
  await tester.done();
});
