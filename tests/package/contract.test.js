import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';

// The contract's tables, as written there. All else reads the engine's catalog, and so would not miss a row that is gone.

const email = ['email', 'workflow'];
const eventTypes = {
  'email.delivered': email,
  'email.opened': email,
  'email.clicked': ['email', 'link', 'workflow'],
  'email.bounced': email,
  'email.unsubscribed': email,
  'email.complained': email,
  'link.clicked': ['link*'],
  'form.submitted': ['form*', 'fields'],
  'survey.submitted': ['survey*', 'disqualified', 'fields'],
  'quiz.submitted': ['quiz*', 'score', 'fields'],
  'page.viewed': ['page*', 'source', 'medium', 'campaign', 'term', 'content'],
  'contact.replied': ['channel*', 'text'],
  'contact.created': [],
  'contact.changed': ['field*'],
  'tag.added': ['tag*'],
  'tag.removed': ['tag*'],
  'score.changed': ['previousScore', 'score'],
  'appointment.booked': ['calendar'],
  'appointment.changed': ['calendar', 'status'],
  'order.placed': ['amount'],
  'payment.received': ['amount'],
  schedule: ['every*', 'at'],
  'date.reached': ['field*', 'offset', 'at'],
  'custom.': ['fields'],
};

const operators = {
  number: ['equalTo', 'notEqualTo', 'greaterThan', 'greaterThanOrEqualTo', 'lessThan', 'lessThanOrEqualTo'],
  text: ['equalTo', 'notEqualTo', 'contains', 'doesNotContain', 'startsWith', 'endsWith', 'anyOf', 'noneOf'],
  tags: ['contains', 'doesNotContain', 'anyOf', 'noneOf'],
  yesNo: ['equalTo', 'notEqualTo'],
  time: ['olderThan', 'within'],
};

const message = ['subject', 'body', 'to'];
const stepTypes = {
  modifyEngagementScore: ['operation*', 'points*'],
  addTag: ['tags*'],
  removeTag: ['tags', 'all'],
  updateField: ['field*', 'value', 'clear'],
  addNote: ['text*'],
  sendEmail: ['email', ...message],
  sendSms: ['text', 'to'],
  notify: ['text', 'subject', 'to'],
  webhook: ['url*', 'body', 'fields'],
  'custom.': ['text', 'url', 'fields', ...message],
  wait: ['for', 'until', 'untilEvent', 'untilConditions', 'timeout', 'onTimeout'],
  if: ['branches*', 'otherwise'],
  split: ['branches*'],
  goTo: ['step*'],
  goal: ['event', 'conditions', 'ifUnmet'],
  createContact: ['contact*'],
  findContact: ['conditions*', 'found', 'notFound'],
  addToWorkflow: ['workflow*'],
  removeFromWorkflow: ['workflow*'],
  end: [],
};

const shapes = {
  workspace: ['rehearse*', 'name', 'clock', 'utcOffset', 'seed', 'workflows*', 'scoringRules', 'contacts', 'resources'],
  workflow: ['id*', 'name', 'status', 'allowReentry', 'stopOnReply', 'triggers*', 'steps*'],
  scoringRule: ['id*', 'event*', 'conditions', 'points*', 'limit', 'expiresAfter'],
  contact: ['id*', 'name', 'email', 'engagementScore', 'tags', 'fields', 'createdAt'],
  scenarioStep: ['fire', 'advance', 'advanceTo', 'edit', 'addContact', 'unlock', 'expect'],
};

const { catalog } = await loadEngine();

/** @param {{ name: string; required: boolean }} row */
const starred = ({ name, required }) => (required ? `${name}*` : name);

/** @param {readonly string[]} names */
const sorted = (names) => [...names].sort();

test('the catalog has the event types of the contract, with their attributes', () => {
  const trigger = catalog.shapes.trigger?.properties ?? [];
  const found = Object.fromEntries(
    catalog.eventTypes.map(({ name, origin, attributes, hasFields }) => {
      // What the clock makes events by is said on the trigger.
      const rows = origin === 'clock' ? trigger.filter(({ onlyFor }) => onlyFor.includes(name)) : attributes;
      return [name, sorted([...rows.map(starred), ...(hasFields ? ['fields'] : [])])];
    }),
  );
  const wanted = Object.entries(eventTypes).map(([name, attributes]) => [name, sorted(attributes)]);
  assert.deepEqual(found, Object.fromEntries(wanted));
});

test('the catalog has the operators of the contract, by the kind of what they look at', () => {
  for (const [kind, names] of Object.entries(operators)) {
    const found = catalog.operators.filter(({ operands }) => kind in operands).map(({ name }) => name);
    assert.deepEqual(sorted(found), sorted([...names, 'isEmpty', 'isNotEmpty']), kind);
  }
});

test('the catalog has the step types of the contract, with their parameters', () => {
  const found = catalog.stepTypes.map(({ name, parameters }) => [name, sorted(parameters.map(starred))]);
  const wanted = Object.entries(stepTypes).map(([name, parameters]) => [name, sorted(parameters)]);
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(wanted));
});

test('the catalog has the documents of the contract, with their keys', () => {
  for (const [shape, names] of Object.entries(shapes)) {
    const found = catalog.shapes[shape]?.properties.map(starred) ?? [];
    assert.deepEqual(sorted(found), sorted(names), shape);
  }
});

test('the catalog has the fields of contacts that conditions may look at', () => {
  const found = catalog.contactFields.map(({ field }) => field);
  const wanted = ['engagementScore', 'name', 'email', 'tags', 'createdAt', 'lastActivityAt'];
  assert.deepEqual(sorted(found), sorted(wanted.map((name) => `contact.${name}`)));
});
