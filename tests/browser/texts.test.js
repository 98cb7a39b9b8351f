// Every text that people read stands in the dictionary, and Spanish has all of them.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPageServer } from '../../web/serve.mjs';
import { useBrowser } from './support/chromium.js';
import { buildMarked } from './support/marked.js';
import { Tester } from './support/tester.js';
import { states, textsOf } from './support/walk.js';

const marked = await buildMarked();
const shared = useBrowser(createPageServer(marked.root));
after(() => marked.remove());

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
