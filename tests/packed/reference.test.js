// The reference of the programming interface: it can be written, and every public symbol is documented (typedoc.json).

import assert from 'node:assert/strict';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from './support/installed.js';

test('TypeDoc writes it, and finds no symbol without words and no link that leads nowhere', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'rehearse-reference-'));
  context.after(() => rm(folder, { recursive: true }));
  const program = join(import.meta.dirname, 'node_modules/typedoc/bin/typedoc');
  const options = ['--options', join(import.meta.dirname, 'typedoc.json'), '--out', folder];
  await run(process.execPath, [program, ...options], { env: { ...process.env, NO_COLOR: '1' } }).catch((error) =>
    assert.fail(`${error.stdout}${error.stderr}`),
  );
  for (const page of ['index.html', 'interfaces/index.Simulation.html', 'functions/testing.scenarioTests.html']) {
    await assert.doesNotReject(access(join(folder, page)), page);
  }
});
