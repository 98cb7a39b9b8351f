// What a page has to fetch: module and glue, which is what the target is about; and the façade around them, without and
// with what is fetched only for a replay: Papa Parse, where the log is CSV, and the worker, which fetches the rest again
// unless it is cached.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../harness/context.js';
import { atMost } from '../harness/targets.js';

const dist = join(root, 'wasm/dist');

/** Fetched for a replay only. */
const ofReplay = ['replay/papaparse.js', 'replay-worker.js'];

export async function size() {
  const gzip = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024;
  const sum = (files) => files.reduce((total, file) => total + gzip(file), 0);
  const module = gzip('rehearse.wasm');
  const glue = gzip('rehearse.js');
  const facade = sum(filesOfFacade());
  const replay = sum(ofReplay);
  return {
    targets: [atMost('Module and glue with gzip', module + glue, 100, 'KiB')],
    sizes: { module, glue, façade: facade, 'for a replay': replay, 'all together': module + glue + facade + replay },
  };
}

/** What only others import: the command line, tests, and hosts that want the WebAssembly inside. */
const ofOthers = /^(?:cli\/|testing\/|inline)/;

/** All that a browser fetches besides, but what is named above. */
function filesOfFacade() {
  const others = ['rehearse.js', ...ofReplay];
  return readdirSync(dist, { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.js') && !ofOthers.test(file) && !others.includes(file));
}
