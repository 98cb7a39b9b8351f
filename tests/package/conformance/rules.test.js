// docs/semantics.md and tests/conformance go together: every rule names a file that shows it, or says why there is none
// and which test shows it instead; every file is named by some rule.

import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { test } from 'node:test';
import { conformanceFileNames } from '../support/conformance-files.js';
import { contract } from '../support/contract.js';
import { parseSemantics, semanticsDocument } from '../support/semantics-document.js';

/** @import { Rule } from '../support/semantics-document.js' */

const docs = new URL('../../../docs/', import.meta.url);
const document = await semanticsDocument();

/** @param {string} link */
async function isThere(link) {
  return access(new URL(link, docs)).then(
    () => true,
    () => false,
  );
}

/** @param {string[]} links */
async function missingOf(links) {
  const found = await Promise.all(links.map(isThere));
  return links.filter((_link, index) => !found[index]);
}

/** @param {string} link */
const isConformance = (link) => /^\.\.\/tests\/conformance\/.+\.(scenario\.)?json$/.test(link);

/** @param {string} link */
const isTest = (link) => link.startsWith('../tests/');

/** @param {Rule[]} rules */
const withoutFile = (rules) => rules.filter((rule) => !rule.links.some(isConformance) && !isExcused(rule));

/** A rule that no conformance file shows must say why, and link a test. @param {Rule} rule */
function isExcused({ text }) {
  const reason = text.match(/\(No conformance file: .+?\)(?=[. ]|$)/)?.[0];
  return reason !== undefined && /\]\(\.\.\/tests\/(?!conformance\/)[^)]+\)/.test(reason);
}

/**
 * The sentences of each part as one text, which a row that is lost, altered or moved makes another one.
 * @param {{ part: string, sentence: string }[]} sentences
 */
function textsByPart(sentences) {
  /** @type {Map<string, string[]>} */
  const texts = new Map();
  for (const { part, sentence } of sentences) {
    texts.set(part, [...(texts.get(part) ?? []), sentence]);
  }
  return [...texts].map(([part, all]) => [part, all.join(' ')]);
}

test('there are rules', () => {
  assert.ok(document.rules.length > 80, `${document.rules.length}`);
});

test('every rule names a conformance file, or says why there is none and which test shows it', () => {
  const without = withoutFile(document.rules);
  assert.ok(without.length === 0, `without a file:\n${without.map(({ text }) => `- ${text}`).join('\n')}`);
});

test('a rule without a file is found, and so is one whose excuse names no test', () => {
  const { rules } = parseSemantics(`# Semantics

## Some rules

- **Shown.** [a file](../tests/conformance/rules/a.scenario.json)
  - *HubSpot:* [a file](../tests/conformance/rules/b.scenario.json) of a note is none of the rule.
- **Not shown,** but [linked elsewhere](embedding.md).
- **Excused.** (No conformance file: too long. A unit test shows it: [limits](../tests/unit/a_test.cpp).)
- **Excused badly.** (No conformance file: too long. A unit test shows it.)
- *Choice:* without anything bold.

## References

- [X1] "No rule", somebody, <https://example.com/>
`);
  assert.deepEqual(
    withoutFile(rules).map(({ text }) => text.slice(0, 12)),
    ['**Not shown,', '**Excused ba', '*Choice:* wi'],
  );
  assert.deepEqual(
    rules.map(({ links, notes }) => [links.length, notes.length]),
    [
      [1, 1],
      [1, 0],
      [1, 0],
      [0, 0],
      [0, 0],
    ],
  );
});

test('what the document links to is there', async () => {
  const links = document.links.filter((link) => !/^(https?:|#)/.test(link));
  assert.ok(links.length > 80);
  assert.deepEqual(await missingOf(links), []);
});

test('every conformance file of the rules is named by a rule', async () => {
  const linked = new Set(document.rules.flatMap(({ links }) => links));
  const files = (await conformanceFileNames()).filter((name) => name.startsWith('rules/'));
  assert.ok(files.length > 80);
  assert.deepEqual(
    files.filter((name) => !linked.has(`../tests/conformance/${name}.scenario.json`)),
    [],
  );
});

test('every sentence of the contract has tests that show it', () => {
  const { sentences } = document;
  assert.deepEqual(textsByPart(sentences), contract);
  assert.deepEqual(
    sentences.filter(({ sentence, links }) => sentence === '' || !links.some(isTest)).map(({ sentence }) => sentence),
    [],
  );
});

test('every hard case has tests that show it', () => {
  assert.ok(document.hardCases.length >= 8);
  assert.deepEqual(
    document.hardCases.filter(({ links }) => !links.some(isTest)).map(({ what }) => what),
    [],
  );
});

test('what other products do is said with its source, or that they are silent', () => {
  const notes = document.rules.flatMap((rule) => rule.notes);
  const products = /^\*(HighLevel|HubSpot|ActiveCampaign)(, (HighLevel|HubSpot|ActiveCampaign))*:\* /;
  assert.ok(notes.length > 40, `${notes.length}`);
  assert.deepEqual(
    notes.filter((note) => !products.test(note) || !(/\[\w+\]\(#references\)/.test(note) || /\bsilent\.$/.test(note))),
    [],
  );
  const cited = new Set(
    notes.flatMap((note) => [...note.matchAll(/\[(\w+)\]\(#references\)/g)].map(([, mark]) => mark)),
  );
  assert.deepEqual([...cited].sort(), [...document.references.keys()].sort());
  for (const [mark, text] of document.references) {
    assert.match(text, new RegExp(`^\\[${mark}\\] ".+", .+, <https?://[^>]+>$`));
  }
});
