// The run that all others are held against: written for being right, not for being fast, and it counts what the
// workload exercises. A workload that leaves something out would measure something else than it says.

import { emptyScore } from './checksum.js';
import { operators, scoreAttribute } from './workflows.js';
import { checksum, scoreOf } from './workload.js';

const lockStarts = 50;
const lockMinutes = 30;

const holds = {
  equalTo: (actual, value) => actual === value,
  notEqualTo: (actual, value) => actual !== value,
  greaterThan: (actual, value) => actual !== null && actual > value,
  greaterThanOrEqualTo: (actual, value) => actual !== null && actual >= value,
  lessThan: (actual, value) => actual !== null && actual < value,
  lessThanOrEqualTo: (actual, value) => actual !== null && actual <= value,
  isEmpty: (actual) => actual === null,
  isNotEmpty: (actual) => actual !== null,
};

/**
 * Runs a workload and counts what happens.
 * @param {import('./workload.js').Workload} workload
 */
export function inspect(workload) {
  const { workflows, events } = workload;
  const scores = Array.from(workload.startScores, scoreOf);
  const entered = scores.map(() => new Set());
  const counts = {
    started: workflows.map(() => 0),
    refused: workflows.map(() => 0),
    held: Object.fromEntries(operators.map((operator) => [operator, 0])),
    notHeld: Object.fromEntries(operators.map((operator) => [operator, 0])),
    added: 0,
    subtracted: 0,
    scoreChanges: 0,
    longestCascade: 0,
  };

  const starts = (workflow, event, contact) => {
    if (event.type >= 0) {
      return workflow.type === event.type && (workflow.resource < 0 || workflow.resource === event.resource);
    }
    if (workflow.operator < 0) return false;
    const operator = operators[workflow.operator];
    const held = holds[operator](event[scoreAttribute(workflow.operator)], workflow.value);
    counts[held ? 'held' : 'notHeld'][operator] += 1;
    return held && contact >= 0;
  };

  const enter = (index, contact, queue) => {
    const { operator, points } = workflows[index];
    if (operator >= 0 && entered[contact].has(index)) {
      counts.refused[index] += 1;
      return;
    }
    entered[contact].add(index);
    counts.started[index] += 1;
    counts[points > 0 ? 'added' : 'subtracted'] += 1;
    const previousScore = scores[contact];
    scores[contact] = (previousScore ?? 0) + points;
    queue.push({ type: -1, previousScore, score: scores[contact] });
  };

  for (let row = 0; row < events.count; row += 1) {
    const contact = events.contact[row];
    const queue = [{ type: events.type[row], resource: events.resource[row] }];
    for (const event of queue) {
      workflows.forEach((workflow, index) => {
        if (starts(workflow, event, contact)) enter(index, contact, queue);
      });
    }
    counts.scoreChanges += queue.length - 1;
    counts.longestCascade = Math.max(counts.longestCascade, queue.length - 1);
  }
  return { scores, counts, checksum: checksum(workload, scores), faults: faultsOf(workload, counts) };
}

/** What the workload should exercise and does not; nothing where all is well. */
function faultsOf(workload, counts) {
  const faults = [];
  const expect = (isSo, fault) => isSo || faults.push(fault);
  workload.workflows.forEach(({ id, operator }, index) => {
    expect(counts.started[index] > 0, `${id} is never started`);
    // A score is empty once at most: nothing empties it again.
    const comesAgain = operator >= 0 && operators[operator] !== 'isEmpty';
    expect(!comesAgain || counts.refused[index] > 0, `${id} is never refused, though it may be entered once only`);
  });
  for (const operator of operators) {
    expect(counts.held[operator] > 0, `${operator} never holds`);
    expect(counts.notHeld[operator] > 0 || operator === 'isNotEmpty', `${operator} always holds`);
  }
  expect(counts.added > 0 && counts.subtracted > 0, 'points are not both added and subtracted');
  expect(workload.startScores.includes(emptyScore), 'no contact starts with an empty score');
  expect(counts.longestCascade > 10, 'cascades are short');
  const most = mostWithinMinutes(workload, lockMinutes);
  expect(most < lockStarts, `a contact has ${most} events within ${lockMinutes} minutes: a lock may interfere`);
  return faults;
}

/**
 * The most events that one contact has within so many minutes. One event starts a workflow once at most, so this bounds
 * how often one is started.
 */
export function mostWithinMinutes({ contactIds, events }, minutes) {
  const span = minutes * 60_000;
  const times = contactIds.map(() => []);
  let most = 0;
  for (let row = 0; row < events.count; row += 1) {
    const recent = times[events.contact[row]];
    while (recent.length > 0 && recent[0] <= events.at[row] - span) recent.shift();
    recent.push(events.at[row]);
    most = Math.max(most, recent.length);
  }
  return most;
}
