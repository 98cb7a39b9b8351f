/** The workspace of all four examples: your application has its own, from its own server. */
export const workspace = {
  rehearse: 1,
  name: 'Newsletter',
  clock: '2026-03-02T09:00:00Z',
  workflows: [
    {
      id: 'welcome',
      name: 'Welcome',
      status: 'published',
      triggers: [
        {
          id: 'signed-up',
          type: 'form.submitted',
          conditions: [{ field: 'event.form', operator: 'equalTo', value: 'newsletter' }],
        },
      ],
      steps: [
        { id: 'reward', type: 'modifyEngagementScore', operation: 'add', points: 10 },
        { id: 'pause', type: 'wait', for: '1d' },
        { id: 'thanks', type: 'addTag', tags: ['welcomed'] },
      ],
    },
  ],
  contacts: [{ id: 'ana', name: 'Ana Ruiz' }],
};

/** What the button of the examples fires. */
export const signUp = { type: 'form.submitted', contact: 'ana', form: 'newsletter' };

/** The rule of the examples: what is published stays published. */
export function unpublishes({ workspace, previousWorkspace }) {
  const published = (document) =>
    (document?.workflows ?? []).filter(({ status }) => status === 'published').map(({ id }) => id);
  const now = published(workspace);
  return workspace !== null && published(previousWorkspace).some((id) => !now.includes(id));
}
