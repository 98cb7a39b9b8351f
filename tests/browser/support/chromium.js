import { after, afterEach, before, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createPageServer } from '../../../web/serve.mjs';

/** @import { Browser } from 'playwright-core' */

const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The built page, as it is served to people: with its policy. */
export const pageRoot = fileURLToPath(new URL('../../../web/dist/page', import.meta.url));

/** @returns {Promise<Browser>} */
export function launch() {
  return chromium.launch({ executablePath: process.env.REHEARSE_CHROMIUM ?? '/usr/bin/chromium', args: flags });
}

/**
 * Serves a folder at a free port of this machine.
 * @param {import('node:http').Server} server
 * @returns {Promise<string>} the address, which ends in a slash
 */
export async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}/`;
}

/**
 * Ends a server at once, whoever is connected.
 * @param {import('node:http').Server} server
 */
export function stop(server) {
  server.closeAllConnections();
  server.close();
}

/** How long one test may take, in milliseconds: five times what the longest takes where two files run at once. */
const longestTest = 400_000;

/**
 * Closes the pages of a test that goes on for too long: what it waits for, which may be an answer of the page that
 * never comes, fails where it stands, and the tests after it run.
 * @param {{ browser: Browser }} shared
 */
function limitTests(shared) {
  /** @type {NodeJS.Timeout} */
  let timer;
  const end = () => {
    for (const context of shared.browser.contexts()) context.close({ reason: `a test took over ${longestTest} ms` });
  };
  beforeEach(() => {
    timer = setTimeout(end, longestTest);
  });
  afterEach(() => clearTimeout(timer));
}

/**
 * A browser and a server for all tests of a file.
 * @param {import('node:http').Server} [server] what serves; without it, the built page is served
 * @param {(shared: { browser: Browser, address: string }) => Promise<void>} [prepare] once both are there
 */
export function useBrowser(server = createPageServer(pageRoot), prepare = async () => {}) {
  /** @type {{ browser: Browser, address: string }} */
  const shared = { browser: /** @type {any} */ (undefined), address: '' };
  before(async () => {
    shared.address = await listen(server);
    shared.browser = await launch();
    await prepare(shared);
  });
  limitTests(shared);
  after(async () => {
    await shared.browser?.close();
    stop(server);
  });
  return shared;
}
