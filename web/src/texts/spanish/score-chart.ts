import { counted } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const scoreChart: Texts['scoreChart'] = {
  showTable: 'Mostrar como tabla',
  showChart: 'Mostrar como gráfico',
  name: (contact) => `Puntuación de ${contact} a lo largo del tiempo`,
  description: (changes, first, start, last, end, lowest, highest) =>
    `${counted(changes, 'cambio')}: de ${first} el ${start} a ${last} el ${end}. Mínimo ${lowest}, máximo ${highest}.`,
  thresholds: (scores) => `Líneas discontinuas: puntuaciones que piden los flujos de trabajo (${scores})`,
  expired: 'Rombos: puntos que caducaron',
};
