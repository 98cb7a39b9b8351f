// The samples: each opens from the page without a problem, and its scenarios pass in the page's own engine.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();
const folder = new URL('../conformance/samples/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.workspace.json'));

test('there is the worked example, and one sample for each use case', () => {
  const names = ['data-cleaning', 'email-engagement', 'follow-up', 'reward', 'segmentation'];
  assert.deepEqual(
    files.toSorted(),
    names.map((name) => `${name}.workspace.json`),
  );
});

for (const file of files) {
  test(`${file} opens, fires and has no problem`, async () => {
    const text = await readFile(new URL(file, folder), 'utf8');
    const { name, contacts } = JSON.parse(text);
    const tester = await Tester.open(shared);
    await tester.openSample(name);
    await tester.page.waitForFunction(
      (expected) => /** @type {any} */ (document.querySelector('rehearse-tester')).workspaceText === expected,
      text,
    );
    await tester.expectText(tester.page.getByRole('tab', { name: /^Problems/ }), 'Problems');
    assert.equal(await tester.region('contacts').locator('.contact').count(), contacts.length);
    await tester.fireButton.click();
    await tester.expectText(tester.region('timeline').locator('.run .badge'), /→|started|scores/);
    assert.notEqual(await tester.report.locator('.outcome').count(), 0);
    await tester.done();
  });
}

test('data cleaning: contacts whose score is empty are tagged', async () => {
  const tester = await Tester.open(shared);
  const text = await readFile(new URL('data-cleaning.workspace.json', folder), 'utf8');
  await tester.openSample(JSON.parse(text).name);
  const empty = tester
    .region('contacts')
    .locator('.contact')
    .filter({ has: tester.page.locator('.score.none') });
  assert.notEqual(await empty.count(), 0);
  await tester.done();
});

test('segmentation: the outbox holds the messages with their merge fields filled in', async () => {
  const tester = await Tester.open(shared);
  await tester.openSample('Segmentation by engagement');
  await tester.page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Farah Haddad' });
  await tester.press('Form Demo request submitted');
  await tester.expectScore('Farah Haddad', '85');
  await tester.page.getByRole('tab', { name: /^Outbox/ }).click();
  await tester.expectText(
    tester.report.locator('.message dl'),
    /^EmailMeeting invitationSubjectShall we talk, Farah Haddad\? Sent byCampaign: sales \| .*SubjectHot lead: Farah Haddad/,
  );
  await tester.expectText(tester.report.locator('.panel .hint'), /^Simulation: nothing is sent/);
  await tester.expectText(
    tester.report.locator('.message .about'),
    /^Send email for Farah Haddad | Notify team: sales, about Farah Haddad/,
  );
  await tester.done();
});
