import { counted } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const announcements: Texts['announcements'] = {
  traceOpen: (stimuli) =>
    `El registro está abierto: se ${stimuli === 1 ? 'ha' : 'han'} vuelto a ejecutar ${counted(stimuli, 'entrada')}.`,
  timelineBack: 'La cronología está como estaba antes.',
  changeBack: 'Se ha deshecho el último cambio del espacio de trabajo.',
  takenBack: 'Retirado. Todo lo posterior se ha vuelto a ejecutar.',
  skipped: 'Omitido. Todo lo posterior se ha vuelto a ejecutar.',
  notSkipped: 'Ya no se omite. Todo lo posterior se ha vuelto a ejecutar.',
  moved: (place, count) => `Movido al puesto ${place} de ${count}. Todo a partir de ahí se ha vuelto a ejecutar.`,
  draftsRun: 'Los borradores se ejecutan como si estuvieran publicados.',
  draftsDoNot: 'Los borradores no se inician.',
  reset: 'De vuelta al principio.',
  startDropped:
    'Lo que se ha abierto pide un comienzo que no puede haber: la cronología empieza como dice el espacio de trabajo.',
  noTest: 'Esta ejecución empieza antes que el espacio de trabajo, así que ninguna prueba puede hacer lo mismo.',
  testMade: (name) => `La prueba «${name}» está en Pruebas.`,
  testShown: (name) => `«${name}» está en la cronología.`,
  nothingToRun: 'Todavía no hay nada que ejecutar.',
};
