const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const units = [
  { unit: 'w', name: 'week' },
  { unit: 'd', name: 'day' },
  { unit: 'h', name: 'hour' },
  { unit: 'm', name: 'minute' },
  { unit: 's', name: 'second' },
] as const;

/** A moment of the simulation for people, such as `Mon 2 Mar 2026, 09:00`; always UTC, as the engine has it. */
export function instantInWords(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const seconds = date.getUTCSeconds() > 0 ? `:${twoDigits(date.getUTCSeconds())}` : '';
  const time = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}${seconds}`;
  const day = `${dayNames[date.getUTCDay()]} ${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day}, ${time}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** `1d12h` as `1 day 12 hours`; text that is no duration as it is. */
export function durationInWords(duration: unknown): string {
  const text = String(duration);
  if (!/^(\d+[wdhms])+$/.test(text)) return text;
  return [...text.matchAll(/(\d+)([wdhms])/g)]
    .map(([, count, unit]) => {
      const name = units.find((each) => each.unit === unit)?.name ?? '';
      return `${Number(count)} ${name}${Number(count) === 1 ? '' : 's'}`;
    })
    .join(' ');
}

/** The time between two moments, such as `2d 3h`; the two largest units. */
export function between(from: string, to: string): string {
  let seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  const sizes = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
  const parts: string[] = [];
  for (const { unit } of units.slice(1)) {
    const count = Math.floor(seconds / sizes[unit]);
    seconds -= count * sizes[unit];
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.slice(0, 2).join(' ') || 'now';
}

/** A score for people: an empty one is not 0. */
export function scoreInWords(score: number | null): string {
  return score === null ? 'empty' : signed(score, false);
}

/** A number with a real minus, and with a plus if asked for. */
export function signed(number: number, plus = true): string {
  const digits = String(Math.abs(number)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
  if (number < 0) return `−${digits}`;
  return plus && number > 0 ? `+${digits}` : digits;
}

/** A value of a condition for people. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(', ');
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'number') return Number.isInteger(value) ? signed(value, false) : String(value);
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? instantInWords(text) : text;
}
