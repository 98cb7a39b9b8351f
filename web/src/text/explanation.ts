import type { ConditionTrace, Explanation, Gate, ValueChange } from '@rehearse/engine';
import { texts } from '../texts/texts.js';
import { valueInWords } from './format.js';
import { type Parts, small } from './parts.js';
import { comparedInWords, type Words } from './sentences.js';

/** A change of one value that would have let a contact through, for sentences. */
export interface NearestChange {
  /** What people call the field. */
  field: string;
  /** `points`: of a score; `time`: the difference is in milliseconds. */
  kind: 'points' | 'number' | 'time' | 'tags' | 'value';
  actual: string;
  wanted: string;
  /** Of numbers and times: how much more, or less, it would have to be. */
  difference: number;
  /** Of tags, by their names. */
  added: string[];
  removed: string[];
}

/** What a language needs to say why a workflow did or did not start. */
export interface ExplanationWords {
  started(trigger: string): Parts;
  halted: string;
  noTriggers: string;
  /** Clauses, for `notStarted`. */
  gates: Record<Gate, string>;
  notStarted(gates: readonly string[]): string;
  /** The change in a few words, to be read by itself. */
  change(change: NearestChange): string;
  nearly(change: NearestChange): Parts;
  /** Where the conditions of a trigger that fires at a crossing held before, too. */
  heldBefore: string;
  /** Where no change of one value does it. @param fields what is in the way */
  inTheWay(fields: readonly string[]): Parts;
}

/** Why a workflow did or did not start, in one sentence; in English it is the engine's own. */
export function explanationInWords(words: Words, explanation: Explanation): Parts {
  const said = texts().explanation;
  if (!said) return [explanation.sentence];
  const { started, gate, heldBack, triggers, change } = explanation;
  if (started) return said.started(triggers.find(({ matched }) => matched)?.trigger ?? '');
  if (gate === null) return [said.halted];
  if (gate !== 'conditions' || heldBack.length > 1) {
    const isSilent = gate === 'type' && triggers.length === 0;
    return [
      said.notStarted(heldBack.map((each, index) => (isSilent && index === 0 ? said.noTriggers : said.gates[each]))),
    ];
  }
  if (change) return said.nearly(described(words, change));
  if (triggers.some(({ heldBefore, conditions }) => heldBefore && conditions?.met)) return [said.heldBefore];
  return said.inTheWay(fieldsInTheWay(words, explanation));
}

/** The smallest change, in a few words: `2 more points`. */
export function changeInWords(words: Words, change: ValueChange): Parts {
  const said = texts().explanation;
  return [said ? said.change(described(words, change)) : change.words];
}

function described(words: Words, { field, actual, wanted, difference }: ValueChange): NearestChange {
  const kind = words.vocabulary.fieldChoice(field)?.kind;
  const isScore = /[sS]core$/.test(field);
  const before = listOf(actual);
  const after = listOf(wanted);
  return {
    field: small(words.vocabulary.fieldLabel(field)),
    kind:
      kind === 'tags'
        ? 'tags'
        : difference === null
          ? 'value'
          : kind === 'time'
            ? 'time'
            : isScore
              ? 'points'
              : 'number',
    actual: shown(words, field, actual),
    wanted: shown(words, field, wanted),
    difference: difference ?? 0,
    added: after.filter((each) => !before.includes(each)).map((each) => words.references.name('tags', each)),
    removed: before.filter((each) => !after.includes(each)).map((each) => words.references.name('tags', each)),
  };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function shown(words: Words, field: string, value: unknown): string {
  return value === null || value === '' ? valueInWords(value) : comparedInWords(words, field, value);
}

/** The fields whose comparisons do not hold, of the trigger that has the fewest of them. */
function fieldsInTheWay(words: Words, { triggers }: Explanation): string[] {
  const unmet = triggers.flatMap(({ type, conditions }) =>
    conditions ? [conditions.all.flatMap((each) => unmetIn(words, each, type))] : [],
  );
  return [...new Set(unmet.sort((one, other) => one.length - other.length)[0])];
}

function unmetIn(words: Words, trace: ConditionTrace, type: string): string[] {
  if (trace.met) return [];
  if ('all' in trace) return trace.all.flatMap((each) => unmetIn(words, each, type));
  if ('any' in trace) return trace.any.flatMap((each) => unmetIn(words, each, type));
  // What must not hold stands in the way with all that is in it.
  const inner = 'not' in trace ? comparisonsIn(trace.not) : [trace];
  return inner.map(
    ({ field, actual }) => `${small(words.vocabulary.fieldLabel(field, [type]))} (${shown(words, field, actual)})`,
  );
}

type ComparedTrace = Extract<ConditionTrace, { field: string }>;

function comparisonsIn(trace: ConditionTrace): ComparedTrace[] {
  if ('all' in trace) return trace.all.flatMap(comparisonsIn);
  if ('any' in trace) return trace.any.flatMap(comparisonsIn);
  return 'not' in trace ? comparisonsIn(trace.not) : [trace];
}
