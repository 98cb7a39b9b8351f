// Written for this one workload, on typed arrays alone, as one would at first: lists of what each event and each score
// starts, and a byte for each contact and workflow on the score, whether it was entered. Most of its time goes into
// workflows that a contact was in already.

import { emptyScore } from '../workload/checksum.js';
import { resourceCount } from '../workload/workflows.js';
import { columnOf, eventColumn, scoreIntervals } from './score-intervals.js';

/** More than the score changes that one event can cause: each workflow on the score once, and some by the event. */
const queueSize = 256;

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  const { least, most, rowsFromEmpty, rows, onScore, points: scorePoints } = scoreIntervals(workload.workflows);
  const byEvent = eventColumn(workload.workflows);
  const eventPoints = byEvent.workflows.map((index) => workload.workflows[index].points);
  // Workflows on the score by their place among these.
  const byScore = columnOf(rows.map((row) => row.map((index) => onScore.indexOf(index))));
  const { count, contact: contactColumn, type: typeColumn, resource: resourceColumn } = workload.events;

  return () => {
    const scores = workload.startScores.slice();
    const entered = new Uint8Array(scores.length * onScore.length);
    const queue = new Int32Array(queueSize);
    return () => {
      const { first: firstOfEvent } = byEvent;
      const { first: firstOfScore, workflows } = byScore;
      for (let row = 0; row < count; row += 1) {
        const contact = contactColumn[row];
        const list = typeColumn[row] * resourceCount + resourceColumn[row];
        const own = contact * onScore.length;
        let score = scores[contact];
        let length = 0;
        // Only the first change can come from an empty score.
        let offset = 0;
        if (score === emptyScore && firstOfEvent[list] < firstOfEvent[list + 1]) {
          score = 0;
          offset = rowsFromEmpty;
        }
        for (let at = firstOfEvent[list]; at < firstOfEvent[list + 1]; at += 1) {
          score += eventPoints[at];
          queue[length++] = score;
        }
        for (let next = 0; next < length; next += 1) {
          const changed = queue[next];
          const interval = offset + (changed < least ? 0 : (changed > most ? most : changed) - least);
          offset = 0;
          for (let at = firstOfScore[interval]; at < firstOfScore[interval + 1]; at += 1) {
            const workflow = workflows[at];
            if (entered[own + workflow] !== 0) continue;
            entered[own + workflow] = 1;
            score += scorePoints[workflow];
            queue[length++] = score;
          }
        }
        scores[contact] = score;
      }
      return scores;
    };
  };
}
