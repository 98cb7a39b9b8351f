import type { Coverage, CoverageItem, CoverageSum, WorkflowCoverage, WorkspaceCoverage } from './types.js';

/**
 * Coverage of several simulations or test files as one. What is of one workspace is added up: of the same workflows
 * with the same places in them. Other workspaces stand beside each other, in the order in which they come.
 */
export function mergeCoverage(coverages: readonly Coverage[]): Coverage {
  const merged = new Map<string, WorkspaceCoverage>();
  for (const workspace of coverages.flatMap(({ workspaces }) => workspaces)) {
    const places = placesOf(workspace);
    const same = merged.get(places);
    merged.set(places, same === undefined ? workspace : mergeWorkspaces(same, workspace));
  }
  const workspaces = [...merged.values()];
  return { ...sumUp(workspaces), workspaces };
}

/** What a workspace's coverage is known by. */
function placesOf({ workflows, scoringRules }: WorkspaceCoverage): string {
  const known = (items: CoverageItem[]) => items.filter(isOfPlace).map(keyOf);
  return JSON.stringify([workflows.map(({ workflow, items }) => [workflow, known(items)]), known(scoringRules.items)]);
}

/** Whether an item is there whatever happened. A refusal that nothing makes possible is there once it was seen. */
const isOfPlace = ({ kind }: CoverageItem) => kind !== 'refusal' && kind !== 'exit';

const keyOf = ({ kind, place, outcome }: CoverageItem) => `${kind} ${outcome} ${place}`;

function mergeWorkspaces(a: WorkspaceCoverage, b: WorkspaceCoverage): WorkspaceCoverage {
  const workflows = a.workflows.map((workflow, index) => {
    const items = mergeItems(workflow.items, (b.workflows[index] as WorkflowCoverage).items);
    return { ...workflow, ...sumOf(items), items };
  });
  const items = mergeItems(a.scoringRules.items, b.scoringRules.items);
  const scoringRules = { ...a.scoringRules, ...sumOf(items), items };
  return { ...a, ...sumUp([...workflows, scoringRules]), workflows, scoringRules };
}

/** Those of places are the same in both, in the same order; refusals, which come last, need not be. */
function mergeItems(a: CoverageItem[], b: CoverageItem[]): CoverageItem[] {
  const places = a.filter(isOfPlace).map((item, index) => add(item, b[index]));
  const outcomes = ['draft', 'alreadyActive', 'reentryOff', 'locked', 'stopOnReply'];
  const ends = outcomes.flatMap((outcome) => {
    const [item, other] = [a, b].flatMap((items) => items.filter((one) => !isOfPlace(one) && one.outcome === outcome));
    return item === undefined ? [] : [add(item, other)];
  });
  return [...places, ...ends];
}

const add = (item: CoverageItem, other: CoverageItem | undefined) => ({
  ...item,
  hits: item.hits + (other?.hits ?? 0),
});

const sumOf = (items: CoverageItem[]) => withPercent(items.filter(({ hits }) => hits > 0).length, items.length);

function sumUp(sums: CoverageSum[]): CoverageSum {
  const all = (count: (sum: CoverageSum) => number) => sums.reduce((before, sum) => before + count(sum), 0);
  return withPercent(
    all(({ covered }) => covered),
    all(({ total }) => total),
  );
}

/** As the engine reckons it. */
function withPercent(covered: number, total: number): CoverageSum {
  return { covered, total, percent: total === 0 ? 100 : Math.floor((covered * 10_000) / total) / 100 };
}
