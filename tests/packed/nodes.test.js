// The package in each version of Node that it is for: this one, and those of package.json.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { installed, run } from './support/installed.js';

const { folder } = await installed();
const require = createRequire(import.meta.url);

/** The program of a version, or undefined on a machine that it is not made for. @param {number} major */
function program(major) {
  try {
    const path = join(dirname(require.resolve(`node-${major}-${process.arch}/package.json`)), 'bin/node');
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

const versions = {
  [`Node ${process.versions.node}, this one`]: process.execPath,
  'Node 22': program(22),
  'Node 24': program(24),
};

await writeFile(
  join(folder, 'worker-threads.js'),
  `import { isMainThread, parentPort, Worker } from 'node:worker_threads';
  import { loadEngine } from '@rehearse/engine';
  import { rehearse } from './rehearse.js';
  if (isMainThread) new Worker(new URL(import.meta.url)).on('message', (answer) => console.log(JSON.stringify(answer)));
  else parentPort.postMessage(await rehearse(await loadEngine()));`,
);
await writeFile(
  join(folder, 'required.cjs'),
  `const { loadEngine } = require('@rehearse/engine/inline');
  const { rehearse } = require('./rehearse.js');
  loadEngine().then((engine) => rehearse(engine)).then((answer) => console.log(JSON.stringify(answer)));`,
);
await writeFile(
  join(folder, 'clicks.scenario.json'),
  JSON.stringify({
    rehearse: 1,
    workspace: { rehearse: 1, workflows: [], contacts: [{ id: 'ana' }] },
    scenarios: [{ name: 'nothing happens', steps: [{ expect: { contact: 'ana', engagementScore: null } }] }],
  }),
);
await writeFile(
  join(folder, 'clicks.test.js'),
  `import { test } from 'node:test';
  import { scenarioTests } from '@rehearse/engine/testing';
  await scenarioTests('clicks.scenario.json', { test });`,
);

for (const [name, node] of Object.entries(versions)) {
  test(name, { skip: node === undefined && 'not made for this machine' }, async (context) => {
    const path = /** @type {string} */ (node);
    const major = Number((await run(path, ['--version'])).stdout.slice(1).split('.')[0]);
    /** What it prints, without a word of warning. @param {string[]} given */
    const printed = async (...given) => {
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const { stdout, stderr } = await run(path, given, { cwd: folder, env });
      assert.equal(stderr, '');
      return stdout;
    };
    const answer = (workers = 1, more = {}) => `${JSON.stringify({ score: 7, rows: 2, workers, ...more })}\n`;

    await context.test('a program, with threads', async () => {
      assert.equal(await printed('program.js', '2'), answer(2, { checked: true }));
    });
    await context.test('with the module inside', async () => {
      assert.equal(await printed('inline-program.js'), answer());
    });
    await context.test('in a worker thread', async () => {
      assert.equal(await printed('worker-threads.js'), answer());
    });
    await context.test('from CommonJS', { skip: major < 22 && 'Node 20 does not require ES modules' }, async () => {
      // Node 22 warns that it is new.
      assert.equal(await printed('--disable-warning=ExperimentalWarning', 'required.cjs'), answer());
    });
    await context.test('the command', async () => {
      const output = await printed('node_modules/@rehearse/engine/bin/rehearse.js', 'test', 'clicks.scenario.json');
      assert.match(output, /nothing happens/);
    });
    await context.test('tests of a scenario file', async () => {
      assert.match(await printed('--test', '--test-reporter=tap', 'clicks.test.js'), /^ok 1 - nothing happens$/m);
    });
  });
}

test('an import, and nothing else, needs no browser and leaves the process to end', async () => {
  for (const entry of ['@rehearse/engine', '@rehearse/engine/inline', '@rehearse/engine/testing']) {
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '--eval', `import '${entry}'; console.log(1)`],
      {
        cwd: folder,
        timeout: 10_000,
      },
    );
    assert.equal(stdout, '1\n');
  }
});
