// What is to be reached, and whether it is. The goal is what was aimed at, the floor what must be.

/**
 * @typedef {object} Target
 * @property {string} what
 * @property {number} measured
 * @property {number} goal
 * @property {number} floor the same as the goal where there is one aim only
 * @property {string} unit
 * @property {boolean} atMost whether less is better
 */

/** @returns {Target} */
export function atLeast(what, measured, goal, floor = goal, unit = '×') {
  return { what, measured, goal, floor, unit, atMost: false };
}

/** @returns {Target} */
export function atMost(what, measured, goal, unit, floor = goal) {
  return { what, measured, goal, floor, unit, atMost: true };
}

/** @param {Target} target */
export function verdict({ measured, goal, floor, atMost: less }) {
  const reaches = (aim) => (less ? measured <= aim : measured >= aim);
  if (reaches(goal)) return 'met';
  return reaches(floor) ? 'floor met' : 'missed';
}
