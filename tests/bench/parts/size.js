// What a page has to fetch: module and glue, which is what the target is about; the façade around them, which is all that
// the package's entry imports; and what is fetched only for a replay: its own code, with Papa Parse where the log is
// CSV, and the workers, which fetch the rest again unless it is cached.

import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../harness/context.js';
import { atMost } from '../harness/targets.js';

const dist = join(root, 'wasm/dist');
const glue = 'rehearse.js';
const workers = ['replay-worker.js', 'log-worker.js'];

export async function size() {
  const gzip = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024;
  const sum = (files) => files.reduce((total, file) => total + gzip(file), 0);
  const atOnce = filesFrom(['index.js'], imports);
  const all = filesFrom(['index.js', ...workers], (text) => [...imports(text), ...laterImports(text)]);
  const sizes = {
    module: gzip('rehearse.wasm'),
    glue: gzip(glue),
    façade: sum(atOnce.filter((file) => file !== glue)),
    'for a replay': sum(all.filter((file) => !atOnce.includes(file))),
  };
  return {
    targets: [atMost('Module and glue with gzip', sizes.module + sizes.glue, 100, 'KiB')],
    sizes: { ...sizes, 'all together': Object.values(sizes).reduce((total, each) => total + each, 0) },
  };
}

/** The package's files that these import, and those import, and so on. */
function filesFrom(entries, importsOf) {
  const files = new Set(entries);
  for (const file of files) {
    for (const path of importsOf(readFileSync(join(dist, file), 'utf8'))) {
      files.add(posix.join(dirname(file), path));
    }
  }
  return [...files];
}

const named = (text, pattern) => Array.from(text.matchAll(pattern), ([, path]) => path);
const imports = (text) => named(text, /\b(?:from|import) '(\.[^']+\.js)'/g);
const laterImports = (text) => named(text, /\bimport\('(\.[^']+\.js)'\)/g);
