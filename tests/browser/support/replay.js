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

/** Drops a file on the page, wherever that is. @param {Tester} tester @param {string} name @param {string} content */
export async function dropOnPage({ page }, name, content) {
  const dataTransfer = await page.evaluateHandle(
    ([name, content]) => {
      const held = new DataTransfer();
      held.items.add(new File([content], name));
      return held;
    },
    /** @type {[string, string]} */ ([name, content]),
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.locator('body').dispatchEvent(type, { dataTransfer });
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

/** Opens a log that takes a while, with the columns of the page. @param {Tester} tester */
async function openLongLog({ page }) {
  await page.evaluate(() => {
    const rows = ['at,contact,type,email,link\n'];
    for (let row = 0; row < 200_000; row += 1) {
      const at = new Date(1_772_442_000_000 + row * 7000).toISOString();
      rows.push(`${at},contact-${row % 5_000},${row % 2 ? 'email.opened,spring-offer,' : 'link.clicked,,pricing'}\n`);
    }
    const log = new File(rows, 'year.csv', { type: 'text/csv' });
    /** @type {any} */ (document.querySelector('rehearse-tester')).openLog(log);
  });
}

/**
 * Runs a log, and keeps it from getting further once it has told how far it is: for looking at it while it runs.
 * @param {Tester} tester
 */
export async function runHalfway(tester) {
  const region = tester.region('replay');
  await tester.page.evaluate(() => {
    const Real = globalThis.Worker;
    globalThis.Worker = class extends Real {
      /** @param {string | URL} address @param {WorkerOptions} [options] */
      constructor(address, options) {
        super(address, options);
        let isHeld = false;
        // Before those who use the worker: what it tells after its first progress they do not hear.
        this.addEventListener('message', (event) => {
          if (isHeld) event.stopImmediatePropagation();
          isHeld ||= event.data.kind === 'progress';
        });
      }
    };
    /** @type {any} */ (globalThis).realWorker = Real;
  });
  await openLongLog(tester);
  await region.locator('#log-opened').getByText('year.csv').waitFor();
  await region.locator('#run-replay:enabled').click();
  await region.getByText(/rows, .* a second · /).waitFor();
}

/** Ends what runs. @param {Tester} tester */
export async function cancelRun(tester) {
  const region = tester.region('replay');
  await region.locator('#cancel-replay').click();
  await region.getByText(/^Canceled\./).waitFor();
  await tester.page.evaluate(() => {
    globalThis.Worker = /** @type {any} */ (globalThis).realWorker;
  });
}

/** Says how times are written so that none can be read. @param {Tester} tester */
export async function sayWrongOffset(tester) {
  const offset = tester.region('replay').locator('#time-offset');
  await offset.fill('noon');
  await offset.press('Tab');
  await tester.region('replay').locator('#time-offset[aria-invalid="true"]').waitFor();
}

/** Runs a log, and the worker breaks down. @param {Tester} tester */
export async function runWrong(tester) {
  const region = tester.region('replay');
  await region.locator('#time-offset').fill('');
  await region.locator('#time-offset').press('Tab');
  await region.locator('#run-replay:enabled').waitFor();
  await tester.page.evaluate(() => {
    const plain = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (/** @type {any} */ request, /** @type {any} */ options) {
      if (request.kind !== 'replay') return plain.call(this, request, options);
      Worker.prototype.postMessage = plain;
      this.dispatchEvent(new ErrorEvent('error', { message: 'there is no memory for it', cancelable: true }));
    };
  });
  await region.locator('#run-replay').click();
  await region.locator('.failed').waitFor();
}
