// Logs for the worked example, and what a person does on the Replay tab.

/** @import { Locator } from 'playwright-core' */
/** @import { Tester } from './tester.js' */

/** Columns of other names, an event type that there is not, and a time that is none. */
export const log = [
  'When,Who,What,Campaign,Link',
  '2026-03-02T09:10:00Z,ana,Email Opened,spring-offer,',
  '2026-03-02T09:20:00Z,ana,Trigger Link Clicked,,pricing',
  '2026-03-02T10:00:00Z,zoe,Email Opened,spring-offer,',
  '2026-03-02T10:30:00Z,ben,Email Opend,spring-offer,',
  '2026-03-02T11:00:00Z,ben,Email Opened,newsletter-march,',
  '2026-03-02T12:00:00Z,ana,Trigger Link Clicked,,faq',
  'soon,ana,Trigger Link Clicked,,faq',
  '2026-03-03T09:00:00Z,chloe,Trigger Link Clicked,,faq',
  '',
].join('\n');

/** Shows the tab. @param {Tester} tester @returns {Promise<Locator>} its region */
export async function openReplay(tester) {
  await tester.press('Replay');
  const region = tester.region('replay');
  await region.locator('#choose-log').waitFor();
  return region;
}

/** @param {Tester} tester @param {string} name @param {string | Buffer} content */
export async function chooseLog(tester, name, content) {
  await tester
    .region('replay')
    .locator('#log-file')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

/** @param {Tester} tester @param {string} name @param {string} content */
export async function dropFile(tester, name, content) {
  const dataTransfer = await tester.page.evaluateHandle(
    ([name, content]) => {
      const held = new DataTransfer();
      held.items.add(new File([content], name, { type: 'text/csv' }));
      return held;
    },
    /** @type {[string, string]} */ ([name, content]),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await tester.region('replay').dispatchEvent(type, { dataTransfer });
  }
}

/** Replays the log. @param {Tester} tester @returns {Promise<Locator>} the region */
export async function replayed(tester) {
  const region = await openReplay(tester);
  await chooseLog(tester, 'march.csv', log);
  await region.getByLabel('Contact (needed)').selectOption('Who');
  await region.locator('#run-replay').click();
  await region.locator('#replay-result').waitFor();
  return region;
}
