import { type Parts, strong } from '../../text/parts.js';

/** The messages that would have been sent. */
export const outbox = {
  hint: 'Simulation: nothing is sent. This is what would have gone out, the latest first.',
  empty: 'No messages.',
  sentBy: 'Sent by',
  warning: 'Warning',
  unresolved: (names: string) => `There is no ${names}: left empty.`,
  cut: 'A text was too long, and was cut.',
  /** @param to a recipient of its own, or null for the contact */
  heading: (kind: string, to: string | null, contact: string): Parts =>
    to === null
      ? [strong(kind), ' for ', strong(contact)]
      : [strong(kind), ': ', strong(to), ', about ', strong(contact)],
};
