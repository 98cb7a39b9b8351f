// Brings the tables of docs/workspace.md up to date with the engine in wasm/dist: `./dev docs`.

import { readFile, writeFile } from 'node:fs/promises';
import { loadEngine } from '@rehearse/engine';
import { withTables } from './tables.js';

const page = new URL('../workspace.md', import.meta.url);
const { catalog } = await loadEngine();
await writeFile(page, withTables(await readFile(page, 'utf8'), catalog));
