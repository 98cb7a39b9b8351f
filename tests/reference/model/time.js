/** Time and calendar: instants are whole milliseconds since 1970, durations whole milliseconds. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const earliest = Date.UTC(2000, 0, 1) - 730_119 * day;
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Whether the years 1 to 9999 hold it. */
export function isInCalendar(instant) {
  return instant >= earliest && instant <= latest;
}

/** ISO 8601, UTC, milliseconds. */
export function formatInstant(instant) {
  return new Date(instant).toISOString();
}

/** The start of a day in UTC, or null where there is no such day. */
function dayOf(year, month, dayOfMonth) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  const isSame =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth && year > 0;
  return isSame ? date.getTime() : null;
}

/** An instant with an offset, such as `2026-03-02T09:00:00+02:00`, or null. */
export function parseInstant(text) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (parts === null) {
    return null;
  }
  const start = dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const offset = parts[8] === 'Z' ? 0 : parseUtcOffset(parts[8]);
  const [hours, minutes, seconds] = [Number(parts[4]), Number(parts[5]), Number(parts[6] ?? 0)];
  if (start === null || offset === null || hours > 23 || minutes > 59 || seconds > 59) {
    return null;
  }
  const milliseconds = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  return start + hours * hour + minutes * minute + seconds * 1000 + milliseconds - offset;
}

/** The start in UTC of a day alone, such as `2026-05-04`, or null. */
export function parseDay(text) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return parts === null ? null : dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** `+02:00` and the like, or null. */
export function parseUtcOffset(text) {
  const parts = /^([+-])(\d\d):(\d\d)$/.exec(text);
  if (parts === null || Number(parts[3]) > 59) {
    return null;
  }
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * hour + Number(parts[3]) * minute);
}

/** `1d12h` and the like. */
export function parseDuration(text) {
  const units = { w: 7 * day, d: day, h: hour, m: minute, s: 1000 };
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+)([wdhms])/g)) {
    sum += Number(number) * units[unit];
  }
  return sum;
}

/** A duration with the fewest units. */
export function formatDuration(duration) {
  let text = '';
  let rest = duration;
  for (const [unit, size] of [
    ['w', 7 * day],
    ['d', day],
    ['h', hour],
    ['m', minute],
    ['s', 1000],
  ]) {
    const number = Math.floor(rest / size);
    text += number === 0 ? '' : `${number}${unit}`;
    rest -= number * size;
  }
  return text;
}

/** A duration that may have a minus in front. */
export function parseSignedDuration(text) {
  return text.startsWith('-') ? -parseDuration(text.slice(1)) : parseDuration(text);
}

/** `09:30` as milliseconds after midnight. */
export function parseTimeOfDay(text) {
  const [hours, minutes] = text.split(':');
  return Number(hours) * hour + Number(minutes) * minute;
}

/** Midnight of the local day in which an instant lies, as an instant. */
export function startOfLocalDay(instant, utcOffset) {
  const local = instant + utcOffset;
  return Math.floor(local / day) * day - utcOffset;
}
