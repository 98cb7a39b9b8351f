// Every text that people read stands in the dictionary, and Spanish has all of them.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { spanish } from '../../web/dist/element/texts/spanish.js';
import { createPageServer } from '../../web/serve.mjs';
import { violations } from './support/axe.js';
import { pageRoot, useBrowser } from './support/chromium.js';
import { buildMarked } from './support/marked.js';
import { drawn } from './support/settled.js';
import { Tester } from './support/tester.js';
import { states, textsOf } from './support/walk.js';

const marked = await buildMarked();
const shared = useBrowser(createPageServer(marked.root));
const long = await buildMarked('long');
const lengthened = useBrowser(createPageServer(long.root));
after(() => Promise.all([marked.remove(), long.remove()]));
const page = useBrowser(createPageServer(pageRoot));

/** The strings of the workspaces that are open: names, values and keys. @param {Tester} tester */
async function ownWords(tester) {
  /** @type {Set<string>} */
  const words = new Set(['Rehearse']);
  const visit = (/** @type {unknown} */ value) => {
    if (typeof value === 'string') words.add(value).add(value.replace('custom.', ''));
    else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) {
        words.add(key);
        visit(each);
      }
  };
  visit(JSON.parse(await tester.workspaceText()));
  visit(await tester.page.evaluate(() => /** @type {any} */ (document.querySelector('rehearse-tester')).scenarios));
  for (const name of await tester.page.locator('#sample option').allTextContents()) words.add(name.trim());
  return [...words].filter((word) => word.length > 1).sort((one, other) => other.length - one.length);
}

/** What stands in a text outside the marks, and is none of the workspace's. @param {string} text @param {string[]} own */
function unmarked(text, own) {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  for (const word of own) rest = rest.replaceAll(word, ' ');
  return /\p{L}/u.test(rest) ? rest.trim() : '';
}

test('no text stands outside the dictionary', async () => {
  const tester = await Tester.open(shared);
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [name, reach] of states) {
    await reach(tester).catch((/** @type {Error} */ error) => {
      throw new Error(`${name}: ${error.message}`);
    });
    const own = await ownWords(tester);
    for (const text of await textsOf(tester)) if (unmarked(text, own) !== '' && !found.has(text)) found.set(text, name);
  }
  assert.deepEqual(
    [...found].map(([text, name]) => `${name}: ${text}`),
    [],
  );
  await tester.done();
});

/** Chooses another language, and waits until it is shown. @param {Tester} tester @param {string} language */
async function choose(tester, language) {
  await tester.page.locator('#language').selectOption(language);
  await tester.page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  await drawn(tester.page);
}

/** Words that are the same in both languages. */
const same =
  /^(UTC|JSON|Error|SMS|Webhook|ISO 8601|CSV|NDJSON|A|B|[\d.]+ [kMG]B|[+−]?\d+( \d+)* [hdms]|\d+ %|[\d\s.,:→+−·()*<>/-]*)$/u;

/** What was said stays as it was said: in another language nothing is read out anew. */
const readOut = '.frame > [role=status]';

test('every text changes with the language, in every state, at any time', async () => {
  const tester = await Tester.open(page);
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [name, reach] of states) {
    await reach(tester).catch((/** @type {Error} */ error) => {
      throw new Error(`${name}: ${error.message}`);
    });
    const own = await ownWords(tester);
    const english = new Set(await textsOf(tester, { except: readOut }));
    await choose(tester, 'es');
    const isLeft = (/** @type {string} */ text) => {
      const rest = own.reduce((left, word) => left.replaceAll(word, ' '), text).trim();
      return english.has(text) && /\p{L}/u.test(rest) && !same.test(rest);
    };
    // Regions are drawn one after the other, and the flow where it is near enough to be seen.
    const flow = tester.region('flow');
    if (await flow.isVisible()) await flow.scrollIntoViewIfNeeded();
    let left = (await textsOf(tester, { except: readOut })).filter(isLeft);
    for (let times = 0; times < 20 && left.length > 0; times += 1) {
      await tester.page.waitForTimeout(100);
      left = (await textsOf(tester, { except: readOut })).filter(isLeft);
    }
    for (const text of left) if (!found.has(text)) found.set(text, name);
    await choose(tester, 'en');
  }
  assert.deepEqual(
    [...found].map(([text, name]) => `${name}: ${text}`),
    [],
  );
  await tester.done();
});

test('what a change comes to is read out once, and not again in another language', async () => {
  const tester = await Tester.open(page);
  const said = tester.page.locator(`rehearse-tester ${readOut}`);
  await tester.fireButton.click();
  await tester.fireButton.click();
  await tester.expectScore('Ana Ruiz', '10');
  await tester.press('Unpublish Email engagement tracking');
  await tester.expectText(said, 'Ana Ruiz: 10 → empty.');
  await choose(tester, 'es');
  await tester.expectText(tester.region('composer').locator('h2'), 'Lanzar un evento');
  // Longer than it takes to compare anew.
  await tester.page.waitForTimeout(1000);
  await tester.expectText(said, 'Ana Ruiz: 10 → empty.');
  await tester.done();
});

test('the language that was chosen is there again, and so is the one that the browser asks for', async () => {
  const tester = await Tester.open(page);
  await choose(tester, 'es');
  await tester.reload();
  await tester.page.waitForFunction(() => document.documentElement.lang === 'es');
  await tester.expectText(tester.region('composer').locator('h2'), 'Lanzar un evento');
  await tester.done();

  const browser = await page.browser.newContext({ locale: 'es-MX' });
  const other = await browser.newPage();
  await other.goto(page.address);
  await other.waitForFunction(() => document.documentElement.lang === 'es');
  assert.equal(await other.locator('#language').inputValue(), 'es');
  await browser.close();
});

for (const width of [1440, 390]) {
  test(`axe-core finds nothing in Spanish, and nothing is wider than the page: ${width} px`, async () => {
    const tester = await Tester.open(page, { width, reducedMotion: 'reduce' });
    await choose(tester, 'es');
    // Further states stand in views that a narrow page shows one at a time.
    for (const [name, reach] of width < 600 ? states.slice(0, 7) : states) {
      await reach(tester);
      assert.deepEqual(await violations(tester), [], name);
      const { scrollWidth, clientWidth } = await tester.page.evaluate(() => {
        const { scrollWidth: wide, clientWidth: room } = document.documentElement;
        return { scrollWidth: wide, clientWidth: room };
      });
      assert.ok(scrollWidth <= clientWidth, `${name}: ${scrollWidth} px wide`);
    }
    await tester.done();
  });
}

/** Buttons out of which their words stick, or that lie over one another. @param {Tester} tester */
function cutWords({ page }) {
  return page.evaluate(() => {
    /** @type {HTMLElement[]} */
    const all = [];
    const visit = (/** @type {Document | ShadowRoot} */ root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (element instanceof HTMLButtonElement && element.checkVisibility()) all.push(element);
      }
    };
    visit(document);
    return all
      .filter((button) => button.scrollWidth > button.clientWidth + 1 && !button.querySelector('.visually-hidden'))
      .map((button) => button.textContent?.trim().slice(0, 60));
  });
}

for (const direction of ['ltr', 'rtl']) {
  test(`words that are twice as long fit on a phone, and on a wide page: ${direction}`, async () => {
    const tester = await Tester.open(lengthened, { width: 390, reducedMotion: 'reduce' });
    await tester.page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    // Each in the view that shows it; all of them are opened by what has no words.
    for (const width of [390, 900, 1440]) {
      await tester.page.setViewportSize({ width, height: 900 });
      for (const view of ['build', 'simulate', 'contacts', 'replay']) {
        await tester.page.evaluate((name) => {
          /** @type {any} */ (document.querySelector('rehearse-tester')).view = name;
        }, view);
        if (view === 'simulate') await tester.fireButton.click();
        if (view === 'replay' && width === 390) {
          await tester.page.locator('#sample-log').click();
          await tester.page.locator('#run-replay:enabled').click();
          await tester.page.locator('#replay-result').waitFor();
        }
        const pixels = await tester.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        assert.ok(pixels <= 0, `${view}, ${width} px: ${pixels} px sideways`);
        assert.deepEqual(await cutWords(tester), [], `${view}, ${width} px`);
      }
    }
    await tester.done();
  });
}

test('the catalog is complete in Spanish: labels, groups, hints, choices and events', async () => {
  const { catalog } = await loadEngine();
  /** @type {Set<string>} */
  const missing = new Set();
  const choices = /** @type {Record<string, Record<string, string>>} */ (spanish.choices);
  const visit = (/** @type {unknown} */ value) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, each] of Object.entries(value)) {
      if (['label', 'group', 'documentation'].includes(key) && !spanish.catalog[each]) missing.add(each);
      if (key === 'choices')
        for (const choice of each) {
          const { name } = /** @type {{ name: string }} */ (value);
          if (!choices[name]?.[choice]) missing.add(`${name}: ${choice}`);
        }
      visit(each);
    }
  };
  visit(catalog);
  for (const { name, label, origin, attributes } of catalog.eventTypes.filter(
    ({ name: each }) => !each.endsWith('.'),
  )) {
    const attribute = attributes.find(({ resource }) => resource !== null) ?? null;
    const event = {
      type: name,
      label: '?',
      attributeName: attribute?.name ?? null,
      attribute: attribute?.label ?? null,
      name: null,
      isFromOutside: origin === 'outside',
    };
    if (JSON.stringify([spanish.sentences.event(event), spanish.sentences.eventClause(event)]).includes('?'))
      missing.add(`sentence: ${label}`);
  }
  assert.deepEqual([...missing], []);
  const english = JSON.stringify(catalog);
  assert.deepEqual(
    Object.keys(spanish.catalog).filter((label) => !english.includes(JSON.stringify(label))),
    [],
    'no longer in the catalog',
  );
});

test('of two languages chosen one after the other the last is shown, however long the first takes', async () => {
  const tester = await Tester.open(shared);
  await tester.page.evaluate(() => {
    const choice = /** @type {HTMLSelectElement} */ (document.querySelector('#language'));
    for (const language of ['es', 'en']) {
      choice.value = language;
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  await tester.page.waitForLoadState('networkidle');
  await tester.page.waitForTimeout(300);
  assert.equal(await tester.page.evaluate(() => document.documentElement.lang), 'en');
  await tester.done();
});
