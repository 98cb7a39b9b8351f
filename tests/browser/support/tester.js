import assert from 'node:assert/strict';

/** @import { Browser, Locator, Page } from 'playwright-core' */

/** Where the browser stands, wherever the tests run. */
export const timeZone = 'America/New_York';

/**
 * @typedef {object} Options
 * @property {number} [width]
 * @property {number} [height]
 * @property {'light' | 'dark'} [colorScheme]
 * @property {'active' | 'none'} [forcedColors]
 * @property {'reduce' | 'no-preference'} [reducedMotion]
 * @property {() => void} [before] runs on the page before its own scripts do
 * @property {string} [locale] the browser's language
 * @property {string} [fragment] what the address ends in, `#` included
 */

/**
 * The page as a person sees it. Every error, and everything that the page's policy would not let through, is kept;
 * `done` fails if there is any.
 */
export class Tester {
  /** @type {string[]} */
  #complaints = [];
  #isLeaving = false;

  /**
   * Opens the page and waits until the engine runs.
   * @param {{ browser: Browser, address: string }} shared
   * @param {Options} [options]
   */
  static async open(
    { browser, address },
    {
      width = 1440,
      height = 900,
      colorScheme = 'light',
      forcedColors = 'none',
      reducedMotion = 'no-preference',
      before = () => {},
      fragment = '',
      locale = 'en-GB',
    } = {},
  ) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      forcedColors,
      reducedMotion,
      locale,
      timezoneId: timeZone,
    });
    const page = await context.newPage();
    await page.addInitScript(before);
    const tester = new Tester(page, address);
    await tester.#watch();
    await page.goto(address + fragment);
    await tester.started();
    return tester;
  }

  /** Waits until the engine runs. */
  async started() {
    await this.page
      .locator('rehearse-composer form')
      .waitFor()
      .catch((error) => {
        throw new Error(`The page did not start. ${error.message}\n${this.#complaints.join('\n')}`);
      });
  }

  /**
   * Leaves the page, and waits until its engine runs again.
   * @param {() => Promise<unknown>} [leave] how, and how to come back; without it, the page is loaded again
   */
  async reload(leave = () => this.page.reload()) {
    this.#isLeaving = true;
    await leave();
    this.#isLeaving = false;
    await this.started();
  }

  /** The same page in another tab of the same browser. @param {string} [fragment] what the address ends in */
  async another(fragment = '') {
    const tester = new Tester(await this.page.context().newPage(), this.address);
    await tester.#watch();
    await tester.page.goto(this.address + fragment);
    await tester.started();
    return tester;
  }

  /**
   * @param {Page} page
   * @param {string} address
   */
  constructor(page, address) {
    page.setDefaultTimeout(10_000);
    this.page = page;
    this.address = address;
  }

  async #watch() {
    const { page } = this;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#complaints.push(message.text());
    });
    page.on('dialog', (dialog) => dialog.accept());
    page.on('pageerror', (error) => this.#complaints.push(`${error.message}\n${error.stack}`));
    page.on('requestfailed', (request) => {
      // What a page that is left was still loading, it gives up.
      if (this.#isLeaving && request.failure()?.errorText === 'net::ERR_ABORTED') return;
      this.#complaints.push(`${request.url()} failed`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.address) && !request.url().startsWith('blob:')) {
        this.#complaints.push(`asked for ${request.url()}`);
      }
    });
    await page.exposeFunction('reportViolation', (/** @type {string} */ text) => this.#complaints.push(text));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        /** @type {any} */ (globalThis).reportViolation(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
  }

  /** Closes the page; fails if there were errors or violations of the policy. */
  async done() {
    const context = this.page.context();
    await this.page.close();
    if (context.pages().length === 0) await context.close();
    assert.deepEqual(this.#complaints, []);
  }

  /** @param {string} name of a region, without `rehearse-` */
  region(name) {
    return this.page.locator(`rehearse-${name}`);
  }

  /** The one button that fires. */
  get fireButton() {
    return this.region('composer').locator('button.fire');
  }

  /**
   * Presses a button, found by its words.
   * @param {string | RegExp} name
   * @param {Locator | Page} [within]
   */
  async press(name, within = this.page) {
    await within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
  }

  /**
   * Presses a button of the page's head, which on a phone stands in a menu.
   * @param {string} name
   */
  async pressInHead(name) {
    const more = this.page.locator('#more');
    if (await more.isVisible()) await more.click();
    await this.press(name, this.page.locator('#files'));
  }

  /** Shows a region, which on a phone takes the place of another. @param {'Build' | 'Simulate' | 'Contacts'} name */
  async show(name) {
    const regions = this.page.getByRole('navigation', { name: 'Regions' });
    if (await regions.isVisible()) await this.press(new RegExp(`^${name}`), regions);
  }

  /**
   * Opens one of the samples.
   * @param {string} name
   */
  async openSample(name) {
    await this.page.getByLabel('Workspace', { exact: true }).selectOption({ label: name });
  }

  /**
   * Opens a file by the page's button.
   * @param {string} name
   * @param {string | Buffer} content
   */
  async openFile(name, content) {
    await this.page
      .locator('#file')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  }

  /**
   * The card of a contact.
   * @param {string} name
   */
  contact(name) {
    return this.region('contacts')
      .locator('.contact')
      .filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  /**
   * Waits until a contact has a score.
   * @param {string} name
   * @param {string} score
   */
  async expectScore(name, score) {
    await this.expectText(this.contact(name).locator('.score'), `Engagement score${score}`);
  }

  /**
   * Waits until an element reads as expected.
   * @param {Locator} locator
   * @param {string | RegExp} expected
   */
  async expectText(locator, expected) {
    /** @type {string} */
    let text = '';
    for (let waited = 0; waited < 10_000; waited += 50) {
      text = (await locator.allTextContents()).map((each) => each.replace(/\s+/g, ' ').trim()).join(' | ');
      if (typeof expected === 'string' ? text === expected : expected.test(text)) return;
      await this.page.waitForTimeout(50);
    }
    if (typeof expected === 'string') assert.equal(text, expected);
    else assert.match(text, expected);
  }

  /** Where the tests of one kind are looked at: the panel of what happened. */
  get report() {
    return this.region('report');
  }

  /** The workspace as the page would save it. */
  async workspaceText() {
    return this.page.evaluate(() => /** @type {any} */ (document.querySelector('rehearse-tester')).workspaceText);
  }

  /** Nobody is told what stands in something that is busy: whoever reads it out waits until it is not. */
  async expectTold() {
    assert.equal(await this.page.locator('[aria-busy="true"] [aria-live]').count(), 0);
  }

  /** What has the focus, through all shadow roots: its tag and its name. */
  async focused() {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return `${element?.tagName.toLowerCase()} ${element?.getAttribute('aria-label') ?? element?.textContent?.trim().replace(/\s+/g, ' ') ?? ''}`;
    });
  }
}
