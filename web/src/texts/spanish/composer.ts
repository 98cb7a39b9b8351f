import { small } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const composer: Texts['composer'] = {
  heading: 'Lanzar un evento',
  waiting: 'Esperando al motor.',
  changeStimulus: (number) => `Cambiar la entrada ${number}`,
  contact: 'Contacto',
  event: 'Evento',
  fields: 'Campos',
  fieldsOfEvent: 'Campos del evento',
  moreAttributes: 'Más atributos',
  optional: '(opcional)',
  needed: '* obligatorio',
  fire: 'Lanzar',
  changeTo: 'Cambiar a',
  orFire: 'O lanzar',
  others: 'Otros eventos a los que algo reacciona',
  cancel: 'Cancelar',
  addContactFirst: 'Añade primero un contacto.',
  notFired: 'No se ha lanzado.',
  chooseFirst: (label) => `Elige primero ${small(label)}.`,
  fillInFirst: (label) => `Rellena primero ${small(label)}.`,
  runAgain: 'Todo lo posterior se vuelve a ejecutar.',
  lookingAt: (number, count) =>
    `Estás viendo la entrada ${number} de ${count}. Lo que hagas ahora va después de ella, y el resto se vuelve a ejecutar.`,
  backToEnd: 'Volver al final',
};
