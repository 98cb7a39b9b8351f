import { type Parts, small, strong } from '../../text/parts.js';
import type { Texts } from '../texts.js';

/**
 * What is said of an event, by its type: as a clause, and as what was fired. Between the braces stands the attribute
 * that can be named, how it is said where it is not, and what stands before its name.
 */
const events: Record<string, [clause: string, fired: string]> = {
  'email.delivered': ['se entrega {email|un correo|el correo}', '{email|correo|correo} entregado'],
  'email.opened': ['se abre {email|un correo|el correo}', '{email|correo|correo} abierto'],
  'email.clicked': [
    'se hace clic en {link|un enlace|el enlace} {email|de un correo|del correo}',
    'clic en {link|un enlace|el enlace} {email|de un correo|del correo}',
  ],
  'email.bounced': ['rebota {email|un correo|el correo}', '{email|correo|correo} rebotado'],
  'email.unsubscribed': ['un contacto se da de baja', 'baja de la suscripción'],
  'email.complained': ['se marca como spam {email|un correo|el correo}', '{email|correo|correo} marcado como spam'],
  'link.clicked': [
    'se hace clic en {link|un enlace de activación|el enlace de activación}',
    'clic en {link|un enlace de activación|el enlace de activación}',
  ],
  'form.submitted': ['se envía {form|un formulario|el formulario}', '{form|formulario|formulario} enviado'],
  'survey.submitted': ['se envía {survey|una encuesta|la encuesta}', '{survey|encuesta|encuesta} enviada'],
  'quiz.submitted': ['se envía {quiz|un cuestionario|el cuestionario}', '{quiz|cuestionario|cuestionario} enviado'],
  'page.viewed': ['se visita {page|una página|la página}', '{page|página|página} visitada'],
  'contact.replied': ['un contacto responde', 'respuesta del contacto'],
  'contact.created': ['se crea un contacto', 'contacto creado'],
  'contact.changed': ['cambia un contacto', 'contacto modificado'],
  'tag.added': ['se añade {tag|una etiqueta|la etiqueta}', '{tag|etiqueta|etiqueta} añadida'],
  'tag.removed': ['se quita {tag|una etiqueta|la etiqueta}', '{tag|etiqueta|etiqueta} quitada'],
  'score.changed': ['cambia la puntuación de interacción', 'puntuación de interacción modificada'],
  'appointment.booked': ['se reserva una cita', 'cita reservada'],
  'appointment.changed': ['cambia una cita', 'cita modificada'],
  'order.placed': ['se realiza un pedido', 'pedido realizado'],
  'payment.received': ['se recibe un pago', 'pago recibido'],
  schedule: ['llega la hora programada', 'hora programada'],
  'date.reached': ['se alcanza una fecha', 'fecha alcanzada'],
};

const slot = /\{(\w+)\|([^|]+)\|([^}]+)\}/;

/** The words with the name in the place of its attribute. */
function filled(words: string, attribute: string | null, name: string | null): Parts {
  const found = slot.exec(words);
  if (!found) return [words];
  const [whole, of, without = '', before = ''] = found;
  const rest = filled(words.slice(found.index + whole.length), attribute, name);
  const said: Parts = name !== null && of === attribute ? [`${before} `, strong(name)] : [without];
  return [words.slice(0, found.index), ...said, ...rest].filter((part) => part !== '');
}

/** Labels of what is waited for, before a clause that says it. */
const moments: Record<string, string> = {
  'hasta un evento': 'hasta el momento en que ',
  'hasta que se cumplan condiciones': 'hasta que se cumpla: ',
  'se cumple con un evento': 'se cumple cuando ',
  'se cumple con condiciones': 'se cumple si ',
};

export const sentences: Texts['sentences'] = {
  when: 'cuando ',
  whenAdded: 'Cuando se le añade un contacto',
  nothingYet: ': todavía nada.',
  moreSteps: (count) => `y ${count} ${count === 1 ? 'paso' : 'pasos'} más`,
  ifBefore: ', si ',
  crossing: ' (solo cuando llega a eso)',
  orTriggers: ', o ',
  and: ' y ',
  or: ' o ',
  not: 'no ',
  ownEvent: (name, isClause) => [isClause ? 'llega el evento ' : 'evento ', strong(name)],
  eventClause: ({ type, label, attributeName, name }) => filled(events[type]?.[0] ?? small(label), attributeName, name),
  event: ({ type, label, attributeName, name }) => filled(events[type]?.[1] ?? small(label), attributeName, name),
  speaksOf: (type, _label, { name }) => events[type]?.[1].includes(`{${name}|`) ?? false,
  every: (duration, at) => ['cada ', strong(duration), ...atTime(at)],
  onDate: (field, offset, isBefore, at) => [
    ...((offset === null ? ['en la fecha '] : [strong(offset), isBefore ? ' antes de ' : ' después de ']) as Parts),
    strong(small(field)),
    ...atTime(at),
  ],
  rule: (event, points) => ['Cada vez que ', ...event, ': ', strong(points)],
  atMost: (points) => [', como máximo ', strong(points), ' en total'],
  lasting: (duration) => [', durante ', strong(duration)],
  amount: (operation, choice, points, label) => [
    strong(`${choice} ${points}`),
    (operation === 'subtract' ? ' de la ' : ' a la ') + label.replace(/^\p{L}+ /u, ''),
  ],
  timeout: (duration, steps) => [' (o tras ', strong(duration), ': ', ...steps, ')'],
  goOn: 'continuar',
  where: 'donde ',
  beforeChoice: (label) => label.replace(/ del flujo de trabajo$/, ' de'),
  beforeMoment: (label) => moments[label.trim()] ?? label,
};

function atTime(at: string | null): Parts {
  return at === null ? [] : [' a las ', strong(at)];
}
