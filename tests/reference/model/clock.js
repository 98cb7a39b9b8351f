/** The clock: what falls due while it is moved. */
import { drainQueue, handleEvent, leaveWait } from './events.js';
import { write } from './journal.js';
import { addNextTime, attributesOf } from './schedules.js';
import { expirePoints } from './scoring-rules.js';
import { formatInstant } from './time.js';
import { nextTimer } from './timers.js';

export function moveClock(simulation, to) {
  simulation.clockTo = to;
  const facets = { from: formatInstant(simulation.now), to: formatInstant(to) };
  const cause = write(simulation, 'clockMoved', null, {}, facets);
  for (;;) {
    const timer = nextTimer(simulation);
    if (timer === undefined || timer.due > to) {
      break;
    }
    simulation.now = timer.due;
    simulation.timers = simulation.timers.filter((other) => other !== timer);
    if (!runTimer(simulation, timer, cause)) {
      return;
    }
  }
  simulation.now = to;
}

/** With all that it causes. Whether the stimulus was not halted. */
function runTimer(simulation, timer, cause) {
  switch (timer.kind) {
    case 'wait':
      leaveWait(simulation, timer.enrollment, cause, { by: 'time' });
      break;
    case 'timeout':
      leaveWait(simulation, timer.enrollment, cause, { by: 'timeout' });
      break;
    case 'expiry':
      expirePoints(simulation, timer, cause);
      break;
    case 'date':
      makeEvent(simulation, timer, timer.contact, cause);
      break;
    default:
      addNextTime(simulation, timer);
      return runSchedule(simulation, timer, cause);
  }
  return drainQueue(simulation);
}

function runSchedule(simulation, timer, cause) {
  const contacts = [...simulation.contacts];
  return contacts.every((contact, index) => {
    makeEvent(simulation, timer, contact, cause);
    return drainQueue(simulation, contacts.length - index - 1);
  });
}

function makeEvent(simulation, { workflow, trigger }, contact, cause) {
  const attributes = attributesOf(trigger);
  const event = { type: trigger.type, contact, attributes, fields: [], origin: 'clock' };
  handleEvent(simulation, event, cause, { workflow, trigger });
}
