/** Small vocabularies of ids and values, so that things really meet. */

export const contactIds = ['ana', 'ben', 'cem'];
export const lateContactIds = ['dee', 'eli'];
export const workflowIds = ['first', 'second', 'third', 'fourth'];
export const fieldKeys = ['plan', 'seats', 'vip', 'since', 'born'];
export const eventFieldKeys = ['plan', 'seats', 'vip', 'since'];

export const tags = ['lead', 'Lead', 'lead ', 'vip', ' VIP', 'new'];
export const texts = ['a', 'A', ' a', 'A ', 'b', 'ab', 'alpha beta', 'Alpha Beta', ' ', 'ä', '10', 'true'];
export const emails = ['ana@example.com', 'Ana@example.com', 'ben@example.com', 'new@example.com'];
export const numbers = [0, 1, 5, 10, 10.5, -3, 0.1, 1e21, 1e-7, 123456.789, 1_000_000];
export const durations = ['1h', '6h', '12h', '24h', '1d', '1d12h', '2d', '3d', '90m', '1w', '30m', '45s'];
export const shortDurations = ['29m', '30m', '1h', '6h'];
export const scores = [null, 0, 1, 5, 8, 10, 12, -5, 50, 999_999_995, -999_999_995, 1_000_000_000, -1_000_000_000];
export const points = [1, 2, 5, 10, 20, 1_000_000];
export const times = [
  '2026-03-05',
  '2026-03-31',
  '2028-02-29',
  '2026-02-30',
  '2026-03-04T10:00:00Z',
  '2026-03-04T00:30:00+02:00',
  '2026-03-02T09:00:00Z',
  '2026-01-02T00:00:00Z',
  '0001-01-01',
  '9999-12-31T23:59:59Z',
  '9999-12-31',
  'soon',
  '2026-03-04T10:00',
];
export const instants = times.filter((time) => /Z$|\+\d\d:\d\d$/.test(time) && !time.startsWith('9999'));
export const clocks = [
  undefined,
  '2026-03-02T09:00:00Z',
  '2026-12-31T22:30:00-03:00',
  '2028-02-28T23:59:59Z',
  '2026-03-01T00:00:00.500Z',
];
export const utcOffsets = [undefined, '+00:00', '+02:00', '-09:30', '+14:00', '-12:00', '+05:45'];
export const timesOfDay = ['00:00', '09:00', '23:59', '12:30'];

const pieces = [
  'hello ',
  'a',
  '{{contact.name}}',
  '{{ contact.engagementScore }}',
  '{{contact.email}}',
  '{{contact.tags}}',
  '{{contact.fields.plan}}',
  '{{contact.fields.seats}}',
  '{{contact.fields.nothing}}',
  '{{contact.createdAt}}',
  '{{contact.lastActivityAt}}',
  '{{contact.nickname}}',
  '{{name}}',
  '{{event.link}}',
  '{{event.tag}}',
  '{{event.score}}',
  '{{event.previousScore}}',
  '{{event.field}}',
  '{{event.channel}}',
  '{{event.fields.plan}}',
  '{{event.fields.seats}}',
  '{{event.amount}}',
  '{{event.nothing}}',
  '{{ nothing',
  '}}',
  'ü€',
];

/** A text, often with merge fields. */
export function textWithMergeFields(choices) {
  return choices.chance(25) ? choices.of(texts) : choices.list(1, 3, () => choices.of(pieces)).join('');
}

/** What a contact's or an event's field may hold; "" too. */
export function scalar(choices) {
  return choices.weighted([
    [6, () => choices.of(texts)],
    [4, () => choices.of(numbers)],
    [2, () => choices.chance(50)],
    [3, () => choices.of(times)],
    [1, () => ''],
  ])();
}

/** Some keys, each with a value. */
export function scalars(choices, keys, percent, value = scalar) {
  const entries = choices.some(keys, percent).map((key) => [key, value(choices)]);
  return Object.fromEntries(entries);
}
