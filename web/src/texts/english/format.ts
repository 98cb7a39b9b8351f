import { counted } from '../../text/parts.js';

/** Times, durations, numbers and values. */
export const format = {
  /** From Sunday on. */
  days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  moment: (weekday: string, day: number, month: string, year: number, time: string) =>
    `${weekday} ${day} ${month} ${year}, ${time}`,
  units: {
    w: (count: number) => counted(count, 'week'),
    d: (count: number) => counted(count, 'day'),
    h: (count: number) => counted(count, 'hour'),
    m: (count: number) => counted(count, 'minute'),
    s: (count: number) => counted(count, 'second'),
  },
  /** Behind a number, without a space between. */
  shortUnits: { d: 'd', h: 'h', m: 'm', s: 's' },
  now: 'now',
  empty: 'empty',
  none: 'none',
  yes: 'yes',
  no: 'no',
  decimalSign: '.',
  sizes: {
    kilobytes: (size: string) => `${size} kB`,
    megabytes: (size: string) => `${size} MB`,
    gigabytes: (size: string) => `${size} GB`,
  },
  underATenth: 'under 0.1 %',
};
