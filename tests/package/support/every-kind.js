import { clicked, opened, workedExample } from './worked-example.js';

/** @import { Engine, Workspace } from '@rehearse/engine' */

/** Workflows that between them write entries of every kind. @type {Workspace} */
const workspace = {
  ...workedExample,
  resources: { links: [{ id: 'pricing' }] },
  scoringRules: [{ id: 'reply', event: 'contact.replied', points: 5, limit: 10, expiresAfter: '1d' }],
  workflows: [
    ...workedExample.workflows,
    {
      id: 'everything',
      status: 'published',
      allowReentry: false,
      stopOnReply: true,
      triggers: [
        { type: 'tag.added', conditions: { not: { field: 'event.tag', operator: 'equalTo', value: 'done' } } },
        {
          id: 'high',
          type: 'score.changed',
          fires: 'crossing',
          conditions: { any: [{ field: 'event.score', operator: 'greaterThan', value: 5 }] },
        },
      ],
      steps: [
        {
          type: 'if',
          branches: [
            {
              name: 'tagged',
              conditions: [{ field: 'contact.tags', operator: 'anyOf', value: ['a', 'b'] }],
              steps: [],
            },
          ],
          otherwise: [{ type: 'sendEmail', email: 'thanks', subject: 'Dear {{contact.name}} {{contact.fields.none}}' }],
        },
        { type: 'addTag', tags: ['done'] },
        { type: 'wait', for: '1h' },
        { type: 'wait', until: '2026-03-05T00:00:00Z' },
        {
          type: 'wait',
          untilConditions: [{ field: 'contact.tags', operator: 'contains', value: 'go' }],
          timeout: '3d',
        },
        { type: 'wait', untilEvent: { type: 'link.clicked' } },
      ],
    },
    {
      id: 'clock',
      triggers: [
        { type: 'schedule', every: '1w', at: '09:00' },
        { type: 'date.reached', field: 'createdAt', offset: '1d', at: '10:00' },
      ],
      steps: [],
    },
    { id: 'draft', status: 'draft', triggers: [{ type: 'email.opened' }], steps: [] },
    {
      id: 'echo',
      status: 'published',
      triggers: [{ type: 'tag.removed' }],
      steps: [
        { type: 'addTag', tags: ['echo'] },
        { type: 'removeTag', tags: ['echo'] },
      ],
    },
    {
      id: 'endless',
      status: 'published',
      triggers: [{ type: 'form.submitted', conditions: { field: 'event.form', operator: 'equalTo', value: 'loop' } }],
      steps: [
        { id: 'start', type: 'modifyEngagementScore', operation: 'add', points: 1_000_000 },
        { type: 'goTo', step: 'start' },
      ],
    },
    // Each run of 1,000 steps writes over 1,000 entries, and a change of the score starts all of these.
    ...Array.from({ length: 120 }, (_, index) => ({
      id: `flood-${index}`,
      status: /** @type {const} */ ('published'),
      triggers: [
        {
          type: 'form.submitted',
          conditions: { field: 'event.form', operator: /** @type {const} */ ('equalTo'), value: 'flood' },
        },
      ],
      steps: [
        { id: 'start', type: 'modifyEngagementScore', operation: index % 2 === 0 ? 'add' : 'subtract', points: 1 },
        { type: 'goTo', step: 'start' },
      ],
    })),
  ],
};

/**
 * Answers of the engine by the name of their type.
 * @param {Engine} engine
 * @returns {Record<string, unknown[]>}
 */
export function everyKind(engine) {
  const simulation = engine.simulate(workspace);
  simulation.fire({ ...opened, id: 'host-1' });
  simulation.fire(opened);
  simulation.fire(clicked('pricing'));
  simulation.fire(clicked('faq'));
  simulation.addContact({ id: 'bo', tags: ['a'], fields: { seats: 3, vip: true } });
  simulation.edit('bo', { name: 'Bo', tags: ['a', 'c'], fields: { seats: null } });
  simulation.edit('bo', { engagementScore: null, tags: ['echo'] });
  simulation.advance('2h');
  simulation.advanceTo('2026-03-06T00:00:00Z');
  simulation.edit('bo', { tags: ['go'] });
  const waiting = simulation.contacts();
  simulation.fire({ type: 'contact.replied', contact: 'ana', channel: 'sms' });
  simulation.advance('8d');
  simulation.fire({ type: 'form.submitted', contact: 'bo', form: 'loop', fields: { size: 'xl' } });
  const locked = simulation.contacts();
  const beforeFlood = simulation.journal();
  const coverage = simulation.coverage();
  const flood = simulation.fire({ type: 'form.submitted', contact: 'ana', form: 'flood' }).entries;
  const entries = [...beforeFlood, ...flood.slice(0, 50), ...flood.slice(-300)];
  const stats = simulation.stats();
  const ledger = [...simulation.ledger('ana').slice(-5), ...simulation.ledger('bo').slice(0, 5)];
  const explanations = beforeFlood
    .filter(({ kind }) => kind === 'event')
    .flatMap(({ seq }) => ['email-engagement', 'everything', 'draft'].map((id) => simulation.explain(seq, id)));
  const outbox = simulation.outbox();
  simulation.unlock('bo', 'echo');
  entries.push(...simulation.journal().slice(-1));
  simulation.dispose();

  const scenarioFile = {
    rehearse: /** @type {const} */ (1),
    workspace: workedExample,
    scenarios: [
      {
        name: 'fails',
        steps: [{ fire: opened }, { expect: { contact: 'ana', engagementScore: 1, fired: ['email-engagement'] } }],
      },
      { name: 'cannot be run', steps: [{ fire: { type: 'link.clicked', contact: 'nobody', link: 'faq' } }] },
    ],
  };
  return {
    Entry: entries,
    MessageEntry: outbox,
    ContactState: [...waiting, ...locked],
    Stats: [stats],
    Coverage: [coverage],
    LedgerEntry: ledger,
    Explanation: explanations.slice(0, 200),
    Catalog: [engine.catalog],
    CheckResult: [engine.check(workspace), engine.check('{'), engine.check({ ...workspace, name: '' })],
    TestResult: [engine.test(scenarioFile, { journals: true }), engine.test(scenarioFile), engine.test('[]')],
    Workspace: [workspace, JSON.parse(engine.format(workspace))],
    ScenarioFile: [scenarioFile],
  };
}
