// Made-up logs for a workspace whose contacts are independent of each other, and the same row by row.

/** @import { Engine, FiredEvent, ReplayComparison, ReplayReport, Simulation, Workspace } from '@rehearse/engine' */

/** @type {Workspace} */
export const workspace = {
  rehearse: 1,
  name: 'Spring',
  workflows: [
    {
      id: 'opened',
      status: 'published',
      triggers: [
        { type: 'email.opened', conditions: [{ field: 'event.email', operator: 'equalTo', value: 'spring-offer' }] },
      ],
      steps: [
        { type: 'modifyEngagementScore', operation: 'add', points: 5 },
        { type: 'sendEmail', email: 'thanks' },
        {
          id: 'later',
          type: 'wait',
          untilEvent: { type: 'link.clicked' },
          timeout: '1d',
          onTimeout: [{ type: 'end' }],
        },
        { type: 'modifyEngagementScore', operation: 'add', points: 10 },
      ],
    },
    {
      id: 'ordered',
      status: 'published',
      triggers: [
        { type: 'order.placed', conditions: [{ field: 'event.amount', operator: 'greaterThan', value: 50 }] },
        { type: 'form.submitted', conditions: [{ field: 'event.fields.plan', operator: 'equalTo', value: 'pro' }] },
      ],
      steps: [
        {
          id: 'chance',
          type: 'split',
          branches: [
            { name: 'many', weight: 1, steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 20 }] },
            { name: 'few', weight: 2, steps: [{ type: 'sendSms', text: 'Thank you' }] },
          ],
        },
      ],
    },
    {
      id: 'hot',
      status: 'published',
      allowReentry: false,
      triggers: [
        {
          type: 'score.changed',
          fires: 'crossing',
          conditions: [{ field: 'event.score', operator: 'greaterThanOrEqualTo', value: 40 }],
        },
      ],
      steps: [
        { type: 'addTag', tags: ['hot'] },
        { type: 'notify', to: 'sales', text: '{{contact.name}} is hot' },
      ],
    },
    { id: 'never', status: 'published', triggers: [{ type: 'contact.replied' }], steps: [] },
    {
      id: 'daily',
      status: 'published',
      triggers: [
        { type: 'schedule', every: '7d', conditions: [{ field: 'contact.tags', operator: 'contains', value: 'hot' }] },
      ],
      steps: [{ type: 'modifyEngagementScore', operation: 'subtract', points: 1 }],
    },
  ],
  contacts: [{ id: 'contact-1', name: 'One', engagementScore: 30 }],
};

/** One whose contacts are not independent of each other. */
export const dependent = {
  ...workspace,
  workflows: [
    ...workspace.workflows,
    {
      id: 'friend',
      status: /** @type {const} */ ('published'),
      triggers: [{ type: 'contact.replied' }],
      steps: [{ type: 'createContact', contact: { id: 'friend' } }],
    },
  ],
};

/** @typedef {{ at: string, event: FiredEvent }} LoggedEvent */

/**
 * Events, always the same.
 * @param {number} count
 * @param {number} [contacts]
 * @returns {LoggedEvent[]}
 */
export function madeUpEvents(count, contacts = 50) {
  let state = 7;
  const random = (/** @type {number} */ below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  let time = Date.UTC(2026, 0, 5, 10);
  return Array.from({ length: count }, (_, index) => {
    // All contacts come before the first schedule does.
    time += random(index < contacts ? 20 : 600_000);
    const contact = `contact-${1 + (index < contacts ? index : random(contacts))}`;
    const events = [
      { type: 'email.opened', contact, email: random(2) ? 'spring-offer' : 'news' },
      { type: 'link.clicked', contact, link: 'pricing' },
      { type: 'order.placed', contact, amount: random(100) },
      { type: 'form.submitted', contact, form: 'demo', fields: { plan: random(2) ? 'pro' : 'free' } },
    ];
    return { at: new Date(time).toISOString(), event: /** @type {FiredEvent} */ (events[random(4)]) };
  });
}

const columns = ['at', 'contact', 'type', 'email', 'link', 'amount', 'form', 'fields.plan'];

/**
 * As CSV.
 * @param {LoggedEvent[]} events
 */
export function csvOf(events) {
  const rows = events.map(({ at, event: { fields, ...event } }) => {
    /** @type {Record<string, unknown>} */
    const values = { at, ...event, ...(fields && { 'fields.plan': fields.plan }) };
    return columns.map((column) => values[column] ?? '').join(',');
  });
  return `${columns.join(',')}\n${rows.join('\n')}\n`;
}

/**
 * As NDJSON.
 * @param {LoggedEvent[]} events
 */
export function ndjsonOf(events) {
  return events.map(({ at, event }) => `${JSON.stringify({ at, ...event })}\n`).join('');
}

/**
 * Fires events one by one, in a simulation that starts when the log does. A contact that is not known is made quietly:
 * put into the workspace beforehand.
 * @param {Engine} engine
 * @param {Workspace} of
 * @param {LoggedEvent[]} events
 */
export function firedOneByOne(engine, of, events) {
  const contacts = [...(of.contacts ?? [])];
  const known = new Set(contacts.map(({ id }) => id));
  for (const { at, event } of events) {
    if (!known.has(event.contact)) {
      known.add(event.contact);
      contacts.push({ id: event.contact, createdAt: at });
    }
  }
  const simulation = engine.simulate({ ...of, clock: /** @type {LoggedEvent} */ (events[0]).at, contacts });
  for (const { at, event } of events) {
    if (at !== simulation.now) {
      simulation.advanceTo(at);
    }
    simulation.fire(event);
  }
  return simulation;
}

/**
 * Replays on a fresh simulation, which is gone afterwards.
 * @param {Engine} engine
 * @param {Workspace} of
 * @param {Parameters<Simulation['replay']>} given
 */
export async function replayOf(engine, of, ...given) {
  const simulation = engine.simulate(of);
  try {
    return await simulation.replay(...given);
  } finally {
    simulation.dispose();
  }
}

/**
 * What does not depend on how a replay was done.
 * @param {ReplayReport | ReplayComparison} report
 */
export function resultsOf({ workers: _workers, why: _why, part: _part, ...results }) {
  return results;
}
