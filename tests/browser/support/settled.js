/** @import { Page } from 'playwright-core' */

/** Waits until what was changed by now is drawn. @param {Page} page */
export function drawn(page) {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
  );
}

/**
 * Waits until every part in sight has come, and nothing has another place or size than a frame before.
 * @param {Page} page
 */
export async function settled(page) {
  await page.waitForFunction(
    () => {
      const kept = /** @type {{ lookBefore?: string }} */ (globalThis);
      let isWhole = true;
      let look = '';
      const visit = (/** @type {Document | ShadowRoot} */ root) => {
        for (const element of root.querySelectorAll('*')) {
          if (!element.checkVisibility()) continue;
          isWhole &&= element.matches(':defined');
          const { x, y, width, height } = element.getBoundingClientRect();
          look += [x, y, width, height].join();
          if (element.shadowRoot) visit(element.shadowRoot);
        }
      };
      visit(document);
      const isStill = isWhole && look === kept.lookBefore;
      kept.lookBefore = look;
      return isStill;
    },
    undefined,
    { polling: 'raf' },
  );
}
