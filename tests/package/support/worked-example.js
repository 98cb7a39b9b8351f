/** @import { Workspace } from '@rehearse/engine' */

/**
 * The worked example of the documentation: an email is opened, then each trigger link that is clicked adds 10 points.
 * @type {Workspace}
 */
export const workedExample = {
  rehearse: 1,
  name: 'Email engagement tracking',
  clock: '2026-03-02T09:00:00Z',
  workflows: [
    {
      id: 'email-engagement',
      name: 'Email engagement tracking',
      status: 'published',
      allowReentry: true,
      triggers: [
        {
          id: 'opened',
          type: 'email.opened',
          conditions: [{ field: 'event.email', operator: 'equalTo', value: 'spring-offer' }],
        },
      ],
      steps: [
        {
          id: 'await-click',
          type: 'wait',
          untilEvent: { type: 'link.clicked' },
          timeout: '7d',
          onTimeout: [{ type: 'end' }],
        },
        { id: 'reward', type: 'modifyEngagementScore', operation: 'add', points: 10 },
        { id: 'again', type: 'goTo', step: 'await-click' },
      ],
    },
  ],
  contacts: [
    {
      id: 'ana',
      name: 'Ana Ruiz',
      email: 'ana@example.com',
      engagementScore: null,
      tags: ['lead'],
      fields: { industry: 'education' },
    },
  ],
};

/** The email that starts it. */
export const opened = { type: 'email.opened', contact: 'ana', email: 'spring-offer' };

/** @param {string} link */
export const clicked = (link) => ({ type: 'link.clicked', contact: 'ana', link });
