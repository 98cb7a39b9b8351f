// A page where not all is as it should be: nothing open, nothing that can be copied, documents that are too large or wrong,
// a loop, a browser that keeps nothing.

import assert from 'node:assert/strict';
import { pageHeaders } from '../../../web/serve.mjs';

/** @import { Tester } from './tester.js' */

/** The page's headers, but for the word that lets the engine run. */
export const forbiddingHeaders = {
  ...pageHeaders,
  'Content-Security-Policy': pageHeaders['Content-Security-Policy']?.replace(" 'wasm-unsafe-eval'", '') ?? '',
};

/** To be run on a page before its own scripts: a browser that lets it keep nothing, as in a private window. */
export function keepNothing() {
  IDBFactory.prototype.open = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
}

/** States of a page where not all is as it should be, each from the one before. @type {[string, (tester: Tester) => Promise<unknown>][]} */
export const troubles = [
  ['nothing at all', (tester) => tester.pressInHead('Start empty')],
  [
    'the list of what is kept',
    async (tester) => {
      await tester.openSample('Email engagement tracking');
      await tester.fireButton.click();
      await tester.openSample('Segmentation by engagement');
      await tester.fireButton.click();
      await tester.pressInHead('Recent');
      await tester.page.getByRole('dialog').locator('li').nth(1).waitFor();
    },
  ],
  [
    'one of them deleted',
    async (tester) => {
      await tester.press('Delete Email engagement tracking');
      await tester.page.locator('#undo-delete').waitFor();
    },
  ],
  [
    'what was open is kept',
    async (tester) => {
      await tester.press('Close', tester.page.getByRole('dialog'));
      await tester.pressInHead('Start empty');
      await tester.page.locator('.page-head .told').waitFor();
    },
  ],
  [
    'a link that could not be copied',
    async (tester) => {
      await tester.page.evaluate(() => {
        Clipboard.prototype.writeText = () => Promise.reject(new Error('no'));
      });
      await tester.pressInHead('Copy link');
      await tester.page.getByRole('dialog').locator('textarea').waitFor();
    },
  ],
  [
    'a file that is too large',
    async (tester) => {
      await tester.press('Close', tester.page.getByRole('dialog'));
      // Made on the page: it is too large to be handed over in a moment.
      await tester.page.locator('#file').evaluate((input) => {
        const held = new DataTransfer();
        held.items.add(new File([new Uint8Array((16 << 20) + 1)], 'large.json'));
        /** @type {HTMLInputElement} */ (input).files = held.files;
        input.dispatchEvent(new Event('change'));
      });
      await tester.expectText(
        tester.page.locator('.page-head .problem'),
        'large.json was not opened. It has 17 MB, and what can be opened has at most 16 MB. What was open is kept.',
      );
    },
  ],
  [
    'a bad document, kept and located',
    async (tester) => {
      await tester.openFile('bad.json', '{ "rehearse": 1,\n  "workflows": [ { "id": 7 } ] }');
      await tester.show('Build');
      await tester.page.getByRole('tab', { name: 'JSON' }).click();
      await tester.expectText(tester.region('json-editor').locator('.where').first(), /^Line 2, column \d+$/);
      assert.equal(
        await tester.page.getByLabel('Workspace as JSON').inputValue(),
        '{ "rehearse": 1,\n  "workflows": [ { "id": 7 } ] }',
      );
    },
  ],
  [
    'a loop that is locked',
    async (tester) => {
      const workflow = (/** @type {string} */ from, /** @type {string} */ to) => ({
        id: from,
        status: 'published',
        triggers: [{ type: 'tag.added', conditions: [{ field: 'event.tag', operator: 'equalTo', value: from }] }],
        steps: [
          { type: 'removeTag', tags: [from] },
          { type: 'addTag', tags: [to] },
        ],
      });
      const first = { id: 'start', status: 'published', triggers: [{ type: 'email.opened' }] };
      const workflows = [
        { ...first, steps: [{ type: 'addTag', tags: ['ping'] }] },
        workflow('ping', 'pong'),
        workflow('pong', 'ping'),
      ];
      const document = { rehearse: 1, workflows, contacts: [{ id: 'ana' }] };
      await tester.show('Simulate');
      await tester.openFile('loop.json', JSON.stringify(document));
      await tester.expectText(tester.fireButton, 'Fire: ana, email opened');
      await tester.fireButton.click();
      await tester.show('Contacts');
      await tester.expectText(tester.contact('ana').locator('.locks'), /^A loop locked ping Unlock$/);
    },
  ],
];
