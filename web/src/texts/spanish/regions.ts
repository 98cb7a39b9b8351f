import type { Texts } from '../texts.js';

export const regions: Texts['regions'] = {
  build: 'Crear',
  simulate: 'Simular',
  contacts: 'Contactos',
  modes: 'Ensayar o reproducir',
  rehearse: 'Ensayar',
  replay: 'Reproducir',
  all: 'Áreas',
  workflows: 'Flujos de trabajo',
  simulation: 'Simulación',
  hasProblems: ' tiene problemas',
  nothingIsSent: 'Simulación: no se envía nada',
  nothingIsSentShort: 'No se envía nada',
  loading: 'Cargando el motor …',
  engineStopped: 'El motor se ha detenido',
  engineMissing: 'No se ha podido cargar el motor',
  workspaceIsKept: 'El espacio de trabajo se conserva tal como está escrito; todavía se puede guardar.',
  changeRefused: 'Aquí no se permite ese cambio. Todo está como estaba.',
  isReadonly: 'Aquí el espacio de trabajo se puede ver, pero no cambiar.',
};
