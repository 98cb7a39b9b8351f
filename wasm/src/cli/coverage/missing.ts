import type {
  Coverage,
  CoverageItem,
  OutlinedCondition,
  OutlinedStep,
  WorkflowCoverage,
  WorkspaceCoverage,
} from '../../types.js';
import { comparisonsOf, comparisonWords, type OperatorWords, wordsOf } from './words.js';

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
export function missingParts(coverage: Coverage, operators: OperatorWords): MissingPart[] {
  return coverage.workspaces
    .flatMap(({ name, workflows, scoringRules }) => {
      // Several workspaces may have workflows of the same id.
      const where = name !== null && coverage.workspaces.length > 1 ? `${name}: ` : '';
      return [
        ...workflows.map((workflow) => ({
          title: where + workflow.workflow,
          missing: missingOfWorkflow(workflow, operators),
        })),
        { title: `${where}scoring rules`, missing: missingOfRules(scoringRules, operators) },
      ];
    })
    .filter(({ missing }) => missing.length > 0);
}

/** What never happened in a workflow. */
export function missingOfWorkflow(
  { items, outline: { triggers, steps } }: WorkflowCoverage,
  operators: OperatorWords,
): Missing[] {
  const conditions = [...triggers.flatMap((trigger) => trigger.conditions), ...steps.flatMap(conditionsOf)];
  return missingOf(items, conditions, operators);
}

/** What never happened in scoring rules. */
export function missingOfRules(
  { items, outline }: WorkspaceCoverage['scoringRules'],
  operators: OperatorWords,
): Missing[] {
  const conditions = outline.flatMap((rule) => rule.conditions);
  return missingOf(items, conditions, operators);
}

function missingOf(
  items: readonly CoverageItem[],
  conditions: readonly OutlinedCondition[],
  operators: OperatorWords,
): Missing[] {
  const comparisons = new Map(comparisonsOf(conditions).map((one) => [one.place, comparisonWords(one, operators)]));
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
