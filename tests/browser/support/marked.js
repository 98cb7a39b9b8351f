// The page with every text of its dictionary changed: between ⟦ and ⟧, what people read without these marks stands outside
// the dictionary; with each word twice as long, the page must have room for it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const web = fileURLToPath(new URL('../../../web/', import.meta.url));

/** What modules export texts, and under which name. @type {[name: string, end: string][]} */
const dictionaries = [
  ['english', '/texts/english.ts'],
  ['englishFirst', '/texts/english-first.ts'],
  ['page', '/texts/english/page.ts'],
];

/** Ways to change a text, as code. */
const changes = {
  marked: "(value) => (/\\p{L}/u.test(value) ? '⟦' + value + '⟧' : value)",
  // Words of four letters and more, twice without a space: longer than those of most languages.
  long: '(value) => value.replace(/\\p{L}{4,}/gu, (word) => word + word.toLowerCase())',
};

/** Takes the place of the dictionary's module: changes what it says, however it says it. */
const marking = `
const partsOf = (value) => (Array.isArray(value) ? value.map(partsOf) : typeof value === 'string' ? textOf(value) : value);
const mark = (value, key) => {
  if (key === 'language' && value === 'en') return value;
  if (key === 'explanation') return explanationWords;
  if (key === 'catalog') return new Proxy({ any: 'any' }, { get: (_, label) => textOf(String(label)) });
  if (typeof value === 'function') return (...given) => partsOf(value(...given));
  if (Array.isArray(value)) return partsOf(value);
  if (typeof value !== 'object' || value === null) return partsOf(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mark(each, name)]));
};
// English takes the engine's own sentences: here they are made of words, as other languages do.
const explanationWords = {
  started: () => ['⟦started⟧'],
  halted: '⟦halted⟧',
  noTriggers: '⟦noTriggers⟧',
  gates: new Proxy({}, { get: (_, gate) => textOf(gate) }),
  notStarted: (gates) => gates.join(),
  change: ({ field, actual, wanted }) => [field, actual, wanted].join(),
  nearly: ({ field, actual, wanted, added }) => [[field, actual, wanted].join(), ...added.map((strong) => ({ strong }))],
  heldBefore: '⟦heldBefore⟧',
  inTheWay: (fields) => [fields.join()],
};
`;

/**
 * Builds the page with changed texts into a folder of its own.
 * @param {keyof typeof changes} [change]
 * @returns {Promise<{ root: string, remove(): Promise<void> }>}
 */
export async function buildMarked(change = 'marked') {
  const root = await mkdtemp(join(tmpdir(), 'rehearse-marked-'));
  await build({
    root: web,
    configFile: join(web, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: root, emptyOutDir: true, minify: false },
    plugins: [
      {
        name: 'marked-texts',
        enforce: 'pre',
        transform: (code, id) => {
          const name = dictionaries.find(([, end]) => id.endsWith(end))?.[0];
          if (name === undefined) return null;
          const plain = code.replace(`export const ${name} =`, 'const plain =');
          return {
            code: `${plain}const textOf = ${changes[change]};\n${marking}export const ${name} = mark(plain, '');\n`,
            map: null,
          };
        },
      },
    ],
  });
  return { root, remove: () => rm(root, { recursive: true }) };
}
