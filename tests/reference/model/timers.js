/** What is due some time: waits, their time-outs, schedules, dates, and points that expire. */

/**
 * @param {{ due: number, kind: 'wait' | 'timeout' | 'schedule' | 'date' | 'expiry' }} timer and what its kind needs
 */
export function addTimer(simulation, timer) {
  simulation.timersMade += 1;
  simulation.timers.push({ ...timer, number: simulation.timersMade });
}

export function removeTimers(simulation, isGone) {
  simulation.timers = simulation.timers.filter((timer) => !isGone(timer));
}

/** Earlier first; of one moment time-outs last; else in order of creation. */
function compareTimers(a, b) {
  return a.due - b.due || Number(a.kind === 'timeout') - Number(b.kind === 'timeout') || a.number - b.number;
}

/** The next one, or undefined. */
export function nextTimer(simulation) {
  return [...simulation.timers].sort(compareTimers)[0];
}
