// What a page has to fetch.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../harness/context.js';
import { atMost } from '../harness/targets.js';

export async function size() {
  const gzip = (file) => gzipSync(readFileSync(join(root, 'wasm/dist', file)), { level: 9 }).length / 1024;
  const module = gzip('rehearse.wasm');
  const glue = gzip('rehearse.js');
  return { targets: [atMost('Module and glue with gzip', module + glue, 100, 'KiB')], sizes: { module, glue } };
}
