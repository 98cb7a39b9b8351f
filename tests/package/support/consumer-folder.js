import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes a folder as a user of the package would have it: the package is installed, and files stand in it.
 * @param {string} folder
 * @param {readonly { name: string, text: string }[]} files
 */
export async function consumerFolder(folder, files) {
  const packages = join(folder, 'node_modules/@rehearse');
  await mkdir(packages, { recursive: true });
  await symlink(dirname(dirname(fileURLToPath(import.meta.resolve('@rehearse/engine')))), join(packages, 'engine'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  for (const { name, text } of files) {
    await writeFile(join(folder, name), text);
  }
}
