// What the indexed engines know beforehand: which workflows an event starts by its type and resource, and which a score
// starts. Between two neighbouring thresholds every comparison comes out the same, so these are looked up, not tested.

import { eventTypes, operators, resourceCount, scoreAttribute } from '../workload/workflows.js';
import { holds } from './plain.js';

/**
 * @param {import('../workload/workflows.js').WorkflowRow[]} workflows
 */
export function scoreIntervals(workflows) {
  const onScore = workflows.flatMap(({ operator }, index) => (operator < 0 ? [] : [index]));
  const values = onScore.filter((index) => !operators[workflows[index].operator].endsWith('mpty'));
  const least = Math.min(...values.map((index) => workflows[index].value)) - 1;
  const most = Math.max(...values.map((index) => workflows[index].value)) + 1;
  const startedBy = (event) =>
    onScore.filter((index) => {
      const { operator, value } = workflows[index];
      return holds(operators[operator], event[scoreAttribute(operator)], value);
    });
  const rows = [
    ...Array.from({ length: most - least + 1 }, (_, row) => startedBy({ previousScore: 0, score: least + row })),
    ...Array.from({ length: most - least + 1 }, (_, row) => startedBy({ previousScore: null, score: least + row })),
  ];
  return {
    /** All scores up to it are alike, and all from `most` on. */
    least,
    most,
    /** The workflows on the score, in the order of the document. */
    onScore,
    /** The points that they give or take. */
    points: Int32Array.from(onScore, (index) => workflows[index].points),
    /** Where the rows begin for changes from an empty score; those from another begin at 0. Each is found by `score − least`. */
    rowsFromEmpty: most - least + 1,
    /** A row is the workflows that such a change starts, as bits in the order of `onScore`: 32 in `low`, the rest in `high`. */
    low: Int32Array.from(rows, (row) => bitsOf(row, 0)),
    high: Int32Array.from(rows, (row) => bitsOf(row, 32)),
    /** The same rows as lists. */
    rows,
  };

  function bitsOf(row, first) {
    return onScore
      .slice(first, first + 32)
      .reduce((bits, index, bit) => bits | (row.includes(index) ? 1 << bit : 0), 0);
  }
}

/** The workflows on events, by type and resource, in the order of the document. */
export function eventLists(workflows) {
  return eventTypes.map((_, type) =>
    Array.from({ length: resourceCount }, (_, resource) =>
      workflows.flatMap((workflow, index) =>
        workflow.type === type && (workflow.resource < 0 || workflow.resource === resource) ? [index] : [],
      ),
    ),
  );
}

/** Lists one after the other in one column: the list of number `n` is from `first[n]` to before `first[n + 1]`. */
export function columnOf(lists) {
  const first = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    first[index + 1] = first[index] + list.length;
  });
  return { first, workflows: Int32Array.from(lists.flat()) };
}

/** The lists of `eventLists` in one column, by `type * resourceCount + resource`. */
export function eventColumn(workflows) {
  return columnOf(eventLists(workflows).flat());
}
