import type { Texts } from '../texts.js';

export const rules: Texts['rules'] = {
  heading: 'Reglas de puntuación',
  empty: 'Ninguna. Una regla da puntos por un evento, sin flujo de trabajo.',
  order: 'Con cada evento se aplican en este orden, antes que cualquier flujo de trabajo.',
  add: 'Añadir regla de puntuación',
  rule: (name) => `regla de puntuación ${name}`,
  edit: 'Editar',
};
