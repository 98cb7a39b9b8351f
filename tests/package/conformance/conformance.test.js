// Every scenario file of tests/conformance, through the package, and natively: the journals must be the bytes of the
// golden file beside it (NAME.scenario.json, NAME.journal.json), which the native engine wrote.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadEngine } from '@rehearse/engine';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(root, 'tests/conformance');
const native = process.env.REHEARSE_NATIVE ?? join(root, 'build/native/tests/rehearse_native');
const engine = await loadEngine();

const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.scenario.json')).sort();

test('there are scenario files', () => {
  assert.notEqual(files.length, 0);
});

for (const file of files) {
  test(`through the package: ${file}`, async () => {
    const place = join(folder, file);
    const text = await readFile(place, 'utf8');
    const { workspace } = JSON.parse(text);
    const workspaceText =
      typeof workspace === 'string' ? await readFile(join(dirname(place), workspace), 'utf8') : undefined;
    const result = engine.test(text, { workspace: workspaceText, journals: true });
    const failures = result.scenarios.flatMap(({ name, failures }) =>
      failures.map((failure) => ({ name, ...failure })),
    );
    assert.deepEqual([failures, result.diagnostics.filter(({ severity }) => severity === 'error')], [[], []]);
    assert.notEqual(result.scenarios.length, 0);
    assert.equal(
      `${JSON.stringify(result)}\n`,
      await readFile(place.replace('.scenario.json', '.journal.json'), 'utf8'),
    );
  });
}

test('natively', async () => {
  await promisify(execFile)(native, ['test', '--verify', folder], { maxBuffer: 2 ** 26 }).catch((error) =>
    assert.fail(`${error.message}\n${error.stdout}`),
  );
});
