/** The queue of what a stimulus causes: events and enrollments, first in, first out. */

/** @param {[string, unknown][]} attributes */
export function queueEvent(simulation, contact, type, attributes, cause) {
  simulation.queue.push({ event: { type, contact, attributes, fields: [], origin: 'simulation' }, cause });
}

export function queueEnrollment(simulation, contact, workflow, cause) {
  simulation.queue.push({ enrollment: { contact, workflow }, cause });
}
