// The straightforward engine with a report for every event: the same objects that a report of Rehearse has when it is
// read, `fired` with every condition, and the journal's entries.

import { makeWorkspace } from '../workload/workflows.js';
import { contactsOf, eventObjects } from '../workload/workload.js';
import { holds, triggersByType } from './plain.js';
import { Trace } from './trace.js';

export class ReportingEngine {
  constructor(workspace, contacts) {
    this.triggers = triggersByType(workspace);
    this.contacts = new Map(contacts.map((contact) => [contact.id, { ...contact, entered: new Set() }]));
    this.trace = new Trace(new Date(workspace.clock).toISOString());
  }

  /** What Rehearse calls a report: its entries, and what started. */
  fire(event) {
    const { trace } = this;
    trace.clear();
    const contact = this.contacts.get(event.contact);
    const fired = [];
    const queue = [{ event, changed: null }];
    for (const { event: next, changed } of queue) {
      const cause = trace.event(changed, contact.id, changed === null ? 'outside' : 'simulation', next);
      for (const trigger of this.triggers.get(next.type)) this.evaluate(trigger, next, cause, contact, queue, fired);
    }
    return { seq: trace.entries[0].seq, fired, entries: trace.entries };
  }

  evaluate({ id, workflow, conditions }, event, cause, contact, queue, fired) {
    let met = true;
    const comparisons = conditions.map(({ field, key, operator, value }) => {
      const holdsNow = holds(operator, event[key], value);
      met &&= holdsNow;
      return { field, operator, expected: value ?? null, actual: event[key], met: holdsNow, note: null };
    });
    const evaluated = this.trace.triggerEvaluated(cause, contact.id, workflow.id, id, met, comparisons);
    if (met) this.enroll(workflow, id, comparisons, evaluated, contact, queue, fired);
  }

  enroll(workflow, trigger, comparisons, evaluated, contact, queue, fired) {
    const { trace } = this;
    if (!workflow.allowReentry && contact.entered.has(workflow)) {
      trace.enrollmentRefused(evaluated, contact.id, workflow.id, trigger, 'reentryOff');
      return;
    }
    contact.entered.add(workflow);
    const enrolled = trace.enrolled(evaluated, contact.id, workflow.id, trigger);
    fired.push({
      workflow: workflow.id,
      trigger,
      contact: contact.id,
      enrollment: trace.enrollments,
      conditions: { all: comparisons, met: true },
    });
    for (const step of workflow.steps) this.run(step, workflow, enrolled, contact, queue);
    trace.exited(enrolled, contact.id, workflow.id, 'completed');
  }

  run({ id, type, operation, points }, workflow, cause, contact, queue) {
    const previousScore = contact.engagementScore;
    const score = (previousScore ?? 0) + (operation === 'add' ? points : -points);
    contact.engagementScore = score;
    const run = this.trace.stepRun(cause, contact.id, workflow.id, id, type, 'changed');
    const delta = score - (previousScore ?? 0);
    const changed = this.trace.scoreChanged(run, contact.id, workflow.id, id, previousScore, score, delta);
    queue.push({ event: { type: 'score.changed', contact: contact.id, previousScore, score }, changed });
  }
}

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  const workspace = makeWorkspace(workload.workflows);
  const events = eventObjects(workload);
  return () => {
    const engine = new ReportingEngine(workspace, contactsOf(workload));
    return () => {
      let read = 0;
      for (const event of events) read += readConditions(engine.fire(event));
      if (read === 0) throw new Error('No condition was read.');
      return Array.from(engine.contacts.values(), (contact) => contact.engagementScore);
    };
  };
}

/** Reads every condition of what a report says has fired; how many held. */
export function readConditions({ fired }) {
  let held = 0;
  for (const { conditions } of fired) {
    for (const { met, expected, actual } of conditions.all) {
      if (met && (expected !== undefined || actual !== undefined)) held += 1;
    }
  }
  return held;
}
