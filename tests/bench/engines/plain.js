// A straightforward engine, as people write it: the document's workflows by the type of their triggers, and every
// trigger of an event's type is tested.

import { makeWorkspace } from '../workload/workflows.js';
import { contactsOf, eventObjects } from '../workload/workload.js';

/** Whether a comparison holds, as a document writes it. */
export function holds(operator, actual, value) {
  switch (operator) {
    case 'equalTo':
      return actual === value;
    case 'notEqualTo':
      return actual !== value;
    case 'greaterThan':
      return actual !== null && actual > value;
    case 'greaterThanOrEqualTo':
      return actual !== null && actual >= value;
    case 'lessThan':
      return actual !== null && actual < value;
    case 'lessThanOrEqualTo':
      return actual !== null && actual <= value;
    case 'isEmpty':
      return actual === null || actual === undefined;
    case 'isNotEmpty':
      return actual !== null && actual !== undefined;
    default:
      throw new Error(`No operator is called ${operator}.`);
  }
}

/**
 * Triggers by the type of event, in the order of the document, each with its workflow. The paths of the conditions'
 * fields are taken apart, once.
 */
export function triggersByType(workspace) {
  const byType = new Map();
  for (const workflow of workspace.workflows) {
    for (const { id, type, conditions } of workflow.triggers) {
      const keyed = conditions.map((condition) => ({ ...condition, key: condition.field.slice('event.'.length) }));
      if (!byType.has(type)) byType.set(type, []);
      byType.get(type).push({ id, workflow, conditions: keyed });
    }
  }
  return byType;
}

class PlainEngine {
  constructor(workspace, contacts) {
    this.triggers = triggersByType(workspace);
    this.contacts = new Map(contacts.map((contact) => [contact.id, { ...contact, entered: new Set() }]));
  }

  fire(event) {
    const contact = this.contacts.get(event.contact);
    const queue = [event];
    for (const next of queue) {
      for (const trigger of this.triggers.get(next.type)) {
        if (this.matches(trigger, next)) this.enroll(trigger.workflow, contact, queue);
      }
    }
  }

  matches({ conditions }, event) {
    for (const { key, operator, value } of conditions) {
      if (!holds(operator, event[key], value)) return false;
    }
    return true;
  }

  enroll(workflow, contact, queue) {
    if (!workflow.allowReentry) {
      if (contact.entered.has(workflow)) return;
      contact.entered.add(workflow);
    }
    for (const { operation, points } of workflow.steps) {
      const previousScore = contact.engagementScore;
      contact.engagementScore = (previousScore ?? 0) + (operation === 'add' ? points : -points);
      queue.push({ type: 'score.changed', contact: contact.id, previousScore, score: contact.engagementScore });
    }
  }
}

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  const workspace = makeWorkspace(workload.workflows);
  const events = eventObjects(workload);
  return () => {
    const engine = new PlainEngine(workspace, contactsOf(workload));
    return () => {
      for (const event of events) engine.fire(event);
      return Array.from(engine.contacts.values(), (contact) => contact.engagementScore);
    };
  };
}
