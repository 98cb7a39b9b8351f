// A workspace with triggers of the clock, scoring rules, splits, goals, and steps on other contacts and workflows.

/** @import { Tester } from './tester.js' */

const isLead = { field: 'contact.tags', operator: 'contains', value: 'lead' };

export const newsroom = {
  rehearse: 1,
  name: 'Newsroom',
  clock: '2026-03-02T08:00:00Z',
  workflows: [
    {
      id: 'digest',
      name: 'Weekly digest',
      status: 'published',
      triggers: [
        { type: 'schedule', every: '1w', at: '09:00', conditions: [isLead] },
        { type: 'date.reached', field: 'fields.renewal', offset: '-3d', at: '10:00' },
      ],
      steps: [
        {
          id: 'try',
          type: 'split',
          branches: [
            { name: 'A', weight: 70, steps: [{ type: 'sendEmail', subject: 'Your week' }] },
            { name: 'B', weight: 30, steps: [{ type: 'addTag', tags: ['control'] }] },
          ],
        },
        { type: 'wait', untilEvent: { type: 'email.opened' }, timeout: '5d' },
        { id: 'bought', type: 'goal', event: { type: 'order.placed' }, ifUnmet: 'end' },
        {
          type: 'createContact',
          contact: { name: 'Colleague of {{contact.name}}', email: 'colleague@example.com', engagementScore: 5 },
        },
        {
          type: 'findContact',
          conditions: [{ field: 'contact.tags', operator: 'contains', value: 'owner' }],
          found: [{ type: 'addToWorkflow', workflow: 'nurture' }],
          notFound: [{ type: 'removeFromWorkflow', workflow: 'others' }],
        },
      ],
    },
    { id: 'nurture', name: 'Nurture', status: 'draft', triggers: [], steps: [{ type: 'wait', for: '9d' }] },
  ],
  scoringRules: [
    { id: 'opened', event: 'email.opened', points: 5, limit: 20, expiresAfter: '30d' },
    { id: 'left', event: 'email.unsubscribed', points: -20 },
  ],
  contacts: [
    { id: 'ana', name: 'Ana Ruiz', tags: ['lead'], fields: { renewal: '2026-03-10' } },
    { id: 'ben', name: 'Ben Okafor', engagementScore: 35 },
    { id: 'cy', name: 'Cy Lind', tags: ['lead', 'owner'] },
  ],
};

/** Opens it, with an event fired and the clock moved to the first digest. @param {Tester} tester */
export async function openNewsroom(tester) {
  await tester.page.evaluate((workspace) => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).workspace = workspace;
  }, newsroom);
  await tester.fireButton.click();
  await tester.press(/^Next due/);
}
