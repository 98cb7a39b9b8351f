import { texts } from '../texts/texts.js';

/** The units of durations with their seconds, the largest first. */
export const units = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** A unit of durations, as documents have it. */
export type Unit = (typeof units)[number][0];

/** What a dictionary says for a word of the engine's; the word itself where it says nothing. */
export function wordFor(words: Readonly<Record<string, string>>, word: string | null): string {
  return words[word ?? ''] ?? word ?? '';
}

/** A moment of the simulation for people, such as `Mon 2 Mar 2026, 09:00`; always UTC, as the engine has it. */
export function instantInWords(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const seconds = date.getUTCSeconds() > 0 ? `:${twoDigits(date.getUTCSeconds())}` : '';
  const time = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}${seconds}`;
  const { days, months, moment } = texts().format;
  const [day = '', month = ''] = [days[date.getUTCDay()], months[date.getUTCMonth()]];
  return moment(day, date.getUTCDate(), month, date.getUTCFullYear(), time);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** `1d12h` as `1 day 12 hours`; text that is no duration as it is. */
export function durationInWords(duration: unknown): string {
  const text = String(duration);
  if (!/^(\d+[wdhms])+$/.test(text)) return text;
  return [...text.matchAll(/(\d+)([wdhms])/g)]
    .map(([, count, unit]) => texts().format.units[unit as Unit](Number(count)))
    .join(' ');
}

/** A length of time in milliseconds as `2 days 3 hours`; seconds at the least. */
export function durationOf(milliseconds: number): string {
  let seconds = Math.max(1, Math.round(milliseconds / 1000));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    // Weeks only where nothing is left over: people count in days.
    const count = unit === 'w' && seconds % size > 0 ? 0 : Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0) parts.push(texts().format.units[unit](count));
  }
  return parts.join(' ');
}

/** The time between two moments, such as `2d 3h`; the two largest units. */
export function between(from: string, to: string): string {
  let seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  const parts: string[] = [];
  const { shortUnits, now } = texts().format;
  for (const [unit, size] of units) {
    if (unit === 'w') continue;
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0) parts.push(`${count}${shortUnits[unit]}`);
  }
  return parts.slice(0, 2).join(' ') || now;
}

/** A score for people: an empty one is not 0. */
export function scoreInWords(score: number | null): string {
  return score === null ? texts().format.empty : signed(score, false);
}

/** A number with a real minus, and with a plus if asked for. */
export function signed(number: number, plus = true): string {
  const digits = decimal(Math.abs(number)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
  if (number < 0) return `−${digits}`;
  return plus && number > 0 ? `+${digits}` : digits;
}

/** A number's digits with the decimal sign of the language. */
export function decimal(number: number): string {
  return String(number).replace('.', texts().format.decimalSign);
}

/** A value of a condition for people. */
export function valueInWords(value: unknown): string {
  const { empty, none, yes, no } = texts().format;
  if (value === null || value === undefined || value === '') return empty;
  if (Array.isArray(value)) return value.length === 0 ? none : value.map(String).join(', ');
  if (value === true) return yes;
  if (value === false) return no;
  if (typeof value === 'number') return Number.isInteger(value) ? signed(value, false) : decimal(value);
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? instantInWords(text) : text;
}

/** A number with its digits in threes: `12 345`. */
export function numberInWords(number: number): string {
  return signed(number, false);
}
