import type { Texts } from '../texts.js';

export const files: Texts['files'] = {
  empty: 'Está vacío.',
  tooLarge: (size, most) => `Tiene ${size} MB, y lo que se puede abrir tiene como mucho ${most} MB.`,
  noJson: (why) => `No es JSON: ${why}`,
  noWorkspace: 'No contiene un espacio de trabajo: un espacio de trabajo es un objeto JSON con "rehearse": 1.',
  noText: 'No es texto: sus bytes no son UTF-8.',
  unreadable: 'No se ha podido leer. ¿Sigue estando ahí y no es una carpeta?',
  more: (count) => `Y ${count} más.`,
};
