/** Where the axes of a chart are marked: at round scores and round times. */

const minute = 60_000;
const hour = 60 * minute;
/** Milliseconds in a day. */
export const day = 24 * hour;

/** The most marks on the axis of time, less one. */
const mostTimes = 5;

/** How far apart times are marked; none is more than twice as much as the one before, or some ranges had one mark alone. */
const timeSteps = [
  ...[1, 2, 4, 8, 15, 30].map((each) => each * minute),
  ...[1, 2, 3, 6, 12].map((each) => each * hour),
  ...[1, 2, 4, 7, 14].map((each) => each * day),
];

/** 1, 2 or 5 with noughts: at least so much, and at least 1. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= least) ?? power;
}

/** A few round scores, from one that is not above the lowest to one that is not below the highest. */
export function scoreTicks(low: number, high: number): number[] {
  const step = niceStep((high - low) / 3);
  const first = Math.floor(low / step);
  const count = Math.max(1, Math.ceil(high / step) - first);
  return Array.from({ length: count + 1 }, (_, index) => (first + index) * step);
}

/** Round times between two, in milliseconds; the first of the two where there is none. */
export function timeTicks(start: number, end: number): number[] {
  const least = (end - start) / mostTimes;
  const step = timeSteps.find((each) => each >= least) ?? niceStep(least / day) * day;
  const first = Math.ceil(start / step) * step;
  const count = Math.floor((end - first) / step) + 1;
  return count > 0 ? Array.from({ length: count }, (_, index) => first + index * step) : [start];
}
