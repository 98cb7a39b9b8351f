// The indexed engine with the trace that explains: what matches is looked up, what is recorded is the same as in
// Rehearse's journal. Every trigger of the event's type is recorded, also those that the index passes over.

import { eventTypes, operators, resourceId, scoreAttribute } from '../workload/workflows.js';
import { contactsOf, eventObjects } from '../workload/workload.js';
import { startedByEvents } from './indexed.js';
import { scoreIntervals } from './score-intervals.js';
import { Trace } from './trace.js';

/** What entries say of a workflow, made once. */
function described({ id, type, resource, operator, value, points }) {
  const onScore = operator >= 0;
  return {
    id,
    points,
    conditions: onScore || resource >= 0 ? 1 : 0,
    field: `event.${onScore ? scoreAttribute(operator) : eventTypes[type].attribute}`,
    operator: onScore ? operators[operator] : 'equalTo',
    expected: onScore
      ? operators[operator].endsWith('mpty')
        ? null
        : value
      : resource < 0
        ? null
        : resourceId(type, resource),
    ofPrevious: onScore && scoreAttribute(operator) === 'previousScore',
  };
}

export class TracingEngine {
  /**
   * @param {unknown} clock what stands for the time in entries
   * @param {{ all: boolean, keeps: boolean }} options whether triggers that do not match are recorded, too; whether the
   *   trace is kept, or dropped at the next event
   */
  constructor(workflows, contacts, clock, { all, keeps }) {
    this.all = all;
    this.keeps = keeps;
    this.workflows = workflows.map(described);
    this.onEvents = new Map(
      eventTypes.map(({ name }, type) => [name, this.workflows.filter((_, index) => workflows[index].type === type)]),
    );
    this.byType = startedByEvents(workflows);
    this.intervals = scoreIntervals(workflows);
    this.onScore = this.intervals.onScore.map((index) => this.workflows[index]);
    this.contacts = new Map(
      contacts.map(({ id, engagementScore }) => [id, { id, score: engagementScore, low: 0, high: 0 }]),
    );
    this.trace = new Trace(clock);
    this.queue = [];
  }

  fire(event) {
    const { trace, queue } = this;
    if (!this.keeps) trace.clear();
    const contact = this.contacts.get(event.contact);
    queue.length = 0;
    this.handle(event, trace.event(null, contact.id, 'outside', event), contact);
    for (let next = 0; next < queue.length; next += 1) {
      const { changed, previousScore, score } = queue[next];
      const made = { type: 'score.changed', contact: contact.id, previousScore, score };
      this.handleScore(made, trace.event(changed, contact.id, 'simulation', made), contact);
    }
  }

  handle(event, cause, contact) {
    const { attribute, byResource } = this.byType.get(event.type);
    const actual = event[attribute];
    const started = byResource.get(actual);
    if (!this.all) {
      for (const index of started) this.matched(this.workflows[index], cause, contact, actual);
      return;
    }
    for (const workflow of this.onEvents.get(event.type)) {
      if (workflow.expected === null || workflow.expected === actual) this.matched(workflow, cause, contact, actual);
      else this.evaluated(workflow, cause, contact, actual, false);
    }
  }

  matched(workflow, cause, contact, actual) {
    this.enroll(workflow, this.evaluated(workflow, cause, contact, actual, true), contact);
  }

  handleScore({ previousScore, score }, cause, contact) {
    const { least, most, rowsFromEmpty, low, high } = this.intervals;
    const row = (previousScore === null ? rowsFromEmpty : 0) + Math.min(Math.max(score, least), most) - least;
    const rowLow = low[row];
    const rowHigh = high[row];
    for (let bit = 0; bit < this.onScore.length; bit += 1) {
      const workflow = this.onScore[bit];
      const matched = ((bit < 32 ? rowLow >>> bit : rowHigh >>> (bit - 32)) & 1) === 1;
      if (!matched && !this.all) continue;
      const seq = this.evaluated(workflow, cause, contact, workflow.ofPrevious ? previousScore : score, matched);
      if (matched) this.enrollOnce(workflow, bit, seq, contact);
    }
  }

  enrollOnce(workflow, bit, evaluated, contact) {
    const half = bit < 32 ? 'low' : 'high';
    const mask = 1 << (bit & 31);
    if ((contact[half] & mask) !== 0) {
      this.trace.enrollmentRefused(evaluated, contact.id, workflow.id, 'trigger', 'reentryOff');
      return;
    }
    contact[half] |= mask;
    this.enroll(workflow, evaluated, contact);
  }

  evaluated({ id, conditions, field, operator, expected }, cause, contact, actual, met) {
    const comparisons = conditions === 0 ? [] : [{ field, operator, expected, actual, met, note: null }];
    return this.trace.triggerEvaluated(cause, contact.id, id, 'trigger', met, comparisons);
  }

  enroll({ id, points }, evaluated, contact) {
    const { trace } = this;
    const enrolled = trace.enrolled(evaluated, contact.id, id, 'trigger');
    const previousScore = contact.score;
    contact.score = (previousScore ?? 0) + points;
    const run = trace.stepRun(enrolled, contact.id, id, 'score', 'modifyEngagementScore', 'changed');
    const changed = trace.scoreChanged(run, contact.id, id, 'score', previousScore, contact.score, points);
    trace.exited(enrolled, contact.id, id, 'completed');
    this.queue.push({ changed, previousScore, score: contact.score });
  }
}

/**
 * @param {import('../workload/workload.js').Workload} workload
 * @param {{ all: boolean, keeps: boolean }} options
 */
export function prepareTracing(workload, options) {
  const events = eventObjects(workload);
  const { at } = workload.events;
  return () => {
    const engine = new TracingEngine(workload.workflows, contactsOf(workload), at[0], options);
    return () => {
      for (let row = 0; row < events.length; row += 1) {
        engine.trace.at = at[row];
        engine.fire(events[row]);
      }
      return Array.from(engine.contacts.values(), ({ score }) => score);
    };
  };
}
