// What axe-core says of the page.

import axe from 'axe-core';
import { settled } from './settled.js';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds on the page as it is now. @param {{ page: import('playwright-core').Page }} tester */
export async function violations({ page }) {
  // From the top: further down, the bar that stays in sight lies over whatever is scrolled beneath it.
  await page.evaluate(() => scrollTo(0, 0));
  // What moves while it is looked at seems to lie over what is next to it.
  await settled(page);
  await page.evaluate(`if (!globalThis.axe) { ${axe.source} }`);
  return page.evaluate(async (tags) => {
    const found = await /** @type {any} */ (globalThis).axe.run({ runOnly: { type: 'tag', values: tags } });
    return found.violations.map((/** @type {any} */ { id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(
        (/** @type {any} */ { target, failureSummary }) => `${target.flat().join(' ')}: ${failureSummary}`,
      ),
    }));
  }, rules);
}
