import { counted, small, strong } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const report: Texts['report'] = {
  views: 'Formas de ver lo que ha pasado',
  why: 'Por qué',
  journal: 'Registro',
  outbox: 'Bandeja de salida',
  skipped: 'Omitido',
  nothingCame: 'No ha tenido efecto.',
  passedOver: 'Se pasa por alto. Quita «Omitir» en la cronología para volver a ejecutarlo.',
  notRunAgain: 'No se ha podido volver a ejecutar.',
  scoreFrom: 'puntuación de',
  moreScores: (count) => `y ${counted(count, 'puntuación más', 'puntuaciones más')}`,
  messages: (count) => counted(count, 'mensaje'),
  refused: (count) => counted(count, 'rechazado'),
  loopLocked: 'Bucle bloqueado',
  halted: 'Detenido',
  nothingStarted: 'No se ha iniciado nada',
  makeTest: 'Convertir en prueba',
  testNotMade: (error) => `No se ha creado ninguna prueba. ${error}`,
  wholeJournal: 'Todo el registro, no solo este',
  latestEntries: (shown, all) => `Las últimas ${shown} de ${all} entradas.`,
  noEntries: 'No hay entradas.',
  counts: (started, notMatched, refused, waits) =>
    [
      ...(started > 0 ? [counted(started, 'flujo de trabajo iniciado', 'flujos de trabajo iniciados')] : []),
      ...(notMatched > 0 ? [counted(notMatched, 'no coincide', 'no coinciden')] : []),
      ...(refused > 0 ? [counted(refused, 'rechazado')] : []),
      ...(waits > 0 ? [counted(waits, 'espera empezada', 'esperas empezadas')] : []),
    ].join(', '),
  started: 'Se iniciaron',
  didNotStart: 'No se iniciaron',
  showMore: (count, left) => `Mostrar ${count} más (quedan ${left})`,
  scoringRules: 'Reglas de puntuación',
  moreChanges: (count) => `y ${counted(count, 'cambio más', 'cambios más')}, que están en el registro`,
  notListening: (count) =>
    counted(
      count,
      'flujo de trabajo no reacciona a lo que ha pasado',
      'flujos de trabajo no reaccionan a lo que ha pasado',
    ),
  listensFor: (workflow, types) =>
    types.length === 0
      ? [strong(workflow), ' no tiene disparador']
      : [strong(workflow), ` espera: ${new Intl.ListFormat('es', { type: 'disjunction' }).format(types.map(small))}`],
  waitsNowhere: (contact) => [strong(contact), ' no lo espera en ningún flujo de trabajo.'],
  waitDoesNotHold: (contact, workflows) => [
    strong(contact),
    ' espera un evento así en ',
    ...workflows,
    ', pero las condiciones de la espera no se cumplen.',
  ],
  wentOn: 'Continuaron',
  inWorkflow: (contact, workflow) => [strong(contact), ' en ', strong(workflow)],
};
