import { counted, strong } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const runs: Texts['runs'] = {
  movedBy: (duration) => ['Reloj adelantado ', strong(duration)],
  movedTo: (moment) => ['Reloj movido a ', strong(moment)],
  edited: (contact) => [strong(contact), ': cambio a mano'],
  arrived: (contact) => [strong(contact), ': contacto nuevo'],
  unlocked: (contact, workflow) => [strong(contact), ': desbloqueado para ', strong(workflow)],
  score: (contact, move) => `Puntuación de ${contact}: ${move}`,
  moreScores: (count) => `Y ${counted(count, 'puntuación más', 'puntuaciones más')}`,
  messages: (count) => `${counted(count, 'mensaje')} en la bandeja de salida`,
  loopStopped: 'Se ha parado un bucle.',
  halted: 'La ejecución se ha detenido.',
  nothingFollowed: 'No ha tenido ningún efecto.',
  workflowsStarted: (workflows, contacts) =>
    `${counted(workflows, 'flujo de trabajo iniciado', 'flujos de trabajo iniciados')}${
      contacts > 1 ? ` para ${counted(contacts, 'contacto')}` : ''
    }`,
  waitsEnded: (count) => counted(count, 'espera terminada', 'esperas terminadas'),
};
