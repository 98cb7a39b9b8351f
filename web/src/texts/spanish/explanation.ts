import type { ExplanationWords, NearestChange } from '../../text/explanation.js';
import { durationOf, signed } from '../../text/format.js';
import { counted, strong } from '../../text/parts.js';

/** What would have had to be otherwise, in a few words. */
function changeOf({ kind, field, wanted, difference, added, removed }: NearestChange): string {
  const size = signed(Math.abs(difference), false);
  switch (kind) {
    case 'points':
      return difference > 0
        ? `${Math.abs(difference) === 1 ? '1 punto' : `${size} puntos`} más`
        : `${Math.abs(difference) === 1 ? '1 punto' : `${size} puntos`} menos`;
    case 'number':
      return `${size} ${difference > 0 ? 'más' : 'menos'}`;
    case 'time':
      return `${durationOf(Math.abs(difference))} ${difference > 0 ? 'más tarde' : 'antes'}`;
    case 'tags':
      return [...tagsIn('añadir', added), ...tagsIn('quitar', removed)].join(' y ');
    default:
      return `${field}: ${wanted}`;
  }
}

function tagsIn(verb: string, tags: readonly string[]): string[] {
  if (tags.length === 0) return [];
  return [`${verb} ${tags.length === 1 ? 'la etiqueta' : 'las etiquetas'} ${listed(tags)}`];
}

function listed(texts: readonly string[]): string {
  return new Intl.ListFormat('es').format(texts);
}

export const explanation: ExplanationWords = {
  started: (trigger) => ['Se inició: el disparador ', strong(trigger), ' coincidió.'],
  halted: 'No se inició: la ejecución se detuvo antes de que le llegara el turno.',
  noTriggers: 'no tiene disparadores, así que ningún evento lo inicia',
  gates: {
    type: 'ninguno de sus disparadores es para este evento',
    draft: 'es un borrador',
    alreadyActive: 'el contacto ya estaba dentro',
    reentryOff: 'el contacto ya había estado dentro y no admite a nadie dos veces',
    locked: 'un bucle lo ha bloqueado para este contacto',
    conditions: 'sus condiciones no se cumplían',
  },
  notStarted: ([first, ...others]) =>
    `No se inició: ${first}.${others.length > 0 ? ` Además, ${listed(others)}.` : ''}`,
  change: changeOf,
  nearly: (change) => [
    change.kind === 'tags' ? 'No se inició; lo más cercano: ' : `No se inició: ${change.field} es `,
    ...(change.kind === 'tags' ? [] : [strong(change.actual), '; lo más cercano: ']),
    `${changeOf(change)}.`,
  ],
  heldBefore:
    'No se inició: sus condiciones ya se cumplían antes del cambio, y solo se inicia cuando pasan a cumplirse.',
  inTheWay: (fields) => [
    fields.length === 1
      ? `No se inició: ningún otro valor de ${fields[0]} lo habría iniciado.`
      : `No se inició: no bastaba con cambiar un solo valor; lo impiden ${counted(fields.length, 'campo')}: ${listed(fields)}.`,
  ],
};
