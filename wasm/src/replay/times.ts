import { UsageError } from '../errors.js';
import { instantOfText } from './instants.js';
import type { Problem } from './rows.js';
import { quoted } from './words.js';

/** How times are written: ISO 8601, or as a count since 1970 began in UTC. */
export type TimeForm = 'iso' | 'epoch-s' | 'epoch-ms';

/** Every form. */
export const timeForms: readonly TimeForm[] = ['iso', 'epoch-s', 'epoch-ms'];

/** So many times that cannot be read are told in words: a report has no more. */
const toldInWords = 100;

const minute = 60_000;

/**
 * A date, and perhaps a time after a `T` or a blank, and an offset. Seconds and their parts may be left out, and so may
 * the minutes of the offset.
 */
const isoForm =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)? ?(?:(Z|z|UTC)|([+-])(\d\d)(?::?(\d\d))?)?$/;

const offsetForm = /^(?:(Z|z|UTC)|([+-])(\d\d)(?::?(\d\d))?)$/;

const epochForm = /^(-?)(\d{1,17})(?:\.(\d+))?$/;

/** Reads the times of a log that are not written the way most are, which the readers of the bytes read themselves. */
export class TimeReader {
  readonly form: TimeForm;
  /** That of times without one, in milliseconds. */
  readonly #offset: number | undefined;
  #told = 0;
  #lastDay = '';
  #lastDayStart = Number.NaN;

  /** @param offset of times that have none from UTC, such as `+02:00`; where it is not given these cannot be read */
  constructor(form: TimeForm = 'iso', offset?: string) {
    this.form = form;
    this.#offset = offset === undefined ? undefined : offsetOf(offsetForm.exec(offset));
  }

  /** Milliseconds since 1970, without what is less; NaN for what is no time, or has no offset though it needs one. */
  instantOf(given: string): number {
    const text = given.trim();
    return this.form === 'iso' ? this.#instantOfIso(text) : this.#instantOfEpoch(text);
  }

  /** What is wrong with a time that cannot be read; undefined where that was told often enough. */
  problemOf(given: string): Problem | undefined {
    this.#told += 1;
    return this.#told > toldInWords
      ? undefined
      : { code: 'value.format', message: `\`at\` is ${shown(given)}, ${this.#wordsFor(given.trim())}` };
  }

  /** A time as the engine reads it; undefined for what is none. */
  get(text: string): string | undefined {
    const iso = this.#instantOfIso(text);
    const instant = Number.isNaN(iso) && this.form !== 'iso' ? this.#instantOfEpoch(text) : iso;
    // Years that the platform writes with a sign are outside the engine's range.
    const written = Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : '';
    return /^\d{4}-/.test(written) ? written : undefined;
  }

  #instantOfIso(text: string): number {
    const usual = instantOfText(text);
    if (!Number.isNaN(usual)) {
      return usual;
    }
    const match = isoForm.exec(text);
    if (match === null) {
      return Number.NaN;
    }
    const [, year, month, day, hours = '0', minutes = '0', seconds = '0', parts = ''] = match;
    const offset = offsetOf(match.slice(7)) ?? this.#offset ?? Number.NaN;
    const isTime = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
    const time = (Number(hours) * 60 + Number(minutes)) * minute + Number(seconds) * 1000 + thousandths(parts);
    return isTime ? this.#startOfDay(`${year}-${month}-${day}`) + time - offset : Number.NaN;
  }

  /** When a day begins, in UTC; NaN for one that there is not. */
  #startOfDay(text: string): number {
    if (text !== this.#lastDay) {
      const date = new Date(`${text}T00:00:00Z`);
      const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
      this.#lastDay = text;
      this.#lastDayStart = isDay ? date.getTime() : Number.NaN;
    }
    return this.#lastDayStart;
  }

  #instantOfEpoch(text: string): number {
    const [, sign, whole, parts = ''] = epochForm.exec(text) ?? [];
    if (whole === undefined) {
      return Number.NaN;
    }
    const size = this.form === 'epoch-s' ? Number(whole) * 1000 + thousandths(parts) : Number(whole);
    return sign === '-' ? -size : size;
  }

  #wordsFor(text: string): string {
    if (this.form !== 'iso') {
      const unit = this.form === 'epoch-s' ? 'seconds' : 'milliseconds';
      return `which is no number of ${unit} since 1970.`;
    }
    const match = isoForm.exec(text);
    if (
      match !== null &&
      offsetOf(match.slice(7)) === undefined &&
      !Number.isNaN(this.#startOfDay(text.slice(0, 10)))
    ) {
      return 'which has no offset from UTC: say by the option offset (--offset +02:00) which one times without have.';
    }
    if (/^\d{9,11}(?:\.\d+)?$/.test(text)) {
      return 'which is not in ISO 8601. If it is seconds since 1970, say so by the option time (--time epoch-s).';
    }
    if (/^\d{12,14}$/.test(text)) {
      return 'which is not in ISO 8601. If it is milliseconds since 1970, say so by the option time (--time epoch-ms).';
    }
    return 'which is not a time in ISO 8601, such as 2026-01-05T10:00:00Z.';
  }
}

/** The offset from UTC that was found, in milliseconds; undefined where there is none, NaN for one that cannot be. */
function offsetOf(found: readonly (string | undefined)[] | null): number | undefined {
  const [, zero, sign, hours, minutes = '0'] = found ?? [];
  if (zero !== undefined) {
    return 0;
  }
  if (hours === undefined) {
    return undefined;
  }
  const size = (Number(hours) * 60 + Number(minutes)) * minute;
  return Number(hours) > 23 || Number(minutes) > 59 ? Number.NaN : sign === '-' ? -size : size;
}

/** Of the digits after the point what makes whole thousandths. */
const thousandths = (digits: string) => Number(digits.slice(0, 3).padEnd(3, '0'));

const longestShown = 60;

/** A value of the log as it may stand in a message. */
function shown(text: string): string {
  return quoted(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
}

/**
 * How times are written, as options say it.
 * @throws UsageError
 */
export function checkedTimes(form: unknown, offset: unknown): { form: TimeForm; offset: string | undefined } {
  if (form !== undefined && !timeForms.includes(form as TimeForm)) {
    throw new UsageError('usage.argument', `time must be ${timeForms.map((one) => `'${one}'`).join(' or ')}.`);
  }
  if (offset === undefined) {
    return { form: (form ?? 'iso') as TimeForm, offset };
  }
  const found = typeof offset === 'string' ? offsetOf(offsetForm.exec(offset)) : undefined;
  if (found === undefined || Number.isNaN(found)) {
    throw new UsageError('usage.argument', "offset must be an offset from UTC, such as '+02:00', '-05:30' or 'Z'.");
  }
  if (form !== undefined && form !== 'iso') {
    throw new UsageError('usage.argument', 'offset is for times in ISO 8601: those since 1970 are in UTC.');
  }
  return { form: 'iso', offset: offset as string };
}
