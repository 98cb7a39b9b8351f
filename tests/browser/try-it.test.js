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
