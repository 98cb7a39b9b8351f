/** Bits of four bytes that are read as one number: the high halves of digits, and what they are. */
const digitHighs = 0xf0f0f0f0 | 0;
const digits = 0x30303030;

/** What makes the low half of a byte that is no digit overflow. */
const overDigit = 0x06060606;

/** The lengths of a time, `2026-01-05T10:00:00Z` and `2026-01-05T10:00:00.000Z`. */
const shortLength = 20;
const longLength = 24;

const letterZ = 0x5a;

/** The day read last, as it is written, and where it begins: rows of one day follow one another. */
let lastYear = 0;
let lastMonth = 0;
let lastDay = 0;
let lastDayStart = Number.NaN;

/** When a day of the calendar begins, in UTC; NaN for a day that there is not. */
function startOfDay(year: number, month: number, day: number): number {
  const start = Date.UTC(year, month - 1, day);
  const date = new Date(start);
  // The years before 100 mean others to Date.UTC, and so are not read here.
  return year >= 100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? start : Number.NaN;
}

/** Whether the bytes under a mask, which covers whole bytes, are digits. */
function areDigits(word: number, mask: number): boolean {
  const low = ((word & 0x0f0f0f0f) + overDigit) & digitHighs;
  return ((((word & digitHighs) ^ digits) | low) & mask) === 0;
}

/** A digit of a word. */
const digit = (word: number, shift: number) => (word >> shift) & 15;

/**
 * How long the time is that begins here, if it is written the way most logs do: `YYYY-MM-DDTHH:MM:SSZ`, with or without
 * milliseconds; 0 for all else. Whether it is a time `instantOfBytes` tells.
 */
export function instantLength(bytes: DataView, start: number): number {
  if (start + longLength <= bytes.byteLength && bytes.getUint8(start + longLength - 1) === letterZ) {
    return longLength;
  }
  return start + shortLength <= bytes.byteLength && bytes.getUint8(start + shortLength - 1) === letterZ
    ? shortLength
    : 0;
}

/**
 * Reads a time of that length, four bytes at a time.
 * @returns milliseconds since 1970; NaN for what is none, or is before the year 100
 */
export function instantOfBytes(bytes: DataView, start: number, length: number): number {
  const hasMilliseconds = length === longLength;
  const year = bytes.getInt32(start, true);
  const month = bytes.getInt32(start + 4, true);
  const day = bytes.getInt32(start + 8, true);
  const hour = bytes.getInt32(start + 12, true);
  const second = bytes.getInt32(start + 16, true);
  if (
    (day & 0x00ff0000) !== 0x00540000 || // T
    (hour & 0x0000ff00) !== 0x00003a00 || // :
    (second & 0xff0000ff) !== (hasMilliseconds ? 0x2e00003a : 0x5a00003a) || // : and . or Z
    !areDigits(day, 0xff00ffff) ||
    !areDigits(hour, 0xffff00ff) ||
    !areDigits(second, 0x00ffff00)
  ) {
    return Number.NaN;
  }
  if (year !== lastYear || month !== lastMonth || (day & 0xffff) !== lastDay) {
    if (!areDigits(year, -1) || (month & 0xff0000ff) !== 0x2d00002d || !areDigits(month, 0x00ffff00)) {
      return Number.NaN;
    }
    lastYear = year;
    lastMonth = month;
    lastDay = day & 0xffff;
    lastDayStart = startOfDay(
      ((digit(year, 0) * 10 + digit(year, 8)) * 10 + digit(year, 16)) * 10 + digit(year, 24),
      digit(month, 8) * 10 + digit(month, 16),
      digit(day, 0) * 10 + digit(day, 8),
    );
  }
  const hours = digit(day, 24) * 10 + digit(hour, 0);
  const minutes = digit(hour, 16) * 10 + digit(hour, 24);
  const seconds = digit(second, 8) * 10 + digit(second, 16);
  if (hours > 23 || minutes > 59 || seconds > 59) {
    return Number.NaN;
  }
  const instant = lastDayStart + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return hasMilliseconds ? instant + millisecondsOf(bytes.getInt32(start + shortLength, true)) : instant;
}

/** What `000Z` says; NaN where it is something else. */
function millisecondsOf(word: number): number {
  return (word & 0xff000000) === 0x5a000000 && areDigits(word, 0x00ffffff)
    ? (digit(word, 0) * 10 + digit(word, 8)) * 10 + digit(word, 16)
    : Number.NaN;
}

const scratch = new DataView(new ArrayBuffer(longLength));

/** The same of a text. */
export function instantOfText(text: string): number {
  const { length } = text;
  if (length !== shortLength && length !== longLength) {
    return Number.NaN;
  }
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index);
    scratch.setUint8(index, unit < 0x80 ? unit : 0);
  }
  return text.charCodeAt(length - 1) === letterZ ? instantOfBytes(scratch, 0, length) : Number.NaN;
}
