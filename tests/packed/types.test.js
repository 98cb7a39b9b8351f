// The package's types as a strict project takes them in, by each way of resolution that knows exports maps.

import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { installed } from './support/installed.js';

const { folder } = await installed();
const require = createRequire(import.meta.url);

await mkdir(join(folder, 'node_modules/@types'), { recursive: true });
for (const name of ['@types/node', 'vitest']) {
  const there = join(folder, 'node_modules', name);
  await symlink(dirname(require.resolve(`${name}/package.json`)), there).catch(() => undefined);
}

const use = `
import { type Entry, EngineLoadError, EventError, loadEngine, ScenarioError, type Workspace } from '@rehearse/engine';
import { loadEngine as loadInline } from '@rehearse/engine/inline';
import { ExpectationError, type Given, loadGiven, scenarioTests } from '@rehearse/engine/testing';

const workspace: Workspace = { rehearse: 1, workflows: [] };
const engine = await loadEngine({ wasm: new URL('file:///nowhere') });
const inline = await loadInline();
const same: typeof engine = inline;
const simulation = engine.simulate(workspace);
for (const entry of simulation.fire({ type: 'link.clicked', contact: 'ana', link: 'faq' }).entries as readonly Entry[]) {
  if (entry.kind === 'scoreChanged') { const delta: number = entry.delta; void delta; }
}
const given: Given = await loadGiven(inline);
given(workspace).when({ type: 'link.clicked', contact: 'ana', link: 'faq' }, { advance: '3d' })
  .expect({ contact: 'ana', engagementScore: { greaterThan: 3 } }).simulation.contact('ana');
// @ts-expect-error a stimulus that there is not
given(workspace).when({ wait: '3d' });
// @ts-expect-error an expectation that there is not
given(workspace).expect({ contact: 'ana', engagementScor: 3 });
// @ts-expect-error what is looked at is not fired at
given(workspace).simulation.fire({ type: 'link.clicked', contact: 'ana', link: 'faq' });
// @ts-expect-error an operator that there is not
engine.check({ rehearse: 1, workflows: [{ id: 'w', triggers: [{ type: 'a', conditions: [{ field: 'f', operator: 'is' }] }], steps: [] }] });
// @ts-expect-error the runner's function is needed
await scenarioTests('a.scenario.json', {});
void [EngineLoadError, EventError, ExpectationError, ScenarioError, same];
`;
const runners = `
import { describe, test } from 'node:test';
import * as vitest from 'vitest';
import { scenarioTests } from '@rehearse/engine/testing';
await scenarioTests('a.scenario.json', { test, describe });
await scenarioTests(['a.scenario.json', new URL('file:///b.scenario.json')], { test: vitest.test, describe: vitest.describe });
`;
const disposable = `
import { loadEngine } from '@rehearse/engine';
using simulation = (await loadEngine()).simulate({ rehearse: 1, workflows: [] });
void simulation;
`;

await writeFile(join(folder, 'use.ts'), use);
await writeFile(join(folder, 'runners.ts'), runners);
await writeFile(join(folder, 'disposable.ts'), disposable);

/** @type {import('typescript').CompilerOptions} */
const strictest = {
  target: ts.ScriptTarget.ES2022,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
};

/** @param {string[]} names @param {import('typescript').CompilerOptions} options */
function complaints(names, options) {
  const program = ts.createProgram(
    names.map((name) => join(folder, name)),
    { ...strictest, ...options },
    ts.createCompilerHost({ ...strictest, ...options }),
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

const node16 = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 };
const bundler = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
const dom = { lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: [] };
const node = { lib: ['lib.es2022.d.ts'], types: ['node'], typeRoots: [join(folder, 'node_modules/@types')] };

test('node16, without the types of browsers', () => {
  assert.deepEqual(complaints(['use.ts'], { ...node16, ...node }), []);
});

test('bundler, without the types of Node', () => {
  assert.deepEqual(complaints(['use.ts', 'disposable.ts'], { ...bundler, ...dom }), []);
});

test('the runners whose functions are handed over, and `using`', () => {
  const options = {
    ...bundler,
    lib: [...dom.lib, 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    typeRoots: node.typeRoots,
  };
  // What the runners' own types lack is none of ours.
  assert.deepEqual(complaints(['runners.ts'], { ...options, skipLibCheck: true }), []);
});
