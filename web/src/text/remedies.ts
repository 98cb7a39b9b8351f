import type { Case, Measure, Remedy } from '../store/remedies.js';
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
    case 'contactFromStart': {
      const { field } = measure.change;
      const isScore = words.vocabulary.fieldChoice(field, types)?.kind === 'number';
      const value = isScore ? scoreInWords(measure.value as number | null) : shown(words, field, measure.value);
      return said[measure.kind](name, labelOf(field), value);
    }
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
      return [said.skip(measure.index + 1)];
    case 'trigger':
      return said.addTrigger(small(words.vocabulary.eventLabel(measure.type)));
    default:
      return [said[measure.kind]];
  }
}

function shown(words: Words, field: string, value: unknown): string {
  return value === null || value === undefined || value === ''
    ? valueInWords(value)
    : comparedInWords(words, field, value);
}
