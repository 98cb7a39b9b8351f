import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableFile } from './files.js';

/**
 * Paths with the signs `*` and `?` in them as the files that they fit, in the order of their names; all else as given.
 * Shells do that before a program is called, but those of Windows do not, and quotation marks keep others from it. A file
 * that is really called so comes first.
 * @throws UnreadableFile where no file fits
 */
export async function expandPatterns(paths: readonly string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    if (!isPattern(path) || (await isThere(path))) {
      expanded.push(path);
      continue;
    }
    const found = await filesThatFit(path);
    if (found.length === 0) {
      throw new UnreadableFile(path, new Error('there is no file that fits'));
    }
    expanded.push(...found);
  }
  return expanded;
}

const isPattern = (text: string) => /[*?]/.test(text);

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function filesThatFit(pattern: string): Promise<string[]> {
  // On Windows both signs part folders.
  const [first = '', ...parts] = pattern.split(process.platform === 'win32' ? /[\\/]/ : '/');
  const start = isPattern(first) ? await namesThatFit('.', first) : [first === '' ? '/' : first];
  let found = start;
  for (const part of parts) {
    const next = await Promise.all(found.map((folder) => childrenThatFit(folder, part)));
    found = next.flat();
  }
  return found;
}

async function childrenThatFit(folder: string, part: string): Promise<string[]> {
  if (isPattern(part)) {
    return (await namesThatFit(folder, part)).map((name) => join(folder, name));
  }
  const path = join(folder, part);
  return (await isThere(path)) ? [path] : [];
}

/** Names in a folder, in order. As in shells, hidden ones are left out unless they are meant. */
async function namesThatFit(folder: string, pattern: string): Promise<string[]> {
  const expression = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  const fits = new RegExp(`^${expression}$`, process.platform === 'win32' ? 'isu' : 'su');
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => fits.test(name) && (pattern.startsWith('.') || !name.startsWith('.'))).sort();
}
