import { counted } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const ledger: Texts['ledger'] = {
  before: 'Antes',
  change: 'Cambio',
  after: 'Después',
  source: 'Origen y hora',
  latest: (shown, all) => `Los últimos ${shown} de ${counted(all, 'cambio')}.`,
};
