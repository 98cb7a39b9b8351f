/** The trigger `schedule`. */

import { day, isInCalendar, parseDuration, parseTimeOfDay, startOfLocalDay } from './time.js';
import { addTimer } from './timers.js';

export function isInWholeDays(trigger) {
  return parseDuration(trigger.every) % day === 0;
}

/** The first times, in document order. */
export function startSchedules(simulation) {
  for (const workflow of simulation.workflows) {
    for (const trigger of workflow.triggers) {
      if (trigger.type === 'schedule') {
        addSchedule(simulation, workflow, trigger, firstTime(simulation, trigger));
      }
    }
  }
}

function firstTime(simulation, trigger) {
  const start = simulation.now;
  if (!isInWholeDays(trigger)) {
    return start + parseDuration(trigger.every);
  }
  const today = startOfLocalDay(start, simulation.utcOffset) + parseTimeOfDay(trigger.at ?? '00:00');
  return today > start ? today : today + day;
}

/** The time after one that has come. */
export function addNextTime(simulation, { workflow, trigger, due }) {
  addSchedule(simulation, workflow, trigger, due + parseDuration(trigger.every));
}

function addSchedule(simulation, workflow, trigger, due) {
  if (isInCalendar(due)) {
    addTimer(simulation, { due, kind: 'schedule', workflow, trigger });
  }
}

/** The attributes of the events of a schedule or of a date. */
export function attributesOf(trigger) {
  const attributes = [];
  if (trigger.type === 'schedule') {
    attributes.push(['every', trigger.every]);
    if (isInWholeDays(trigger)) {
      attributes.push(['at', trigger.at ?? '00:00']);
    }
    return attributes;
  }
  for (const name of ['field', 'offset', 'at']) {
    if (trigger[name] !== undefined) {
      attributes.push([name, trigger[name]]);
    }
  }
  return attributes;
}
