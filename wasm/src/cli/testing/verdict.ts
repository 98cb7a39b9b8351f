import { ExitStatus } from '../outcome.js';
import { countsOf, type Gate, type TestOutcome } from './reporter.js';

/** What came of tests, before it is said whether all is well. */
export type Judged = Omit<TestOutcome, 'status' | 'gates'>;

/**
 * Says whether all is well: every file, and what was asked for of all of them together. A filter that leaves out
 * everything is wrong usage.
 * @param minimum what was asked for of coverage; undefined where nothing was
 */
export function judge(outcome: Judged, minimum: Gate | undefined): TestOutcome {
  const statuses = outcome.runs.map(({ status }) => status);
  const ofFiles = Math.max(ExitStatus.ok, ...statuses) as ExitStatus;
  const filter = ofFiles === ExitStatus.ok ? filterGate(outcome) : undefined;
  const gates = [minimum, filter].filter((gate) => gate !== undefined);
  const status = Math.max(ofFiles, ...gates.map((gate) => (gate.problem === undefined ? ExitStatus.ok : gate.status)));
  return { ...outcome, gates, status };
}

function filterGate({ runs }: Judged): Gate | undefined {
  const { passed, failed, filtered } = countsOf(runs);
  return filtered === 0 || passed + failed > 0
    ? undefined
    : {
        name: '--filter leaves something to run',
        problem: `--filter leaves out all scenarios: no name of the ${filtered} fits.`,
        status: ExitStatus.usage,
      };
}
