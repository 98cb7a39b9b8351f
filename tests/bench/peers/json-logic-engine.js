// json-logic-engine: a rule for each workflow, compiled to a function, by the type of event.

import { LogicEngine } from 'json-logic-engine';
import { eventTypes, operators, resourceId, scoreAttribute } from '../workload/workflows.js';
import { prepareRules } from './cascade.js';

const names = {
  equalTo: '===',
  notEqualTo: '!==',
  greaterThan: '>',
  greaterThanOrEqualTo: '>=',
  lessThan: '<',
  lessThanOrEqualTo: '<=',
};

function ruleOf({ type, resource, operator, value }) {
  if (operator < 0) {
    return resource < 0 ? true : { '===': [{ var: eventTypes[type].attribute }, resourceId(type, resource)] };
  }
  const name = operators[operator];
  const actual = { var: scoreAttribute(operator) };
  if (name === 'isEmpty') return { '===': [actual, null] };
  if (name === 'isNotEmpty') return { '!==': [actual, null] };
  return { [names[name]]: [actual, value] };
}

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  const logic = new LogicEngine();
  return prepareRules(workload, (workflow) => {
    const built = logic.build(ruleOf(workflow));
    // A rule without variables is built to its value.
    return typeof built === 'function' ? built : () => built;
  });
}
