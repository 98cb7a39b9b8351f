// Packs the package, installs it in an empty folder outside the project, and runs all tests of this folder on it.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { install } from './support/installed.js';

const installed = await install();
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.js'));
const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    '--test-timeout=900000',
    `--test-concurrency=${process.env.REHEARSE_JOBS ?? 2}`,
    '--test-reporter=spec',
    ...files.map((name) => join(import.meta.dirname, name)),
  ],
  { stdio: 'inherit', env: { ...process.env, REHEARSE_INSTALLED: JSON.stringify(installed) } },
);
await rm(installed.folder, { recursive: true });
process.exitCode = status ?? 1;
