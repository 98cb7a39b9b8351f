/** The trigger `date.reached`: the moments that contacts' fields give. */

import { isInCalendar, parseDay, parseInstant, parseSignedDuration, parseTimeOfDay, startOfLocalDay } from './time.js';
import { addTimer, removeTimers } from './timers.js';

/** Works out anew the moments that a field gives. */
export function fieldWritten(simulation, contact, field) {
  for (const workflow of simulation.workflows) {
    for (const trigger of workflow.triggers) {
      if (trigger.type === 'date.reached' && trigger.field === field) {
        setMoment(simulation, contact, workflow, trigger, momentOf(simulation, contact, trigger));
      }
    }
  }
}

function setMoment(simulation, contact, workflow, trigger, moment) {
  const isOurs = (timer) => timer.kind === 'date' && timer.contact === contact && timer.trigger === trigger;
  const pending = simulation.timers.find(isOurs);
  if (pending !== undefined && pending.due === moment) {
    return;
  }
  removeTimers(simulation, isOurs);
  if (moment !== null && moment > simulation.now) {
    addTimer(simulation, { due: moment, kind: 'date', contact, workflow, trigger });
  }
}

function momentOf(simulation, contact, trigger) {
  const { utcOffset } = simulation;
  const [isDayAlone, time] = timeOf(contact, trigger.field);
  if (time === null) {
    return null;
  }
  let moment = isDayAlone ? time - utcOffset : time;
  if (trigger.at !== undefined) {
    moment = startOfLocalDay(moment, utcOffset) + parseTimeOfDay(trigger.at);
  }
  moment += parseSignedDuration(trigger.offset ?? '');
  return isInCalendar(moment) ? moment : null;
}

/** Whether it is a day alone, and the time, or null where it is none. */
function timeOf(contact, field) {
  if (field === 'createdAt' || field === 'lastActivityAt') {
    return [false, contact[field]];
  }
  const value = contact.fields.find(([key]) => `fields.${key}` === field)?.[1];
  if (typeof value !== 'string') {
    return [false, null];
  }
  const dayAlone = parseDay(value);
  return dayAlone === null ? [false, parseInstant(value)] : [true, dayAlone];
}
