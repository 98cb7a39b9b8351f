// Writes the JSON Schemas of workspaces, scenario files and traces to dist/schema/, from the catalog of the engine in dist/.

import { mkdir, writeFile } from 'node:fs/promises';
import { loadEngine } from '@rehearse/engine';
import { scenarioSchema, traceSchema, workspaceSchema } from './schema.js';

const folder = new URL('../dist/schema/', import.meta.url);
const { catalog } = await loadEngine();
await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries({
  workspace: workspaceSchema(catalog),
  scenario: scenarioSchema(catalog),
  trace: traceSchema(catalog),
})) {
  await writeFile(new URL(`${name}.schema.json`, folder), `${JSON.stringify(schema)}\n`);
}
