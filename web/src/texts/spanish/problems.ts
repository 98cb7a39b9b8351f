import type { Texts } from '../texts.js';

export const problems: Texts['problems'] = {
  none: 'No hay problemas.',
  document: 'el documento',
  place: (line, column) => `línea ${line}, columna ${column}`,
  severities: { error: 'Error', warning: 'Aviso', info: 'Nota' },
};
