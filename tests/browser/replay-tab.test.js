// The Replay tab: a log is dropped, its columns are told, it runs, and what came of it is looked into.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createPageServer, pageHeaders } from '../../web/serve.mjs';
import { listen, pageRoot, stop, useBrowser } from './support/chromium.js';
import { hold, holdRequests, release, somethingHeld } from './support/held.js';
import { chooseLog, dropFile, dropOnPage, log, openReplay, replayed } from './support/replay.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();

/** A table's rows, each with its cells as texts. @param {import('playwright-core').Locator} table */
const cells = (table) =>
  table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim())),
    );

/** What a download holds. @param {Tester} tester @param {string} button */
async function saved({ page }, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('a log is dropped: its first rows, what its columns hold, and what is wrong with the first', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await tester.expectText(region.locator('.privacy'), 'The file stays in this browser: nothing is uploaded.');
  await dropFile(tester, 'march.csv', log);
  await tester.expectText(region.locator('.rows thead th'), 'Line | When | Who | What | Campaign | Link');
  assert.deepEqual((await cells(region.locator('.rows')))[0], [
    '2',
    '2026-03-02T09:10:00Z',
    'ana',
    'Email Opened',
    'spring-offer',
    '',
  ]);
  assert.deepEqual(
    await region.locator('.rows thead th').evaluateAll((all) => all.map((cell) => cell.getAttribute('scope'))),
    Array(6).fill('col'),
  );
  assert.equal(await region.getByLabel('Time (needed)').inputValue(), 'When');
  assert.equal(await region.getByLabel('Event type (needed)').inputValue(), 'column:What');
  assert.equal(await region.getByLabel('Contact (needed)').inputValue(), '');
  await tester.expectText(region.locator('.setup .problem'), 'Say which column holds: Contact.');
  assert.equal(await region.locator('#run-replay').isDisabled(), true);

  await region.getByLabel('Contact (needed)').selectOption('Who');
  await tester.expectText(region.locator('.setup .problem'), /^2 of the first 8 rows cannot be used/);
  const refused = region.locator('.setup .refusals li');
  await tester.expectText(
    refused,
    /Line 5.*Email Opend.*Say which event type it is.*\| Line 8.*soon.*Say how times are written.*write others anew in the file, such as 2026-03-02 09:00/,
  );
  await region.getByLabel('“Email Opend” is').selectOption({ label: 'Email opened' });
  await tester.expectText(region.locator('.setup .problem'), /^1 of the first 8/);
  await tester.done();
});

test('a log that is dropped anywhere on the page, or opened by its button, is replayed; a workspace is opened', async () => {
  const tester = await Tester.open(shared);
  const before = await tester.workspaceText();
  await dropOnPage(tester, 'march.csv', log);
  const region = tester.region('replay');
  await tester.expectText(region.locator('#log-opened bdi'), 'march.csv');
  assert.equal(await tester.workspaceText(), before);
  await tester.press('Rehearse');
  await tester.openFile('other.ndjson', '{"at":"2026-03-02T09:10:00Z","contact":"ana","type":"email.opened"}\n');
  await tester.expectText(region.locator('#log-opened bdi'), 'other.ndjson');
  await region.locator('#run-replay:enabled').waitFor();
  // In sight already, another one takes its place.
  await tester.page.evaluate(() => {
    const other = new File(['at,contact,type\n2026-03-02T09:10:00Z,ana,email.opened\n'], 'third.csv');
    /** @type {any} */ (document.querySelector('rehearse-tester')).openLog(other);
  });
  await tester.expectText(region.locator('#log-opened bdi'), 'third.csv');
  await tester.press('Rehearse');
  await dropOnPage(tester, 'mine.json', JSON.stringify({ rehearse: 1, name: 'Mine', workflows: [] }));
  await tester.expectText(tester.region('workflows').locator('h2').first(), 'Mine');
  // What is not a file is told apart at once.
  const refused = await tester.page.evaluate(() => {
    try {
      /** @type {any} */ (document.querySelector('rehearse-tester')).openLog('at,contact');
    } catch (error) {
      return String(error);
    }
    return '';
  });
  assert.match(refused, /^TypeError: `log` must be a File/);
  await tester.done();
});

test('of two files the one that was dropped last is open, whichever is read first', async () => {
  const tester = await Tester.open(shared, {
    before: () => {
      const plain = Blob.prototype.arrayBuffer;
      const page = /** @type {any} */ (globalThis);
      const held = new Promise((resolve) => {
        page.release = resolve;
      });
      Blob.prototype.arrayBuffer = async function () {
        if (this instanceof File && this.name === 'first.json') {
          page.isAsked = true;
          await held;
          setTimeout(() => {
            page.isRead = true;
          }, 50);
        }
        return plain.call(this);
      };
    },
  });
  const { page } = tester;
  const document_ = (/** @type {string} */ name) => JSON.stringify({ rehearse: 1, name, workflows: [] });
  await dropOnPage(tester, 'first.json', document_('First'));
  await page.waitForFunction(() => /** @type {any} */ (globalThis).isAsked);
  await dropOnPage(tester, 'second.json', document_('Second'));
  const heading = tester.region('workflows').locator('h2').first();
  await tester.expectText(heading, 'Second');
  await page.evaluate(() => /** @type {any} */ (globalThis).release());
  await page.waitForFunction(() => /** @type {any} */ (globalThis).isRead);
  await tester.expectText(heading, 'Second');
  await tester.done();
});

test('run, read, choose a bar, page, and explain one contact row by row', async () => {
  const tester = await Tester.open(shared);
  const region = await replayed(tester);
  await tester.expectText(region.locator('dl.facts dd').first(), /^6of 8 in the log/);
  await tester.expectText(tester.page.getByRole('status').last(), 'Done: 6 rows used, 4 contacts.');
  assert.equal(await tester.focused(), 'h2 What came of it');
  await tester.expectText(region.locator('.refused summary'), '2 rows could not be used');
  await region.getByText('Show as table').click();
  const table = region.locator('table').filter({ has: tester.page.getByRole('columnheader', { name: 'Before' }) });
  assert.deepEqual(
    (await cells(table)).filter(([, before, after]) => before !== '0' || after !== '0'),
    [
      ['empty', '2', '1'],
      ['0 to 1', '1', '1'],
      ['20 to 21', '0', '1'],
      ['34 to 35', '1', '1'],
    ],
  );
  await region.locator('.chart').getByRole('button', { name: 'After, score 20 to 21: 1 contact' }).click();
  const list = region.locator('.contacts-of');
  assert.deepEqual(
    (await cells(list)).map((row) => row.slice(0, 3)),
    [['Ana Ruiz', 'empty', '20']],
  );
  await table.getByRole('button', { name: 'Before, score 34 to 35: 1 contact' }).click();
  await tester.expectText(list.locator('tbody th'), 'Ben Okafor');
  await table.getByRole('button', { name: 'After, score 20 to 21: 1 contact' }).click();
  await tester.press('Explain Ana Ruiz, row by row');

  await tester.expectText(
    tester.region('timeline').locator('.from-log .muted'),
    'ana: 3 rows of march.csv, run as in the replay.',
  );
  await tester.expectScore('Ana Ruiz', '20');
  await tester.expectText(tester.report.locator('.stimulus'), /Ana Ruiz.*link.*clicked/i);
  await tester.expectText(
    tester.region('timeline').locator('.run .sentence').last(),
    /Clock moved|email Spring offer opened/,
  );
  await tester.press('Replay');
  await tester.expectText(region.locator('#replay-result'), 'What came of it');
  await tester.press('Rehearse');
  await tester.press('Back to the workspace’s own start');
  await tester.expectScore('Ana Ruiz', 'empty');
  await tester.done();
});

test('contacts that the log made are explained from their first row on', async () => {
  const tester = await Tester.open(shared);
  const region = await replayed(tester);
  await region.getByRole('button', { name: /^After, score empty: 1 contact/ }).click();
  await tester.press('Explain zoe, row by row');
  await tester.expectText(tester.region('timeline').locator('.from-log .muted'), /^zoe: 1 row of march\.csv/);
  await tester.expectScore('zoe', 'empty');
  await tester.expectText(tester.region('timeline').locator('.run .badge').filter({ hasText: 'Could not' }), '');
  await tester.done();
});

test('a contact of the file of contacts is explained from the score it had; changed since, the note says so', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await chooseLog(tester, 'march.csv', log);
  await region.getByLabel('Contact (needed)').selectOption('Who');
  const contacts = 'id,name,engagementScore\nana,Ana,40\nzoe,Zoe Park,7\n';
  await region
    .locator('#contacts-file')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(contacts) });
  await region.getByText('people.csv').first().waitFor();
  await region.locator('#run-replay').click();
  await region.locator('#replay-result').waitFor();
  await region.getByRole('button', { name: /^Email engagement tracking: started 2 times/ }).click();
  await tester.press('Explain Ana Ruiz, row by row');
  await tester.expectScore('Ana', '60');

  await tester.press('Replay');
  await tester.press('Explain zoe, row by row');
  await tester.expectScore('Zoe Park', '7');
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('25');
  await tester.press('Replay');
  await tester.press('Explain zoe, row by row');
  await tester.expectText(
    tester.region('timeline').locator('.from-log .muted'),
    /run through the workspace as it is now/,
  );
  await tester.done();
});

test('events may be called as what all objects have', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  const rows = ['constructor', '__proto__', 'Email Opened'].map(
    (name) => `2026-03-02T09:00:00Z,ana,${name},spring-offer`,
  );
  await chooseLog(tester, 'odd.csv', ['at,contact,what was it,email', ...rows, ''].join('\n'));
  await region.getByLabel('Event type (needed)').selectOption('column:what was it');
  for (const name of ['constructor', '__proto__']) {
    assert.equal(await region.getByLabel(`“${name}” is`).inputValue(), '');
    await region.getByLabel(`“${name}” is`).selectOption({ label: 'Email opened' });
  }
  await region.getByLabel('“Email Opened” is').selectOption({ label: 'Email opened' });
  await region.locator('#run-replay').click();
  await tester.expectText(region.locator('dl.facts dd').first(), /^3of 3 in the log/);
  await tester.done();
});

test('the contacts of a workflow, found by reading the log again', async () => {
  const tester = await Tester.open(shared);
  const region = await replayed(tester);
  await region.getByRole('button', { name: /^Email engagement tracking: started 2 times/ }).click();
  const list = region.locator('.contacts-of');
  await list.waitFor();
  assert.deepEqual(
    (await cells(list)).map(([id]) => id),
    ['Ana Ruiz', 'zoe'],
  );
  await tester.press('Close the list of contacts');
  await tester.expectText(list, '');
  await tester.done();
});

test('where the log cannot be read again that is told, and nobody is said to be nobody', async () => {
  const tester = await Tester.open(shared);
  const region = await replayed(tester);
  await tester.page.evaluate(() => {
    globalThis.Worker = /** @type {any} */ (
      class {
        constructor() {
          throw new Error('The file was changed.');
        }
      }
    );
  });
  await region.getByRole('button', { name: /^Email engagement tracking: started 2 times/ }).click();
  await region.locator('.result .problem[role="alert"]').waitFor();
  assert.equal(await region.locator('.contacts-of').count(), 0);
  await tester.done();
});

test('who leaves, or opens another workspace, while a contact is looked for is left there', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const region = await replayed(tester);
  await region.getByRole('button', { name: /^Email engagement tracking: started 2 times/ }).click();
  const explain = region.locator('.contacts-of tbody button').first();
  await explain.waitFor();
  await page.evaluate(holdRequests);
  const workspaces = page.getByLabel('Workspace', { exact: true });
  const leave = [() => tester.press('Rehearse'), () => workspaces.selectOption({ index: 2 })];
  for (const act of leave) {
    await hold(page);
    await explain.click();
    await somethingHeld(page);
    await act();
    await release(page);
    await tester.press('Replay');
    // Once nothing is looked for.
    await region.locator('.contacts-of tbody button:enabled').first().waitFor();
    await tester.press('Rehearse');
    assert.equal(await tester.region('timeline').locator('.from-log').count(), 0);
    await tester.press('Replay');
  }
  await tester.done();
});

test('of two logs the one that was asked for last is open, whichever is read first; one may be opened again', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const region = await openReplay(tester);
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { engine } = element;
    const plain = engine.sampleLog.bind(engine);
    const page = /** @type {any} */ (globalThis);
    page.first = new File(['at,contact,type\n'], 'first.csv');
    const held = new Promise((resolve) => {
      page.release = resolve;
    });
    engine.sampleLog = async (/** @type {File} */ file) => {
      if (file === page.first && !page.isReleased) await held;
      return plain(file);
    };
    element.openLog(page.first);
    // In a task of its own, as who drops two files does.
    setTimeout(() => element.openLog(new File(['at,contact,type,email\n'], 'second.csv')));
  });
  await tester.expectText(region.locator('#log-opened bdi'), 'second.csv');
  await region.getByText('Reading the beginning').waitFor();
  await page.evaluate(() => {
    const page = /** @type {any} */ (globalThis);
    page.isReleased = true;
    page.release();
  });
  await region.getByText('Reading the beginning').waitFor({ state: 'detached' });
  await tester.expectText(region.locator('#log-opened bdi'), 'second.csv');
  await page.evaluate(() => {
    const { first } = /** @type {any} */ (globalThis);
    /** @type {any} */ (document.querySelector('rehearse-tester')).openLog(first);
  });
  await tester.expectText(region.locator('#log-opened bdi'), 'first.csv');
  await dropFile(tester, 'third.csv', log);
  await tester.expectText(region.locator('#log-opened bdi'), 'third.csv');
  await page.evaluate(() => {
    const { first } = /** @type {any} */ (globalThis);
    /** @type {any} */ (document.querySelector('rehearse-tester')).openLog(first);
  });
  await tester.expectText(region.locator('#log-opened bdi'), 'first.csv');
  await tester.done();
});

test('by keyboard alone: sample, run, along the bars, a contact', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const region = await openReplay(tester);
  await region.locator('#sample-log').focus();
  await page.keyboard.press('Enter');
  await region.locator('.setup .refusals').waitFor();
  await region.locator('#run-replay').focus();
  await page.keyboard.press('Space');
  await region.locator('#replay-result').waitFor();
  await region.locator('.chart .bar').first().focus();
  assert.match(await tester.focused(), /^g Before, score empty: 18\d contacts$/);
  await page.keyboard.press('ArrowRight');
  assert.match(await tester.focused(), /^g After, score empty/);
  await page.keyboard.press('End');
  const last = await tester.focused();
  await page.keyboard.press('Enter');
  await region.locator('.contacts-of').waitFor();
  assert.match(await tester.focused(), new RegExp(`^section Contacts: ${last.slice(2).split(':')[0]}`));
  await page.keyboard.press('Tab');
  assert.equal(await tester.focused(), 'button Close the list of contacts');
  await tester.done();
});

test('a change of the workspace makes the result one of an older version; a second run replaces it', async () => {
  const tester = await Tester.open(shared);
  const region = await replayed(tester);
  await tester.page.evaluate(() => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const workspace = tester.workspace;
    workspace.workflows[0].steps[1].points = 25;
    tester.shadowRoot.querySelector('rehearse-replay').store.setDocument(workspace);
  });
  await tester.expectText(
    region.locator('.older .badge'),
    'The workspace has changed since: this is of an older version.',
  );
  await tester.press('Run again');
  await region.getByRole('button', { name: /^After, score 50/ }).waitFor();
  await tester.expectText(region.locator('.older'), '');
  await tester.done();
});

test('two versions: which is which, who ends elsewhere, thresholds', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await chooseLog(tester, 'march.csv', log);
  await region.getByLabel('Contact (needed)').selectOption('Who');
  const other = JSON.parse(await tester.workspaceText());
  other.workflows[0].steps[1].points = 3;
  other.workflows.push({
    id: 'warm',
    name: '<b>Warm</b>',
    status: 'published',
    triggers: [
      { type: 'score.changed', conditions: [{ field: 'event.score', operator: 'greaterThanOrEqualTo', value: 15 }] },
    ],
    steps: [{ type: 'sendEmail', subject: 'Hello' }],
  });
  await region.locator('#other-file').setInputFiles({
    name: 'lower.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(other)),
  });
  await tester.expectText(region.locator('.compare + .hint'), 'A: lower.json · B: The workspace as it is now');
  await region.locator('#run-replay').click();
  await region.locator('#replay-result').waitFor();
  await tester.expectText(region.locator('.versions .card'), 'A lower.json | B The workspace as it is now');
  // What could not be used is told once, as without a comparison: it is the same for both.
  await tester.expectText(region.locator('.refused summary'), '2 rows could not be used');
  await region.locator('.refused summary').click();
  await tester.expectText(region.locator('.refused .at'), 'Line 5 | Line 8');
  const section = (/** @type {string} */ name) => region.getByRole('region', { name, exact: true }).last();
  assert.deepEqual((await cells(region.locator('table.counts')))[2], ['Workflow starts', '2', '2', '0']);
  assert.deepEqual((await cells(region.locator('table.counts'))).at(-1), ['Mean score', '13.7', '18.3', '+4.6']);
  await tester.expectText(
    region.locator('.lengths').first(),
    /end with the same score3.*end higher in B1.*end lower in B0/,
  );
  assert.deepEqual((await cells(section('Workflows by starts'))).at(-1), ['<b>Warm</b>', '0', '–', '0']);
  assert.deepEqual((await cells(section('Who reaches a score')))[0]?.slice(0, 4), ['15', '0', '0', '1']);
  await region.getByRole('button', { name: 'B, score 20', exact: false }).click();
  assert.deepEqual((await cells(region.locator('.contacts-of')))[0]?.slice(0, 4), ['Ana Ruiz', 'empty', '6', '20']);
  await tester.done();
});

test('results are saved as the command line writes them', async () => {
  const tester = await Tester.open(shared);
  await replayed(tester);
  const scores = await saved(tester, '#save-scores');
  assert.deepEqual(scores, {
    name: 'march.scores.csv',
    text: 'contact,before,after\nana,,20\nben,35,35\nchloe,0,0\nzoe,,\n',
  });
  const report = await saved(tester, '#save-report');
  assert.equal(report.name, 'march.report.json');
  const { ok, rows, workers } = JSON.parse(report.text);
  assert.deepEqual([ok, rows.used, workers], [true, 6, undefined]);
  await tester.done();
});

test('one event type for all rows, contacts before the log, and rows put in order', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await chooseLog(
    tester,
    'clicks.csv',
    'at,contact,link\n2026-03-03T09:00:00Z,ana,faq\n2026-03-02T10:00:00Z,kim,faq\n',
  );
  await region.getByLabel('Event type (needed)').selectOption({ label: 'All rows: Trigger link clicked' });
  await tester.expectText(region.locator('.setup .refusals'), /Line 3.*Choose “Put the rows in order of time first”/);
  await region.getByLabel('Put the rows in order of time first').check();
  await tester.expectText(region.locator('.setup .problem'), 'The first 2 rows can be used.');
  await region.locator('#contacts-file').setInputFiles({
    name: 'crm.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Contact ID,Lead Score\nkim,12\n'),
  });
  assert.equal(await region.getByLabel('Id (needed)').inputValue(), 'Contact ID');
  assert.equal(await region.getByLabel('Engagement score').inputValue(), 'Lead Score');
  await region.locator('#run-replay').click();
  await region.locator('#replay-result').waitFor();
  const scores = await saved(tester, '#save-scores');
  assert.match(scores.text, /^kim,12,12$/m);
  await tester.done();
});

test('what is no log is told, and what was open stays', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  const problem = region.locator('section > .problem').first();
  for (const [name, content, expected] of /** @type {const} */ ([
    [
      'picture.png',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      /picture\.png cannot be replayed\. The log is no text/,
    ],
    ['empty.csv', '', /empty\.csv cannot be replayed\. The log is empty/],
    ['rows.csv', '2026-03-02T09:00:00Z,ana,email.opened\n', /no header: its first line holds "2026-03-02T09:00:00Z"/],
    ['book.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /a ZIP archive or a spreadsheet/],
  ])) {
    await chooseLog(tester, name, content);
    await tester.expectText(problem, expected);
  }
  await chooseLog(tester, 'march.csv', log);
  await region.locator('.rows').waitFor();
  await chooseLog(tester, 'empty.csv', '');
  await tester.expectText(problem, /What was open is kept\.$/);
  await tester.expectText(region.locator('#log-opened bdi'), 'march.csv');
  await tester.done();
});

test('rows of the contacts alone cannot be used: no empty table of the log is shown; one start is told as one', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await chooseLog(tester, 'one.csv', 'at,contact,type,email\n2026-03-02T09:10:00Z,ana,email.opened,spring-offer\n');
  await region.locator('.rows').waitFor();
  await region.locator('#contacts-file').setInputFiles({
    name: 'crm.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id,engagementScore\nana,12.5\n'),
  });
  await region.getByText('crm.csv').first().waitFor();
  await region.locator('#run-replay').click();
  await region.locator('#replay-result').waitFor();
  await tester.expectText(region.locator('.refused summary'), 'One row could not be used');
  await region.locator('.refused summary').click();
  await tester.expectText(region.locator('.refused h3'), 'Contacts before the log');
  assert.equal(await region.locator('.refused table').count(), 0);
  await region.getByRole('button', { name: 'Email engagement tracking: started once. Show the contacts' }).waitFor();
  await tester.done();
});

test('what cannot be compared with is told where it was chosen, until something that can is', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await chooseLog(tester, 'march.csv', log);
  await region.locator('#compare-with').waitFor();
  const choose = (/** @type {string} */ name, /** @type {string} */ content) =>
    region.locator('#other-file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await choose('package.json', '{ "name": "shop" }');
  await tester.expectText(
    region.getByRole('region', { name: 'What runs' }).getByRole('alert'),
    /^package\.json cannot be compared with\. The document needs/,
  );
  await region.locator('#compare-with').selectOption('opened');
  await region.getByRole('alert').waitFor({ state: 'detached' });
  await choose('package.json', '{ "name": "shop" }');
  await region.getByRole('alert').waitFor();
  await choose('other.json', '{ "rehearse": 1, "workflows": [] }');
  await tester.expectText(region.locator('.compare + .hint'), /^A: other\.json/);
  assert.equal(await region.getByRole('alert').count(), 0);
  await tester.done();
});

test('reasons stand in words; nothing speaks of the command line', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  const rows = [
    'at,contact,type,email',
    '2026-03-02T09:10:00Z,ana,email.opened,offer',
    '2026-03-02T08:10:00Z,ana,email.opened,offer',
    '2026-03-02T10:10:00Z,ana,email.opened,"offer',
  ];
  await chooseLog(tester, 'old.csv', `${rows.join('\n')}\n`);
  await tester.expectText(
    region.locator('.refusals li').first(),
    /^Line 3.*which never goes back\. Choose “Put the rows in order of time first”\.$/,
  );
  await region.locator('#run-replay').click();
  await region.locator('#replay-result').waitFor();
  await region.locator('.refused summary').click();
  assert.deepEqual(await cells(region.locator('.reasons')), [
    ['Quotation marks that do not match csv.quotes', '1'],
    ['Earlier than the row before it time.order', '1'],
  ]);
  assert.doesNotMatch((await region.locator('.refused').textContent()) ?? '', /--|the option/i);
  await tester.done();
});

test('all rows refused, and a log without rows, are told', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await chooseLog(tester, 'bad.csv', 'at,contact,type\nsoon,ana,email.opened\nlater,ben,email.opened\n');
  await region.locator('#run-replay').click();
  await tester.expectText(region.locator('.result .problem').first(), /^No row could be used\./);
  await tester.expectText(region.locator('.result .refusals li').first(), /^Line 2/);
  await chooseLog(tester, 'none.csv', 'at,contact,type\n');
  await tester.expectText(region.locator('.setup .problem'), /^The log has no rows\./);
  assert.equal(await region.locator('#run-replay').isDisabled(), true);
  await tester.done();
});

test('a workspace with problems runs as it was last good; an empty one is told', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await chooseLog(tester, 'march.csv', log);
  await tester.page.evaluate(() => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    tester.shadowRoot
      .querySelector('rehearse-replay')
      .store.setText(tester.workspaceText.replace('"points": 10', '"points": 0'));
  });
  await tester.expectText(
    region.getByText('the last good version runs'),
    'The workspace has problems: the last good version runs.',
  );
  await region.getByLabel('Contact (needed)').selectOption('Who');
  await region.locator('#run-replay').click();
  await region.getByRole('button', { name: /^After, score 20/ }).waitFor();
  await tester.press('Start empty');
  await tester.expectText(region.getByText('has no workflows'), /^The workspace has no workflows/);
  await tester.expectText(region.locator('.older .badge'), 'Another workspace is open: this is of the one before.');
  await tester.done();
});

test('what the log holds is shown as text', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  const hostile = '<img src=x onerror=alert(1)>';
  const long = 'x'.repeat(10_000);
  const text = `at,contact,type,"${hostile}",\u202Etxet\n2026-03-02T09:10:00Z,"${hostile}",email.opened,${long},"<script>"\n2026-03-02T09:11:00Z,ana,"${hostile}",,\n`;
  await chooseLog(tester, `${hostile}.csv`, text);
  await tester.expectText(region.locator('#log-opened bdi'), `${hostile}.csv`);
  await tester.expectText(region.locator('.rows thead th').nth(4), hostile);
  await tester.expectText(region.locator('.setup .refusals'), new RegExp(hostile.replace(/[()]/g, '\\$&')));
  await region.locator('#run-replay').click();
  await region.getByRole('button', { name: /^After, score empty/ }).click();
  await tester.expectText(region.locator('.contacts-of tbody th').last(), hostile);
  await tester.press(`Explain ${hostile}, row by row`);
  await tester.expectText(
    tester.region('timeline').locator('.from-log bdi'),
    new RegExp(`^${hostile.replace(/[()]/g, '\\$&')}: 1 row`),
  );
  assert.equal(await tester.page.locator('img').count(), 0);
  await tester.done();
});

test('a long log runs in a worker and can be canceled; the page has no long tasks meanwhile', async () => {
  const tester = await Tester.open(shared);
  const { page } = tester;
  const region = await openReplay(tester);
  await page.evaluate(() => {
    let state = 1;
    const below = (/** @type {number} */ limit) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const pieces = ['at,contact,type,email,link\n'];
    for (let row = 0; row < 1_000_000; row += 1) {
      const at = new Date(1_772_442_000_000 + row * 7000).toISOString();
      pieces.push(
        `${at},contact-${below(50_000)},${row % 2 ? 'email.opened,spring-offer,' : 'link.clicked,,pricing'}\n`,
      );
    }
    const transfer = new DataTransfer();
    transfer.items.add(new File(pieces, 'year.csv', { type: 'text/csv' }));
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const input = element.shadowRoot.querySelector('rehearse-replay').shadowRoot.querySelector('#log-file');
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
  });
  await tester.expectText(region.locator('.setup .problem'), 'The first 20 rows can be used.');
  await page.evaluate(() => {
    const seen = /** @type {any} */ (globalThis);
    seen.longTasks = [];
    new PerformanceObserver((list) =>
      seen.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      entryTypes: ['longtask'],
    });
  });
  await region.locator('#run-replay').click();
  await tester.expectText(region.locator('.figures'), /rows, .* a second · /);
  await region.locator('#cancel-replay').click();
  await tester.expectText(region.getByText('Nothing of it was kept'), /^Canceled\./);
  assert.equal(await tester.focused(), 'button Run the replay');

  await region.locator('#run-replay').click();
  await region.locator('#replay-result').waitFor({ timeout: 60_000 });
  await tester.expectText(region.locator('dl.facts strong').first(), '1 000 000');
  const longTasks = await page.evaluate(() => /** @type {any} */ (globalThis).longTasks);
  console.log(`# long tasks: ${JSON.stringify(longTasks)}`);
  assert.ok(longTasks.length < 40, `${longTasks.length} long tasks`);
  await tester.done();
});

test('a policy that forbids workers is told, with what to add; the page runs it itself', async () => {
  const policy = `${pageHeaders['Content-Security-Policy']}; worker-src 'none'`;
  const server = createPageServer(pageRoot, { ...pageHeaders, 'Content-Security-Policy': policy });
  const address = await listen(server);
  try {
    const tester = await Tester.open({ browser: shared.browser, address });
    const region = await openReplay(tester);
    await chooseLog(tester, 'march.csv', log);
    await region.getByLabel('Contact (needed)').selectOption('Who');
    await region.locator('#run-replay').click();
    await tester.expectText(
      region.locator('.failed .error'),
      /^No worker could be started\. The Content-Security-Policy of this page forbids workers/,
    );
    await tester.expectText(region.locator('.policy code'), "worker-src 'self'");
    await tester.press('Run here instead');
    await region.getByRole('button', { name: /^After, score 20/ }).waitFor();
    await tester.page.close();
  } finally {
    stop(server);
  }
});

test('an offset that is none is told where it stands, and nothing runs with it', async () => {
  const tester = await Tester.open(shared);
  const region = await openReplay(tester);
  await chooseLog(tester, 'march.csv', log);
  await region.getByLabel('Contact (needed)').selectOption('Who');
  const lines = region.locator('.setup .refusals .at');
  await tester.expectText(lines, 'Line 5 | Line 8');
  const offset = region.getByLabel('UTC offset, if times have none');
  const run = region.locator('#run-replay');
  for (const wrong of ['EST', '+25:00', '2']) {
    await offset.fill(wrong);
    await offset.blur();
    await tester.expectText(region.getByRole('alert'), /^Write the offset from UTC, such as \+02:00/);
    assert.equal(await offset.getAttribute('aria-invalid'), 'true');
    assert.equal(await run.isDisabled(), true);
    await tester.expectText(lines, 'Line 5 | Line 8');
  }
  for (const right of ['-05:30', '+02', 'Z', '']) {
    await offset.fill(right);
    await offset.blur();
    await region.getByRole('alert').waitFor({ state: 'detached' });
    assert.equal(await run.isEnabled(), true);
  }
  await tester.expectText(lines, 'Line 5 | Line 8');
  await tester.done();
});
