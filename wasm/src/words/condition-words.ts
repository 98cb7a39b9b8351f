import type { Catalog, ConditionTrace, OperatorName } from '../types.js';
import { printable } from './printable.js';

/** How many conditions a line tells; the rest is counted. */
const shownConditions = 3;

/** Longer values are cut. */
const longestValue = 60;

const notes = {
  caseDiffers: 'it differs in case only',
  spacesDiffer: 'it differs in outer spaces only',
  caseAndSpacesDiffer: 'it differs in case and outer spaces only',
  typeDiffers: 'it is of another type',
} as const;

/** Says conditions with the words of the catalog. */
export class ConditionWords {
  readonly #operators: ReadonlyMap<OperatorName, string>;

  constructor({ operators }: Catalog) {
    this.#operators = new Map(operators.map(({ name, label }) => [name, label]));
  }

  /** What did not hold of conditions that must all hold, such as `event.score is greater than 50 (it is 40)`. */
  unmet(trace: ConditionTrace): string {
    return few(failuresOf(trace).map((each) => this.#withActual(each)));
  }

  /** What held. */
  met(trace: ConditionTrace): string {
    return 'all' in trace ? few(trace.all.map((each) => this.#say(each))) : this.#say(trace);
  }

  #withActual(trace: ConditionTrace): string {
    if ('any' in trace && trace.any.length > 1) {
      return `(${few(
        trace.any.map((each) => this.#withActual(each)),
        ' or ',
      )})`;
    }
    if (!('field' in trace)) {
      return this.#say(trace);
    }
    const note = trace.note === null ? '' : `: ${notes[trace.note]}`;
    return `${this.#say(trace)} (it is ${valueInWords(trace.actual)}${note})`;
  }

  #say(trace: ConditionTrace): string {
    if ('all' in trace) {
      return this.#group(trace.all, ' and ');
    }
    if ('any' in trace) {
      return this.#group(trace.any, ' or ');
    }
    if ('not' in trace) {
      return `not (${this.#say(trace.not)})`;
    }
    const { field, operator, expected } = trace;
    const value = expected === null ? '' : ` ${valueInWords(expected)}`;
    return `${printable(field)} ${this.#operators.get(operator) ?? operator}${value}`;
  }

  #group(traces: readonly ConditionTrace[], separator: string): string {
    if (traces.length === 0) {
      return separator === ' or ' ? 'any of none' : 'all of none';
    }
    const [only] = traces;
    return traces.length === 1 && only
      ? this.#say(only)
      : `(${few(
          traces.map((each) => this.#say(each)),
          separator,
        )})`;
  }
}

/** What kept conditions from holding: of those that must all hold those that do not. */
function failuresOf(trace: ConditionTrace): ConditionTrace[] {
  return 'all' in trace ? trace.all.filter(({ met }) => !met).flatMap(failuresOf) : [trace];
}

function few(texts: readonly string[], separator = ', '): string {
  const left = texts.length - shownConditions;
  return [...texts.slice(0, shownConditions), ...(left > 0 ? [`and ${left} more`] : [])].join(separator);
}

/** A value as JSON writes it, on one line and not too long; `null` is empty. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined) {
    return 'empty';
  }
  if (Array.isArray(value)) {
    return value.length === 0
      ? 'none'
      : value.length <= 5
        ? value.map(valueInWords).join(', ')
        : `${value.slice(0, 5).map(valueInWords).join(', ')} and ${value.length - 5} more`;
  }
  return typeof value === 'string' ? JSON.stringify(printable(cut(value))) : printable(cut(JSON.stringify(value)));
}

/** A text that is not too long for a line. */
export function cut(text: string, longest = longestValue): string {
  // A character is not cut in half.
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}
