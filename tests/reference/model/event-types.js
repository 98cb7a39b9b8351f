/** The attributes of each event type, in the order in which an event shows them. */

const order = [
  'email',
  'link',
  'workflow',
  'form',
  'survey',
  'disqualified',
  'quiz',
  'score',
  'page',
  'source',
  'medium',
  'campaign',
  'term',
  'content',
  'channel',
  'text',
  'calendar',
  'status',
  'amount',
];

/** Pairs of name and value; "" counts as not given. */
export function attributesInOrder(attributes) {
  return order
    .filter((name) => attributes[name] !== undefined && attributes[name] !== '')
    .map((name) => [name, attributes[name]]);
}
