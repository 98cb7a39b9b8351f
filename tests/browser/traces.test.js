// Traces of the command line on the page: what it opens is what was run. The traces are written by the command line.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderOf, rehearseIn } from '../package/command-line/support/rehearse.js';
import { useBrowser } from './support/chromium.js';
import { newsroom } from './support/newsroom.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();
const sample = new URL('../conformance/samples/email-engagement.workspace.json', import.meta.url);
const folder = await folderOf({
  'newsroom.workspace.json': newsroom,
  'email-engagement.workspace.json': await readFile(sample, 'utf8'),
});
const rehearse = rehearseIn(folder);

/** Runs a workspace, and gives the trace's file and text and what was printed. @param {string[]} given */
async function traceOf(...given) {
  const name = `${crypto.randomUUID()}.json`;
  const { status, stdout, stderr } = await rehearse('run', ...given, '--trace', name, '--json');
  assert.deepEqual([status, stderr], [0, '']);
  const file = join(folder, name);
  return { file, name, text: await readFile(file, 'utf8'), printed: JSON.parse(stdout) };
}

const opened = await traceOf(
  'email-engagement.workspace.json',
  ...['--fire', '{ "type": "email.opened", "contact": "ana", "email": "spring-offer" }'],
  ...['--fire', '{ "type": "link.clicked", "contact": "ana", "link": "pricing" }'],
  ...['--add-contact', '{ "id": "zoe", "name": "Zoe Quist", "engagementScore": 3 }'],
  ...['--edit', '{ "contact": "zoe", "engagementScore": 12, "tags": ["new"] }'],
  ...['--advance', '8d'],
);

/** The journal, the contacts and the clock that the page stands at. @param {Tester} tester */
async function shownBy({ page }) {
  return page.evaluate(() => {
    const root = /** @type {any} */ (document.querySelector('rehearse-tester')).shadowRoot;
    const { runs, simulation } = root.querySelector('rehearse-timeline').store;
    return {
      entries: runs.map((/** @type {any} */ run) => run.report.entries),
      contacts: simulation.contacts(),
      now: simulation.now,
    };
  });
}

/** The same by the command line. @param {any} printed */
function shownAs({ reports, contacts, now }) {
  return { entries: reports.map((/** @type {any} */ report) => report.entries), contacts, now };
}

/** @param {Tester} tester */
const problemOf = (tester) => tester.page.locator('.page-head .problem');
/** @param {Tester} tester */
const timelineOf = (tester) => tester.region('timeline').locator('.run .sentence');

/** What stood on the page before and must stand there still. @param {Tester} tester */
async function somethingOpen(tester) {
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('4');
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '4');
  const text = await tester.workspaceText();
  return async () => {
    assert.equal(await tester.workspaceText(), text);
    assert.equal(await timelineOf(tester).count(), 2);
    await tester.expectScore('Ana Ruiz', '4');
  };
}

test('a trace opens with its workspace, timeline, journal, contacts and reasons', async () => {
  const tester = await Tester.open(shared);
  await tester.page.locator('#file').setInputFiles(opened.file);
  await tester.expectText(
    timelineOf(tester),
    'Clock moved by 8 days | Zoe Quist: changed by hand | Zoe Quist arrived | Ana Ruiz: trigger link Pricing page clicked | Ana Ruiz: email Spring offer opened',
  );
  await tester.expectScore('Ana Ruiz', '10');
  await tester.expectScore('Zoe Quist', '12');
  assert.deepEqual(await shownBy(tester), shownAs(opened.printed));
  assert.deepEqual(JSON.parse(await tester.workspaceText()), JSON.parse(await readFile(sample, 'utf8')));
  await tester.expectText(tester.page.getByRole('status').filter({ hasText: 'trace' }), /5 entries were run again\.$/);
  assert.equal(await tester.page.locator('.page-head .note').isVisible(), false);

  await timelineOf(tester).last().click();
  await tester.page.getByRole('tab', { name: 'Why' }).click();
  await tester.expectText(tester.report.locator('.headline .badge'), '1 workflow started');
  await tester.page.getByRole('tab', { name: 'Journal' }).click();
  await tester.expectText(tester.report.locator('.journal .enrolled'), /Ana Ruiz/);

  // From here it goes on as if it had been done on the page.
  await timelineOf(tester).first().click();
  await tester.press('Edit Email engagement tracking');
  await tester.page.getByLabel('Points', { exact: true }).fill('7');
  await tester.expectScore('Ana Ruiz', '7');
  await tester.press('Take back 4: Zoe Quist: changed by hand');
  await tester.expectScore('Zoe Quist', '3');
  await tester.done();
});

test('drafts run where they ran, and clocks, splits and goals come to the same', async () => {
  const events = ['--fire', '{ "type": "email.opened", "contact": "ben" }', '--advance', '3w'];
  for (const drafts of [['--drafts'], []]) {
    const trace = await traceOf('newsroom.workspace.json', ...events, ...drafts);
    const tester = await Tester.open(shared);
    await tester.page.locator('#file').setInputFiles(trace.file);
    await tester.expectText(tester.region('timeline').locator('.run'), /3 weeks/);
    assert.deepEqual(await shownBy(tester), shownAs(trace.printed));
    await tester.done();
  }
});

test('a trace without stimuli opens its workspace', async () => {
  const stimuli = join(folder, 'none.ndjson');
  await writeFile(stimuli, '\n');
  const { file } = await traceOf('newsroom.workspace.json', '--stimuli', stimuli);
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.page.locator('#file').setInputFiles(file);
  await tester.expectText(tester.region('timeline').locator('.hint'), /^Nothing has happened yet/);
  assert.deepEqual(JSON.parse(await tester.workspaceText()), newsroom);
  await tester.done();
});

/**
 * Holds files over the page as the system does, and lets them go or takes them away.
 * @param {Tester} tester
 * @param {string[]} files
 * @param {'drop' | 'leave'} end
 */
async function drag({ page }, files, end) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  const send = (/** @type {'dragEnter' | 'dragOver' | 'drop' | 'dragCancel'} */ type) =>
    session.send('Input.dispatchDragEvent', { type, x: 300, y: 400, data });
  const cover = page.locator('.drop-here');
  await send('dragEnter');
  await send('dragOver');
  await cover.waitFor({ state: 'visible' });
  if (end === 'leave') {
    // What a browser sends when a file is taken away; the protocol sends nothing.
    await page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })));
    await send('dragCancel');
  } else {
    await send('drop');
  }
  await cover.waitFor({ state: 'hidden' });
  await session.detach();
}

test('a file that is dropped on the page is opened, a trace or a workspace', async () => {
  const tester = await Tester.open(shared);
  await drag(tester, [opened.file], 'leave');
  assert.equal(await timelineOf(tester).count(), 0);
  await drag(tester, [opened.file], 'drop');
  await tester.expectScore('Zoe Quist', '12');
  assert.deepEqual(await shownBy(tester), shownAs(opened.printed));
  await drag(tester, [join(folder, 'newsroom.workspace.json')], 'drop');
  await tester.expectText(tester.region('timeline').locator('.hint'), /^Nothing has happened yet/);
  assert.deepEqual(JSON.parse(await tester.workspaceText()), newsroom);
  await tester.done();
});

test('several files, and a folder, are not opened', async () => {
  const tester = await Tester.open(shared);
  const unchanged = await somethingOpen(tester);
  await drag(tester, [opened.file, join(folder, 'newsroom.workspace.json')], 'drop');
  await tester.expectText(
    problemOf(tester),
    '2 files were not opened. Open one file at a time. What was open is kept.',
  );
  await mkdir(join(folder, 'some.json'), { recursive: true });
  await drag(tester, [join(folder, 'some.json')], 'drop');
  await tester.expectText(problemOf(tester), /^some\.json was not opened\. It could not be read\./);
  await unchanged();
  await tester.done();
});

test('text that is dragged is none of the page', async () => {
  const tester = await Tester.open(shared);
  const taken = await tester.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', '{}');
    return ['dragenter', 'dragover', 'drop'].map(
      (type) => !document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })),
    );
  });
  assert.deepEqual(taken, [false, false, false]);
  assert.equal(await tester.page.locator('.drop-here').isVisible(), false);
  await tester.done();
});

test('a trace that cannot be opened is told with its place and what to do, and what was open is kept', async () => {
  const tester = await Tester.open(shared);
  let asked = 0;
  tester.page.on('dialog', () => {
    asked += 1;
  });
  const unchanged = await somethingOpen(tester);
  const { text } = opened;
  const lineOf = (/** @type {string} */ part) => text.slice(0, text.indexOf(part)).split('\n').length;
  /** @type {[string, RegExp][]} */
  const wrong = [
    [
      text.replace('"rehearse": 1', '"rehearse": 2'),
      /^a\.json was not opened\. This trace is of version 2 of the format, .* Open it with the version of the engine that wrote it, or write it anew with this one\. What was open is kept\.$/,
    ],
    [text.replace('"stimuli"', '"stimulus"'), /it has no "rehearse", "workspace" and "stimuli"/],
    [
      text.replace('"link":"pricing"', '"lnk":"pricing"'),
      new RegExp(
        `Stimulus 2 of the trace cannot be run\\. Line ${lineOf('"link":"pricing"')}, column \\d+ \\(/stimuli/1/fire/lnk\\): .*"link"`,
      ),
    ],
    [
      text.replace('"contact":"ana","link"', '"contact":"eve","link"'),
      /Line \d+, column \d+ \(\/stimuli\/1\/fire\/contact\): .*"eve"/,
    ],
    [text.replace('{"advance":"8d"}', '{"wait":"8d"}'), /Stimulus 5 of the trace: .*"wait"/],
    [text.replace('"drafts": "skip"', '"drafts": "all"'), /its "drafts" is "all", neither "skip" nor "run"/],
    [
      text.replace('"points":10', '"points":-10'),
      new RegExp(`Line ${lineOf('"points":10')}, column \\d+ \\(/workspace/workflows/0/steps/1/points\\): `),
    ],
    [text.slice(0, -5), /It is no JSON: .*\(line \d+, column \d+\)/],
  ];
  for (const [content, message] of wrong) {
    assert.notEqual(content, text);
    await tester.openFile('a.json', content);
    await tester.expectText(problemOf(tester), message);
    await tester.expectText(problemOf(tester), / What was open is kept\.$/);
    await unchanged();
  }
  assert.equal(asked, 0, 'nobody is asked to leave for what cannot be opened');
  await tester.openFile('a.json', text);
  await tester.expectScore('Zoe Quist', '12');
  assert.equal(asked, 0, 'what was open is kept');
  await tester.press('Back to it');
  await tester.expectText(
    tester.page.locator('.page-head .told p'),
    'Restored what you had open. Undo starts anew from here.',
  );
  await unchanged();
  assert.equal(await problemOf(tester).isVisible(), false);
  await tester.done();
});

test('where the browser keeps nothing, a person is asked, and who stays keeps everything', async () => {
  const tester = await Tester.open(shared, {
    before: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    },
  });
  const unchanged = await somethingOpen(tester);
  tester.page.removeAllListeners('dialog');
  /** @type {string[]} */
  const asked = [];
  tester.page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    return dialog.dismiss();
  });
  await tester.openFile('a.json', opened.text);
  for (let waited = 0; asked.length === 0 && waited < 10_000; waited += 50) await tester.page.waitForTimeout(50);
  assert.deepEqual(asked, ['Leave this workspace? Changes that were not saved are lost.']);
  await unchanged();
  await tester.done();
});

test('a trace of another version of the engine is opened, and the version is told until something else is', async () => {
  const tester = await Tester.open(shared);
  const note = tester.page.locator('.page-head .note');
  await tester.openFile('a.json', opened.text.replace(/"engine": "[^"]*"/, '"engine": "0.0.9"'));
  await tester.expectText(
    note,
    /^This trace was written by version 0\.0\.9 of the engine, and is run by \d+\.\d+\.\d+: /,
  );
  await tester.expectScore('Zoe Quist', '12');
  await tester.openFile('b.json', '{');
  await tester.expectText(problemOf(tester), /^b\.json was not opened\./);
  await tester.expectText(note, /^This trace/);
  await tester.openFile('a.json', opened.text);
  await note.waitFor({ state: 'hidden' });
  await tester.done();
});

test('a host opens a trace by the element; what cannot be opened changes nothing', async () => {
  const tester = await Tester.open(shared);
  const { said, changes } = await tester.page.evaluate((text) => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    let changes = 0;
    element.addEventListener('rehearse-change', () => {
      changes += 1;
    });
    const given = JSON.parse(text);
    const fresh = /** @type {any} */ (document.createElement('rehearse-tester'));
    const said = [
      () => fresh.openTrace(text),
      () => element.openTrace({ ...given, rehearse: 2 }),
      () => element.openTrace(Promise.resolve(given)),
    ].map((act) => {
      try {
        act();
        return '';
      } catch (error) {
        return String(error);
      }
    });
    element.openTrace(Object.freeze(given));
    given.workspace.workflows[0].id = 'changed later';
    element.openTrace(`\uFEFF${text}`);
    return { said, changes };
  }, opened.text);
  assert.match(said[0] ?? '', /^TypeError: .*set `engine` first/);
  assert.match(said[1] ?? '', /version 2 of the format/);
  assert.match(said[2] ?? '', /This is no trace/);
  assert.equal(changes, 0);
  await tester.expectScore('Zoe Quist', '12');
  assert.deepEqual(await shownBy(tester), shownAs(opened.printed));
  await tester.done();
});

test('an element that is moved to another place shows the trace again', async () => {
  const tester = await Tester.open(shared);
  await tester.openFile('a.json', opened.text);
  await tester.expectScore('Zoe Quist', '12');
  await tester.page.evaluate(async () => {
    const element = /** @type {HTMLElement} */ (document.querySelector('rehearse-tester'));
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    document.querySelector('main')?.append(element);
  });
  await tester.expectScore('Zoe Quist', '12');
  assert.deepEqual(await shownBy(tester), shownAs(opened.printed));
  await tester.done();
});

test('a trace is opened by keyboard', async () => {
  const tester = await Tester.open(shared);
  const { keyboard } = tester.page;
  // From the start, for the browser needs a moment to hand choosers over.
  const chooser = tester.page.waitForEvent('filechooser', { timeout: 60_000 });
  for (let presses = 0; !/^button Open file/.test(await tester.focused()); presses += 1) {
    assert.ok(presses < 10, 'the button is near the start');
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  await (await chooser).setFiles(opened.file);
  await tester.expectScore('Zoe Quist', '12');
  assert.match(await tester.focused(), /^button Open file/);
  await tester.done();
});

test('3,000 stimuli are shown within seconds', async (context) => {
  const click = '{ "fire": { "type": "link.clicked", "contact": "ana", "link": "pricing" } }\n';
  await writeFile(join(folder, 'many.ndjson'), click.repeat(3000));
  const { file } = await traceOf('email-engagement.workspace.json', '--stimuli', 'many.ndjson');
  const tester = await Tester.open(shared);
  const started = performance.now();
  await tester.page.locator('#file').setInputFiles(file);
  await tester.expectText(tester.region('timeline').locator('.muted').first(), '3000 entries');
  const seconds = (performance.now() - started) / 1000;
  context.diagnostic(`${seconds.toFixed(1)} s`);
  assert.ok(seconds < 10);
  await tester.done();
});
