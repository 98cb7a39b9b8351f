// What might have let a workflow start is tried out: before and after side by side, applied, discarded, made a test.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { useBrowser } from './support/chromium.js';
import { hold, holdRequests, release, somethingHeld } from './support/held.js';
import { drawn } from './support/settled.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();
const rehearse = fileURLToPath(new URL('../../wasm/bin/rehearse.js', import.meta.url));

const hot = {
  id: 'hot',
  name: 'Hot leads',
  status: 'published',
  triggers: [
    {
      type: 'email.opened',
      conditions: [{ field: 'contact.engagementScore', operator: 'greaterThanOrEqualTo', value: 50 }],
    },
  ],
  steps: [
    { type: 'addTag', tags: ['hot'] },
    { type: 'sendEmail', subject: 'Talk to us' },
  ],
};

const workspace = {
  rehearse: 1,
  workflows: [hot, { id: 'views', name: 'Viewers', triggers: [{ type: 'page.viewed' }], steps: [] }],
  contacts: [
    { id: 'ana', name: 'Ana Ruiz', engagementScore: 48 },
    { id: 'ben', name: 'Ben Okafor' },
  ],
};

/** @param {Tester} tester */
const panel = (tester) => tester.region('why-not');
/** @param {Tester} tester */
const trial = (tester) => panel(tester).locator('.trial');

/** Opens it, fires, and asks what would let the workflow fire. @param {object} [document_] */
async function asked(document_ = workspace) {
  const tester = await Tester.open(shared);
  await tester.page.evaluate((document__) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = document__;
  }, document_);
  await tester.fireButton.click();
  await tester.press(/^What would let it fire\?/, tester.report);
  await panel(tester).locator('.remedies').waitFor();
  return tester;
}

/** @param {Tester} tester @param {RegExp} which */
async function tryIt(tester, which) {
  await tester.press(which, panel(tester));
  await trial(tester).waitFor();
}

/** @param {Tester} tester @returns {Promise<any[]>} */
const scenarios = (tester) =>
  tester.page.evaluate(() => /** @type {any} */ (document.querySelector('rehearse-tester')).scenarios);

test('the smallest change is tried out, shown side by side, and discarded', async () => {
  const tester = await asked();
  await tester.expectText(
    panel(tester).locator('.remedies li'),
    [
      'Ana Ruiz’s engagement score was 50 before the event Try it',
      'Ana Ruiz’s engagement score was 50 from the start Try it',
      'the workflow asked: engagement score is greater than or equal to 48 Try it',
    ].join(' | '),
  );
  assert.equal(await tester.focused(), 'button Didn’t fire?');
  const before = await tester.workspaceText();
  await tryIt(tester, /^Try it: Ana Ruiz’s engagement score was 50 before/);
  await tester.expectText(trial(tester).locator('.result'), 'Started With this change, Hot leads starts for Ana Ruiz.');
  await tester.expectText(
    trial(tester).locator('tr'),
    [
      'WhatAs it isWith the change',
      'Ana Ruiz',
      'Score4850',
      'Tagsnonehot',
      'Workflows started',
      'Hot leadsnot startedstarted once',
      'Messages',
      'Send email Talk to us to Ana Ruiznot sentsent once',
    ].join(' | '),
  );
  await tester.expectText(
    tester.page.getByRole('status').last(),
    'With this change, Hot leads starts for Ana Ruiz. Ana Ruiz: 48 → 50.',
  );
  // It is tried on a copy: nothing here has changed.
  await tester.expectScore('Ana Ruiz', '48');
  assert.equal(await tester.region('timeline').locator('.run').count(), 1);
  await tester.press('Discard', panel(tester));
  assert.equal(await trial(tester).count(), 0);
  assert.match(await tester.focused(), /^button Try it: Ana Ruiz/);
  assert.equal(await tester.workspaceText(), before);
  await tester.done();
});

test('a change of the timeline is applied, and taken back in one go', async () => {
  const tester = await asked();
  await tryIt(tester, /before the event$/);
  await tester.press('Apply', panel(tester));
  await tester.expectText(
    tester.region('timeline').locator('.sentence'),
    'Ana Ruiz: email opened | Ana Ruiz: changed by hand',
  );
  await tester.expectText(tester.contact('Ana Ruiz').locator('.tag'), 'hot');
  await tester.expectText(panel(tester).locator('.answer .badge').first(), 'Started');
  assert.match(await tester.focused(), /^select/);
  await tester.press('Undo');
  await tester.expectScore('Ana Ruiz', '48');
  assert.equal(await tester.region('timeline').locator('.run').count(), 1);
  await tester.done();
});

test('a change of the workflow is applied, and taken back in one go', async () => {
  const tester = await asked();
  await tryIt(tester, /^Try it: the workflow asked/);
  await tester.press('Apply', panel(tester));
  await tester.expectText(tester.region('workflows').locator('.sentence').first(), /greater than or equal to 48/);
  await tester.expectText(tester.contact('Ana Ruiz').locator('.tag'), 'hot');
  assert.match(await tester.workspaceText(), /"value": 48/);
  await tester.press('Undo');
  assert.match(await tester.workspaceText(), /"value": 50/);
  assert.equal(await tester.contact('Ana Ruiz').locator('.tag').count(), 0);
  await tester.done();
});

test('what was tried becomes a test that the command line runs unchanged', async () => {
  const tester = await asked();
  await tryIt(tester, /before the event$/);
  await tester.press('Make this a test', trial(tester));
  await tester.expectText(
    tester.page.getByRole('status').last(),
    'The test “Hot leads starts for Ana Ruiz” stands under Tests.',
  );
  const made = await scenarios(tester);
  assert.equal(made.length, 1);
  assert.deepEqual(made[0].steps[2].expect.fired, ['hot']);
  const folder = await mkdtemp(join(tmpdir(), 'rehearse-try-'));
  try {
    const file = join(folder, 'made.scenario.json');
    await writeFile(file, JSON.stringify({ rehearse: 1, workspace, scenarios: made }));
    const { stdout } = await promisify(execFile)(process.execPath, [rehearse, 'test', file]);
    assert.match(stdout, /Hot leads starts for Ana Ruiz|1 passed/);
  } finally {
    await rm(folder, { recursive: true });
  }
  await tester.done();
});

test('a test of a change of the workflow is made with the change, so that it passes', async () => {
  const tester = await asked();
  await tryIt(tester, /^Try it: the workflow asked/);
  await tester.press('Apply, and make this a test', trial(tester));
  await tester
    .region('workflows')
    .getByRole('tab', { name: /^Tests/ })
    .click();
  await tester.expectText(tester.region('tests').locator('.badge').first(), 'All pass');
  await tester.press('Undo');
  await tester.press('Undo');
  assert.match(await tester.workspaceText(), /"value": 50/);
  await tester.done();
});

test('a draft with conditions that do not hold: both are taken away at once', async () => {
  const tester = await asked({ ...workspace, workflows: [{ ...hot, status: 'draft' }] });
  await tester.expectText(
    panel(tester).locator('.remedies li').first(),
    'the workflow was published and Ana Ruiz’s engagement score was 50 before the event Try it',
  );
  await tryIt(tester, /published and Ana Ruiz’s engagement score was 50 before/);
  await tester.press('Apply', panel(tester));
  await tester.expectText(tester.region('workflows').locator('.workflow .badge'), 'Published');
  await tester.expectText(tester.contact('Ana Ruiz').locator('.tag'), 'hot');
  await tester.done();
});

const click = { field: 'event.link', operator: 'equalTo', value: 'pricing' };

/** A workflow that takes a contact in once, and keeps it waiting. */
const once = {
  id: 'once',
  name: 'Once',
  status: 'published',
  allowReentry: false,
  triggers: [{ type: 'link.clicked', conditions: [click] }],
  steps: [
    { type: 'wait', for: '1d' },
    { type: 'addTag', tags: ['waited'] },
  ],
};

/** Opens a workspace of one workflow, and fires the event as often. @param {any} workflow @param {number} times @param {object} [ana] */
async function clicked(workflow, times, ana = {}) {
  const tester = await Tester.open(shared);
  await tester.page.evaluate(
    (document_) => {
      /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = document_;
    },
    { rehearse: 1, workflows: [workflow], contacts: [{ id: 'ana', name: 'Ana Ruiz', ...ana }] },
  );
  await tester.region('composer').locator('#type').selectOption('link.clicked');
  await tester.region('composer').locator('#attribute-link').fill('pricing');
  for (let time = 0; time < times; time += 1) await tester.fireButton.click();
  await tester.page.getByRole('tab', { name: 'Didn’t fire?' }).click();
  await panel(tester).locator('.remedies').waitFor();
  return tester;
}

/** @param {Tester} tester @param {string[]} expected */
const expectRemedies = (tester, expected) =>
  tester.expectText(panel(tester).locator('.remedies li'), expected.map((each) => `${each} Try it`).join(' | '));

test('of what held a contact back no more is taken away than it takes', async () => {
  const tester = await clicked(once, 2);
  await expectRemedies(tester, ['entry 1, which took the contact in, was skipped']);
  await tryIt(tester, /^Try it: entry 1/);
  await tester.expectText(trial(tester).locator('.result'), 'Started With this change, Once starts for Ana Ruiz.');
  // One start instead of another: in the end there is nothing to be seen of it, which is said.
  await tester.expectText(trial(tester).locator('.muted'), /^Nothing else is different/);
  const before = await tester.workspaceText();
  await tester.press('Apply', panel(tester));
  assert.equal(await tester.workspaceText(), before);
  await tester.done();
});

test('where the next event would take the contact in instead, that is skipped with the first', async () => {
  const tester = await clicked(once, 3);
  await expectRemedies(tester, ['entries 1 and 2, each of which takes the contact in, were skipped']);
  await tryIt(tester, /^Try it: entries 1 and 2/);
  await tester.expectText(trial(tester).locator('.result'), /^Started/);
  await tester.done();
});

test('of a contact that was refused a hundred times the timeline is not played a hundred times', async () => {
  const tester = await Tester.open(shared, {
    before: () => {
      const page = /** @type {any} */ (globalThis);
      page.runs = 0;
      const plain = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (/** @type {any} */ request, /** @type {any} */ options) {
        if (request.task?.kind === 'run') page.runs += 1;
        plain.call(this, request, options);
      };
    },
  });
  await tester.page.evaluate((workflow) => {
    const workspace = { rehearse: 1, workflows: [workflow], contacts: [{ id: 'ana', name: 'Ana Ruiz' }] };
    const fire = { type: 'link.clicked', contact: 'ana', link: 'pricing' };
    const stimuli = Array.from({ length: 100 }, () => ({ stimulus: { fire }, skipped: false }));
    const text = JSON.stringify(workspace);
    const session = { text, scenarios: [], stimuli, selected: 99, runsDrafts: false };
    /** @type {any} */ (document.querySelector('rehearse-tester')).session = session;
  }, once);
  await tester.page.getByRole('tab', { name: 'Didn’t fire?' }).click();
  await tryIt(tester, /^Try it: entries 1, 2/);
  await tester.expectText(trial(tester).locator('.result'), /^Started/);
  const runs = await tester.page.evaluate(() => /** @type {any} */ (globalThis).runs);
  // All of the 98 between are to be skipped: found in steps of twice as many, then halved, then what was tried.
  assert.ok(runs > 3 && runs < 25, `${runs} runs`);
  await tester.done();
});

test('several conditions that do not hold: what would make all of them hold', async () => {
  const conditions = [
    { field: 'contact.tags', operator: 'contains', value: 'vip' },
    click,
    { all: [{ field: 'contact.engagementScore', operator: 'greaterThan', value: 100 }] },
    { field: 'contact.fields.country', operator: 'equalTo', value: 'DE' },
  ];
  const asking = { ...once, triggers: [{ type: 'link.clicked', conditions }] };
  const tester = await clicked(asking, 1, { engagementScore: 20, tags: ['lead'] });
  await tester.expectText(
    panel(tester).locator('.remedies li').first(),
    /^Ana Ruiz had the tag vip, the engagement score 101 and the .*country.* DE before the event Try it$/,
  );
  await tryIt(tester, /^Try it: Ana Ruiz had/);
  await tester.expectText(trial(tester).locator('.result'), /^Started/);
  await tester.press('Apply', panel(tester));
  await tester.expectScore('Ana Ruiz', '101');
  await tester.done();
});

test('what cannot hold together is not offered', async () => {
  const conditions = [
    { field: 'contact.tags', operator: 'contains', value: 'vip' },
    { field: 'contact.engagementScore', operator: 'greaterThan', value: 100 },
    { field: 'contact.engagementScore', operator: 'lessThan', value: 10 },
  ];
  const tester = await clicked({ ...once, triggers: [{ type: 'link.clicked', conditions }] }, 1);
  await expectRemedies(tester, ['the workflow did not ask for the 3 conditions that do not hold']);
  await tester.done();
});

test('a trial ends when something else changes, and a bad workspace is mended before one is applied', async () => {
  const tester = await asked();
  await tryIt(tester, /before the event$/);
  await tester.press(/^\+1 h/);
  assert.equal(await trial(tester).count(), 0);
  await tester.region('timeline').locator('.run').last().click();
  await tester.page.getByRole('tab', { name: 'JSON' }).click();
  await tester.region('json-editor').locator('textarea').fill('{ "rehearse": 1 }');
  await tryIt(tester, /^Try it: the workflow asked/);
  assert.equal(await trial(tester).getByRole('button', { name: 'Apply', exact: true }).isDisabled(), true);
  await tester.expectText(trial(tester).locator('.hint'), /^The workspace has problems at the moment/);
  await tester.done();
});

const [ana, ben] = workspace.contacts;
const both = { ...workspace, contacts: [ana, { ...ben, engagementScore: 10 }] };

/** Two events: the one for Ana is asked about. */
async function askedOfTwo(document_ = both) {
  const tester = await Tester.open(shared, { before: holdRequests });
  await tester.page.evaluate((document__) => {
    const stimuli = ['ana', 'ben'].map((contact) => ({
      stimulus: { fire: { type: 'email.opened', contact } },
      skipped: false,
    }));
    const text = `${JSON.stringify(document__, null, 2)}\n`;
    const session = { text, scenarios: [], stimuli, selected: 0, runsDrafts: false };
    /** @type {any} */ (document.querySelector('rehearse-tester')).session = session;
  }, document_);
  await tester.report.getByRole('tab', { name: 'Didn’t fire?' }).click();
  await panel(tester).locator('.remedies').waitFor();
  return tester;
}

/** @param {Tester} tester */
const lookAtBen = (tester) => tester.region('timeline').locator('.run').filter({ hasText: 'Ben Okafor' }).click();

/** Presses a button whose run does not arrive yet. @param {Tester} tester @param {RegExp | string} which */
async function pressHeld(tester, which) {
  await hold(tester.page);
  await tester.press(which, panel(tester));
  await somethingHeld(tester.page);
}

test('what was tried is of one question: another stimulus asks another, under which it does not stand', async () => {
  const tester = await askedOfTwo();
  await tryIt(tester, /^Try it: Ana Ruiz’s engagement score was 50 before/);
  await tester.expectText(trial(tester).locator('.result'), /Hot leads starts for Ana Ruiz/);
  await lookAtBen(tester);
  await panel(tester)
    .getByRole('button', { name: /^Try it: Ben/ })
    .first()
    .waitFor();
  assert.equal(await trial(tester).count(), 0);
  await tester.done();
});

test('what is being tried when another stimulus is looked at is not told of that', async () => {
  const tester = await askedOfTwo();
  await pressHeld(tester, /^Try it: Ana Ruiz’s engagement score was 50 before/);
  await lookAtBen(tester);
  await release(tester.page);
  await panel(tester)
    .getByRole('button', { name: /^Try it: Ben/ })
    .first()
    .waitFor();
  assert.equal(await trial(tester).count(), 0);
  await tryIt(tester, /^Try it: Ben Okafor’s engagement score was 50 before/);
  await tester.expectText(trial(tester).locator('.result'), /Hot leads starts for Ben Okafor/);
  await tester.done();
});

test('what was typed and is not read yet is not replaced by what was tried before', async () => {
  const others = Array.from({ length: 1_500 }, (_, index) => ({
    id: `other-${index}`,
    name: `Other ${index}`.repeat(9),
  }));
  const tester = await askedOfTwo({ ...both, contacts: [...both.contacts, ...others] });
  const { page } = tester;
  await tryIt(tester, /^Try it: the workflow asked/);
  await hold(page);
  await tester.press('Edit Hot leads');
  await page.getByLabel('Name', { exact: true }).first().fill('Typed');
  await tester.press('Apply', panel(tester));
  await tester.expectText(page.getByRole('status').last(), /^What was typed meanwhile was run first/);
  const { workflows } = JSON.parse(await tester.workspaceText());
  assert.equal(workflows[0].name, 'Typed');
  assert.equal(workflows[0].triggers[0].conditions[0].value, 50);
  assert.equal(await trial(tester).count(), 0);
  await release(tester.page);
  await tester.done();
});

test('JSON that somebody is writing is not replaced by a trial that becomes a test', async () => {
  const tester = await askedOfTwo();
  await tryIt(tester, /^Try it: the workflow asked/);
  await pressHeld(tester, 'Apply, and make this a test');
  await tester.page.getByRole('tab', { name: 'JSON' }).click();
  await tester.region('json-editor').locator('textarea').fill('{ "rehearse": 1');
  // The editor hands it over when nothing more is typed.
  await tester.page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('rehearse-tester')).workspaceText === '{ "rehearse": 1',
  );
  await release(tester.page);
  await tester.expectText(tester.page.getByRole('status').last(), /^The workspace has problems at the moment/);
  assert.equal(await tester.workspaceText(), '{ "rehearse": 1');
  assert.deepEqual(await scenarios(tester), []);
  await tester.done();
});

/** The host puts the element elsewhere. @param {Tester} tester */
const move = ({ page }) =>
  page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.parentElement.append(element);
  });

test('what is being tried, looked for or shown when the host moves the element goes on', async () => {
  const tester = await askedOfTwo();
  const { page } = tester;
  await pressHeld(tester, /^Try it: Ana Ruiz’s engagement score was 50 before/);
  await move(tester);
  await release(page);
  await trial(tester).waitFor();
  await move(tester);
  await hold(page);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await tester.press('Discard', panel(tester));
  await lookAtBen(tester);
  await somethingHeld(page);
  await move(tester);
  await release(page);
  await tryIt(tester, /^Try it: Ben Okafor’s engagement score was 50 before/);
  await move(tester);
  await tester.press('Apply', panel(tester));
  await tester.expectText(tester.contact('Ben Okafor').locator('.tag'), 'hot');
  await tester.done();
});

test('what was tried is gone when the element was away, and what would let the workflow fire is looked for again', async () => {
  const tester = await askedOfTwo();
  const { page } = tester;
  const away = () =>
    page.evaluate(async () => {
      const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
      const { parentElement } = element;
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
      parentElement.append(element);
    });
  await tryIt(tester, /^Try it: Ana Ruiz’s engagement score was 50 before/);
  await away();
  await trial(tester).waitFor({ state: 'detached' });
  await hold(page);
  await lookAtBen(tester);
  await somethingHeld(page);
  await away();
  await release(page);
  await tryIt(tester, /^Try it: Ben Okafor’s engagement score was 50 before/);
  await tester.done();
});

test('a search that fails says so instead of that nothing was found, and is made again when somebody asks for it', async () => {
  const tester = await askedOfTwo();
  const { page } = tester;
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const { tasks } = element.renderRoot.querySelector('rehearse-clock').store;
    tasks.run = () => Promise.reject(new Error('Out of memory.'));
  });
  await lookAtBen(tester);
  await tester.expectText(panel(tester).getByRole('alert'), 'It could not be tried. Out of memory. Look again');
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    delete element.renderRoot.querySelector('rehearse-clock').store.tasks.run;
  });
  await tester.press('Look again', panel(tester));
  assert.match(await tester.focused(), /^select/);
  await tryIt(tester, /^Try it: Ben Okafor’s engagement score was 50 before/);
  await tester.done();
});

test('while another change is tried, the one before cannot be applied; a long trial is told to screen readers', async () => {
  const tester = await askedOfTwo();
  await tryIt(tester, /^Try it: Ana Ruiz’s engagement score was 50 before/);
  const hint = panel(tester).locator('[aria-live="polite"]');
  await tester.expectText(hint, '');
  await pressHeld(tester, /^Try it: the workflow asked/);
  for (const name of ['Apply', 'Discard', 'Make this a test'])
    assert.equal(await trial(tester).getByRole('button', { name, exact: true }).isDisabled(), true, name);
  await tester.expectText(hint, /^Being worked out anew/);
  await tester.expectTold();
  await release(tester.page);
  await tester.expectText(trial(tester).locator('#trial-test:enabled'), 'Apply, and make this a test');
  await tester.expectText(hint, '');
  await tester.done();
});

test('an answer that comes when somebody has gone on to something else leaves them there', async () => {
  const tester = await askedOfTwo();
  const { page } = tester;
  await page.setViewportSize({ width: 1440, height: 400 });
  await pressHeld(tester, /^Try it: the workflow asked/);
  await page.getByLabel('Workspace', { exact: true }).focus();
  const place = async () => (await panel(tester).boundingBox())?.y;
  const before = await place();
  await release(tester.page);
  await trial(tester).waitFor();
  await drawn(page);
  assert.equal(await place(), before);
  await tester.done();
});

test('names are shown as text, whatever they hold', async () => {
  const name = `<img src=x onerror=alert(1)>\u202e${'long '.repeat(2_000)}`;
  const tester = await asked({
    ...workspace,
    workflows: [{ ...hot, name }],
    contacts: [{ id: 'ana', name, engagementScore: 48 }],
  });
  await tryIt(tester, /before the event$/);
  assert.equal(await panel(tester).locator('img').count(), 0);
  await tester.expectText(trial(tester).locator('.result'), /With this change, <img src=x onerror=alert\(1\)>/);
  const { scroll, width } = await panel(tester).evaluate(({ scrollWidth, clientWidth }) => ({
    scroll: scrollWidth,
    width: clientWidth,
  }));
  assert.ok(scroll <= width, `${scroll} in ${width}`);
  const { height } = (await panel(tester).boundingBox()) ?? { height: Number.POSITIVE_INFINITY };
  assert.ok(height < 1_500, `${height} px high`);
  await tester.done();
});
