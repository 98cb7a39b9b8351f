// A contact's score over the virtual time: as a step chart, and as the table that says the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepsPath } from '../../web/dist/modules/document/steps-path.js';
import { thresholdsOf } from '../../web/dist/modules/document/thresholds.js';
import { scoreTicks, timeTicks } from '../../web/dist/modules/text/ticks.js';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

/** @import { LedgerEntry } from '@rehearse/engine' */

const shared = useBrowser();

const hour = 3_600_000;
const day = 24 * hour;

/**
 * A ledger of scores, each so many hours after the start.
 * @param {number | null} before
 * @param {[hours: number, after: number | null][]} changes
 */
const ledgerOf = (before, changes) =>
  /** @type {LedgerEntry[]} */ (
    /** @type {unknown} */ (
      changes.map(([hours, after], index) => ({
        at: new Date(hours * hour).toISOString(),
        before: index === 0 ? before : changes[index - 1]?.[1],
        after,
      }))
    )
  );

/** The line, where an hour is one unit wide, and a point one high. @param {LedgerEntry[]} ledger */
const line = (ledger) =>
  stepsPath(
    ledger,
    (at) => Math.round(at / hour),
    (score) => 100 - score,
    [0, 200],
  );

test('the line has a step for each change, and none while the score is empty', () => {
  assert.equal(line(ledgerOf(10, [[5, 30]])), 'M0 90H5V70V70V70H200');
  assert.match(
    line(
      ledgerOf(null, [
        [5, 30],
        [9, 10],
      ]),
    ),
    /^M5 70.*H9V90.*H200$/,
  );
  assert.match(
    line(
      ledgerOf(null, [
        [5, 30],
        [9, null],
        [20, 40],
      ]),
    ),
    /^M5 70.*H9M20 60.*H200$/,
  );
  assert.equal(line(ledgerOf(null, [[5, null]])), '');
  assert.equal(line([]), '');
});

test('changes at one moment are one stroke; ten thousand are as many strokes as there is room for', () => {
  assert.equal(
    line(
      ledgerOf(0, [
        [5, 30],
        [5, 80],
        [5, 20],
      ]),
    ),
    'M0 100H5V20V80V80H200',
  );
  const many = Array.from({ length: 10_000 }, (_, index) => /** @type {[number, number]} */ ([index / 50, index % 90]));
  const began = performance.now();
  const path = line(ledgerOf(0, many));
  assert.ok(performance.now() - began < 500);
  assert.ok(path.length < 4_500, `${path.length}`);
  assert.ok(path.split('H').length <= 203);
});

test('axes are marked at round scores and times, a few of each', () => {
  assert.deepEqual(scoreTicks(0, 45), [0, 20, 40, 60]);
  assert.deepEqual(scoreTicks(-7, 8), [-10, -5, 0, 5, 10]);
  assert.deepEqual(scoreTicks(0, 0), [0, 1]);
  assert.ok(scoreTicks(-1_000_000_000, 1_000_000_000).length <= 6);
  for (let span = 60_000; span < 4_000 * day; span = Math.round(span * 1.37)) {
    const marks = timeTicks(1_000_000, 1_000_000 + span);
    assert.ok(marks.length >= 1 && marks.length <= 6, `${marks.length} marks of ${span / day} days`);
    assert.ok(marks.every((at) => at >= 1_000_000 && at <= 1_000_000 + span));
  }
  assert.deepEqual(timeTicks(5, 5), [5]);
});

test('scores that workflows ask for are found wherever they stand', () => {
  const condition = (/** @type {string} */ field, /** @type {unknown} */ value) => ({
    field,
    operator: 'equalTo',
    value,
  });
  const workspace = /** @type {any} */ ({
    workflows: [
      {
        triggers: [{ type: 'score.changed', conditions: [{ not: condition('event.score', 50) }] }],
        steps: [{ type: 'if', branches: [{ conditions: [{ any: [condition('contact.engagementScore', 20)] }] }] }],
      },
    ],
    scoringRules: [{ conditions: [condition('contact.engagementScore', 20), condition('contact.fields.age', 7)] }],
    contacts: [{ engagementScore: 3 }],
  });
  assert.deepEqual(thresholdsOf(workspace), [20, 50]);
});

const workspace = {
  rehearse: 1,
  clock: '2026-03-02T08:00:00Z',
  workflows: [
    {
      id: 'hot',
      name: 'Hot',
      status: 'published',
      triggers: [
        {
          type: 'score.changed',
          conditions: [{ field: 'event.score', operator: 'greaterThanOrEqualTo', value: 8 }],
        },
      ],
      steps: [{ type: 'addTag', tags: ['hot'] }],
    },
  ],
  scoringRules: [{ id: 'opened', event: 'email.opened', points: 5, expiresAfter: '3d' }],
  contacts: [{ id: 'ana', name: 'Ana Ruiz' }],
};

test('the history is a chart that says what it shows, and a table for those who ask', async () => {
  const tester = await Tester.open(shared);
  await tester.page.evaluate(async (document_) => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.workspace = document_;
    await element.fire({ type: 'email.opened', contact: 'ana', email: 'offer' });
    await element.advance('1d');
    await element.fire({ type: 'email.opened', contact: 'ana', email: 'offer' });
    await element.advance('2d');
  }, workspace);
  const card = tester.contact('Ana Ruiz');
  await card.getByText('Score history').click();
  const chart = card.getByRole('img', { name: /^Score of Ana Ruiz over time\. / });
  await chart.waitFor();
  assert.equal(
    await chart.getAttribute('aria-label'),
    'Score of Ana Ruiz over time. 3 changes: from empty on Mon 2 Mar 2026, 08:00 to 5 on Thu 5 Mar 2026, 08:00. Lowest 5, highest 10.',
  );
  assert.equal(await chart.locator('.mark').count(), 3);
  assert.equal(await chart.locator('.mark.expiry').count(), 1);
  assert.equal(await chart.locator('.threshold').count(), 1);
  await tester.expectText(
    card.locator('figcaption'),
    'Dashed: scores that workflows ask for (8). Diamonds: points that expired',
  );
  await tester.press('Show as table', card);
  await tester.expectText(card.locator('.ledger tbody tr').last(), /^empty \+5 5 by rule opened/);
  assert.equal(await chart.count(), 0);
  assert.match(await tester.focused(), /^button Show as chart/);
  await tester.region('timeline').locator('.run').last().click();
  await tester.expectText(card.locator('.ledger tbody tr'), /^empty \+5 5 by rule opened[^|]*$/);
  await tester.press('Show as chart', card);
  await chart.waitFor();
  await tester.done();
});

test('a score that has one value alone is shown against nought', async () => {
  const tester = await Tester.open(shared);
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  await tester.contact('Ana Ruiz').getByText('Score history').click();
  await tester.contact('Ana Ruiz').locator('.chart').waitFor();
  assert.deepEqual(await tester.contact('Ana Ruiz').locator('.score-tick').allTextContents(), ['0', '5', '10']);
  await tester.done();
});

test('a score that was only ever set back to empty has a chart, too', async () => {
  const tester = await Tester.open(shared);
  await tester.page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector('rehearse-tester'));
    element.workspace = { rehearse: 1, workflows: [], contacts: [{ id: 'ana', name: 'Ana Ruiz', engagementScore: 7 }] };
  });
  const card = tester.contact('Ana Ruiz');
  await tester.press('Edit Ana Ruiz');
  await tester.region('contacts').getByLabel('Engagement score').fill('');
  await tester.press('Change now');
  await card.getByText('Score history').click();
  await card.getByRole('img', { name: /1 change: from 7 on .* to empty on / }).waitFor();
  assert.match((await card.locator('.steps').getAttribute('d')) ?? '', /^M\d+ \d+H\d+$/);
  await tester.done();
});
