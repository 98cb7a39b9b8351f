// What the facets of journal entries may be, read from the published types: so a facet or a reason that is added there
// is asked for by the tests at once.

import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/**
 * By kind of entry, by facet: what it may be. A text in quotes is that very text; `null`, `true` and `false` are
 * themselves; `a list` is one with something in it; `a value` is anything else.
 * @typedef {Map<string, Map<string, Set<string>>>} EntryFacets
 */

const source = new URL('../../../wasm/src/types.ts', import.meta.url);

/** @param {ts.SourceFile} file */
function declarationsOf(file) {
  /** @type {Map<string, ts.TypeNode>} */
  const aliases = new Map();
  /** @type {ts.InterfaceDeclaration[]} */
  const interfaces = [];
  for (const statement of file.statements) {
    if (ts.isTypeAliasDeclaration(statement)) {
      aliases.set(statement.name.text, statement.type);
    } else if (ts.isInterfaceDeclaration(statement)) {
      interfaces.push(statement);
    }
  }
  return { aliases, interfaces };
}

/**
 * What a type admits, in the words of `EntryFacets`.
 * @param {ts.TypeNode} type
 * @param {Map<string, ts.TypeNode>} aliases
 * @returns {string[]}
 */
function admitted(type, aliases) {
  if (ts.isUnionTypeNode(type)) {
    return type.types.flatMap((member) => admitted(member, aliases));
  }
  if (ts.isLiteralTypeNode(type)) {
    return [ts.isStringLiteral(type.literal) ? JSON.stringify(type.literal.text) : type.literal.getText()];
  }
  if (type.kind === ts.SyntaxKind.BooleanKeyword) {
    return ['true', 'false'];
  }
  if (ts.isArrayTypeNode(type)) {
    return ['a list'];
  }
  const alias = ts.isTypeReferenceNode(type) ? aliases.get(type.typeName.getText()) : undefined;
  return alias && ts.isUnionTypeNode(alias) && alias.types.every(ts.isLiteralTypeNode)
    ? admitted(alias, aliases)
    : ['a value'];
}

/** The facets of each kind of entry, but for those that every kind has. @returns {Promise<EntryFacets>} */
export async function entryFacets() {
  const file = ts.createSourceFile('types.ts', await readFile(source, 'utf8'), ts.ScriptTarget.ES2022, true);
  const { aliases, interfaces } = declarationsOf(file);
  const union = aliases.get('Entry');
  const names = union && ts.isUnionTypeNode(union) ? union.types.map((member) => member.getText()) : [];
  /** @type {EntryFacets} */
  const kinds = new Map();
  for (const { name, members } of interfaces.filter(({ name }) => names.includes(name.text))) {
    const facets = new Map();
    for (const member of members) {
      if (ts.isPropertySignature(member) && member.type) {
        facets.set(member.name.getText(), new Set(admitted(member.type, aliases)));
      }
    }
    const [kind] = facets.get('kind') ?? [];
    if (!kind) {
      throw new Error(`${name.text} of the types names no kind.`);
    }
    kinds.set(JSON.parse(kind), facets);
  }
  if (kinds.size === 0 || kinds.size !== names.length) {
    throw new Error('The types name entries that they do not describe.');
  }
  return kinds;
}

/**
 * Which of the things that a facet may be a value is.
 * @param {unknown} value
 * @param {Set<string>} possible
 */
export function facetOf(value, possible) {
  if (Array.isArray(value)) {
    return value.length > 0 ? 'a list' : 'an empty list';
  }
  const text = JSON.stringify(value);
  return possible.has(text) ? text : 'a value';
}
