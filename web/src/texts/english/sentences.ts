import type { CatalogAttribute } from '@rehearse/engine';
import { type Parts, small, strong } from '../../text/parts.js';
import type { SaidEvent } from '../../text/sentences.js';

/**
 * `Trigger link clicked` with the link named: `trigger link Pricing is clicked`. The label itself where it does not
 * speak of the attribute.
 */
function named({ label, attribute, name, isFromOutside }: SaidEvent, isClause: boolean): Parts {
  const at = attribute === null ? -1 : label.toLowerCase().indexOf(attribute.toLowerCase());
  if (attribute === null || at < 0) {
    if (!isClause) return [small(label)];
    if (/^\w+ed$/.test(label)) return [`a contact is ${small(label)}`];
    // What a simulation causes is done to a contact: `engagement score is changed`; from outside, to one of many.
    const passive = /^contact replied/i.test(label) ? label : label.replace(/ (\w+ed)$/, ' is $1');
    return [(isFromOutside ? articleFor(label) : '') + small(passive)];
  }
  const end = at + attribute.length;
  const verb = label.slice(end).trim();
  const linked = isClause && at === 0 && /^\w+ed\b/.test(verb) ? ` is ${verb}` : label.slice(end);
  const article = isClause && name === null && at === 0 ? articleFor(label) : '';
  return [article + small(label.slice(0, end)), ...(name === null ? [] : [' ', strong(name)]), linked];
}

function articleFor(label: string): string {
  return /^[aeiou]/i.test(label) ? 'an ' : 'a ';
}

/** Workflows, scoring rules, steps and events in sentences. What is in between is names, or sentences' parts. */
export const sentences = {
  /** Before what starts a workflow. */
  when: 'when ',
  /** What starts a workflow that has no trigger. */
  whenAdded: 'When a contact is added to it',
  nothingYet: ': nothing yet.',
  moreSteps: (count: number) => `and ${count} more step${count === 1 ? '' : 's'}`,
  ifBefore: ', if ',
  crossing: ' (only when it gets there)',
  /** Between triggers of which any will do. */
  orTriggers: ', or ',
  and: ' and ',
  or: ' or ',
  not: 'not ',
  /** A host's own event, as what starts something or as what was fired. */
  ownEvent: (name: string, _isClause: boolean): Parts => ['event ', strong(name)],
  /** What starts something: `a trigger link is clicked`. */
  eventClause: (event: SaidEvent): Parts => named(event, true),
  /** What was or will be fired: `trigger link Pricing clicked`. */
  event: (event: SaidEvent): Parts => named(event, false),
  /** Whether the words for an event speak of its attribute, so that a name can stand beside it. */
  speaksOf: (_type: string, label: string, attribute: Pick<CatalogAttribute, 'name' | 'label'>) =>
    label.toLowerCase().includes(attribute.label.toLowerCase()),
  /** @param at a time of day, or null */
  every: (duration: string, at: string | null): Parts => ['every ', strong(duration), ...atTime(at)],
  /** @param offset a duration, or null @param at a time of day, or null */
  onDate: (field: string, offset: string | null, isBefore: boolean, at: string | null): Parts => [
    ...((offset === null ? ['on '] : [strong(offset), isBefore ? ' before ' : ' after ']) as Parts),
    strong(small(field)),
    ...atTime(at),
  ],
  rule: (event: Parts, points: string): Parts => ['Each time ', ...event, ': ', strong(points)],
  atMost: (points: string): Parts => [', at most ', strong(points), ' in all'],
  lasting: (duration: string): Parts => [', for ', strong(duration)],
  /** @param label of a step that changes a number, such as "modify engagement score" */
  amount: (operation: string, choice: string, points: string, label: string): Parts => [
    strong(`${choice} ${points}`),
    (operation === 'subtract' ? ' from ' : ' to ') + label.replace(/^\w+ /, ''),
  ],
  /** A wait's end: ` (or after 3 days: end)`. */
  timeout: (duration: string, steps: Parts): Parts => [' (or after ', strong(duration), ': ', ...steps, ')'],
  goOn: 'go on',
  where: 'where ',
  /** `remove from workflow` before `all workflows`, which says it again: `remove from`. */
  beforeChoice: (label: string) => label.replace(/ workflow$/, ''),
  /** `until an event` and `until conditions hold` before what is waited for: `until`; `met by an event`: `met when`. */
  beforeMoment: (label: string) =>
    label.replace(/ (an event|conditions hold) $/, ' ').replace(/ by( conditions)? $/, ' when '),
};

function atTime(at: string | null): Parts {
  return at === null ? [] : [' at ', strong(at)];
}
