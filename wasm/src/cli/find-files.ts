import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableFile } from './files.js';

/** Folders that hold nothing of the people who write workspaces. */
const passedOver = (name: string) => name === 'node_modules' || name.startsWith('.');

/**
 * The files meant by paths: of folders all that end so, in order of their names, without `node_modules` and hidden
 * folders; all else as given, each once.
 * @param endings such as `.scenario.json`
 * @throws UnreadableFile for a folder that cannot be read, or holds no such file
 */
export async function findFiles(paths: readonly string[], endings: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const status = await stat(path).catch(() => undefined); // reading it will tell
    if (status?.isDirectory() !== true) {
      found.add(path);
      continue;
    }
    const files = await filesIn(path, endings);
    if (files.length === 0) {
      throw new UnreadableFile(path, new Error(`the folder holds no ${endings.map((end) => `*${end}`).join(' or ')}`));
    }
    for (const file of files) {
      found.add(file);
    }
  }
  return [...found];
}

async function filesIn(folder: string, endings: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause) => {
    throw new UnreadableFile(folder, cause);
  });
  const files: string[] = [];
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !passedOver(entry.name)) {
      files.push(...(await filesIn(path, endings)));
    } else if (!entry.isDirectory() && endings.some((ending) => entry.name.endsWith(ending))) {
      files.push(path);
    }
  }
  return files;
}
