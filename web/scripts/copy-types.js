// Puts the types beside the bundled programs; the modules that they came with are for tests alone.

import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = (name) => fileURLToPath(new URL(`../dist/${name}/`, import.meta.url));

await cp(folder('modules'), folder('element'), { recursive: true, filter: (path) => !path.endsWith('.js') });
