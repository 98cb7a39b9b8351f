// Zen: a decision table for each type of event, a row for each workflow, all rows that match collected.

import { eventTypes, operators, resourceId, scoreAttribute } from '../workload/workflows.js';
import { byEventType, prepareLater } from './cascade.js';

const signs = {
  equalTo: (value) => `${value}`,
  notEqualTo: (value) => `$ != ${value}`,
  greaterThan: (value) => `> ${value}`,
  greaterThanOrEqualTo: (value) => `>= ${value}`,
  lessThan: (value) => `< ${value}`,
  lessThanOrEqualTo: (value) => `<= ${value}`,
  isEmpty: () => '$ == null',
  isNotEmpty: () => '$ != null',
};

/** A row's cell, by input. */
function cellsOf({ type, resource, operator, value }) {
  if (operator >= 0) return { [scoreAttribute(operator)]: signs[operators[operator]](value) };
  return { [eventTypes[type].attribute]: resource < 0 ? '' : `"${resourceId(type, resource)}"` };
}

function decisionOf(inputs, workflows) {
  const table = {
    id: 'table',
    name: 'Workflows',
    type: 'decisionTableNode',
    position: { x: 0, y: 0 },
    content: {
      hitPolicy: 'collect',
      inputs: inputs.map((field) => ({ id: field, name: field, field })),
      outputs: [{ id: 'workflow', name: 'Workflow', field: 'workflow' }],
      rules: workflows.map((workflow) => ({
        _id: workflow.id,
        ...Object.fromEntries(inputs.map((field) => [field, ''])),
        ...cellsOf(workflow),
        workflow: `"${workflow.id}"`,
      })),
    },
  };
  const end = (id, type) => ({ id, name: id, type, position: { x: 0, y: 0 } });
  const edge = (sourceId, targetId) => ({ id: `${sourceId}-${targetId}`, type: 'edge', sourceId, targetId });
  return {
    nodes: [end('request', 'inputNode'), table, end('response', 'outputNode')],
    edges: [edge('request', 'table'), edge('table', 'response')],
  };
}

/**
 * @param {import('../workload/workload.js').Workload} workload
 * @param {new () => import('@gorules/zen-engine').ZenEngine} ZenEngine
 */
export function prepareTables(workload, ZenEngine) {
  return prepareLater(workload, (workflows) => {
    const engine = new ZenEngine();
    const groups = byEventType(workflows);
    const decisions = new Map(
      Array.from(groups, ([type, group]) => {
        const own = eventTypes.find(({ name }) => name === type);
        const inputs = own ? [own.attribute] : ['score', 'previousScore'];
        return [type, engine.createDecision(decisionOf(inputs, group))];
      }),
    );
    return async (event) => {
      const { result } = await decisions.get(event.type).evaluate(event);
      return result.map(({ workflow }) => workflow);
    };
  });
}
