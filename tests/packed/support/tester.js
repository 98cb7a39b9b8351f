// @rehearse/tester as a user has it: packed, and unpacked beside the packed engine, with the libraries that it and its
// users need.

import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './pack.js';

const packageFolder = fileURLToPath(new URL('../../../web/', import.meta.url));
const libraries = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** What the element needs, and what the examples are written and built with; each is installed for these tests. */
const linked = [
  'lit',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  'react',
  'react-dom',
  'vue',
  'svelte',
  'vite',
  '@vitejs/plugin-vue',
  '@sveltejs/vite-plugin-svelte',
];

/**
 * Puts the packed element where npm would: its dependencies but the engine are links, for no registry is asked.
 * @param {string} folder where the engine is installed
 * @returns {Promise<{ folder: string, tarball: string, files: string[] }>} where the package is, and what is packed
 */
export async function installTester(folder) {
  const npm = ['pack', packageFolder, '--json', '--ignore-scripts', '--offline'];
  const { stdout } = await run('npm', npm, {
    cwd: folder,
    env: { ...process.env, npm_config_cache: join(folder, '.npm'), npm_config_update_notifier: 'false' },
  });
  const [packed] = Object.values(JSON.parse(stdout));
  const tarball = join(folder, packed.filename);
  const made = join(folder, 'node_modules/@rehearse/tester');
  await mkdir(made, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', made, '--strip-components=1']);
  for (const name of linked) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(libraries, name), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  return { folder: made, tarball, files: packed.files.map((/** @type {{ path: string }} */ { path }) => path) };
}
