// Every row of every table of the vocabulary, holding and not holding, in some file of tests/conformance. What must be
// there comes from the engine's catalog and from the published types of entries; what is there, from the documents and
// the golden journals. A row that is added without a file that shows it is named here.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { conformanceFiles } from '../support/conformance-files.js';
import { entryFacets } from '../support/entry-facets.js';
import { RowsShown } from '../support/rows-shown.js';
import { vocabularyRows } from '../support/vocabulary-rows.js';

/** @import { ConformanceFile } from '../support/conformance-files.js' */

/**
 * Rows that no golden journal can well show, because it would be megabytes long: which unit test shows them.
 * @type {{ rows: string[], file: string, test: string }[]}
 */
const elsewhere = [
  {
    rows: ['entry halted: kind "halted"', 'entry halted: reason "entryLimit"', 'entry halted: dropped a value'],
    file: 'tests/unit/simulation/limits_test.cpp',
    test: 'a stimulus that causes too much halts, and the simulation goes on from there',
  },
  {
    rows: ['entry halted: to a value'],
    file: 'tests/unit/simulation/limits_test.cpp',
    test: 'a stimulus that ends with too many entries is told as halted, too',
  },
  {
    rows: ['entry halted: reason "textLimit"', 'entry halted: to null', 'entry contactChanged: truncated true'],
    file: 'tests/unit/simulation/limits_test.cpp',
    test: 'a text that fills itself in is cut, and what it costs is bounded',
  },
  {
    rows: ['entry halted: reason "effortLimit"'],
    file: 'tests/unit/simulation/limits_test.cpp',
    test: 'a search that tests too many conditions halts',
  },
  {
    rows: ['entry message: truncated true'],
    file: 'tests/unit/simulation/limits_test.cpp',
    test: 'long messages are cut sooner once a stimulus has written too much of them',
  },
  {
    rows: ['entry exited: reason "halted"'],
    file: 'tests/unit/simulation/limits_test.cpp',
    test: 'an enrollment that is running when its stimulus is halted exits with halted',
  },
];

/** @param {ConformanceFile[]} files */
function rowsOf(files) {
  const rows = new RowsShown(catalog, facets);
  for (const file of files) {
    rows.addFile(file);
  }
  return rows.rows;
}

const { catalog } = await loadEngine();
const facets = await entryFacets();
const files = await conformanceFiles();
const required = vocabularyRows(catalog, facets);
const shown = rowsOf(files);

test('there are rows to be shown', () => {
  assert.ok(required.length > 500, `${required.length}`);
  assert.ok(required.includes('trigger score.changed: not met'));
  assert.ok(required.includes('entry exited: reason "stopOnReply"'));
});

test('every row is shown by a conformance file, or by a unit test that is named here', () => {
  const excused = new Set(elsewhere.flatMap(({ rows }) => rows));
  const missing = required.filter((row) => !shown.has(row) && !excused.has(row));
  assert.ok(missing.length === 0, `no conformance file shows:\n${missing.join('\n')}`);
});

test('without a file that shows them, rows are missing', () => {
  const fewer = rowsOf(files.filter(({ name }) => name !== 'rules/attributes-of-email-events'));
  const missing = required.filter((row) => shown.has(row) && !fewer.has(row));
  assert.ok(missing.includes('condition on workflow of email.bounced: met'));
  assert.ok(missing.includes('condition on workflow of email.bounced: not met'));
  assert.ok(missing.includes('fired email.bounced with workflow'));
});

test('the unit tests that are named are there, and name only what no conformance file shows', async () => {
  for (const { rows, file, test } of elsewhere) {
    const text = await readFile(new URL(`../../../${file}`, import.meta.url), 'utf8');
    assert.ok(text.includes(`"${test}"`), `${file} has no test "${test}"`);
    assert.deepEqual(
      rows.filter((row) => shown.has(row) || !required.includes(row)),
      [],
    );
  }
});
