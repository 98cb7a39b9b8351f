import { counted } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const timeline: Texts['timeline'] = {
  heading: 'Cronología',
  stimuli: (count) => counted(count, 'estímulo'),
  empty:
    'Todavía no ha pasado nada. Aquí aparece lo que lances y cada movimiento del reloj; cambia un flujo de trabajo y todo se vuelve a ejecutar.',
  showMore: (left) => `Mostrar anteriores (quedan ${left})`,
  takeBack: (number) => `Retirar ${number}`,
  takeBackHint: 'Retirar y volver a ejecutar el resto',
  change: (name) => `Cambiar ${name}`,
  seeWhy: 'Ver por qué',
  seeWhyOf: (name) => `Ver por qué: ${name}`,
  skip: 'Omitir',
  skipIt: (name) => `Omitir ${name}`,
  edit: 'Editar',
  editIt: (name) => `Editar ${name}`,
  earlier: 'Antes',
  moveEarlier: (name) => `Mover antes ${name}`,
  later: 'Después',
  moveLater: (name) => `Mover después ${name}`,
  moveClockTo: 'Mover el reloj a (UTC)',
  moveClockBy: 'Adelantar el reloj',
  apply: 'Aplicar',
  cancel: 'Cancelar',
  skipped: 'Omitido',
  notRun: 'No se pudo ejecutar',
  scores: (count) => `${count} puntuaciones`,
  started: (count) => counted(count, 'iniciado'),
  waitsEnded: (count) => counted(count, 'espera terminada', 'esperas terminadas'),
  messages: (count) => counted(count, 'mensaje'),
  noEffect: 'Sin efecto',
};
