const zero = 0x30;

/** The day read last and where it begins: rows of one day follow one another. */
let lastDay = -1;
let lastDayStart = Number.NaN;

/** The two digits that stand at a place, or NaN. */
function twoDigits(bytes: Uint8Array, place: number): number {
  const tens = (bytes[place] as number) - zero;
  const ones = (bytes[place + 1] as number) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** When a day of the calendar begins, in UTC; NaN for a day that there is not. */
function startOfDay(year: number, month: number, day: number): number {
  const start = Date.UTC(year, month - 1, day);
  const date = new Date(start);
  // The years before 100 mean others to Date.UTC, and so are not read here.
  return year >= 100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? start : Number.NaN;
}

/**
 * Reads `YYYY-MM-DDTHH:MM:SSZ` or `YYYY-MM-DDTHH:MM:SS.mmmZ`, the way most logs write a time.
 * @returns milliseconds since 1970; NaN for all else, which the engine's own reader is asked about
 */
export function instantOfBytes(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (
    (length !== 24 && length !== 20) ||
    bytes[end - 1] !== 0x5a ||
    bytes[start + 4] !== 0x2d ||
    bytes[start + 7] !== 0x2d ||
    bytes[start + 10] !== 0x54 ||
    bytes[start + 13] !== 0x3a ||
    bytes[start + 16] !== 0x3a
  ) {
    return Number.NaN;
  }
  let milliseconds = 0;
  if (length === 24) {
    const last = (bytes[start + 22] as number) - zero;
    if (bytes[start + 19] !== 0x2e || last < 0 || last > 9) {
      return Number.NaN;
    }
    milliseconds = twoDigits(bytes, start + 20) * 10 + last;
  }
  const hour = twoDigits(bytes, start + 11);
  const minute = twoDigits(bytes, start + 14);
  const second = twoDigits(bytes, start + 17);
  if (hour > 23 || minute > 59 || second > 59) {
    return Number.NaN;
  }
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  const key = (year * 100 + month) * 100 + day;
  if (key !== lastDay) {
    lastDayStart = startOfDay(year, month, day);
    lastDay = key;
  }
  return lastDayStart + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}
