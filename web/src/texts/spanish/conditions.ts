import type { Texts } from '../texts.js';

export const conditions: Texts['conditions'] = {
  none: 'No tiene condiciones: coincide cualquier evento así.',
  allOf: 'Todas estas',
  anyOf: 'Alguna de estas',
  not: 'No',
  was: 'era',
  holds: 'Se cumple',
  doesNotHold: 'No se cumple',
  notes: {
    caseDiffers: 'solo difiere en mayúsculas y minúsculas',
    spacesDiffer: 'solo difiere en espacios al principio o al final',
    caseAndSpacesDiffer: 'solo difiere en mayúsculas y en espacios de los extremos',
    typeDiffers: 'es de otro tipo',
  },
};
