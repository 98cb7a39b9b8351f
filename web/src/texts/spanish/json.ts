import type { Texts } from '../texts.js';

export const json: Texts['json'] = {
  workspace: 'Espacio de trabajo en JSON',
  problems: 'Problemas del texto',
  runs: 'La simulación ejecuta este documento.',
  doesNotRun: 'Este texto no se ejecuta:',
  hasErrors: 'tiene errores. Sigue en marcha el último documento correcto.',
  reading: 'Se está leyendo…',
};
