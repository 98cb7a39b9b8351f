import { listed, strong } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const whyNot: Texts['whyNot'] = {
  tab: '¿No se inició?',
  heading: '¿Por qué no se inició?',
  contact: 'Contacto',
  workflow: 'Flujo de trabajo',
  event: 'Evento',
  search: (what) => `${what}: escribe para buscar`,
  noEvents: 'A este contacto todavía no le ha pasado nada. Lanza primero un evento.',
  noWorkflows: 'Todavía no hay flujos de trabajo por los que preguntar.',
  nothingYet:
    'Todavía no ha pasado nada. Lanza un evento y pregunta después aquí por qué un flujo de trabajo se inició o no.',
  started: 'Se inició',
  didNotStart: 'No se inició',
  otherEvents: (trigger, event) => ['El disparador ', strong(trigger), ' es para otro evento: ', strong(event)],
  wouldHaveFired: 'Se habría iniciado si …',
  looking: 'Se está probando qué lo habría iniciado…',
  lookAgain: 'Buscar de nuevo',
  noRemedy: 'No se conoce ningún cambio único que lo hubiera iniciado.',
  and: ' y ',
  tryIt: 'Probarlo',
  tryThis: (change) => `Probarlo: ${change}`,
  whatWould: '¿Qué lo iniciaría?',
  whatWouldLet: (workflow) => `¿Qué lo iniciaría? ${workflow}`,
  contactThen: (name, field, value) => [
    `${field} de `,
    strong(name),
    ' hubiera sido ',
    strong(value),
    ' antes del evento',
  ],
  contactFromStart: (name, field, value) => [
    `${field} de `,
    strong(name),
    ' hubiera sido ',
    strong(value),
    ' desde el principio',
  ],
  contactHad: (name, what, isBefore) => [
    strong(name),
    ' hubiera tenido ',
    ...what,
    isBefore ? ' antes del evento' : ' desde el principio',
  ],
  tagHeld: (tag) => ['la etiqueta ', strong(tag)],
  tagNotHeld: (tag) => ['ninguna etiqueta ', strong(tag)],
  valueHeld: (field, value) => [strong(value), ` en ${field}`],
  eventValue: (field, value) => [`${field} del evento hubiera sido `, strong(value)],
  condition: (field, operator, value) => [`el flujo de trabajo pidiera: ${field} ${operator} `, strong(value)],
  withoutConditions: (count) =>
    count === 1
      ? 'el flujo de trabajo no pidiera la condición que no se cumple'
      : `el flujo de trabajo no pidiera las ${count} condiciones que no se cumplen`,
  everyChange: 'se iniciara con cada cambio, no solo cuando las condiciones pasan a cumplirse',
  publish: 'el flujo de trabajo estuviera publicado',
  reentry: 'el flujo de trabajo volviera a admitir contactos',
  unlock: 'el contacto se hubiera desbloqueado antes del evento',
  skip: (stimuli) =>
    stimuli.length === 1
      ? `se omitiera la entrada ${stimuli[0]}, que hizo entrar al contacto`
      : `se omitieran las entradas ${listed(stimuli, ' y ')}, cada una de las cuales hace entrar al contacto`,
  addTrigger: (event) => ['tuviera un disparador para este evento: ', strong(event)],
  resultStarted: (workflow, name) => ['Con este cambio, ', strong(workflow), ' se inicia para ', strong(name), '.'],
  resultNot: (workflow, name) => [
    'Incluso con este cambio, ',
    strong(workflow),
    ' no se inicia para ',
    strong(name),
    '.',
  ],
  noDifference:
    'Nada más es distinto: al final, las puntuaciones, las etiquetas, los mensajes y el reloj están como ahora.',
  asItIs: 'Tal como está',
  withChange: 'Con el cambio',
  apply: 'Aplicar',
  discard: 'Descartar',
  makeTest: 'Convertir en prueba',
  applyHint: 'Aplicar cambia el espacio de trabajo o la cronología; Deshacer lo revierte.',
  applyAndTest: 'Aplicar y convertir en prueba',
  mendFirst: 'Ahora mismo el espacio de trabajo tiene problemas: corrígelos primero y después aplica esto.',
  typedFirst:
    'Primero se ha ejecutado lo que se había escrito entretanto: mira si la respuesta es la misma y vuelve a probarlo.',
  applied: (change) => `Aplicado: ${change}. Todo se ha vuelto a ejecutar.`,
  discarded: 'Descartado. Todo está como estaba.',
  testMade: (name) => `La prueba «${name}» está en Pruebas.`,
  testName: (workflow, name) => `${workflow} se inicia para ${name}`,
  notTried: 'No se ha podido probar.',
};
