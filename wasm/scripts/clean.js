// Takes away what was built before: what there is no source for any more would be packed.

import { rm } from 'node:fs/promises';

await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
