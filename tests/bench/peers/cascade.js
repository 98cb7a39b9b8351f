// What is around a rules engine where it is used for scoring, in plain JavaScript: contacts' state, the queue of changes
// and what may be entered only once. The engine answers which workflows an event starts.

import { eventTypes } from '../workload/workflows.js';
import { contactsOf, eventObjects } from '../workload/workload.js';

/** Contacts' scores, and what they have entered. */
export class ScoreKeeper {
  constructor(workload) {
    this.contacts = new Map(
      contactsOf(workload).map((contact) => [
        contact.id,
        { ...contact, entered: new Uint8Array(workload.workflows.length) },
      ]),
    );
  }

  /** Whether a contact may enter a workflow: those on the score once only. */
  mayEnter(contact, { index, operator }) {
    return operator < 0 || contact.entered[index] === 0;
  }

  enter(contact, { index, points }, queue) {
    contact.entered[index] = 1;
    const previousScore = contact.engagementScore;
    contact.engagementScore = (previousScore ?? 0) + points;
    queue.push({ type: 'score.changed', contact: contact.id, previousScore, score: contact.engagementScore });
  }

  scores() {
    return Array.from(this.contacts.values(), ({ engagementScore }) => engagementScore);
  }
}

/**
 * Runs all events through an engine that answers which workflows an event starts, later and in any order.
 * @param {(workflows: object[]) => (event: object) => Promise<string[]>} makeStarted
 */
export function prepareLater(workload, makeStarted) {
  const events = eventObjects(workload);
  const workflows = new Map(workload.workflows.map((workflow, index) => [workflow.id, { ...workflow, index }]));
  const started = makeStarted(workload.workflows);
  const inOrder = (ids) => ids.map((id) => workflows.get(id)).sort((a, b) => a.index - b.index);
  return () => {
    const keeper = new ScoreKeeper(workload);
    return async () => {
      for (const event of events) {
        const contact = keeper.contacts.get(event.contact);
        const queue = [event];
        for (const next of queue) {
          for (const workflow of inOrder(await started(next))) {
            if (keeper.mayEnter(contact, workflow)) keeper.enter(contact, workflow, queue);
          }
        }
      }
      return keeper.scores();
    };
  };
}

/**
 * Runs all events through rules that are functions of an event: a workflow that a contact may not enter is not asked.
 * @param {(workflow: object) => (event: object) => boolean} makeRule
 */
export function prepareRules(workload, makeRule) {
  const events = eventObjects(workload);
  const rules = byEventType(
    workload.workflows.map((workflow, index) => ({ ...workflow, index, holds: makeRule(workflow) })),
  );
  return () => {
    const keeper = new ScoreKeeper(workload);
    return () => {
      for (const event of events) {
        const contact = keeper.contacts.get(event.contact);
        const queue = [event];
        for (const next of queue) {
          for (const rule of rules.get(next.type)) {
            if (keeper.mayEnter(contact, rule) && rule.holds(next)) keeper.enter(contact, rule, queue);
          }
        }
      }
      return keeper.scores();
    };
  };
}

/** Workflows by the type of event that starts them: a rules engine is asked about those alone. */
export function byEventType(workflows) {
  const groups = new Map();
  for (const workflow of workflows) {
    const type = workflow.type < 0 ? 'score.changed' : eventTypes[workflow.type].name;
    if (!groups.has(type)) groups.set(type, []);
    groups.get(type).push(workflow);
  }
  return groups;
}
