// Every scenario file of tests/conformance in Chromium, by the page's own engine: the journals must be the bytes of the
// golden file beside it.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { useBrowser } from './support/chromium.js';
import { Tester } from './support/tester.js';

const shared = useBrowser();
const folder = fileURLToPath(new URL('../conformance', import.meta.url));
const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.scenario.json')).toSorted();

test('in Chromium, journals are byte for byte those of the golden files', async (context) => {
  assert.notEqual(files.length, 0);
  const tester = await Tester.open(shared);
  for (const file of files) {
    await context.test(file, async () => {
      const place = join(folder, file);
      const text = await readFile(place, 'utf8');
      const { workspace } = JSON.parse(text);
      const workspaceText =
        typeof workspace === 'string' ? await readFile(join(dirname(place), workspace), 'utf8') : undefined;
      const { result, ok } = await tester.page.evaluate(
        ([scenarios, document]) => {
          const { engine } = /** @type {any} */ (globalThis.document.querySelector('rehearse-tester'));
          const found = engine.test(scenarios, { workspace: document, journals: true });
          return { ok: found.ok, result: `${JSON.stringify(found)}\n` };
        },
        /** @type {const} */ ([text, workspaceText]),
      );
      assert.equal(ok, true);
      assert.equal(result, await readFile(place.replace('.scenario.json', '.journal.json'), 'utf8'));
    });
  }
  await tester.done();
});
