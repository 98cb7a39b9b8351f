/** The model on the conformance files: it must write the journals that the engine has to write. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Halt } from './model/journal.js';
import { simulate, stimulate } from './model/simulation.js';
import { firstDifference } from './support/compare.js';

const folder = fileURLToPath(new URL('../conformance/', import.meta.url));

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

for (const file of readdirSync(folder, { recursive: true }).sort()) {
  if (file.endsWith('.scenario.json')) {
    test(file, () => compareWithGolden(join(folder, file)));
  }
}

function compareWithGolden(path) {
  const document = read(path);
  const golden = read(path.replace('.scenario.json', '.journal.json'));
  const { workspace: given } = document;
  const workspace = typeof given === 'string' ? read(join(dirname(path), given)) : given;
  for (const [index, scenario] of document.scenarios.entries()) {
    const journal = runScenario(workspace, scenario);
    const difference = firstDifference(journal, golden.scenarios[index].journal);
    assert.equal(difference, null, `${scenario.name}: ${JSON.stringify(difference, null, 2)}`);
  }
}

function runScenario(workspace, { contacts = [], drafts, steps }) {
  const simulation = simulate(withContacts(workspace, contacts), { drafts });
  for (const step of steps.filter(({ expect }) => expect === undefined)) {
    try {
      stimulate(simulation, step);
    } catch (error) {
      assert.ok(!(error instanceof Halt), 'the model does not halt');
      throw error;
    }
  }
  return simulation.journal;
}

/** A scenario's contacts are laid over those of the same id, key by key, custom fields too; others are added. */
function withContacts(workspace, contacts) {
  const all = (workspace.contacts ?? []).map((contact) => {
    const over = contacts.find(({ id }) => id === contact.id);
    return over === undefined ? contact : { ...contact, ...over, fields: { ...contact.fields, ...over.fields } };
  });
  const added = contacts.filter(({ id }) => !all.some((contact) => contact.id === id));
  return { ...workspace, contacts: [...all, ...added] };
}
