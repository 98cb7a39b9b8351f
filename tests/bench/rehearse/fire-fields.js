// Each form that is submitted, a third of the events, has custom fields.

import { prepareFiring } from './fire.js';

/** @param {import('../workload/workload.js').Workload} workload */
export function prepare(workload) {
  const withFields = (event) =>
    event.type === 'form.submitted' ? { ...event, fields: { plan: 'pro', seats: 5 } } : event;
  return prepareFiring(workload, () => {}, withFields);
}
