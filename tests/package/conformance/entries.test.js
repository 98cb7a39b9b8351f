// What a simulation's journal and its reports tell, which is read by numbers, is what the golden files have, which were
// written as text: for the scenarios of every file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { conformanceFiles } from '../support/conformance-files.js';

/** @import { Entry, Report, Scenario, ScenarioStep, Simulation, Workspace } from '@rehearse/engine' */

const engine = await loadEngine();

/** @param {Workspace} workspace @param {Scenario} scenario @returns {Workspace} */
function withContacts(workspace, { contacts = [] }) {
  const all = new Map((workspace.contacts ?? []).map((contact) => [contact.id, contact]));
  for (const contact of contacts) all.set(contact.id, { ...all.get(contact.id), ...contact });
  return { ...workspace, contacts: [...all.values()] };
}

/** @param {Simulation} simulation @param {ScenarioStep} step @returns {Report | undefined} */
function run(simulation, step) {
  if ('fire' in step) return simulation.fire(step.fire);
  if ('advance' in step) return simulation.advance(step.advance);
  if ('advanceTo' in step) return simulation.advanceTo(step.advanceTo);
  if ('addContact' in step) return simulation.addContact(step.addContact);
  if ('unlock' in step) return simulation.unlock(step.unlock.contact, step.unlock.workflow);
  if ('edit' in step) {
    const { contact, ...changes } = step.edit;
    return simulation.edit(contact, changes);
  }
  return undefined;
}

/** What a report's `fired` tells, from the entries as text. @param {readonly Entry[]} journal @param {Report} report */
function firedOf(journal, { seq, entries }) {
  return journal.slice(seq - 1, seq - 1 + entries.length).flatMap((entry) => {
    if (entry.kind !== 'enrolled') return [];
    const { workflow, trigger, contact, enrollment, cause } = entry;
    const started = journal[(cause ?? 0) - 1];
    const conditions = started?.kind === 'triggerEvaluated' ? started.conditions : null;
    return [{ workflow, trigger, contact, enrollment, conditions }];
  });
}

for (const { name, workspace, runs } of await conformanceFiles()) {
  test(name, () => {
    for (const { scenario, journal } of runs) {
      const simulation = engine.simulate(withContacts(workspace, scenario), { drafts: scenario.drafts ?? 'skip' });
      for (const step of scenario.steps) {
        const report = run(simulation, step);
        if (report === undefined) continue;
        const { fired } = report;
        assert.equal(JSON.stringify(fired), JSON.stringify(firedOf(journal, report)));
      }
      assert.equal(JSON.stringify(simulation.journal()), JSON.stringify(journal));
      simulation.dispose();
    }
  });
}
