import type { Texts } from '../texts.js';

export const clock: Texts['clock'] = {
  heading: 'Reloj virtual',
  standsAt: 'El reloj marca',
  utc: 'UTC',
  move: 'Mover el reloj',
  hour: '+1 h',
  hourInFull: '+1 h: adelantar el reloj 1 hora',
  day: '+1 d',
  dayInFull: '+1 d: adelantar el reloj 1 día',
  nextDue: 'Próximo pendiente',
  dueIn: (time) => `en ${time}`,
  moveTo: 'Mover el reloj a (UTC)',
  go: 'Ir',
  goInFull: 'Ir a esta fecha',
  chooseFirst: 'Elige primero una fecha y una hora.',
  notMoved: 'No se ha movido.',
  reset: 'Reiniciar',
  resetSimulation: 'Reiniciar la simulación',
  undoReset: 'Deshacer reinicio',
};
