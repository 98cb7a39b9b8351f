// Written for this one workload, on typed arrays alone, and tuned: what a contact has entered is bits, and so is what a
// score starts, so that workflows that a contact was in already cost nothing. What JavaScript can do at most, as far as
// we could find.

import { emptyScore } from '../workload/checksum.js';
import { resourceCount } from '../workload/workflows.js';
import { eventColumn, scoreIntervals } from './score-intervals.js';

/** How many score changes one event can cause at most, and more: each workflow on the score once, some by the event. */
const queueSize = 256;

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  const { least, most, rowsFromEmpty, low, high, points: scorePoints } = scoreIntervals(workload.workflows);
  const { first, workflows } = eventColumn(workload.workflows);
  const points = workflows.map((index) => workload.workflows[index].points);
  const { count, contact: contactColumn, type: typeColumn, resource: resourceColumn } = workload.events;

  return () => {
    const scores = workload.startScores.slice();
    const enteredLow = new Int32Array(scores.length);
    const enteredHigh = new Int32Array(scores.length);
    const queue = new Int32Array(queueSize);
    return () => {
      for (let row = 0; row < count; row += 1) {
        const contact = contactColumn[row];
        const list = typeColumn[row] * resourceCount + resourceColumn[row];
        let score = scores[contact];
        let doneLow = enteredLow[contact];
        let doneHigh = enteredHigh[contact];
        let length = 0;
        // Only the first change can come from an empty score.
        let rows = score === emptyScore ? rowsFromEmpty : 0;
        if (rows !== 0 && first[list] < first[list + 1]) score = 0;
        for (let at = first[list]; at < first[list + 1]; at += 1) {
          score += points[at];
          queue[length++] = score;
        }
        for (let next = 0; next < length; next += 1) {
          const changed = queue[next];
          const entry = rows + (changed < least ? 0 : (changed > most ? most : changed) - least);
          rows = 0;
          let bits = low[entry] & ~doneLow;
          doneLow |= bits;
          while (bits !== 0) {
            const bit = 31 - Math.clz32(bits & -bits);
            bits &= bits - 1;
            score += scorePoints[bit];
            queue[length++] = score;
          }
          bits = high[entry] & ~doneHigh;
          doneHigh |= bits;
          while (bits !== 0) {
            const bit = 63 - Math.clz32(bits & -bits);
            bits &= bits - 1;
            score += scorePoints[bit];
            queue[length++] = score;
          }
        }
        scores[contact] = score;
        enteredLow[contact] = doneLow;
        enteredHigh[contact] = doneHigh;
      }
      return scores;
    };
  };
}
