import type {
  Coverage,
  CoverageItem,
  OutlinedCondition,
  OutlinedStep,
  WorkflowCoverage,
  WorkspaceCoverage,
} from '../../types.js';
import { comparisonsOf, comparisonWords, wordsOf } from './words.js';

/** Something that never happened. */
export interface Missing {
  item: CoverageItem;
  /** Where, and for a comparison, what it says. */
  place: string;
  words: string;
}

/** What never happened in one workflow, or in a workspace's scoring rules. */
export interface MissingPart {
  title: string;
  missing: Missing[];
}

/** What never happened, by workflow; those that lack nothing are left out. */
export function missingParts(coverage: Coverage): MissingPart[] {
  return coverage.workspaces
    .flatMap(({ workflows, scoringRules }) => [
      ...workflows.map((workflow) => ({ title: workflow.workflow, missing: missingOfWorkflow(workflow) })),
      { title: 'scoring rules', missing: missingOfRules(scoringRules) },
    ])
    .filter(({ missing }) => missing.length > 0);
}

export function missingOfWorkflow({ items, outline: { triggers, steps } }: WorkflowCoverage): Missing[] {
  return missingOf(items, [...triggers.flatMap(({ conditions }) => conditions), ...steps.flatMap(conditionsOf)]);
}

export function missingOfRules({ items, outline }: WorkspaceCoverage['scoringRules']): Missing[] {
  return missingOf(
    items,
    outline.flatMap(({ conditions }) => conditions),
  );
}

function missingOf(items: readonly CoverageItem[], conditions: OutlinedCondition[]): Missing[] {
  const comparisons = new Map(comparisonsOf(conditions).map((one) => [one.place, comparisonWords(one)]));
  return items
    .filter(({ hits }) => hits === 0)
    .map((item) => {
      const comparison = item.kind === 'condition' ? comparisons.get(item.place) : undefined;
      const place = comparison === undefined ? item.place : `${item.place} (${comparison})`;
      return { item, place, words: wordsOf(item) };
    });
}

/** The conditions of a step, and of all that is in it. */
function conditionsOf({ conditions, ways }: OutlinedStep): OutlinedCondition[] {
  return [...conditions, ...ways.flatMap((way) => [...way.conditions, ...way.steps.flatMap(conditionsOf)])];
}
