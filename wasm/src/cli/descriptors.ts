import { fstatSync, type Stats } from 'node:fs';
import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** An open file, by its number: of this program, or of another one. */
export interface Descriptor {
  number: number;
  isOwn: boolean;
}

/** Holds those of one program, by number. On Linux /dev/fd is a link, elsewhere a folder. */
const descriptorFolder = /^(?:\/dev|\/proc\/(\d+)(?:\/task\/\d+)?)\/fd$/;

/** As many links as systems follow. */
const mostLinks = 40;

/**
 * The open file that a path stands for, as `/dev/stdout`, `/dev/fd/3` and links to them do; undefined for other paths.
 * Whatever it is, a plain file included, it is written through: a file in its place would be read by nobody.
 */
export async function descriptorOf(path: string): Promise<Descriptor | undefined> {
  let at = resolve(path);
  for (let links = 0; links < mostLinks; links += 1) {
    // Folders may be links, too: /dev/fd is one, and /proc/self.
    const folder = await realpath(dirname(at)).catch(() => undefined);
    if (folder === undefined) {
      return undefined;
    }
    const name = basename(at);
    const found = descriptorFolder.exec(folder);
    if (found !== null && /^\d+$/.test(name)) {
      const [, program = String(process.pid)] = found;
      return { number: Number(name), isOwn: program === String(process.pid) };
    }
    const target = await readlink(join(folder, name)).catch(() => undefined);
    if (target === undefined) {
      return undefined;
    }
    at = resolve(folder, target);
  }
  return undefined;
}

/** That of standard output or standard error, where a plain file is what one of them is written to. */
export function standardDescriptorOf(file: Stats): number | undefined {
  return [1, 2].find((number) => {
    const open = statusOf(number);
    return open?.isFile() && open.dev === file.dev && open.ino === file.ino;
  });
}

/**
 * Sees to it that something can be written to an open file of this program.
 * @throws Error where it is not open, or is none that was given to the program
 */
export function checkDescriptor(number: number): void {
  const open = statusOf(number);
  if (open === undefined) {
    throw new Error(`descriptor ${number} is not open`);
  }
  const kinds = [open.isFile(), open.isFIFO(), open.isSocket(), open.isCharacterDevice(), open.isBlockDevice()];
  if (!kinds.includes(true)) {
    throw new Error(`descriptor ${number} is no file, pipe or device`);
  }
}

function statusOf(descriptor: number): Stats | undefined {
  try {
    return fstatSync(descriptor);
  } catch {
    return undefined;
  }
}
