// Takes the README's pictures of the page, into docs/pictures: node tests/browser/pictures.js

import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createPageServer } from '../../web/serve.mjs';
import { launch, listen, pageRoot, stop } from './support/chromium.js';
import { Tester } from './support/tester.js';

/** The largest that a picture may be, in bytes: those who read the README on the way wait for it. */
const largest = 150_000;

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
await mkdir(folder, { recursive: true });
const server = createPageServer(pageRoot);
const shared = { address: await listen(server), browser: await launch() };

/** @param {string} name @param {(tester: Tester) => Promise<unknown>} reach @param {'light' | 'dark'} [colorScheme] */
async function take(name, reach, colorScheme = 'light') {
  const tester = await Tester.open(shared, { width: 1366, height: 600, reducedMotion: 'reduce', colorScheme });
  await reach(tester);
  await tester.page.mouse.move(683, 599);
  const path = `${folder}${name}.png`;
  await tester.page.screenshot({ path });
  await tester.done();
  const { size } = await stat(path);
  console.log(`${name}.png: ${Math.round(size / 1000)} kB`);
  if (size > largest) throw new Error(`${path} has more than ${largest} bytes.`);
}

/** The worked example: a link is clicked, and the wait and the score go on. */
await take('page', async (tester) => {
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
});

/** Why a workflow did not fire, and what comes of the smallest change that would have let it. */
await take('why-not', async (tester) => {
  await tester.page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Ben Okafor' });
  await tester.page.locator('rehearse-composer #attribute-email').fill('newsletter-march');
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.headline .badge'), 'Nothing started');
  await tester.page.getByRole('tab', { name: 'Didn’t fire?' }).click();
  const region = tester.region('why-not');
  await region
    .getByRole('button', { name: /^Try it/ })
    .first()
    .click();
  await region.locator('.trial').waitFor();
  await region.locator('.answer').evaluate((element) => element.scrollIntoView({ block: 'start' }));
});

/** What would have come of past events: scores before and after. */
await take(
  'replay',
  async (tester) => {
    await tester.press('Replay');
    const region = tester.region('replay');
    await region.getByRole('button', { name: /sample log/ }).click();
    await region.locator('#run-replay').click();
    await region.locator('#replay-result').waitFor();
    await region.locator('.result').evaluate((element) => element.scrollIntoView({ block: 'start' }));
  },
  'dark',
);

await shared.browser.close();
stop(server);
