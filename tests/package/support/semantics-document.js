// docs/semantics.md taken apart: its rules with the files that they name, its tables, its references.

import { readFile } from 'node:fs/promises';

/**
 * @typedef {object} Rule
 * @property {string} section
 * @property {string} text The whole bullet, on one line, without what other products do.
 * @property {string[]} links What it links to, seen from the folder docs.
 * @property {string[]} notes What other products do: "*HighLevel:* …".
 */

/** Sections whose bullets are no rules. */
const notRules = ['References'];

/** @param {string} text */
const linksIn = (text) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');

/** @param {string} text */
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

/** @param {string} document */
function sectionsOf(document) {
  return document.split(/^## /m).map((part) => {
    const [title = '', ...lines] = part.split('\n');
    return { title: title.trim(), lines };
  });
}

/**
 * The bullets of a section: what starts with "- ", with the lines that are indented below it.
 * @param {string[]} lines
 */
function bulletsOf(lines) {
  /** @type {string[][]} */
  const bullets = [];
  let open = false;
  for (const line of lines) {
    if (line.startsWith('- ')) {
      bullets.push([line.slice(2)]);
      open = true;
    } else if (open && line.startsWith('  ')) {
      bullets.at(-1)?.push(line.slice(2));
    } else {
      open = false;
    }
  }
  return bullets;
}

/**
 * @param {string} section
 * @param {string[]} lines
 * @returns {Rule}
 */
function ruleOf(section, lines) {
  /** @type {string[][]} */
  const notes = [];
  /** @type {string[]} */
  const own = [];
  for (const line of lines) {
    if (line.startsWith('- ')) {
      notes.push([line.slice(2)]);
    } else {
      (notes.at(-1) ?? own).push(line);
    }
  }
  const text = oneLine(own.join(' '));
  return { section, text, links: linksIn(text), notes: notes.map((note) => oneLine(note.join(' '))) };
}

/** @param {string[]} lines */
function tableRows(lines) {
  const rows = lines.filter((line) => line.startsWith('|')).slice(2);
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}

/** What docs/semantics.md says. */
export async function semanticsDocument() {
  return parseSemantics(await readFile(new URL('../../../docs/semantics.md', import.meta.url), 'utf8'));
}

/** @param {string} document */
export function parseSemantics(document) {
  const sections = sectionsOf(document);
  /** @param {string} wanted */
  const linesOf = (wanted) => sections.find(({ title }) => title === wanted)?.lines ?? [];
  return {
    rules: sections
      .filter(({ title }) => !notRules.includes(title))
      .flatMap(({ title, lines }) => bulletsOf(lines).map((bullet) => ruleOf(title, bullet))),
    links: linksIn(document),
    /** The contract's sentences: part, sentence, links. */
    sentences: tableRows(linesOf("The contract's sentences")).map(([part = '', sentence = '', shown = '']) => ({
      part,
      sentence,
      links: linksIn(shown),
    })),
    /** The hard cases: what, links. */
    hardCases: tableRows(linesOf('Hard cases')).map(([what = '', shown = '']) => ({ what, links: linksIn(shown) })),
    /** The pages that are cited, by their mark. */
    references: new Map(
      bulletsOf(linesOf('References')).map((lines) => {
        const text = oneLine(lines.join(' '));
        return [text.match(/^\[(\w+)\] /)?.[1] ?? text, text];
      }),
    ),
  };
}
