import type { ConditionsTrace, ConditionTrace } from '@rehearse/engine';
import { texts } from '../texts/texts.js';
import { valueInWords } from './format.js';
import { type Parts, small } from './parts.js';
import { comparedInWords, type Words } from './sentences.js';

/** The most comparisons that are told. */
const mostTold = 2;

type Leaf = Extract<ConditionTrace, { field: string }>;

/** The comparisons that kept conditions from holding, each with whether it is its holding that did. */
function failures(trace: ConditionTrace, isWanted = true): { leaf: Leaf; isWanted: boolean }[] {
  if (trace.met === isWanted) return [];
  if ('all' in trace) return trace.all.flatMap((each) => failures(each, isWanted));
  if ('any' in trace) return trace.any.flatMap((each) => failures(each, isWanted));
  if ('not' in trace) return failures(trace.not, !isWanted);
  return [{ leaf: trace, isWanted }];
}

/** Why conditions did not hold: `Does not hold: tags contain lead (was none)`; the first few comparisons. */
export function unmetInWords(words: Words, trace: ConditionsTrace, eventTypes: readonly string[]): Parts {
  const said = texts().path;
  const told = trace.all
    .flatMap((each) => failures(each))
    .slice(0, mostTold)
    .map(({ leaf: { field, operator, expected, actual }, isWanted }): Parts => {
      const label = small(words.vocabulary.fieldLabel(field, eventTypes));
      const comparison = words.vocabulary.operator(operator)?.label ?? operator;
      const there = actual === null || actual === '' ? valueInWords(actual) : comparedInWords(words, field, actual);
      const wanted = expected === null ? null : comparedInWords(words, field, expected, operator);
      return said.compared(label, comparison, wanted, there, isWanted);
    });
  return said.doesNotHold(told);
}
