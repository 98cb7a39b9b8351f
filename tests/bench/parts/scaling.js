// What an event costs where ever more workflows are none of its business.

import { race } from '../harness/race.js';
import { median } from '../harness/statistics.js';
import { atMost } from '../harness/targets.js';

/** Those that the events start are the same in all. */
const started = { onEvents: 6, onScore: 4 };
const counts = [10, 100, 1000, 10_000];
const events = 1_000_000;

export async function scaling(context) {
  const workloads = counts.map((count) => {
    const workflows = { ...started, never: count - started.onEvents - started.onScore };
    return context.workload(`scaling-${count}`, { contacts: 10_000, events, workflows });
  });
  const competitors = workloads.map(({ name, folder }) => ({
    key: name,
    label: name,
    module: 'rehearse/replay.js',
    folder,
    step: 1,
  }));
  const expected = workloads[0].checksum(1);
  const runs = await race(competitors, null, {
    rounds: context.rounds,
    warmUps: 2,
    expected: () => expected,
    progress: (text) => context.progress(text),
  });
  // The report is of all workflows, however many: only events are looked at.
  const times = workloads.map(({ name }) => runs.get(name).map((run) => run.processorSecondsOfEvents));
  const growth = median(times.at(-1).map((time, round) => time / times[0][round]));
  return {
    targets: [atMost('An event with 10,000 workflows, to one with 10, as many started', growth, 1.3, '×')],
    nanosecondsForAnEvent: Object.fromEntries(
      counts.map((count, index) => [count, (median(times[index]) / events) * 1e9]),
    ),
  };
}
