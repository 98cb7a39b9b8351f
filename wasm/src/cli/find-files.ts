import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, normalize, resolve } from 'node:path';
import { UnreadableFile } from './files.js';
import { expandPatterns } from './patterns.js';

/** Folders that hold nothing of the people who write workspaces. */
const passedOver = (name: string) => name === 'node_modules' || name === 'dist' || name.startsWith('.');

/** What paths mean. */
export interface FoundFiles {
  /** Each once, in the order asked for; those of a folder in the order of their names. */
  files: string[];
  /** The folders that were searched, those in them included; those that cannot be read are among the files. */
  folders: string[];
  /** The folders asked for that hold no such file. */
  empty: string[];
}

/**
 * The files meant by paths: of folders all that end so, at any depth, without `node_modules`, `dist` and hidden folders;
 * those that fit where there is a `*`; all else as given, which reading it will tell of, as of folders that cannot be read.
 * Links to folders are not followed, since they may lead in a circle; pipes and devices are taken where they are named
 * alone: whoever opens one may wait for ever.
 * @param endings such as `.scenario.json`
 * @throws UnreadableFile where no file fits
 */
export async function searchFiles(paths: readonly string[], endings: readonly string[]): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], folders: [], empty: [] };
  for (const path of await expandPatterns(paths)) {
    const there = await stat(path).catch(() => undefined);
    if (there?.isDirectory() !== true) {
      found.files.push(path);
      continue;
    }
    const before = found.files.length;
    await search(normalize(path), endings, found);
    if (found.files.length === before) {
      found.empty.push(path);
    }
  }
  const seen = new Set<string>();
  return { ...found, files: found.files.filter((file) => seen.size < seen.add(resolve(file)).size) };
}

/**
 * The same files.
 * @throws UnreadableFile for a folder that holds no such file, and where no file fits
 */
export async function findFiles(paths: readonly string[], endings: readonly string[]): Promise<string[]> {
  const { files, empty } = await searchFiles(paths, endings);
  const [first] = empty;
  if (first !== undefined) {
    throw new UnreadableFile(first, new Error(`the folder holds no ${endings.map((end) => `*${end}`).join(' or ')}`));
  }
  return files;
}

async function search(folder: string, endings: readonly string[], found: FoundFiles): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    found.files.push(folder);
    return;
  }
  found.folders.push(folder);
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !passedOver(entry.name)) {
      await search(path, endings, found);
    } else if (endings.some((ending) => entry.name.endsWith(ending)) && (await isFile(path, entry))) {
      found.files.push(path);
    }
  }
}

/** Whether it is a file, or a link to one; a link that leads nowhere is one that cannot be read. */
async function isFile(path: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) {
    return entry.isFile();
  }
  const there = await stat(path).catch(() => undefined);
  return there === undefined || there.isFile();
}
