import type { Case, Measure, Remedy, WantedValue } from '../store/remedy.js';
import { texts } from '../texts/texts.js';
import { scoreInWords, valueInWords } from './format.js';
import { joined, type Parts, small } from './parts.js';
import { comparedInWords, type Words } from './sentences.js';

/** What a remedy changes, in words that follow "Would have fired if". */
export function remedyInWords(words: Words, about: Case, name: string, { measures }: Remedy): Parts {
  return joined(
    measures.map((measure) => measureInWords(words, about, name, measure)),
    texts().whyNot.and,
  );
}

function measureInWords(words: Words, about: Case, name: string, measure: Measure): Parts {
  const said = texts().whyNot;
  const types = [about.event.entry.event.type];
  const labelOf = (field: string) => small(words.vocabulary.fieldLabel(field, types));
  switch (measure.kind) {
    case 'contactThen':
    case 'contactFromStart':
      return contactInWords(words, types, name, measure);
    case 'event':
      return said.eventValue(labelOf(measure.change.field), shown(words, measure.change.field, measure.change.wanted));
    case 'condition': {
      const { field, operator } = measure.comparison;
      const comparison = words.vocabulary.operator(operator)?.label ?? operator;
      return said.condition(labelOf(field), comparison, shown(words, field, measure.value));
    }
    case 'withoutConditions':
      return [said.withoutConditions(measure.count)];
    case 'skip':
      return [said.skip(measure.indices.map((index) => index + 1))];
    case 'trigger':
      return said.addTrigger(small(words.vocabulary.eventLabel(measure.type)));
    default:
      return [said[measure.kind]];
  }
}

/** Of one value but tags: that the field was so; else what the contact had. */
function contactInWords(
  words: Words,
  types: string[],
  name: string,
  { kind, values }: Extract<Measure, { kind: 'contactThen' | 'contactFromStart' }>,
): Parts {
  const said = texts().whyNot;
  const kindOf = ({ change }: WantedValue) => words.vocabulary.fieldChoice(change.field, types)?.kind;
  const labelOf = ({ change }: WantedValue) => small(words.vocabulary.fieldLabel(change.field, types));
  const inWords = (each: WantedValue) =>
    kindOf(each) === 'number' ? scoreInWords(each.value as number | null) : shown(words, each.change.field, each.value);
  const [first, ...others] = values;
  if (first && others.length === 0 && kindOf(first) !== 'tags') return said[kind](name, labelOf(first), inWords(first));
  const held = values.flatMap((each): Parts[] => {
    if (kindOf(each) !== 'tags') return [said.valueHeld(labelOf(each), inWords(each))];
    const { added, removed } = tagsOf(words, each);
    return [...added.map(said.tagHeld), ...removed.map(said.tagNotHeld)];
  });
  return said.contactHad(name, joined(held, ', ', said.and), kind === 'contactThen');
}

/** The names of the tags that the contact would have had besides, or not. */
function tagsOf(words: Words, { change }: WantedValue): { added: string[]; removed: string[] } {
  const [before, after] = [listOf(change.actual), listOf(change.wanted)];
  const nameOf = (each: string) => words.references.name('tags', each);
  return {
    added: after.filter((each) => !before.includes(each)).map(nameOf),
    removed: before.filter((each) => !after.includes(each)).map(nameOf),
  };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function shown(words: Words, field: string, value: unknown): string {
  return value === null || value === undefined || value === ''
    ? valueInWords(value)
    : comparedInWords(words, field, value);
}
