// The JSON Schemas of the package against the engine: what the engine reads fits, and what it refuses does not, at the
// same place. Checked with Ajv, which editors and hosts use too, in its strict mode: a keyword that it does not know, or
// one that can never apply, is an error.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { scenarioSchema, workspaceSchema } from '../../wasm/scripts/schema.js';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} kind
 * @property {string} text
 * @property {{ path: string }[]} expected
 * @property {string} [schema] `cannot: ` and why, where no schema can tell what is wrong
 */

const conformance = new URL('../conformance/', import.meta.url);
const { catalog } = await loadEngine();

/** @param {string | URL} url */
const readJson = async (url) => JSON.parse(await readFile(new URL(url), 'utf8'));

/** Rules between keys name them by `required`, beside and not within the object that they are properties of. */
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });

/** @type {Record<string, import('ajv').ValidateFunction>} */
const validators = {};
for (const name of ['workspace', 'scenario']) {
  const schema = await readJson(import.meta.resolve(`@rehearse/engine/schema/${name}.schema.json`));
  test(`the schema of the ${name} is one`, () => {
    assert.equal(ajv.validateSchema(schema), true, ajv.errorsText());
  });
  validators[name] = ajv.compile(schema);
}

/** What the schema for `kind` finds wrong with a document. @param {string} kind @param {unknown} document */
function errorsOf(kind, document) {
  const validate = validators[kind];
  assert.ok(validate, `there is a schema for ${kind}`);
  return validate(document) ? [] : [...(validate.errors ?? [])];
}

// ------------------------------------------------------------------ what the engine reads

for (const folder of ['rules', 'samples']) {
  for (const file of await readdir(new URL(`${folder}/`, conformance))) {
    const [, kind] = /\.(workspace|scenario)\.json$/.exec(file) ?? [];
    if (kind) {
      test(`${folder}/${file} fits`, async () => {
        assert.deepEqual(errorsOf(kind, await readJson(new URL(`${folder}/${file}`, conformance))), []);
      });
    }
  }
}

// ------------------------------------------------------------------ what it refuses

/** The step of a scenario that a document of each kind goes into; the others are documents themselves. */
const frames = /** @type {Record<string, (part: unknown) => object>} */ ({
  event: (fire) => ({ fire }),
  contact: (addContact) => ({ addContact }),
  edit: (edit) => ({ edit: typeof edit === 'object' ? { contact: 'ana', ...edit } : edit }),
});
const framed = '/scenarios/0/steps/0';

/**
 * What the schema finds wrong with a malformed text, as places in it; nothing where it is no JSON.
 * @param {Row} row
 */
function placesIn({ kind, text }) {
  let part;
  try {
    part = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return [];
  }
  const frame = frames[kind];
  if (!frame) return errorsOf(kind, part).map(({ instancePath }) => instancePath);
  const step = frame(part);
  const document = { rehearse: 1, workspace: 'a.json', scenarios: [{ name: 'a', steps: [step] }] };
  const prefix = `${framed}/${Object.keys(step)[0]}`;
  return errorsOf('scenario', document).map(({ instancePath }) => instancePath.replace(prefix, ''));
}

/** Where an unknown key stands, a schema names the object. @param {string} path */
const withParent = (path) => [path, path.slice(0, Math.max(0, path.lastIndexOf('/')))];

const rows = /** @type {Row[]} */ (await readJson(new URL('malformed.json', conformance)));

for (const row of rows) {
  test(`${row.kind}: ${row.name}: ${row.schema ?? 'does not fit'}`, () => {
    const places = placesIn(row);
    if (row.schema) {
      assert.match(row.schema, /^cannot: ./);
      assert.deepEqual(places, [], 'the schema can');
    } else {
      const expected = row.expected.flatMap(({ path }) => withParent(path));
      assert.ok(
        places.some((place) => expected.includes(place)),
        `found at ${places.join(', ') || 'no place'}, expected at ${row.expected.map(({ path }) => path).join(', ')}`,
      );
    }
  });
}

// ------------------------------------------------------------------ the tables

/** @param {object} [more] */
const parameter = (more) => ({
  name: 'height',
  kind: /** @type {const} */ ('wholeNumber'),
  required: true,
  label: 'Height',
  documentation: 'How high.',
  minimum: 3,
  maximum: 5,
  choices: [],
  shape: null,
  resource: null,
  default: null,
  onlyFor: [],
  ...more,
});

/** The catalog with a row more in each of its tables. */
function largerCatalog() {
  const larger = structuredClone(catalog);
  larger.stepTypes.push({
    name: 'jump',
    label: 'Jump',
    group: 'Contact',
    sendsMessage: true,
    parameters: [parameter()],
    rules: [],
    documentation: 'Jumps.',
  });
  larger.eventTypes.push({
    name: 'contact.jumped',
    label: 'Contact jumped',
    group: 'Contact',
    origin: 'outside',
    attributes: [{ name: 'height', kind: 'number', required: true, resource: null, label: 'Height' }],
    hasFields: false,
    documentation: 'The contact jumped.',
  });
  larger.contactFields.push({ field: 'contact.height', label: 'Height', kind: 'number', settable: true });
  larger.shapes.contact?.properties.push(parameter({ required: false }));
  larger.shapes.trigger?.properties.push(parameter({ name: 'twice', onlyFor: ['contact.jumped'], required: false }));
  return larger;
}

const larger = largerCatalog();
const largerWorkspace = ajv.compile(workspaceSchema(larger));
const largerScenario = ajv.compile(scenarioSchema(larger));

/** @typedef {{ trigger?: object, condition?: object, step?: object, contact?: object }} Change */

/** @param {Change} [change] */
function jumping({ trigger = {}, condition = {}, step = {}, contact = {} } = {}) {
  return {
    rehearse: 1,
    workflows: [
      {
        id: 'w',
        triggers: [
          {
            type: 'contact.jumped',
            twice: 4,
            conditions: { field: 'event.height', operator: 'greaterThan', value: 4, ...condition },
            ...trigger,
          },
        ],
        steps: [
          { type: 'jump', height: 4, ...step },
          { type: 'updateField', field: 'height', value: 7 },
        ],
      },
    ],
    contacts: [{ id: 'ana', height: 3, ...contact }],
  };
}

test('a new row of a table is in the schemas by itself', () => {
  assert.deepEqual(largerWorkspace(jumping()) || largerWorkspace.errors, true);
  const steps = [
    { fire: { type: 'contact.jumped', contact: 'ana', height: 4 } },
    { expect: { messages: [{ channel: 'jump' }] } },
  ];
  const file = { rehearse: 1, workspace: jumping(), scenarios: [{ name: 's', steps }] };
  assert.deepEqual(largerScenario(file) || largerScenario.errors, true);
});

for (const [name, change] of /** @type {[string, Change][]} */ ([
  ['a step without its parameter', { step: { height: undefined } }],
  ['a step with a parameter that is too large', { step: { height: 6 } }],
  ['a property that is no whole number', { contact: { height: 3.5 } }],
  ['a property for another event type', { trigger: { type: 'form.submitted', conditions: [] } }],
  ['an operator for another kind of field', { condition: { operator: 'contains' } }],
  ['an attribute of another event type', { condition: { field: 'event.link' } }],
])) {
  test(`with a new row, ${name} does not fit`, () => {
    assert.equal(largerWorkspace(JSON.parse(JSON.stringify(jumping(change)))), false);
  });
}

test('what a row says is in the schema: words, default and limits', () => {
  const { $defs } = /** @type {any} */ (workspaceSchema(catalog));
  const status = catalog.shapes.workflow?.properties.find(({ name }) => name === 'status');
  assert.deepEqual($defs.workflow.properties.status, {
    title: status?.label,
    description: status?.documentation,
    default: 'draft',
    enum: ['draft', 'published'],
  });
  assert.deepEqual([$defs.workflow.properties.id.minLength, $defs.workflow.properties.id.maxLength], [1, 128]);
});
