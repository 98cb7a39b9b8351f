import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

/** What a page may have to fetch before the engine runs, in bytes with gzip: a little above what it is. */
const budget = 354 * 1024;

test('glue and module together stay within 354 KiB', async (context) => {
  let total = 0;
  for (const file of ['rehearse.js', 'rehearse.wasm']) {
    const content = await readFile(new URL(file, import.meta.resolve('@rehearse/engine')));
    const { length } = gzipSync(content, { level: 9 });
    context.diagnostic(`${file}: ${content.length} bytes, ${length} with gzip`);
    total += length;
  }
  context.diagnostic(`together: ${total} bytes with gzip, of ${budget}`);
  assert.ok(total <= budget, `${total} bytes`);
});
