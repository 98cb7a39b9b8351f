/** Steps: every type, nested, with ids and without; `goTo` gets its target once all steps are there. */
import { conditions } from './conditions.js';
import {
  durations,
  emails,
  fieldKeys,
  instants,
  points,
  scalar,
  scalars,
  scores,
  tags,
  texts,
  textWithMergeFields,
  workflowIds,
} from './values.js';

const branchNames = ['hot', 'cold', 'other'];

/** How each type of the catalog is made, and how often. `custom.` stands for all of a host's own. */
const makers = {
  modifyEngagementScore: [14, (g) => ({ operation: g.of(['add', 'add', 'subtract']), points: g.of(points) })],
  addTag: [8, (g) => ({ tags: g.list(1, 3, () => g.of(tags)) })],
  removeTag: [5, (g) => (g.chance(30) ? { all: true } : { tags: g.list(1, 2, () => g.of(tags)) })],
  updateField: [10, updateField],
  addNote: [4, (g) => ({ text: textWithMergeFields(g) })],
  sendEmail: [3, (g) => message(g, ['email', 'subject', 'body', 'to'])],
  sendSms: [2, (g) => message(g, ['text', 'to'])],
  notify: [2, (g) => message(g, ['text', 'subject', 'to'])],
  webhook: [
    2,
    (g) => ({ url: `https://crm.example.com/${textWithMergeFields(g)}`, ...message(g, ['body', 'fields']) }),
  ],
  'custom.': [2, (g) => message(g, ['text', 'subject', 'body', 'to', 'url', 'fields'])],
  wait: [22, wait],
  if: [9, ifStep],
  split: [6, split],
  goTo: [5, () => ({})],
  goal: [9, goal],
  createContact: [6, createContact],
  findContact: [6, findContact],
  addToWorkflow: [6, (g) => ({ workflow: g.of(workflowIds) })],
  removeFromWorkflow: [5, (g) => ({ workflow: g.of([...workflowIds, 'current', 'others', 'all']) })],
  end: [2, () => ({})],
};

export const knownStepTypes = Object.keys(makers);

/** The steps of a workflow. */
export function workflowSteps(choices, vocabulary) {
  const all = [];
  const list = stepList(choices, { vocabulary, all, depth: 2 }, 1, 5);
  resolveGoTos(choices, all);
  return list;
}

function stepList(choices, making, minimum, maximum) {
  return choices.list(minimum, maximum, () => step(choices, making));
}

function step(choices, making) {
  const { vocabulary, all, depth } = making;
  const isFlat = depth === 0;
  const types = vocabulary.stepTypes.filter((name) => !isFlat || !['if', 'split', 'findContact'].includes(name));
  const name = choices.weighted(types.map((type) => [makers[type][0], type]));
  const made = { type: name === 'custom.' ? choices.of(['custom.slack', 'custom.call']) : name };
  all.push(made);
  if (choices.chance(30)) {
    made.id = `s${all.length}`;
  }
  if (choices.chance(2)) {
    made['x-place'] = { x: 1 };
  }
  return Object.assign(made, makers[name][1](choices, { ...making, depth: depth - 1 }));
}

/** Mostly forward, so that few runs come to the limit of steps. */
function resolveGoTos(choices, all) {
  for (const [index, made] of all.entries()) {
    if (made.type === 'goTo') {
      const from = choices.chance(88) && index + 1 < all.length ? index + 1 : 0;
      const target = all[from + choices.below(all.length - from)];
      target.id ??= `s${all.indexOf(target) + 1}`;
      made.step = target.id;
    }
  }
}

function updateField(g) {
  const field = g.of(['name', 'email', ...fieldKeys.map((key) => `fields.${key}`)]);
  if (g.chance(15)) {
    return { field, clear: true };
  }
  const isText = field === 'name' || field === 'email' || g.chance(40);
  return { field, value: isText ? textFor(g, field) : scalar(g) };
}

/** No field grows out of itself: runs of a thousand steps stay cheap. */
function textFor(g, field) {
  const text = textWithMergeFields(g);
  return /contact\.(name|email|fields)/.test(text) && !text.includes('event.')
    ? g.of(texts)
    : `${text}${field === 'email' ? '@x' : ''}`;
}

function message(g, names) {
  const parameters = {};
  for (const name of g.some(names, 60)) {
    const isFields = name === 'fields';
    parameters[name] = isFields ? scalars(g, ['plan', 'count'], 70, mergedScalar) : textWithMergeFields(g);
  }
  return parameters;
}

const mergedScalar = (g) => (g.chance(50) ? textWithMergeFields(g) : scalar(g));

function eventPattern(g, vocabulary) {
  const type = g.of([...vocabulary.happening, ...vocabulary.popularHappening, ...vocabulary.popularHappening]);
  const pattern = { type: type.name };
  return g.chance(45) ? { ...pattern, conditions: conditions(g, vocabulary, type) } : pattern;
}

function timeout(g, making) {
  if (g.chance(40)) {
    return {};
  }
  return g.chance(60)
    ? { timeout: g.of(durations), onTimeout: stepList(g, shallow(making), 0, 2) }
    : { timeout: g.of(durations) };
}

const shallow = (making) => ({ ...making, depth: Math.max(0, making.depth) });

function wait(g, making) {
  const { vocabulary } = making;
  return g.weighted([
    [4, () => ({ for: g.of(durations) })],
    [2, () => ({ until: g.of(instants) })],
    [5, () => ({ untilEvent: eventPattern(g, vocabulary), ...timeout(g, making) })],
    [5, () => ({ untilConditions: conditions(g, vocabulary, null), ...timeout(g, making) })],
  ])();
}

function ifStep(g, making) {
  const branches = g.list(1, 3, (index) => ({
    name: branchNames[index],
    conditions: conditions(g, making.vocabulary, null),
    steps: stepList(g, shallow(making), 0, 3),
  }));
  return g.chance(50) ? { branches, otherwise: stepList(g, shallow(making), 0, 2) } : { branches };
}

function split(g, making) {
  return {
    branches: g.list(1, 3, (index) => ({
      name: branchNames[index],
      weight: g.of([1, 1, 2, 5, 1_000_000]),
      steps: stepList(g, shallow(making), 0, 2),
    })),
  };
}

function goal(g, { vocabulary }) {
  const what = g.chance(50) ? { event: eventPattern(g, vocabulary) } : { conditions: conditions(g, vocabulary, null) };
  return g.chance(75) ? { ...what, ifUnmet: g.of(['continue', 'end', 'wait', 'wait']) } : what;
}

/** With an id or an address, so that the second time finds the first. */
function createContact(g) {
  const contact = {};
  if (g.chance(60)) {
    contact.id = g.of(['ana', 'ben', 'dee', 'fay', 'contact-2']);
  }
  if (contact.id === undefined || g.chance(40)) {
    contact.email = g.chance(70) ? g.of(emails) : `${g.of(['{{contact.id}}', '{{event.link}}', 'x'])}@example.com`;
  }
  const rest = {
    name: () => textFor(g, 'name'),
    engagementScore: () => g.of(scores),
    tags: () => g.list(1, 2, () => g.of(tags)),
    fields: () => scalars(g, fieldKeys, 35, (choices) => (choices.chance(70) ? scalar(choices) : '{{event.link}}')),
  };
  for (const name of g.some(Object.keys(rest), 45)) {
    contact[name] = rest[name]();
  }
  return { contact };
}

function findContact(g, making) {
  const parameters = { conditions: conditions(g, making.vocabulary, null) };
  for (const name of g.some(['found', 'notFound'], 60)) {
    parameters[name] = stepList(g, shallow(making), 0, 2);
  }
  return parameters;
}
