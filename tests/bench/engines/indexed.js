// An engine that looks up what an event starts: by type and resource, and by the interval that the score is in.

import { eventTypes, resourceId } from '../workload/workflows.js';
import { contactsOf, eventObjects } from '../workload/workload.js';
import { eventLists, scoreIntervals } from './score-intervals.js';

/** Type → resource → the workflows that such an event starts. */
export function startedByEvents(workflows) {
  const lists = eventLists(workflows);
  return new Map(
    eventTypes.map(({ name, attribute }, type) => [
      name,
      { attribute, byResource: new Map(lists[type].map((list, resource) => [resourceId(type, resource), list])) },
    ]),
  );
}

class IndexedEngine {
  constructor(workflows, contacts) {
    this.points = workflows.map(({ points }) => points);
    this.byType = startedByEvents(workflows);
    this.intervals = scoreIntervals(workflows);
    // Each contact keeps as bits which workflows on the score it has entered.
    this.contacts = new Map(
      contacts.map(({ id, engagementScore }) => [id, { score: engagementScore, low: 0, high: 0 }]),
    );
    this.queue = [];
  }

  fire(event) {
    const contact = this.contacts.get(event.contact);
    const { attribute, byResource } = this.byType.get(event.type);
    const { queue } = this;
    queue.length = 0;
    for (const index of byResource.get(event[attribute])) this.give(contact, this.points[index]);
    for (let next = 0; next < queue.length; next += 1) this.changed(contact, queue[next]);
  }

  changed(contact, { previousScore, score }) {
    const { least, most, rowsFromEmpty, low, high } = this.intervals;
    const row = (previousScore === null ? rowsFromEmpty : 0) + Math.min(Math.max(score, least), most) - least;
    const startsLow = low[row] & ~contact.low;
    contact.low |= startsLow;
    this.start(startsLow, 0, contact);
    const startsHigh = high[row] & ~contact.high;
    contact.high |= startsHigh;
    this.start(startsHigh, 32, contact);
  }

  start(bits, first, contact) {
    for (let left = bits; left !== 0; left &= left - 1) {
      this.give(contact, this.intervals.points[first + 31 - Math.clz32(left & -left)]);
    }
  }

  give(contact, points) {
    const previousScore = contact.score;
    contact.score = (previousScore ?? 0) + points;
    this.queue.push({ previousScore, score: contact.score });
  }
}

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  const events = eventObjects(workload);
  return () => {
    const engine = new IndexedEngine(workload.workflows, contactsOf(workload));
    return () => {
      for (const event of events) engine.fire(event);
      return Array.from(engine.contacts.values(), ({ score }) => score);
    };
  };
}
