/** @import { Page } from 'playwright-core' */

/** To be run on a page: what is asked of its workers waits while `isHeld` is set, until `release()`. */
export function holdRequests() {
  /** @type {(() => void)[]} */
  const held = [];
  const page = /** @type {any} */ (globalThis);
  page.countHeld = () => held.length;
  page.release = () => {
    page.isHeld = false;
    for (const post of held.splice(0)) post();
  };
  const plain = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (/** @type {any} */ request, /** @type {any} */ options) {
    const post = () => plain.call(this, request, options);
    if (page.isHeld) held.push(post);
    else post();
  };
}

/** From now on nothing arrives. @param {Page} page */
export const hold = (page) => page.evaluate(() => void Object.assign(globalThis, { isHeld: true }));

/** Waits until something is held. @param {Page} page */
export const somethingHeld = (page) => page.waitForFunction(() => /** @type {any} */ (globalThis).countHeld() > 0);

/** What was held arrives, and what comes after it. @param {Page} page */
export const release = (page) => page.evaluate(() => /** @type {any} */ (globalThis).release());
