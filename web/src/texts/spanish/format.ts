import { counted } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const format: Texts['format'] = {
  days: ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'],
  months: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sept', 'oct', 'nov', 'dic'],
  moment: (weekday, day, month, year, time) => `${weekday} ${day} ${month} ${year}, ${time}`,
  units: {
    w: (count) => counted(count, 'semana'),
    d: (count) => counted(count, 'día'),
    h: (count) => counted(count, 'hora'),
    m: (count) => counted(count, 'minuto'),
    s: (count) => counted(count, 'segundo'),
  },
  shortUnits: { d: 'd', h: 'h', m: 'min', s: 's' },
  now: 'ahora',
  empty: 'vacío',
  none: 'ninguno',
  yes: 'sí',
  no: 'no',
  decimalSign: ',',
  sizes: {
    kilobytes: (size) => `${size} kB`,
    megabytes: (size) => `${size} MB`,
    gigabytes: (size) => `${size} GB`,
  },
  underATenth: 'menos de 0,1 %',
};
