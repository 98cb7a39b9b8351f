// A walk through all that the page shows, in whatever language it is: nothing is found by its words.

import { newsroom } from './newsroom.js';

/** @import { Tester } from './tester.js' */

/** A workspace with every type of event and step, whose own names are easily told from the page's words. */
const everything = {
  rehearse: 1,
  name: '§all',
  workflows: [
    {
      id: '§first',
      name: '§first',
      status: 'published',
      triggers: [
        { type: 'email.opened', conditions: [{ field: 'event.email', operator: 'equalTo', value: '§mail' }] },
        {
          type: 'link.clicked',
          conditions: [
            {
              any: [
                { field: 'contact.tags', operator: 'contains', value: '§hot' },
                { not: { field: 'contact.engagementScore', operator: 'lessThan', value: 5 } },
              ],
            },
          ],
        },
        { type: 'schedule', every: '7d', at: '09:00' },
        { type: 'date.reached', field: 'createdAt', offset: '-2d' },
        {
          type: 'score.changed',
          fires: 'crossing',
          conditions: [{ field: 'event.score', operator: 'greaterThan', value: 20 }],
        },
      ],
      steps: [
        { type: 'modifyEngagementScore', operation: 'add', points: 10 },
        { type: 'addTag', tags: ['§hot'] },
        { type: 'sendEmail', email: '§mail', subject: '§subject {{event.fields.none}}' },
        { type: 'wait', untilEvent: { type: 'form.submitted' }, timeout: '3d', onTimeout: [{ type: 'end' }] },
        {
          type: 'if',
          branches: [{ name: '§yes', conditions: [{ field: 'contact.name', operator: 'isEmpty' }], steps: [] }],
          otherwise: [],
        },
        {
          type: 'split',
          branches: [
            { name: '§a', weight: 70, steps: [] },
            { name: '§b', weight: 30, steps: [] },
          ],
        },
        { type: 'goal', event: { type: 'payment.received' }, ifUnmet: 'end' },
        {
          type: 'findContact',
          conditions: [{ field: 'contact.email', operator: 'isNotEmpty' }],
          found: [{ type: 'addNote', text: '§note' }],
          notFound: [],
        },
        { type: 'createContact', contact: { email: '§bo@example.com' } },
        { type: 'addToWorkflow', workflow: '§second' },
        { type: 'removeFromWorkflow', workflow: 'others' },
        { type: 'updateField', field: 'fields.§city', clear: true },
        { type: 'webhook', url: 'https://example.com/', fields: { '§key': true } },
        { type: 'notify', text: '§text' },
        { type: 'custom.§own', text: '§text' },
      ],
    },
    {
      id: '§second',
      name: '§second',
      status: 'draft',
      triggers: [{ type: 'email.opened' }],
      steps: [{ type: 'wait', until: '2026-03-04T09:00:00Z' }],
    },
    {
      id: '§third',
      name: '§third',
      status: 'published',
      triggers: [
        {
          type: 'email.opened',
          conditions: [{ field: 'contact.engagementScore', operator: 'greaterThanOrEqualTo', value: 50 }],
        },
      ],
      steps: [],
    },
    { id: '§other', name: '§other', status: 'published', triggers: [{ type: 'custom.§event' }], steps: [] },
  ],
  scoringRules: [{ id: '§rule', event: 'email.opened', points: 5, limit: 20, expiresAfter: '30d' }],
  contacts: [
    { id: '§ana', name: '§ana', engagementScore: 8, tags: ['§cold'], fields: { '§city': '§here' } },
    { id: '§bo', name: '§bo' },
  ],
};

/** @param {Tester} tester @param {object | string} workspace */
function open(tester, workspace) {
  return tester.page.evaluate((document_) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = document_;
  }, workspace);
}

/** @param {Tester} tester @param {string} selector */
async function click({ page }, selector) {
  await page.locator(selector).first().click();
}

/** Opens all that can be unfolded in a region. @param {Tester} tester @param {string} name */
function openAll({ page }, name) {
  return page.evaluate((tag) => {
    const root = document.querySelector('rehearse-tester')?.shadowRoot?.querySelector(tag)?.shadowRoot;
    for (const details of root?.querySelectorAll('details') ?? []) details.open = true;
  }, name);
}

/** The states of the page, each from the one before. @type {[string, (tester: Tester) => Promise<unknown>][]} */
export const states = [
  ['as it opens', async () => {}],
  [
    'after two events',
    async (tester) => {
      await tester.fireButton.click();
      await tester.fireButton.click();
    },
  ],
  ['the journal', (tester) => click(tester, '#tab-journal')],
  [
    'the whole journal, a day later',
    async (tester) => {
      await click(tester, 'rehearse-clock .row button:nth-of-type(2)');
      await click(tester, 'rehearse-report input[type=checkbox]');
    },
  ],
  ['the outbox', (tester) => click(tester, '#tab-outbox')],
  [
    'a stimulus skipped',
    async (tester) => {
      await click(tester, '#tab-why');
      await tester.region('timeline').locator('.run').last().click();
      await click(tester, 'rehearse-timeline [data-action=skip]');
    },
  ],
  ['a fired event being changed', (tester) => click(tester, 'rehearse-timeline [data-action=edit]')],
  [
    'a test made',
    async (tester) => {
      await click(tester, '#cancel-edit');
      await click(tester, 'rehearse-timeline .run');
      await click(tester, '#make-test');
      await click(tester, '#tab-tests');
      await tester.region('tests').locator('.test').first().waitFor();
    },
  ],
  [
    'what the tests take, on the flow',
    async (tester) => {
      await click(tester, 'rehearse-tests .show');
      await tester.region('flow').locator('.note').waitFor();
    },
  ],
  [
    'tests without any',
    async (tester) => {
      await open(tester, everything);
      await tester.region('tests').locator('.empty').waitFor();
    },
  ],
  ['every type of step and trigger in sentences', (tester) => click(tester, '#tab-workflows')],
  [
    'as forms',
    async (tester) => {
      await click(tester, '#open-workflow-0');
      await openAll(tester, 'rehearse-workflows');
    },
  ],
  [
    'what these do',
    async (tester) => {
      await click(tester, '#close-editor');
      await tester.fireButton.click();
      await tester.region('report').locator('.outcome').first().waitFor();
      await tester.region('report').locator('details summary').first().click();
    },
  ],
  [
    'drafts run, too',
    async (tester) => {
      await click(tester, '#run-drafts');
      await tester.fireButton.click();
      await click(tester, '#tab-journal');
      await click(tester, '#next-due');
    },
  ],
  ['its outbox', (tester) => click(tester, '#tab-outbox')],
  [
    'why a workflow did not start',
    async (tester) => {
      await click(tester, '#tab-ask');
      await tester.region('why-not').locator('.answer').waitFor();
    },
  ],
  ...[0, 1, 2].map(
    (index) =>
      /** @type {[string, (tester: Tester) => Promise<unknown>]} */ ([
        `what would have let it, ${index + 1}`,
        async (tester) => {
          await tester.region('why-not').locator('#why-workflow').selectOption({ index });
          const remedy = tester.region('why-not').locator('.remedies button').first();
          if ((await remedy.count()) > 0) await remedy.click();
        },
      ]),
  ),
  [
    'two timelines compared',
    async (tester) => {
      await click(tester, '#tab-why');
      await tester.region('timeline').locator('.run').last().click();
      await click(tester, 'rehearse-timeline [data-action=compare]');
      await click(tester, 'rehearse-timeline [data-action=skip]');
      await tester.region('comparison').locator('#keep-b').waitFor();
    },
  ],
  ['the comparison ended', (tester) => click(tester, '#keep-a')],
  [
    'the coverage on the flow',
    async (tester) => {
      await click(tester, 'rehearse-timeline .run');
      const coverage = tester.region('flow').locator('#coverage');
      if ((await coverage.count()) > 0) await coverage.check();
    },
  ],
  [
    'a log to be replayed',
    async (tester) => {
      await click(tester, '.modes button:last-child');
      await tester.region('replay').locator('#sample-log').waitFor();
    },
  ],
  [
    'its columns',
    async (tester) => {
      await click(tester, '#sample-log');
      await tester.region('replay').locator('#run-replay:enabled').waitFor();
      await openAll(tester, 'rehearse-replay');
    },
  ],
  [
    'what came of it',
    async (tester) => {
      await click(tester, '#run-replay');
      await tester.region('replay').locator('#replay-result').waitFor();
    },
  ],
  ['the tester again', (tester) => click(tester, '.modes button:first-child')],
  [
    'a contact, and its history',
    async (tester) => {
      await click(tester, '#tab-why');
      await click(tester, 'rehearse-contacts details summary');
      await tester.region('contacts').locator('.chart').first().waitFor();
    },
  ],
  ['its history as a table', (tester) => click(tester, 'rehearse-score-history #toggle')],
  ['a contact being changed', (tester) => click(tester, 'rehearse-contacts .edit-button')],
  [
    'a contact being added',
    async (tester) => {
      await click(tester, '#add-contact');
      await tester.region('contacts').locator('form input').first().fill('');
      await click(tester, 'rehearse-contacts form button[type=submit]');
    },
  ],
  [
    'an error of the clock',
    async (tester) => {
      await tester.page.locator('#date').fill('');
      await click(tester, 'rehearse-clock form button');
    },
  ],
  [
    'an attribute that is needed',
    async (tester) => {
      await tester.region('composer').locator('#type').selectOption('link.clicked');
      await tester.region('composer').locator('#attribute-link').fill('');
      await tester.fireButton.click();
    },
  ],
  [
    'a rule and the settings',
    async (tester) => {
      await openAll(tester, 'rehearse-workflows');
    },
  ],
  [
    'events of the clock, other contacts',
    async (tester) => {
      await open(tester, newsroom);
      await tester.fireButton.click();
      await click(tester, '#next-due');
    },
  ],
  [
    'a document with problems',
    async (tester) => {
      await open(tester, {
        rehearse: 1,
        workflows: [{ id: '§bad', triggers: [], steps: [{ type: 'addTag', tags: [] }] }],
      });
      await tester.region('workflows').locator('.notice').waitFor();
    },
  ],
  ['its problems', (tester) => click(tester, '#tab-problems')],
  [
    'its text',
    async (tester) => {
      await click(tester, '#tab-json');
      await tester.region('json-editor').locator('textarea').waitFor();
    },
  ],
  [
    'nothing at all',
    async (tester) => {
      await open(tester, { rehearse: 1, workflows: [], contacts: [] });
      await click(tester, '#tab-workflows');
    },
  ],
];

/**
 * What people read or hear on the page as it is, through all shadow roots, without what the workspace holds: texts of
 * elements in sight, and the names that attributes give. What is in the engine's English (\`lang="en"\` beside another
 * language) or a person's own (code, text fields, isolated names) is left out, and what `except` selects.
 * @param {Tester} tester @param {{ except?: string }} [options]
 * @returns {Promise<string[]>}
 */
export function textsOf({ page }, { except = 'noscript' } = {}) {
  return page.evaluate((left) => {
    /** @type {Set<string>} */
    const found = new Set();
    const own = `bdi, code, pre, textarea, style, script, [lang="en"]:not(.frame, option), noscript, ${left}`;
    const visit = (/** @type {Element} */ element) => {
      if (element.matches(own) || !element.checkVisibility({ contentVisibilityAuto: false })) return;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext'])
        found.add(element.getAttribute(name) ?? '');
      for (const node of element.shadowRoot?.childNodes ?? []) visitNode(node);
      for (const node of element.childNodes) visitNode(node);
    };
    const visitNode = (/** @type {Node} */ node) => {
      if (node instanceof Element) visit(node);
      else if (node.nodeType === Node.TEXT_NODE) found.add((node.textContent ?? '').replace(/\s+/g, ' ').trim());
    };
    visit(document.body);
    found.add(document.title);
    return [...found].filter((text) => /\p{L}/u.test(text));
  }, except);
}
