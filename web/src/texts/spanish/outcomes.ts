import { counted, strong } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const outcomes: Texts['outcomes'] = {
  statuses: {
    started: 'Iniciado',
    refused: 'Rechazado',
    heldBefore: 'Ya se cumplía',
    notMatched: 'No se cumplen las condiciones',
    wentOn: 'Continuó',
    notListening: 'No reacciona',
  },
  contacts: (count) => counted(count, 'contacto'),
  moreTimes: (count) => `y ${counted(count, 'vez más', 'veces más')}, que están en el registro`,
  trigger: (trigger, matched) => ['Disparador ', strong(trigger), `: ${matched ? 'coincidió' : 'no coincidió'}`],
  addedByStep: 'Un paso de otro flujo de trabajo añadió el contacto.',
  notAddedByStep: (why) => `Un paso debía añadir el contacto, pero ${why}.`,
  nearest: 'Lo más cercano:',
  runDrafts: 'Ejecutar borradores',
  again: 'Se está calculando de nuevo…',
};
