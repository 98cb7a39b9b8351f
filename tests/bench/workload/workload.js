// Contacts and events, made from a seed.

import { checksumOf, emptyScore } from './checksum.js';
import { Random } from './random.js';
import { eventTypes, makeWorkflows, resourceCount, resourceId } from './workflows.js';

/** When the log starts, and how long it is: a quarter, far too long for a contact to start anything 50 times in 30 minutes. */
const start = Date.UTC(2026, 0, 5);
const length = 90 * 24 * 3600 * 1000;

/**
 * Events as columns, in order of time. Contacts, types and resources are numbers that count from 0.
 *
 * @typedef {object} Events
 * @property {number} count
 * @property {Float64Array} at milliseconds since 1970
 * @property {Uint32Array} contact
 * @property {Uint8Array} type
 * @property {Uint8Array} resource
 */

/**
 * @typedef {object} Workload
 * @property {import('./workflows.js').WorkflowRow[]} workflows
 * @property {string[]} contactIds
 * @property {Int32Array} startScores `emptyScore` for none
 * @property {Events} events
 */

/**
 * @param {{ contacts: number, events: number, seed?: number, workflows?: Parameters<typeof makeWorkflows>[1] }} options
 * @returns {Workload}
 */
export function makeWorkload({ contacts, events, seed = 20260105, workflows }) {
  const random = new Random(seed);
  return {
    workflows: makeWorkflows(seed, workflows),
    contactIds: Array.from({ length: contacts }, (_, index) => `contact-${String(index + 1).padStart(7, '0')}`),
    startScores: Int32Array.from({ length: contacts }, () =>
      random.chance(0.15) ? emptyScore : random.between(-20, 100),
    ),
    events: makeEvents(random, contacts, events),
  };
}

/** @returns {Events} */
function makeEvents(random, contacts, count) {
  const events = {
    count,
    at: new Float64Array(count),
    contact: new Uint32Array(count),
    type: new Uint8Array(count),
    resource: new Uint8Array(count),
  };
  for (let index = 0; index < count; index += 1) {
    events.at[index] = start + Math.floor(((index + random.next() / 2 ** 32) * length) / count);
    events.contact[index] = random.below(contacts);
    events.type[index] = random.below(eventTypes.length);
    events.resource[index] = random.below(resourceCount);
  }
  return events;
}

/**
 * The part of a workload that is about every `step`th contact, with all their events: what a slow competitor runs. A
 * log cut off after its first events would be another mix: contacts enter most score workflows early.
 * @param {Workload} workload
 * @returns {Workload}
 */
export function sampleOf(workload, step) {
  const { workflows, contactIds, startScores, events } = workload;
  const rows = [];
  for (let row = 0; row < events.count; row += 1) {
    if (events.contact[row] % step === 0) rows.push(row);
  }
  const pick = (column) => column.constructor.from(rows, (row) => column[row]);
  return {
    workflows,
    contactIds: contactIds.filter((_, index) => index % step === 0),
    startScores: startScores.filter((_, index) => index % step === 0),
    events: {
      count: rows.length,
      at: pick(events.at),
      contact: pick(events.contact).map((contact) => contact / step),
      type: pick(events.type),
      resource: pick(events.resource),
    },
  };
}

/** Contacts as they stand in a workspace document. */
export function contactsOf({ contactIds, startScores }) {
  return contactIds.map((id, index) => ({ id, engagementScore: scoreOf(startScores[index]) }));
}

/** Events as they are fired: objects. */
export function eventObjects({ contactIds, events }) {
  return Array.from({ length: events.count }, (_, row) => {
    const type = events.type[row];
    return {
      type: eventTypes[type].name,
      contact: contactIds[events.contact[row]],
      [eventTypes[type].attribute]: resourceId(type, events.resource[row]),
    };
  });
}

/** A score as documents have it: `null` for empty. */
export function scoreOf(score) {
  return score === emptyScore ? null : score;
}

/** The checksum of contacts' scores, given as documents have them or as a column. */
export function checksum({ contactIds }, scores) {
  return checksumOf(
    contactIds,
    Array.from(scores, (score) => score ?? emptyScore),
  );
}
