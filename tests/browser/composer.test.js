// What the composer proposes, asks for, and says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

/** @import { Workspace } from '@rehearse/engine' */

const shared = useBrowser();

/**
 * A page with a workspace of its own.
 * @param {Workspace} document
 */
async function openWith(document) {
  const tester = await Tester.open(shared);
  await tester.page.evaluate((workspace) => {
    /** @type {any} */ (globalThis.document.querySelector('rehearse-tester')).workspace = workspace;
  }, document);
  return tester;
}

const clicked = {
  id: 'clicks',
  status: /** @type {const} */ ('published'),
  triggers: [{ type: 'email.opened' }],
  steps: [
    { type: 'wait', untilEvent: { type: 'link.clicked' }, timeout: '3d' },
    { type: 'addTag', tags: ['clicked'] },
  ],
};

test('fields that merge fields and conditions of steps refer to are offered', async () => {
  const tester = await openWith({
    rehearse: 1,
    workflows: [
      {
        id: 'audit',
        status: 'published',
        triggers: [{ type: 'custom.audit' }],
        steps: [
          { type: 'addNote', text: 'Audit {{event.fields.run}}.' },
          {
            type: 'if',
            branches: [
              {
                name: 'big',
                conditions: [{ field: 'event.fields.size', operator: 'greaterThan', value: 20 }],
                steps: [{ type: 'addTag', tags: ['big'] }],
              },
            ],
          },
        ],
      },
    ],
    contacts: [{ id: 'ana' }],
  });
  const composer = tester.region('composer');
  await composer.getByLabel('Value of run').fill('7');
  assert.equal(await composer.getByLabel('Value of size').inputValue(), '21');
  assert.equal(await composer.getByRole('button', { name: 'Add field', exact: true }).count(), 1);
  await tester.fireButton.click();
  await tester.expectText(tester.contact('ana').locator('.notes'), 'Audit 7.');
  await tester.expectText(tester.contact('ana').locator('.tag'), 'big');
  await tester.done();
});

test('sample data cleaning: its merge field is there to be filled', async () => {
  const tester = await Tester.open(shared);
  await tester.openSample('Data cleaning');
  await tester.region('composer').getByLabel('Event', { exact: true }).selectOption({ label: 'Custom event' });
  await tester.region('composer').getByLabel('Name of the event').fill('audit');
  await tester.region('composer').getByLabel('Name of the event').press('Enter');
  await tester.region('composer').getByLabel('Value of run').fill('12');
  await tester.done();
});

test('a required attribute is marked, and asked for in plain words', async () => {
  const tester = await openWith({ rehearse: 1, workflows: [clicked], contacts: [{ id: 'ana', name: 'Ana' }] });
  await tester.fireButton.click();
  await tester.expectText(tester.fireButton, 'Fire: Ana, trigger link clicked');
  const link = tester.page.getByLabel('Trigger link', { exact: true });
  assert.equal(await link.getAttribute('aria-required'), 'true');
  await tester.fireButton.click();
  await tester.expectText(tester.region('composer').getByRole('alert'), 'Not fired. Choose a trigger link first.');
  assert.match(await tester.focused(), /^input/);
  assert.equal(await link.getAttribute('aria-invalid'), 'true');
  await link.fill('faq');
  await tester.fireButton.click();
  await tester.expectText(tester.contact('Ana').locator('.tag'), 'clicked');
  await tester.done();
});

test('an event that nobody waits for is told as such', async () => {
  const tester = await openWith({
    rehearse: 1,
    resources: { links: [{ id: 'faq', name: 'Questions' }], tags: [{ id: 'clicked', name: 'Has clicked' }] },
    workflows: [clicked],
    contacts: [
      { id: 'ana', name: 'Ana' },
      { id: 'zoe', name: 'Zoe' },
    ],
  });
  await tester.fireButton.click();
  await tester.expectText(
    tester.report.locator('.outcome').first().locator('.effects li'),
    /^Waits for Trigger link clicked, at most until Sun 4 Jan 2026, 00:00$/,
  );
  await tester.expectText(tester.fireButton, 'Fire: Ana, trigger link Questions clicked');
  await tester.page.getByLabel('Event', { exact: true }).selectOption({ label: 'Trigger link clicked' });
  await tester.page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Zoe' });
  await tester.fireButton.click();
  await tester.expectText(tester.report.locator('.panel > .reason'), 'Zoe is not waiting for it in any workflow.');
  await tester.page.getByLabel('Contact', { exact: true }).selectOption({ label: 'Ana' });
  await tester.fireButton.click();
  await tester.expectText(tester.contact('Ana').locator('.tag'), 'Has clicked');
  await tester.expectText(tester.report.locator('.effects li').first(), /tags none → Has clicked/);
  await tester.done();
});

test('no two buttons of the quick ones say the same', async () => {
  const form = (/** @type {string} */ id, /** @type {string} */ size) => ({
    id,
    status: /** @type {const} */ ('published'),
    triggers: [
      {
        type: 'form.submitted',
        conditions: [
          { field: 'event.form', operator: /** @type {const} */ ('equalTo'), value: 'demo' },
          { field: 'event.fields.size', operator: /** @type {const} */ ('equalTo'), value: size },
        ],
      },
    ],
    steps: [],
  });
  const tester = await openWith({
    rehearse: 1,
    workflows: [clicked, form('small', 's'), form('large', 'l')],
    contacts: [{ id: 'ana' }],
  });
  await tester.expectText(tester.region('composer').locator('.quick button'), /submitted/);
  const texts = await tester.region('composer').locator('.quick button').allInnerTexts();
  assert.deepEqual(texts, [...new Set(texts)]);
  await tester.done();
});

test('without a contact the button names the event alone', async () => {
  const tester = await openWith({ rehearse: 1, workflows: [clicked] });
  await tester.expectText(tester.fireButton, 'Fire: email opened');
  assert.equal(await tester.fireButton.isDisabled(), true);
  await tester.done();
});
