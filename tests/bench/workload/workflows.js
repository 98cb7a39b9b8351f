// The workflows that are measured: rows that each competitor makes its own of, and the document that Rehearse reads.

import { Random } from './random.js';

/** Event types, each with the attribute that names its resource. */
export const eventTypes = [
  { name: 'email.opened', attribute: 'email' },
  { name: 'link.clicked', attribute: 'link' },
  { name: 'form.submitted', attribute: 'form' },
];
export const resourceCount = 40;
export const operators = [
  'equalTo',
  'notEqualTo',
  'greaterThan',
  'greaterThanOrEqualTo',
  'lessThan',
  'lessThanOrEqualTo',
  'isEmpty',
  'isNotEmpty',
];

/** The id of a resource, such as `link-07`. */
export function resourceId(type, resource) {
  return `${eventTypes[type].attribute}-${String(resource + 1).padStart(2, '0')}`;
}

/**
 * A workflow: on an event (`type` and perhaps `resource`, both by number), or on the score (`operator`, by number).
 *
 * @typedef {object} WorkflowRow
 * @property {string} id
 * @property {number} type −1 on the score
 * @property {number} resource −1 for any
 * @property {number} operator −1 on an event
 * @property {number} value what the operator compares with; 0 where it compares with nothing
 * @property {number} points 1 to 12, or −1 to −12 where it subtracts
 */

/** The attribute that a score workflow tests. After a change a score is never empty: what may be empty is the one before. */
export function scoreAttribute(operator) {
  return operators[operator] === 'isEmpty' ? 'previousScore' : 'score';
}

/**
 * Workflows on events, all but three with a resource, and on the score, as many for each operator; then such as nothing
 * ever starts: on resources that no event names, and on scores that nobody reaches.
 * @param {{ onEvents?: number, onScore?: number, never?: number }} counts
 * @returns {WorkflowRow[]}
 */
export function makeWorkflows(seed, { onEvents = 60, onScore = 40, never = 0 } = {}) {
  const random = new Random(seed);
  const points = () => random.between(1, 12) * (random.chance(0.6) ? 1 : -1);
  const ofEvents = Array.from({ length: onEvents }, (_, index) => ({
    type: index % eventTypes.length,
    resource: index < eventTypes.length ? -1 : random.below(resourceCount),
    operator: -1,
    value: 0,
    points: points(),
  }));
  const ofScore = Array.from({ length: onScore }, (_, index) => {
    const operator = index % operators.length;
    const compares = !operators[operator].endsWith('mpty');
    return { type: -1, resource: -1, operator, value: compares ? random.between(-10, 110) : 0, points: points() };
  });
  const started = random.shuffled([...ofEvents, ...ofScore]);
  return [...started, ...neverStarted(never)].map((row, index) => ({ id: workflowId(index), ...row }));
}

function neverStarted(count) {
  const comparing = ['equalTo', 'greaterThan', 'greaterThanOrEqualTo'].map((operator) => operators.indexOf(operator));
  return Array.from({ length: count }, (_, index) => {
    const own = Math.floor(index / 2);
    return index % 2 === 0
      ? { type: own % eventTypes.length, resource: resourceCount + own, operator: -1, value: 0, points: 1 }
      : { type: -1, resource: -1, operator: comparing[own % comparing.length], value: 1_000_000 + own, points: 1 };
  });
}

export function workflowId(index) {
  return `workflow-${String(index + 1).padStart(3, '0')}`;
}

/**
 * The workspace that Rehearse reads.
 * @param {WorkflowRow[]} workflows
 * @param {object[]} contacts as they stand in a document; none where they are read from a file
 */
export function makeWorkspace(workflows, contacts = []) {
  return {
    rehearse: 1,
    name: 'Benchmark',
    clock: '2026-01-01T00:00:00Z',
    workflows: workflows.map(asDocument),
    contacts,
  };
}

function asDocument({ id, type, resource, operator, value, points }) {
  const onScore = operator >= 0;
  return {
    id,
    name: id,
    status: 'published',
    allowReentry: !onScore,
    triggers: [
      onScore
        ? { id: 'trigger', type: 'score.changed', conditions: [scoreCondition(operator, value)] }
        : { id: 'trigger', type: eventTypes[type].name, conditions: resourceConditions(type, resource) },
    ],
    steps: [
      {
        id: 'score',
        type: 'modifyEngagementScore',
        operation: points > 0 ? 'add' : 'subtract',
        points: Math.abs(points),
      },
    ],
  };
}

function scoreCondition(operator, value) {
  const name = operators[operator];
  const comparison = { field: `event.${scoreAttribute(operator)}`, operator: name };
  return name.endsWith('mpty') ? comparison : { ...comparison, value };
}

function resourceConditions(type, resource) {
  if (resource < 0) return [];
  return [{ field: `event.${eventTypes[type].attribute}`, operator: 'equalTo', value: resourceId(type, resource) }];
}
