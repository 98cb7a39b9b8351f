import { strong } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const outbox: Texts['outbox'] = {
  hint: 'Simulación: no se envía nada. Esto es lo que habría salido, lo más reciente primero.',
  empty: 'No hay mensajes.',
  sentBy: 'Enviado por',
  warning: 'Aviso',
  unresolved: (names) => `No existe ${names}: se ha dejado vacío.`,
  cut: 'Un texto era demasiado largo y se ha recortado.',
  heading: (kind, to, contact) =>
    to === null
      ? [strong(kind), ' para ', strong(contact)]
      : [strong(kind), ': ', strong(to), ', sobre ', strong(contact)],
};
