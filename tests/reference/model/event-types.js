/** What event types have, in the order in which an event shows it. */

/** The attributes that some event type has. `fields` apart. */
export const eventAttributes = [
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
  'field',
  'tag',
  'previousScore',
  'calendar',
  'status',
  'amount',
  'every',
  'at',
  'offset',
];

/** Pairs of name and value; "" counts as not given. */
export function attributesInOrder(attributes) {
  return eventAttributes
    .filter((name) => attributes[name] !== undefined && attributes[name] !== '')
    .map((name) => [name, attributes[name]]);
}
