import { counted } from '../../text/parts.js';

/** How a contact's score went. */
export const scoreChart = {
  showTable: 'Show as table',
  showChart: 'Show as chart',
  /** @param contact what the contact is called */
  name: (contact: string) => `Score of ${contact} over time`,
  /** Scores and times are in words. */
  description: (
    changes: number,
    first: string,
    start: string,
    last: string,
    end: string,
    lowest: string,
    highest: string,
  ) =>
    `${counted(changes, 'change')}: from ${first} on ${start} to ${last} on ${end}. Lowest ${lowest}, highest ${highest}.`,
  thresholds: (scores: string) => `Dashed: scores that workflows ask for (${scores})`,
  expired: 'Diamonds: points that expired',
};
