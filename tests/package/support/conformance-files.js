// The files of tests/conformance: what each scenario file says, the workspace it runs on, and its golden journals.

import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @import { Entry, Scenario, ScenarioFile, TestResult, Workspace } from '@rehearse/engine' */

/**
 * @typedef {object} ConformanceFile
 * @property {string} name Path below tests/conformance, without `.scenario.json`.
 * @property {ScenarioFile} document
 * @property {Workspace} workspace
 * @property {{ scenario: Scenario, journal: Entry[] }[]} runs One for each scenario.
 */

const folder = fileURLToPath(new URL('../../conformance/', import.meta.url));
const suffix = '.scenario.json';

/** @param {string} place */
const readJson = async (place) => JSON.parse(await readFile(place, 'utf8'));

/** @param {string} name @returns {Promise<ConformanceFile>} */
async function readConformanceFile(name) {
  const place = join(folder, `${name}${suffix}`);
  /** @type {ScenarioFile} */
  const document = await readJson(place);
  const workspace =
    typeof document.workspace === 'string'
      ? await readJson(join(dirname(place), document.workspace))
      : document.workspace;
  /** @type {TestResult} */
  const result = await readJson(join(folder, `${name}.journal.json`));
  const runs = document.scenarios.map((scenario, index) => ({
    scenario,
    journal: result.scenarios[index]?.journal ?? [],
  }));
  return { name, document, workspace, runs };
}

/** The names of all scenario files, without their suffix, sorted. */
export async function conformanceFileNames() {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort();
}

/** All scenario files with what belongs to them. */
export async function conformanceFiles() {
  return Promise.all((await conformanceFileNames()).map(readConformanceFile));
}
