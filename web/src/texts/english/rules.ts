/** Scoring rules. */
export const rules = {
  heading: 'Scoring rules',
  empty: 'None. A rule gives points for an event, without a workflow.',
  order: 'At every event they are applied in this order, before any workflow.',
  add: 'Add scoring rule',
  /** @param name the rule's id, or its number */
  rule: (name: string) => `scoring rule ${name}`,
  edit: 'Edit',
};
