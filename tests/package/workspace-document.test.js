// docs/workspace.md: its tables are those of the engine, its examples are read by the engine and fit the schemas, and its
// links lead somewhere.

import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { withTables } from '../../docs/generator/tables.js';

const folder = new URL('../../docs/', import.meta.url);
const page = await readFile(new URL('workspace.md', folder), 'utf8');
const engine = await loadEngine();

const ajv = new Ajv2020({ strictRequired: false, allowUnionTypes: true });

/** @param {'workspace' | 'scenario'} name */
async function validator(name) {
  const url = new URL(import.meta.resolve(`@rehearse/engine/schema/${name}.schema.json`));
  return ajv.compile(JSON.parse(await readFile(url, 'utf8')));
}
const validators = { workspace: await validator('workspace'), scenario: await validator('scenario') };

test('the tables are up to date', () => {
  assert.equal(page, withTables(page, engine.catalog), 'run `./dev docs`');
});

// ------------------------------------------------------------------ examples

const ana = { id: 'ana' };

/** @param {object} workflow */
const workspaceOf = (workflow) => ({ rehearse: 1, workflows: [{ id: 'w', triggers: [], steps: [], ...workflow }] });

/** @param {object} step */
const scenarioOf = (step) => ({
  rehearse: 1,
  workspace: { ...workspaceOf({}), contacts: [ana] },
  scenarios: [{ name: 's', steps: [step] }],
});

/**
 * By the word after `json`: the document that an example goes into, and of what kind that is.
 * @type {Record<string, (example: any) => { kind: 'workspace' | 'scenario', document: any }>}
 */
const frames = {
  workspace: (document) => ({ kind: 'workspace', document }),
  workflow: (workflow) => ({ kind: 'workspace', document: workspaceOf(workflow) }),
  steps: (steps) => ({ kind: 'workspace', document: workspaceOf({ steps }) }),
  conditions: (untilConditions) => ({
    kind: 'workspace',
    document: workspaceOf({ steps: [{ type: 'wait', untilConditions }] }),
  }),
  contact: (contact) => ({ kind: 'workspace', document: { rehearse: 1, workflows: [], contacts: [contact] } }),
  scoringRule: (rule) => ({ kind: 'workspace', document: { rehearse: 1, workflows: [], scoringRules: [rule] } }),
  resources: (resources) => ({ kind: 'workspace', document: { rehearse: 1, workflows: [], resources } }),
  event: (fire) => ({ kind: 'scenario', document: scenarioOf({ fire }) }),
  expect: (expect) => ({ kind: 'scenario', document: scenarioOf({ expect }) }),
  scenario: (document) => ({ kind: 'scenario', document }),
};

const blocks = [...page.matchAll(/^```(?<words>.*)\n(?<text>[\s\S]*?)^```$/gm)];

test('there is an example of each kind', () => {
  const kinds = blocks.map(({ groups }) => groups?.words?.replace('json ', ''));
  assert.deepEqual([...new Set(kinds)].sort(), Object.keys(frames).sort());
});

for (const { groups, index } of blocks) {
  const { words = '', text = '' } = groups ?? {};
  const line = page.slice(0, index).split('\n').length;
  test(`the example at line ${line} is read, and fits the schema`, () => {
    const frame = frames[words.replace('json ', '')];
    assert.ok(frame, `a frame for ${words}`);
    const { kind, document } = frame(JSON.parse(text));
    const result = kind === 'workspace' ? engine.check(document) : engine.checkScenarios(document);
    assert.deepEqual(result, { ok: true, diagnostics: [] });
    if (words === 'json scenario') assert.equal(engine.test(document).ok, true);
    const validate = validators[kind];
    assert.ok(validate(document), ajv.errorsText(validate.errors));
  });
}

// ------------------------------------------------------------------ links

test('every link leads somewhere', async () => {
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  const anchors = new Set([...headings, ...[...page.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id)]);
  const targets = [...page.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target = '']) => target);
  assert.notEqual(targets.length, 0);
  for (const target of targets) {
    if (target.startsWith('#')) assert.ok(anchors.has(target.slice(1)), target);
    else await assert.doesNotReject(access(new URL(target, folder)), target);
  }
});
