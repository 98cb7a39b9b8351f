// Takes away what was built of the element before: what there is no source for any more would be packed.

import { rm } from 'node:fs/promises';

for (const name of ['element', 'modules']) {
  await rm(new URL(`../dist/${name}`, import.meta.url), { recursive: true, force: true });
}
