import { race, rates, ratio } from '../harness/race.js';

/**
 * A race over one workload: a row for each competitor, and how many times as fast one is as another.
 * @param {import('../harness/context.js').Context} context
 * @param {ReturnType<import('../harness/context.js').Context['workload']>} made
 * @param {string} title
 * @param {import('../harness/race.js').Competitor[]} competitors
 * @param {{ rounds?: number, warmUps?: number, expected?: (step: number) => string }} options
 */
export async function compete(context, made, title, competitors, options = {}) {
  const { rounds = context.rounds, warmUps = 2, expected = (step) => made.checksum(step) } = options;
  const counts = new Map(competitors.map(({ key, step }) => [key, made.eventCount(step)]));
  const progress = (text) => context.progress(text);
  const runs = await race(competitors, made.folder, { rounds, warmUps, expected, progress });
  const rows = competitors.map(({ key, label }) => ({
    key,
    label,
    events: counts.get(key),
    ...rates(runs.get(key), counts.get(key)),
    runs: runs.get(key),
  }));
  return {
    title,
    rows,
    ratioOf: (key, other) => ratio(runs.get(key), counts.get(key), runs.get(other), counts.get(other)),
    rateOf: (key) => rows.find((row) => row.key === key).perSecond,
  };
}
