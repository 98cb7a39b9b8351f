import type { Texts } from '../texts.js';

export const choices: Texts['choices'] = {
  status: { draft: 'borrador', published: 'publicado' },
  operation: { add: 'sumar', subtract: 'restar' },
  fires: { always: 'con cada cambio', crossing: 'solo cuando sus condiciones pasan a cumplirse' },
  ifUnmet: {
    continue: 'seguir con el paso siguiente',
    end: 'salir del flujo de trabajo',
    wait: 'esperar hasta que se cumpla',
  },
  workflow: {
    current: 'este flujo de trabajo',
    others: 'todos los demás flujos de trabajo',
    all: 'todos los flujos de trabajo',
  },
  drafts: { skip: 'omitir', run: 'ejecutar' },
};
