// The states of the page, one after the other: for tests that hold in all of them.

import { openNewsroom } from './newsroom.js';
import { cancelRun, chooseLog, log, openReplay, runHalfway, runWrong, sayWrongOffset } from './replay.js';
import { holdFile, openNewTrace, openOldTrace } from './traces.js';

/** @import { Tester } from './tester.js' */

/** The states of the page, each from the one before. @type {[string, (tester: Tester) => Promise<unknown>][]} */
export const states = [
  ['as it opens', async () => {}],
  [
    'after two events',
    async (tester) => {
      await tester.fireButton.click();
      await tester.fireButton.click();
    },
  ],
  ['the journal', (tester) => tester.page.getByRole('tab', { name: 'Journal' }).click()],
  ['the outbox', (tester) => tester.page.getByRole('tab', { name: /^Outbox/ }).click()],
  [
    'an earlier stimulus, skipped',
    async (tester) => {
      await tester.region('timeline').locator('.run').last().click();
      await tester.region('timeline').locator('[data-action="skip"]').click();
    },
  ],
  ['a fired event being changed', (tester) => tester.region('timeline').locator('[data-action="edit"]').click()],
  ['a trace of another version', openOldTrace],
  ['a trace that cannot be opened', openNewTrace],
  ['a file that is held over the page', holdFile],
  [
    'a sample again, once the file is taken away',
    async (tester) => {
      await tester.page.locator('body').dispatchEvent('dragleave');
      await tester.openSample('Email engagement tracking');
      await tester.fireButton.click();
      await tester.fireButton.click();
    },
  ],
  [
    'why a workflow did not start',
    async (tester) => {
      await tester.page.getByRole('tab', { name: 'Didn’t fire?' }).click();
      await tester.region('why-not').locator('.remedies').waitFor();
    },
  ],
  [
    'what would have let it start, tried',
    async (tester) => {
      await tester.press(/^Try it/, tester.region('why-not'));
      await tester.region('why-not').locator('.trial').waitFor();
    },
  ],
  [
    'two timelines that are the same so far',
    async (tester) => {
      await tester.page.getByRole('tab', { name: 'Why', exact: true }).click();
      await tester.region('timeline').locator('[data-action="compare"]').click();
      await tester.region('comparison').locator('.hint').waitFor();
    },
  ],
  [
    'two timelines compared',
    async (tester) => {
      await tester.region('timeline').locator('[data-action="skip"]').click();
      await tester.region('comparison').locator('table').waitFor();
    },
  ],
  ['the first of them kept', (tester) => tester.press('Keep A')],
];

/** States that only a wide page shows together. @type {typeof states} */
export const wideStates = [
  [
    'tests, one of which fails',
    async (tester) => {
      await tester.region('timeline').locator('[data-action="skip"]').click();
      await tester.page.getByRole('tab', { name: /^Tests/ }).click();
      await tester.page.evaluate(() => {
        const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
        const [scenario] = element.scenarios;
        const wrong = { ...scenario, name: 'wrong', steps: [{ expect: { contact: 'ana', hasTags: ['never'] } }] };
        element.scenarios = [scenario, wrong];
      });
      await tester.region('tests').locator('.failure').waitFor();
    },
  ],
  ['what the tests take, on the flow', (tester) => tester.press('Show on the flow: Email engagement tracking')],
  ['a test being renamed', (tester) => tester.press(/^Rename: wrong/)],
  ['the workflows again', (tester) => tester.page.getByRole('tab', { name: /^Workflows/ }).click()],
  ['a workflow open', (tester) => tester.press('Edit Email engagement tracking')],
  [
    'what a change does',
    async (tester) => {
      await tester.region('timeline').locator('[data-action="skip"]').click();
      await tester.page.getByLabel('Points', { exact: true }).fill('25');
      await tester.region('comparison').locator('table').waitFor();
    },
  ],
  [
    'a problem at its place',
    async (tester) => {
      await tester.page.getByLabel('Points', { exact: true }).fill('-1');
      await tester.region('workflows').locator('.notice').waitFor();
    },
  ],
  ['the list of problems', (tester) => tester.page.getByRole('tab', { name: /^Problems/ }).click()],
  ['the text, with a problem', (tester) => tester.page.getByRole('tab', { name: 'JSON' }).click()],
  ['a contact being changed', (tester) => tester.press('Edit Ben Okafor')],
  ['a contact being added', (tester) => tester.press('Add contact')],
  ['an error of the clock', (tester) => moveBack(tester)],
  [
    'a sample with many workflows',
    async (tester) => {
      await tester.openSample('Segmentation by engagement');
      await tester.page.getByRole('tab', { name: /^Workflows/ }).click();
      await tester.page.getByRole('tab', { name: 'Why' }).click();
      for (let times = 0; times < 3; times += 1) await tester.fireButton.click();
    },
  ],
  [
    'an event of the clock for several contacts',
    async (tester) => {
      await tester.page.getByRole('tab', { name: /^Workflows/ }).click();
      await tester.page.getByRole('tab', { name: 'Why' }).click();
      await openNewsroom(tester);
    },
  ],
  [
    'a flow with branches, taken and not',
    (tester) => tester.region('flow').locator('.lane .badge').first().scrollIntoViewIfNeeded(),
  ],
  [
    'a score with its history',
    async (tester) => {
      await tester.contact('Ana Ruiz').getByText('Score history').click();
      await tester.contact('Ana Ruiz').locator('.chart').waitFor();
    },
  ],
  ['the history as a table', (tester) => tester.press('Show as table')],
  [
    'a scoring rule open',
    async (tester) => {
      await tester.region('workflows').locator('.rule summary').first().click();
    },
  ],
  [
    'triggers of the clock, a split, a goal, other contacts and workflows',
    async (tester) => {
      await tester.press('Edit Weekly digest');
    },
  ],
  [
    'nothing at all',
    async (tester) => {
      await tester.pressInHead('Start empty');
    },
  ],
];

/** The states of the Replay tab. @type {typeof states} */
export const replayStates = [
  ['the replay without a log', (tester) => openReplay(tester)],
  [
    'a file that is no log',
    async (tester) => {
      await chooseLog(tester, 'empty.csv', '');
      await tester.region('replay').locator('[role="alert"]').waitFor();
    },
  ],
  [
    'a log with a column to be told',
    async (tester) => {
      await chooseLog(tester, 'march.csv', log);
      await tester.region('replay').locator('.rows').waitFor();
    },
  ],
  [
    'a log with rows that cannot be used',
    async (tester) => {
      await tester.region('replay').getByLabel('Contact (needed)').selectOption('Who');
      await tester.region('replay').locator('.refusals').waitFor();
    },
  ],
  ['a log whose times cannot be read', sayWrongOffset],
  ['a replay that fails', runWrong],
  ['a log without rows', (tester) => chooseLog(tester, 'none.csv', 'at,contact,type\n')],
  ['a replay that runs', runHalfway],
  ['a replay that was canceled', cancelRun],
  [
    'what came of a log',
    async (tester) => {
      await chooseLog(tester, 'march.csv', log);
      await tester.region('replay').getByLabel('Contact (needed)').selectOption('Who');
      await tester.region('replay').locator('#run-replay').click();
      await tester.region('replay').locator('#replay-result').waitFor();
      await tester.region('replay').locator('.refused summary').click();
      await tester.region('replay').getByText('Show as table').click();
    },
  ],
  ['the contacts of a bar', (tester) => tester.region('replay').locator('.bar').last().press('Enter')],
  [
    'two versions of a workspace',
    async (tester) => {
      await tester.region('replay').getByLabel('Compare with', { exact: true }).selectOption('opened');
      await tester.region('replay').locator('#run-replay').click();
      await tester.region('replay').locator('.versions').waitFor();
    },
  ],
  ['the contacts of a bar of one of them', (tester) => tester.region('replay').locator('.bar').last().press('Enter')],
  [
    'a contact of the log, row by row',
    async (tester) => {
      await tester.region('replay').locator('.contacts-of td button').first().click();
      await tester.region('timeline').locator('.from-log').waitFor();
    },
  ],
];

/** @param {Tester} tester */
async function moveBack({ page }) {
  await page.getByLabel('Move the clock to (UTC)').fill('2020-01-01T00:00:00');
  await page.getByRole('button', { name: 'Go to this date' }).click();
}
