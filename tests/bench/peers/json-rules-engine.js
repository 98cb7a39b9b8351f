// json-rules-engine: an engine for each type of event, a rule for each workflow. Facts are the event's attributes.

import { Engine } from 'json-rules-engine';
import { eventTypes, operators, resourceId, scoreAttribute } from '../workload/workflows.js';
import { byEventType, prepareLater } from './cascade.js';

const names = {
  equalTo: 'equal',
  notEqualTo: 'notEqual',
  greaterThan: 'greaterThan',
  greaterThanOrEqualTo: 'greaterThanInclusive',
  lessThan: 'lessThan',
  lessThanOrEqualTo: 'lessThanInclusive',
};

function conditionOf({ type, resource, operator, value }) {
  if (operator < 0) {
    return { fact: eventTypes[type].attribute, operator: 'equal', value: resourceId(type, resource) };
  }
  const name = operators[operator];
  const fact = scoreAttribute(operator);
  if (name === 'isEmpty') return { fact, operator: 'equal', value: null };
  if (name === 'isNotEmpty') return { fact, operator: 'notEqual', value: null };
  return { fact, operator: names[name], value };
}

function ruleOf(workflow) {
  const always = workflow.operator < 0 && workflow.resource < 0;
  return { conditions: { all: always ? [] : [conditionOf(workflow)] }, event: { type: workflow.id } };
}

function makeStarted(workflows) {
  const groups = byEventType(workflows);
  const engines = new Map(
    Array.from(groups, ([type, group]) => [type, new Engine(group.map(ruleOf), { allowUndefinedFacts: true })]),
  );
  return async (event) => {
    const { events } = await engines.get(event.type).run(event);
    return events.map(({ type }) => type);
  };
}

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  return prepareLater(workload, makeStarted);
}
