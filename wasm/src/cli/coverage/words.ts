import type { Catalog, CoverageItem, CoverageKind, OperatorName, OutlinedCondition, OutlinedWay } from '../../types.js';
import { valueInWords } from '../../words/condition-words.js';

/** What is said of an item: where it happened, and where it never did. */
const outcomes: Record<string, readonly [seen: string, missing: string]> = {
  'trigger matched': ['matched', 'never matched'],
  'trigger notMatched': ['did not match', 'never failed to match'],
  'condition held': ['true', 'never true'],
  'condition notHeld': ['false', 'never false'],
  'step reached': ['reached', 'never reached'],
  'branch taken': ['taken', 'never taken'],
  'wait time': ['ended when its time came', 'never ended by its time'],
  'wait event': ['ended by its event', 'never ended by its event'],
  'wait conditions': ['ended by its conditions', 'never ended by its conditions'],
  'wait timeout': ['timed out', 'never timed out'],
  'refusal draft': ['refused: draft', 'never refused as a draft'],
  'refusal alreadyActive': ['refused: already active', 'never refused for being active already'],
  'refusal reentryOff': ['refused: no re-entry', 'never refused a second entry'],
  'refusal locked': ['refused: locked', 'never locked by a loop'],
  'exit stopOnReply': ['stopped by a reply', 'never stopped by a reply'],
  'rule matched': ['matched', 'never matched'],
  'rule notMatched': ['did not match', 'never failed to match'],
  'rule expired': ['expired', 'never expired'],
};

/** What is said of an item, without its place. */
export function wordsOf({ kind, outcome, hits }: CoverageItem): string {
  const [seen, missing] = outcomes[`${kind} ${outcome}`] ?? [outcome, `never ${outcome}`];
  return hits > 0 ? `${seen} ${hits}×` : missing;
}

/** The columns of a summary: a name, and the kinds that it counts. */
export const columns: readonly (readonly [name: string, kinds: readonly CoverageKind[]])[] = [
  ['triggers', ['trigger', 'rule']],
  ['conditions', ['condition']],
  ['steps', ['step']],
  ['branches', ['branch']],
  ['waits', ['wait']],
  ['refusals', ['refusal', 'exit']],
];

/** How many items of some kinds are covered, such as `3/4`; undefined where there are none. */
export function countOf(items: readonly CoverageItem[], kinds: readonly CoverageKind[]): string | undefined {
  const some = items.filter(({ kind }) => kinds.includes(kind));
  return some.length === 0 ? undefined : `${some.filter(({ hits }) => hits > 0).length}/${some.length}`;
}

/** A name in camel case as words. */
export const inWords = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What operators are called. */
export type OperatorWords = ReadonlyMap<OperatorName, string>;

export function operatorWords({ operators }: Catalog): OperatorWords {
  return new Map(operators.map(({ name, label }) => [name, label]));
}

type Comparison = Extract<OutlinedCondition, { field: string }>;

/** A comparison as a line, such as `event.email is equal to "spring-offer"`. */
export function comparisonWords({ field, operator, value }: Comparison, operators: OperatorWords): string {
  const expected = value === null ? [] : [valueInWords(value)];
  return [field, operators.get(operator) ?? operator, ...expected].join(' ');
}

/** The comparisons among conditions, in order. */
export function comparisonsOf(
  conditions: readonly OutlinedCondition[],
): Extract<OutlinedCondition, { field: string }>[] {
  return conditions.flatMap((condition) => {
    if ('field' in condition) {
      return [condition];
    }
    return comparisonsOf('not' in condition ? [condition.not] : 'any' in condition ? condition.any : condition.all);
  });
}

const ways: Record<string, string> = {
  none: 'none of them',
  notFound: 'not found',
  jump: 'jumped to while waiting',
  met: 'met on arrival',
  unmet: 'not met on arrival',
  timeout: 'when time is over',
};

/** What a way of a step is called; branches have their own names. */
export function wayWords(type: string, { name }: OutlinedWay): string {
  const isNamed = type === 'split' || (type === 'if' && name !== 'none');
  return isNamed ? name : (ways[name] ?? name);
}

/** A percentage as it is printed. */
export const percentWords = (percent: number) => `${percent}%`;
