// A workspace as large as a busy company's: 500 workflows, 1,000 contacts, and events that write 10,000 journal entries.

const types = ['link.clicked', 'email.opened', 'form.submitted', 'page.viewed', 'survey.submitted'];
/** @type {Record<string, string>} */
const attributeOf = {
  'link.clicked': 'link',
  'email.opened': 'email',
  'form.submitted': 'form',
  'page.viewed': 'page',
  'survey.submitted': 'survey',
};

/** @param {number} index */
function workflow(index) {
  const type = types[index % types.length] ?? '';
  return {
    id: `workflow-${index}`,
    name: `Workflow number ${index}`,
    status: index % 10 === 9 ? 'draft' : 'published',
    triggers: [
      {
        type,
        conditions: [
          { field: `event.${attributeOf[type]}`, operator: 'equalTo', value: `thing-${index % 50}` },
          {
            any: [
              { field: 'contact.tags', operator: 'contains', value: `group-${index % 7}` },
              { field: 'contact.engagementScore', operator: 'lessThan', value: 1000 },
            ],
          },
        ],
      },
    ],
    steps: [
      { type: 'modifyEngagementScore', operation: 'add', points: 1 + (index % 20) },
      { type: 'addTag', tags: [`reached-${index % 30}`] },
      {
        type: 'if',
        branches: [
          {
            name: 'warm',
            conditions: [{ field: 'contact.engagementScore', operator: 'greaterThan', value: 50 }],
            steps: [{ type: 'sendEmail', email: 'offer', subject: 'For {{contact.name}}' }],
          },
        ],
        otherwise: [
          { type: 'wait', for: '3d' },
          { type: 'addNote', text: 'Still cold.' },
        ],
      },
      { type: 'wait', untilEvent: { type: 'contact.replied' }, timeout: '14d' },
    ],
  };
}

/** @param {number} index */
function contact(index) {
  return {
    id: `contact-${index}`,
    name: `Contact ${index}`,
    email: `contact-${index}@example.com`,
    engagementScore: index % 3 === 0 ? null : index % 120,
    tags: [`group-${index % 7}`, `list-${index % 11}`],
    fields: { industry: ['retail', 'health', 'education'][index % 3], seats: index % 40 },
  };
}

/** What `session` of the element takes. */
export function largeSession() {
  const workspace = {
    rehearse: 1,
    name: 'A busy company',
    clock: '2026-03-02T09:00:00Z',
    workflows: Array.from({ length: 500 }, (_, index) => workflow(index)),
    contacts: Array.from({ length: 1_000 }, (_, index) => contact(index)),
  };
  const stimuli = Array.from({ length: 74 }, (_, index) => {
    const type = types[index % types.length] ?? '';
    const fire = { type, contact: `contact-${(index * 37) % 1_000}`, [attributeOf[type] ?? '']: `thing-${index % 50}` };
    return { stimulus: { fire }, skipped: false };
  });
  return {
    text: JSON.stringify(workspace, null, 2),
    scenarios: [],
    stimuli,
    selected: stimuli.length - 1,
    runsDrafts: false,
  };
}
